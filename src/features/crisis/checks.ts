import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import { crisesOf, type Crisis, missingActions } from './state.ts';

/** Judges steps about crises (CR). */
export function judgeCrisis({ event, now }: Trial, state: EnrollmentState): Refusal | null {
  const { facts, occurredAt } = event;
  const about = (further: (crisis: Crisis) => Refusal | null = () => null): Refusal | null => {
    const named = 'about' in facts ? facts.about : undefined;
    const crisis = crisesOf(effectiveSteps(state.steps, occurredAt, now)).find(({ id }) => id === named);
    return crisis ? further(crisis) : unknownCrisis;
  };
  switch (facts.type) {
    case 'answerCrisis':
      return about((crisis) => whenClosed(crisis) ?? (crisis.answered ? answered : null));
    case 'recordCrisisAction':
    case 'handOverCrisis':
      return about(whenClosed);
    case 'closeCrisis':
      return about((crisis) => whenClosed(crisis) ?? whenIncomplete(crisis));
    case 'recordStaffing':
      return facts.purpose === 'crisis' ? about() : null;
    case 'reviewSafetyPlan':
      return facts.about === undefined ? null : about();
    default:
      return null;
  }
}

const unknownCrisis: Refusal = {
  code: 'unknown-crisis',
  detail: 'No such crisis had been reported by that time.',
  field: 'about',
};

const answered: Refusal = {
  code: 'crisis-answered',
  detail: 'Somebody is on it already.',
  field: 'about',
};

function whenClosed({ closed }: Crisis): Refusal | null {
  return closed && { code: 'crisis-closed', detail: 'The crisis had been closed by then.', field: 'about' };
}

/** CR-2: each of the five parts is on record, and a full crisis with the professional, before it is over. */
function whenIncomplete(crisis: Crisis): Refusal | null {
  const missing = missingActions(crisis);
  if (missing.length > 0)
    return { code: 'crisis-incomplete', detail: `Not yet recorded: ${missing.join(', ')}.`, field: 'about' };
  if (!crisis.full || crisis.handedOver) return null;
  return {
    code: 'crisis-not-handed-over',
    detail: 'A full crisis goes to the designated mental health professional before it is closed.',
    field: 'about',
  };
}
