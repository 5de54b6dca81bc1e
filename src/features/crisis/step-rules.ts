import type { CrisisFacts } from '../../engine/record/steps/crisis.ts';
import type { StepNotice, StepRules } from '../../engine/steps/rules.ts';
import {
  checkCameAfter,
  checkComplete,
  checkOpen,
  checkReviewed,
  checkStaffed,
  checkUnanswered,
} from './checks.ts';

/** Crises, staffings, safety plans (CR). Somebody in danger is helped, whether they are enrolled now or not. */
export const crisisStepRules = {
  reportCrisis: {
    checks: [],
    afterDischarge: 'even-ended',
    pointless: null,
    tells: askToReopen,
    file: null,
  },
  answerCrisis: {
    checks: [checkOpen, checkCameAfter, checkUnanswered],
    afterDischarge: 'even-ended',
    pointless: null,
    tells: null,
    file: null,
  },
  recordCrisisAction: {
    checks: [checkOpen, checkCameAfter],
    afterDischarge: 'even-ended',
    pointless: null,
    tells: null,
    file: null,
  },
  handOverCrisis: {
    checks: [checkOpen, checkCameAfter],
    afterDischarge: 'even-ended',
    pointless: null,
    tells: null,
    file: null,
  },
  closeCrisis: {
    checks: [checkOpen, checkCameAfter, checkComplete],
    afterDischarge: 'even-ended',
    pointless: null,
    tells: null,
    file: null,
  },
  recordStaffing: {
    checks: [checkStaffed, checkCameAfter],
    afterDischarge: 'even-ended',
    pointless: null,
    tells: null,
    file: null,
  },
  reviewSafetyPlan: {
    checks: [checkReviewed, checkCameAfter],
    afterDischarge: 'even-ended',
    pointless: null,
    tells: null,
    file: null,
  },
} satisfies StepRules<CrisisFacts['type']>;

/** CR-6 */
function askToReopen(): StepNotice[] {
  return [
    {
      kind: 'reopening-asked',
      audience: 'supervisor',
      deliver: 'at-once',
      about: 'crisis.reopening',
      onlyDischarged: true,
    },
  ];
}
