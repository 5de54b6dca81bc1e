import { judgeAcuity } from '../acuity/judge.ts';
import { judgeAuthorization } from '../authorizations/judge.ts';
import { judgeCrisis } from '../crisis/judge.ts';
import { judgeNote } from '../notes/judge.ts';
import { judgeOutcome } from '../outcomes/judge.ts';
import { judgeReferral } from '../referrals/judge.ts';
import { judgeTransferStep } from '../transfer/judge.ts';
import { judgeTriage } from '../triage/judge.ts';
import { standingAt } from '../obligations/fold.ts';
import { judgeClocks } from './rules/clocks.ts';
import { judgeLeaving } from './rules/leaving.ts';
import { judgeMeeting } from './rules/meeting.ts';
import { judgeSupport } from './rules/support.ts';
import { judgeVoid } from './rules/voiding.ts';
import { unknownLevel } from './rules/level.ts';
import type { EnrollmentState } from './state.ts';
import type { Refusal, Trial } from './trial.ts';

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
