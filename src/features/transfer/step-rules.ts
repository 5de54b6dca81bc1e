import type { StepRules } from '../../engine/steps/rules.ts';
import type { TransferFacts } from '../../engine/record/steps/transfer.ts';
import { checkCarried } from './checks.ts';

/** What comes over from another agency (OU-4, AC-2). */
export const transferStepRules = {
  takeOver: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
  carryDuty: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
  settleCarried: { checks: [checkCarried], afterDischarge: false, pointless: null, tells: null, file: null },
} satisfies StepRules<TransferFacts['type']>;
