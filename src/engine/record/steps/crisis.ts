import type { CrisisAction } from '../../policy/terms.ts';
import { type FactsIn, step } from './step.ts';
/** What a staffing with a supervisor or designee was about. */
export const staffingPurposes = ['crisis', 'referral', 'plan'] as const;
export type StaffingPurpose = (typeof staffingPurposes)[number];

/** Steps about crises (CR). What kind of crisis it is is protected. */
export const crisisSteps = {
  /** `full`: it goes to the designated mental health professional. */
  reportCrisis: step<{ full: boolean }>('CrisisReported'),
  /** Somebody is on it: nobody else is paged. */
  answerCrisis: step<{ about: string }>('CrisisAnswered'),
  recordCrisisAction: step<{ about: string; action: CrisisAction }>('CrisisActionRecorded'),
  handOverCrisis: step<{ about: string }>('CrisisHandedOver'),
  closeCrisis: step<{ about: string }>('CrisisClosed'),
  /** `about`: the crisis; of a staffing for another purpose, what it was about, where that has a name. */
  recordStaffing: step<{ purpose: StaffingPurpose; about?: string }>('StaffingRecorded'),
  /** `about`: the crisis after which it was looked at; left out, it was looked at for another reason. */
  reviewSafetyPlan: step<{ changed: boolean; about?: string }>('SafetyPlanReviewed'),
};

export type CrisisFacts = FactsIn<typeof crisisSteps>;
