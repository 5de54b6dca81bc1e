import { disputeMethods } from '../../../engine/policy/terms.ts';
import { arbitrations, disputeOutcomes, disputeSubjects } from '../../../engine/record/steps/outcomes.ts';
import { disputesOf } from '../../../features/outcomes/disputes.ts';
import type { StepsOf } from '../registry.ts';
import { type Known, note, one, prose, type StepForms, thing } from './fields.ts';

const open = ({ steps, say, time }: Known) =>
  disputesOf(steps)
    .filter(({ state }) => state === 'open')
    .map(({ stepId, subject, raisedAt }) => ({
      value: stepId,
      label: `${say(`option.dispute.${subject}`)}, ${time.day(new Date(raisedAt).toISOString())}`,
    }));
const dispute = thing(open, { label: 'field.dispute' });

/** What is in dispute, and how it is settled (DI-1). */
export const forms: StepForms<StepsOf<'disputes'>> = {
  raiseDispute: {
    facts: { subject: one('dispute', disputeSubjects) },
    words: { matter: prose(), parties: prose(), note },
  },
  recordDisputeStep: {
    facts: {
      about: dispute,
      method: one('disputeMethod', disputeMethods),
      arbitration: one('arbitration', arbitrations, { when: ({ method }) => method === 'arbitration' }),
      outcome: one('disputeOutcome', disputeOutcomes),
    },
    words: {
      parties: prose(),
      neutral: prose({ when: ({ method }) => method !== undefined && method !== 'negotiation' }),
      summary: prose({ label: 'field.agreed' }),
      note,
    },
  },
  settleDispute: { facts: { about: dispute }, words: { terms: prose(), note } },
  withdrawDispute: { facts: { about: dispute }, words: { reason: prose(), note } },
};
