import { isLead } from '../../../engine/policy/terms.ts';
import { settlements } from '../../../engine/record/steps/transfer.ts';
import { carriedOver } from '../../../features/transfer/state.ts';
import type { StepsOf } from '../registry.ts';
import { type Known, one, prose, type StepForms, thing } from './fields.ts';

/** What the reader may withdraw, the newest first: their own, and for a lead everybody's. */
const voidable = ({ steps, me, say, time }: Known) =>
  steps
    .filter(({ by, facts }) => facts.type !== 'receiveReferral' && (by === me.staffId || isLead(me.role)))
    .toReversed()
    .slice(0, 40)
    .map(({ id, at, facts }) => ({
      value: id,
      label: `${say(`step.${facts.type}`)}, ${time.moment(new Date(at).toISOString())}`,
    }));
const carried = ({ steps, status, time }: Known) =>
  carriedOver(steps)
    .duties.filter(({ settled }) => settled === null)
    .map(({ id, kind, due }) => ({
      value: id,
      label: `${status.policy.profile.rules.find((rule) => rule.kind === kind)?.title ?? kind}, ${time.day(new Date(due).toISOString())}`,
    }));
const because = { facts: {}, words: { reason: prose(), note: null } };

/** What is done to the record itself. */
export const forms: StepForms<StepsOf<'file'>> = {
  voidStep: {
    facts: { step: thing(voidable) },
    words: { reason: prose(), note: null },
    now: true,
  },
  settleCarried: {
    facts: { about: thing(carried), how: one('settlement', settlements) },
    words: { summary: prose() },
  },
  reopen: because,
  keepDischarged: because,
  enterInError: { ...because, now: true },
};
