import {
  declineReasons,
  feedbackSources,
  referralAnswers,
  reviewDecisions,
  serviceEnds,
  withdrawalReasons,
} from '../../../engine/record/steps/referrals.ts';
import { referralRegister, type ReferralState } from '../../../features/referrals/state.ts';
import type { Providers } from '../../server/replies.ts';
import type { StepsOf } from '../registry.ts';
import { date, type Known, note, one, optional, prose, type StepForms, thing, yesNo } from './fields.ts';
import { disclosed, tellingWords } from './disclosed-part.tsx';
import { tellingReads } from './telling.ts';
import { TransmittedPart } from './transmitted-part.tsx';
import { releases } from './things.ts';

const providersPath = '/providers';
const reads = () => [providersPath];

/** Referrals in these states, by their provider and service. */
const referrals =
  (...states: ReferralState[]) =>
  ({ steps, reply, time }: Known) => {
    // The names alone are read: that there is none is known at once.
    const nameOf = (provider: string) =>
      ((reply(providersPath) as Providers | undefined)?.items ?? []).find(
        ({ documentId }) => documentId === provider,
      )?.content.name;
    return referralRegister(steps)
      .referrals.filter(({ state }) => states.includes(state))
      .map(({ made: { id, at, facts } }) => {
        const name = nameOf(facts.provider);
        const day = time.day(new Date(at).toISOString());
        return { value: id, label: [name, facts.service, day].filter(Boolean).join(', ') };
      });
  };
const referralIn = (...states: ReferralState[]) => thing(referrals(...states), { label: 'field.referral' });
const underWay = ['sent', 'received', 'waitlisted', 'accepted'] as const;

/** What follows a referral: it is sent, answered, begins, is looked at, ends (RF). */
export const forms: StepForms<StepsOf<'referrals'>> = {
  sendReferral: {
    facts: { about: referralIn('made'), release: thing(releases, { label: 'field.release' }) },
    words: { note },
    shows: TransmittedPart,
    reads: (given) => [providersPath, `/enrollments/${given.enrollmentId}/referrals`],
  },
  recordReferralAnswer: {
    facts: {
      about: referralIn(...underWay),
      answer: one('answer', referralAnswers),
      reason: one('decline', declineReasons, { when: ({ answer }) => answer === 'declined' }),
    },
    words: { said: optional(prose()), note: null },
    reads,
  },
  startService: { facts: { about: referralIn('accepted'), feeCents: null }, words: { note }, reads },
  reviewService: {
    facts: {
      about: referralIn('started'),
      decision: one('review', reviewDecisions),
      targetOn: optional(date(undefined, { when: ({ decision }) => decision === 'revise' })),
      reviewOn: optional(date(undefined, { when: ({ decision }) => decision !== 'switch' })),
    },
    words: { findings: prose(), note: null },
    reads,
  },
  recordServiceFeedback: {
    facts: {
      about: referralIn('started'),
      from: one('feedback', feedbackSources, { label: 'field.saidBy' }),
      delivered: yesNo(),
      // What allowed it is asked with what was told.
      release: null,
      disclosed: disclosed({ when: ({ from }) => from === 'provider' || from === 'collateral' }),
    },
    words: { feedback: prose(), ...tellingWords, note: null },
    reads: tellingReads,
  },
  endService: {
    facts: { about: referralIn('started'), reason: one('serviceEnd', serviceEnds) },
    words: { note },
    reads,
  },
  withdrawReferral: {
    facts: { about: referralIn('made', ...underWay), reason: one('withdrawal', withdrawalReasons) },
    words: { note },
    reads,
  },
};
