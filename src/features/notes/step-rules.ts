import type { StepRules } from '../../engine/steps/rules.ts';
import type { NoteFacts } from '../../engine/record/steps/notes.ts';
import { checkConsultation } from './checks.ts';

/** What must be written down (DO). */
export const noteStepRules = {
  consultSupervisor: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
  documentConsultation: {
    checks: [checkConsultation],
    afterDischarge: true,
    pointless: 'The consultation has been documented already.',
    tells: null,
    file: null,
  },
} satisfies StepRules<NoteFacts['type']>;
