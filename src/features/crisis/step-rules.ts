import type { StepRules } from '../../engine/steps/rules.ts';
import type { CrisisFacts } from '../../engine/record/steps/crisis.ts';
import { checkComplete, checkOpen, checkReviewed, checkStaffed, checkUnanswered } from './checks.ts';

/** Crises, staffings, safety plans (CR). */
export const crisisStepRules = {
  reportCrisis: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
  answerCrisis: {
    checks: [checkOpen, checkUnanswered],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  recordCrisisAction: {
    checks: [checkOpen],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  handOverCrisis: { checks: [checkOpen], afterDischarge: false, pointless: null, tells: null, file: null },
  closeCrisis: {
    checks: [checkOpen, checkComplete],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  recordStaffing: { checks: [checkStaffed], afterDischarge: false, pointless: null, tells: null, file: null },
  reviewSafetyPlan: {
    checks: [checkReviewed],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
} satisfies StepRules<CrisisFacts['type']>;
