import type { StepRules } from '../../engine/steps/rules.ts';
import type { AcuityFacts } from '../../engine/record/steps/acuity.ts';
import { checkForm, checkLevel, checkScore, checkSupported } from './checks.ts';

/** The Acuity Index, level of care, stabilization (AC). */
export const acuityStepRules = {
  scoreAcuity: {
    checks: [checkScore, checkForm],
    afterDischarge: false,
    pointless: 'No Acuity Index is owed at that time.',
    tells: null,
    file: 'assessment',
  },
  changeLevel: {
    checks: [checkLevel, checkSupported],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: 'updates',
  },
  updateAssessment: {
    checks: [],
    afterDischarge: false,
    pointless: 'No assessment update is owed under this policy profile at that time.',
    tells: null,
    file: 'assessment',
  },
  keepLevel: {
    checks: [],
    afterDischarge: false,
    pointless: 'No decision about the level of care is owed at that time.',
    tells: null,
    file: null,
  },
  reportHighAcuityEvent: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
} satisfies StepRules<AcuityFacts['type']>;
