import type { Instant } from '../../calendar/index.ts';
import type { FactsIn } from './step.ts';
import { acuitySteps } from './acuity.ts';
import { authorizationSteps } from './authorizations.ts';
import { crisisSteps } from './crisis.ts';
import { noteSteps } from './notes.ts';
import { outcomeSteps } from './outcomes.ts';
import { disclosureSteps } from './disclosures.ts';
import { enrollmentSteps } from './enrollments.ts';
import { planSteps } from './plans.ts';
import { referralSteps } from './referrals.ts';
import { releaseSteps } from './releases.ts';
import { teamSteps } from './team.ts';
import { transferSteps } from './transfer.ts';
import { triageSteps } from './triage.ts';

/** Every step there is, in the imperative. What each is checked for, tells and needs stands in the features' tables. */
export const stepKinds = {
  ...enrollmentSteps,
  ...acuitySteps,
  ...authorizationSteps,
  ...crisisSteps,
  ...disclosureSteps,
  ...noteSteps,
  ...outcomeSteps,
  ...releaseSteps,
  ...referralSteps,
  ...teamSteps,
  ...planSteps,
  ...transferSteps,
  ...triageSteps,
};

export type StepType = keyof typeof stepKinds;

/**
 * What happened, as facts only. What is protected (notes, plan texts, what an emergency is about) is not here: it travels
 * sealed beside the step and is opened only by the record.
 */
export type StepFacts = FactsIn<typeof stepKinds>;
type FactsByType = { [Facts in StepFacts as Facts['type']]: Facts };
/** Facts of that step, or of any of those. */
export type FactsOf<T extends StepType> = FactsByType[T];

/** A step somebody entered: `id` names it for ever, `at` is when it happened, `seq` its place in the record. */
export type RecordedStep = {
  id: string;
  commandId: string;
  seq: number;
  at: Instant;
  recordedAt: Instant;
  by: string;
  facts: StepFacts;
};

/** The past tense of a step, under which it is recorded. */
export function eventTypeOf(type: StepType): string {
  return stepKinds[type].event;
}
