import { isConfirmedNeed, triageOf } from '../../../features/triage/state.ts';
import { covers, releaseRegister } from '../../../features/releases/state.ts';
import type { Providers } from '../../server/replies.ts';
import {
  type AnyForm,
  count,
  date,
  inDays,
  type Known,
  line,
  optional,
  prose,
  thing,
  tick,
  type Words,
} from '../steps/fields.ts';

import { lastDay } from '../steps/releases.ts';

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

/** What a referral tells (RF-2), as a release names it. */
export const told = ['identity', 'presenting-issue', 'services', 'goals'] as const;

/** The release on file under which it may be sent now; undefined: the client is asked for one. */
export function releaseFor({ steps, status }: Known, words: Words) {
  const register = releaseRegister(steps, status.policy.calendar);
  const disclosure = { recipient: String(words['chosen']), purpose: 'referral', content: told } as const;
  return register.releases.find((release) => covers(register, release, { ...disclosure, at: Date.now() }));
}
const asksRelease = (words: Words, known: Known) =>
  words['chosen'] !== undefined && releaseFor(known, words) === undefined;

const isSigned = (words: Words) => words['signed'] === true;

const needs = ({ steps, time }: Known) =>
  triageOf(steps)
    .needs.filter(({ id }) => isConfirmedNeed(steps, id))
    .map(({ id, at }) => ({ value: id, label: time.moment(new Date(at).toISOString()) }));
const wants = { when: ({ service }: Words) => service !== undefined };

/** All that is asked on the way from a wish to a referral that has been sent. */
export const referring: AnyForm = {
  facts: {
    service: thing(services, { label: 'refer.service' }),
    chosen: thing(providers, { ...wants, label: 'refer.chosen' }),
  },
  words: {
    optionsOffered: prose({ ...wants, label: 'refer.offered' }),
    reasons: prose({ ...wants, label: 'refer.reasons' }),
    presentingIssue: line({ ...wants, label: 'refer.issue' }),
    desiredServices: line({ ...wants, label: 'refer.services' }),
    goals: line({ ...wants, label: 'refer.goals' }),
    targetOn: date(inDays(90), { ...wants }),
    reviewOn: date(inDays(60), { ...wants, label: 'field.reviewOn' }),
    waitingDays: count(0, 3_650, {
      ...{ ...wants, label: 'refer.waitingDays' },
      first: (known, words) => chosenOf(known, words)?.content.waitingDays ?? undefined,
    }),
    need: optional(thing(needs, { ...wants, label: 'field.confirmedNeed' })),
    emergency: tick({ label: 'refer.emergency', when: ({ need }) => need !== undefined }),
    signed: tick({ label: 'refer.signed', when: asksRelease, must: true }),
    expiresOn: date(lastDay, { when: isSigned }),
    substanceUse: prose({ when: isSigned, first: ({ say }) => say('release.substanceUse') }),
  },
  reads: () => [providersPath],
};
