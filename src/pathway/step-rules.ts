import type { CodesOf, StepRule, StepRules } from '../engine/steps/rules.ts';
import type { StepType } from '../engine/record/steps/index.ts';
import { acuityStepRules } from '../features/acuity/step-rules.ts';
import { authorizationStepRules } from '../features/authorizations/step-rules.ts';
import { crisisStepRules } from '../features/crisis/step-rules.ts';
import { disclosureStepRules } from '../features/disclosures/step-rules.ts';
import { noteStepRules } from '../features/notes/step-rules.ts';
import { outcomeStepRules } from '../features/outcomes/step-rules.ts';
import { planStepRules } from '../features/plans/step-rules.ts';
import { referralStepRules } from '../features/referrals/step-rules.ts';
import { releaseStepRules } from '../features/releases/step-rules.ts';
import { teamStepRules } from '../features/team/step-rules.ts';
import { transferStepRules } from '../features/transfer/step-rules.ts';
import { triageStepRules } from '../features/triage/step-rules.ts';
import { enrollmentStepRules } from './enrollment-step-rules.ts';

/** What holds for each step there is; one that is missing does not compile. */
const stepRules = {
  ...enrollmentStepRules,
  ...acuityStepRules,
  ...authorizationStepRules,
  ...crisisStepRules,
  ...disclosureStepRules,
  ...noteStepRules,
  ...outcomeStepRules,
  ...planStepRules,
  ...referralStepRules,
  ...releaseStepRules,
  ...teamStepRules,
  ...transferStepRules,
  ...triageStepRules,
} satisfies StepRules<StepType>;

/** Every code with which a step's own checks refuse it. */
export type StepCode = CodesOf<typeof stepRules>;

export function stepRuleOf<T extends StepType>(type: T): StepRule<T> {
  // The table is held to it above; the compiler does not follow an index that is one of many.
  return stepRules[type] as unknown as StepRule<T>;
}
