import type * as policy from '../policy/profile.ts';
import type { StepType } from './steps/index.ts';

/** Profiles and rules as they are written: naming a step that does not exist does not compile. */
export type Profile = policy.Profile<StepType>;
export type Rule = policy.Rule<StepType>;
export type Trigger = policy.Trigger<StepType>;
export type Fulfilment = policy.Fulfilment<StepType>;
export type Condition = policy.Condition<StepType>;
