import type { StepFacts } from '../../engine/record/steps/index.ts';
import { missing, staleIndex } from '../authorizations/enclosed.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { effectiveSteps, standingAt } from '../../engine/obligations/fold.ts';
import type { Profile } from '../../engine/policy/profile.ts';
import { intensityOf } from '../../engine/policy/level-line.ts';

/** Judges steps about the Acuity Index, level of care, stabilization (AC). */
export function judgeAcuity(trial: Trial, state: EnrollmentState): Refusal | null {
  const { facts } = trial.event;
  switch (facts.type) {
    case 'scoreAcuity':
      return judgeInstrument(facts, standingOf(trial, state).policy.profile);
    case 'changeLevel':
      return judgeTransfer(trial, state, facts);
    case 'discharge':
      return judgeDischarge(trial, state, facts);
    default:
      return null;
  }
}

function standingOf({ event, now }: Trial, state: EnrollmentState) {
  return standingAt(state.steps, event.occurredAt, now);
}

function judgeInstrument(
  { instrument }: Extract<StepFacts, { type: 'scoreAcuity' }>,
  { acuityInstrument }: Profile,
): Refusal | null {
  if (!instrument || !acuityInstrument || instrument.hash === acuityInstrument.value.hash) return null;
  const { id, version } = acuityInstrument.value;
  return {
    code: 'unknown-instrument',
    detail: `The policy's form of the Acuity Index is ${id}, version ${version}.`,
    field: 'instrument',
  };
}

/** AC-2, AC-4: a transfer to the other side of the line carries its index and what supports it. */
function judgeTransfer(
  trial: Trial,
  state: EnrollmentState,
  { level, index, documents = [] }: Extract<StepFacts, { type: 'changeLevel' }>,
): Refusal | null {
  const { event, command, now } = trial;
  const { policy, level: present } = standingOf(trial, state);
  const { profile } = policy;
  const steps = effectiveSteps(state.steps, event.occurredAt, now);
  const named = steps.find(({ id, facts }) => id === index && facts.type === 'scoreAcuity');
  if (index !== undefined && !named) {
    return {
      code: 'not-an-index',
      detail: 'That step is no Acuity Index that counts at that time.',
      field: 'index',
    };
  }
  if (!profile.requestDocuments || command.amendment === true) return null;
  if (intensityOf(profile, present) === intensityOf(profile, level)) return null;
  const stale = staleIndex(policy, named, event.occurredAt);
  if (stale) return { ...stale, field: 'index' };
  const request = { kind: 'transfer', level: present, initial: false } as const;
  return missing(profile, { ...request, documents: [...documents, 'acuity-index'] }, named);
}

/** AC-4: less intensive needs lead to Case Management or to a discharge, on a supervisor's approval. */
function judgeDischarge(
  trial: Trial,
  state: EnrollmentState,
  { reason }: Extract<StepFacts, { type: 'discharge' }>,
): Refusal | null {
  const { role } = trial.by;
  if (reason !== 'level-not-indicated' || role === 'supervisor' || role === 'director') return null;
  if (!standingOf(trial, state).policy.profile.requestDocuments) return null;
  return {
    code: 'needs-supervisor',
    detail:
      'A discharge because the level of care is not indicated is entered by a supervisor, who approves it.',
    field: 'reason',
  };
}
