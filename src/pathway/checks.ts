import { judgeAcuity } from '../features/acuity/checks.ts';
import { judgeAuthorization } from '../features/authorizations/checks.ts';
import { judgeCrisis } from '../features/crisis/checks.ts';
import { judgeNote } from '../features/notes/checks.ts';
import { judgeOutcome } from '../features/outcomes/checks.ts';
import { judgeReferral } from '../features/referrals/checks.ts';
import { judgeTransferStep } from '../features/transfer/checks.ts';
import { judgeTriage } from '../features/triage/checks.ts';
import { standingAt } from '../engine/obligations/fold.ts';
import { judgeClocks } from './clock-checks.ts';
import { judgeLeaving } from './leaving-checks.ts';
import { judgeMeeting } from './meeting-checks.ts';
import { judgeSupport } from './support-checks.ts';
import { judgeVoid } from './voiding-checks.ts';
import { unknownLevel } from './level-checks.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../engine/deadlines/step-check.ts';

/** Why a step makes no sense at its time; null when it does. */
export function refusalOf(trial: Trial): Refusal | null {
  const { state, event, now } = trial;
  if (event.occurredAt > now) {
    return {
      code: 'occurred-in-future',
      detail: 'A step is entered after it happened, not before.',
      field: 'occurredAt',
    };
  }
  if (!state) return judgeBeginning(trial);
  const referral = state.steps[0];
  if (referral && event.occurredAt < referral.at) {
    return {
      code: 'occurred-before-referral',
      detail: 'The enrollment began with its referral; nothing of it can have happened earlier.',
      field: 'occurredAt',
    };
  }
  if (event.facts.type === 'receiveReferral') {
    return { code: 'already-recorded', detail: 'The referral of this enrollment has been recorded before.' };
  }
  if (state.endedAt !== null) {
    return {
      code: 'enrollment-ended',
      detail: 'This enrollment has ended; a new referral starts a new one.',
    };
  }
  return (
    judgeLeaving(trial, state) ??
    judgeVoid(trial, state) ??
    judgeClocks(trial, state) ??
    judgeSupport(trial, state) ??
    judgeSections(trial, state) ??
    judgeMeeting(trial)
  );
}

/** Each section that has anything to refuse judges its own steps and lets all others pass. */
function judgeSections(trial: Trial, state: EnrollmentState): Refusal | null {
  for (const judge of sections) {
    const refusal = judge(trial, state);
    if (refusal) return refusal;
  }
  return null;
}

const sections = [
  judgeAcuity,
  judgeAuthorization,
  judgeCrisis,
  judgeNote,
  judgeOutcome,
  judgeReferral,
  judgeTransferStep,
  judgeTriage,
];

function judgeBeginning({ event }: Trial): Refusal | null {
  if (event.facts.type !== 'receiveReferral') return null;
  const { level, policy } = event.facts;
  if (!policy.profile.levels.some((known) => known.id === level)) return unknownLevel(policy.profile.levels);
  standingAt([{ ...event, id: event.stepId, at: event.occurredAt, by: event.by.staffId }], event.occurredAt);
  return null;
}
