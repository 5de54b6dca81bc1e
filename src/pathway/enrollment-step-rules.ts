import type { StepNotice, StepRules } from '../engine/steps/rules.ts';
import type { FactsOf } from '../engine/record/steps/index.ts';
import type { enrollmentSteps } from '../engine/record/steps/enrollments.ts';
import { checkNoPayment, checkWhole } from '../features/authorizations/checks.ts';
import { checkTold } from '../features/disclosures/checks.ts';
import { toldOfTelling } from '../features/disclosures/step-rules.ts';
import { checkSpokenUnderRelease } from '../features/releases/checks.ts';
import {
  checkHeld,
  checkHoldable,
  checkMissed,
  checkMovable,
  checkReviewDate,
  checkWaivable,
} from './clock-checks.ts';
import { checkEnteredNow, checkPaged, checkReopenable, checkVoidable } from './enrollment-checks.ts';

/** From referral to discharge, and what supervisors do to clocks. */
export const enrollmentStepRules = {
  receiveReferral: { checks: [], afterDischarge: false, pointless: null, tells: onCall, file: 'fact-sheet' },
  assignCoordinator: {
    checks: [],
    afterDischarge: false,
    pointless: null,
    tells: assigned,
    file: 'fact-sheet',
  },
  logContact: {
    checks: [checkSpokenUnderRelease, checkTold],
    afterDischarge: true,
    pointless: null,
    tells: toldOfTelling,
    file: null,
  },
  reportEmergentNeed: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
  acknowledgePage: { checks: [checkPaged], afterDischarge: true, pointless: null, tells: null, file: null },
  reopen: { checks: [checkReopenable], afterDischarge: true, pointless: null, tells: null, file: null },
  keepDischarged: {
    checks: [],
    afterDischarge: true,
    pointless:
      'Nothing asks at that time whether the enrollment is reopened: no crisis came after a discharge.',
    tells: null,
    file: null,
  },
  enterInError: {
    checks: [checkEnteredNow],
    afterDischarge: true,
    pointless: null,
    tells: toldOfError,
    file: null,
  },
  holdClocks: {
    checks: [checkHoldable, checkReviewDate],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  releaseHold: { checks: [checkHeld], afterDischarge: false, pointless: null, tells: null, file: null },
  moveDeadline: { checks: [checkMovable], afterDischarge: false, pointless: null, tells: null, file: null },
  waiveDuty: { checks: [checkWaivable], afterDischarge: false, pointless: null, tells: null, file: null },
  // What was missed before is looked at afterwards as well.
  explainMiss: { checks: [checkMissed], afterDischarge: true, pointless: null, tells: null, file: null },
  adoptPolicy: { checks: [], afterDischarge: true, pointless: null, tells: null, file: null },
  voidStep: {
    checks: [checkVoidable, checkNoPayment, checkWhole('step')],
    afterDischarge: true,
    pointless: null,
    tells: null,
    file: null,
  },
} satisfies StepRules<keyof typeof enrollmentSteps>;

/** IN-8: whoever is on call has an emergency until somebody is assigned. */
function onCall({ onCallId }: FactsOf<'receiveReferral'>): StepNotice[] {
  if (onCallId === null) return [];
  return [{ kind: 'assignment', audience: 'coordinator', deliver: 'at-once', staffId: onCallId }];
}

/** So that no missed deadline goes away in silence. */
function toldOfError(): StepNotice[] {
  return (['director', 'quality-office'] as const).map((audience) => ({
    kind: 'entered-in-error',
    audience,
    deliver: 'next-morning',
  }));
}

function assigned({ coordinatorId, suggested }: FactsOf<'assignCoordinator'>): StepNotice[] {
  const bySystem: StepNotice[] = suggested?.near
    ? [{ kind: 'system-assigned', audience: 'supervisor', deliver: 'at-once' }]
    : [];
  return [
    { kind: 'assignment', audience: 'coordinator', deliver: 'next-morning', staffId: coordinatorId },
    ...bySystem,
  ];
}
