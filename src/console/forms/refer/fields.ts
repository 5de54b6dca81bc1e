import type { Picked } from '../../../features/referrals/from-plan.ts';
import { confirmedNeeds } from '../../../features/triage/state.ts';
import { covers, releaseRegister } from '../../../features/releases/state.ts';
import type { Providers } from '../../server/replies.ts';
import { transmitted } from '../../../features/referrals/transmittal.ts';
import { triagePath } from '../steps/from-consent.ts';
import { writtenOf } from './need.ts';
import { isTyped, isUnplanned, itemsOf, planFor, plansPath, saidBy } from './plan.ts';
import { PlanItems } from './plan-items.tsx';
import {
  type AnyForm,
  count,
  date,
  inDays,
  type Known,
  line,
  optional,
  part,
  prose,
  thing,
  tick,
  type Words,
} from '../steps/fields.ts';

import { lastDay } from '../steps/releases.ts';
import { now } from '../../time/now.ts';

const providersPath = '/providers';
const directory = ({ reply }: Pick<Known, 'reply'>) =>
  (reply(providersPath) as Providers | undefined)?.items ?? [];

/** Those of the directory that have the service that is wanted. */
export const offering = (known: Known, { service }: Words) =>
  directory(known).filter(({ content }) => content.services.some((one) => one === service));
export const chosenOf = (known: Known, words: Words) =>
  offering(known, words).find(({ documentId }) => documentId === words['chosen']);

const services = (known: Known) =>
  [...new Set(directory(known).flatMap(({ content }) => content.services))]
    .toSorted()
    .map((value) => ({ value, label: value.replaceAll('-', ' ') }));

const providers = (known: Known, words: Words) =>
  offering(known, words).map(({ documentId, content, fit }) => ({
    value: documentId,
    label: known.say(fit.stale ? 'refer.stale' : 'refer.provider', {
      name: content.name,
      openings: content.openings ?? '–',
      days: content.waitingDays ?? '–',
    }),
  }));

/** What a referral tells (RF-2), as a release names it: who pays, where the plan says so. */
export function toldBy(words: Words, known: Known) {
  const plan = planFor(words, known);
  return transmitted({ planFunding: (plan && saidBy(plan, words)?.planFunding) ?? [] });
}

/** The release on file under which it may be sent now; undefined: the client is asked for one. */
export function releaseFor(known: Known, words: Words) {
  const { steps, status } = known;
  const register = releaseRegister(steps, status.policy.calendar);
  const disclosure = { recipient: String(words['chosen']), purpose: 'referral', at: now() } as const;
  const content = toldBy(words, known);
  return register.releases.find((release) => covers(register, release, { ...disclosure, content }));
}
const asksRelease = (words: Words, known: Known) =>
  words['chosen'] !== undefined && releaseFor(known, words) === undefined;

const isSigned = (words: Words) => words['signed'] === true;

/** By what it is called, where the reader may know, and by when it was confirmed. */
const needs = (known: Known) =>
  confirmedNeeds(known.steps).map(({ id, at }) => {
    const when = known.time.moment(new Date(at).toISOString());
    const title = writtenOf(known, id)['title'];
    return { value: id, label: typeof title === 'string' ? `${title}, ${when}` : when };
  });
/** Before there is a plan a referral is for an emergency: the need that has led to none yet, where there is one alone. */
function waitingNeed(known: Known): string | undefined {
  const waiting = confirmedNeeds(known.steps).filter(
    ({ led }) => !led.some(({ type }) => type === 'makeReferral'),
  );
  return isUnplanned(known) && waiting.length === 1 ? waiting[0]?.id : undefined;
}
const wants = { when: ({ service }: Words) => service !== undefined };
/** Typed only where no plan says it. */
const typed = {
  when: (words: Words, known: Known) => words['service'] !== undefined && isTyped(words, known),
};
/** Where the plan has one such item alone it is ticked: of several, no more is told than is meant. */
const ticked = (field: keyof Picked, label: string) =>
  part<string[]>(PlanItems(field, label), {
    when: (words, known) => words['service'] !== undefined && planFor(words, known) !== undefined,
    first: (known, words) => {
      const items = itemsOf(field, words, known);
      return items.length === 1 ? items.map(({ id }) => id) : [];
    },
  });

/** All that is asked on the way from a wish to a referral that has been sent. */
export const referring: AnyForm = {
  facts: {
    service: thing(services, { label: 'refer.service' }),
    chosen: thing(providers, { ...wants, label: 'refer.chosen' }),
  },
  words: {
    optionsOffered: prose({ ...wants, label: 'refer.offered' }),
    reasons: prose({ ...wants, label: 'refer.reasons' }),
    need: optional(thing(needs, { ...wants, label: 'field.confirmedNeed', first: waitingNeed })),
    emergency: tick({
      ...{ label: 'refer.emergency', first: isUnplanned },
      when: ({ need }) => need !== undefined && need !== '',
    }),
    planNeeds: ticked('planNeeds', 'refer.issue'),
    planServices: ticked('planServices', 'refer.services'),
    planGoals: ticked('planGoals', 'refer.goals'),
    presentingIssue: line({ ...typed, label: 'refer.issue' }),
    desiredServices: line({ ...typed, label: 'refer.services' }),
    goals: line({ ...typed, label: 'refer.goals' }),
    targetOn: date(inDays(90), { ...typed }),
    reviewOn: date(inDays(60), { ...typed, label: 'field.reviewOn' }),
    waitingDays: count(0, 3_650, {
      ...{ ...wants, label: 'refer.waitingDays' },
      first: (known, words) => chosenOf(known, words)?.content.waitingDays ?? undefined,
    }),
    signed: tick({ label: 'refer.signed', when: asksRelease, must: true }),
    expiresOn: date(lastDay, { when: isSigned }),
    substanceUse: prose({ when: isSigned, first: ({ say }) => say('release.substanceUse') }),
  },
  reads: (known) => [providersPath, plansPath(known.enrollmentId), triagePath(known)],
};
