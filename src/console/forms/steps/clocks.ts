import { missCauses } from '../../../engine/policy/miss-cause.ts';
import type { StepsOf } from '../registry.ts';
import { date, known, type Known, moment, note, one, optional, prose, type StepForms } from './fields.ts';

// Each is opened from a duty's line, and is about that duty.
const kindOf = ({ duty }: Known) => duty?.kind ?? '';
const kind = known(kindOf);
const kinds = known((given: Known) => [kindOf(given)]);
const words = { reason: prose(), note: null };

/** What leads do to a clock; each says why. */
export const forms: StepForms<StepsOf<'clocks'>> = {
  moveDeadline: {
    facts: {
      kind,
      about: optional(known(({ duty }) => duty?.about)),
      to: moment({ label: 'field.dueThen' }),
    },
    words,
    now: true,
  },
  waiveDuty: { facts: { kind, until: date() }, words, now: true },
  holdClocks: { facts: { kinds, reviewOn: date() }, words, now: true },
  releaseHold: { facts: { kinds }, words: { note }, now: true },
  explainMiss: {
    facts: { obligation: known(({ duty }) => duty?.key ?? ''), cause: one('numbers.cause', missCauses) },
    words,
    now: true,
  },
};
