/** The five parts of a response to a crisis (CR-2). */
export const crisisActions = ['respond', 'listen', 'consult', 'act', 'plan'] as const;
export type CrisisAction = (typeof crisisActions)[number];
/** What a staffing with a supervisor or designee was about. */
export const staffingPurposes = ['crisis', 'referral', 'plan'] as const;
export type StaffingPurpose = (typeof staffingPurposes)[number];

/** Steps about crises (CR). What kind of crisis it is is protected. */
export type CrisisFacts =
  /** `full`: it goes to the designated mental health professional. */
  | { type: 'reportCrisis'; full: boolean }
  /** Somebody is on it: nobody else is paged. */
  | { type: 'answerCrisis'; about: string }
  | { type: 'recordCrisisAction'; about: string; action: CrisisAction }
  | { type: 'handOverCrisis'; about: string }
  | { type: 'closeCrisis'; about: string }
  /** `about`: the crisis; of a staffing for another purpose, what it was about, where that has a name. */
  | { type: 'recordStaffing'; purpose: StaffingPurpose; about?: string }
  /** `about`: the crisis after which it was looked at; left out, it was looked at for another reason. */
  | { type: 'reviewSafetyPlan'; changed: boolean; about?: string };

/** Past tense of each. */
export const crisisEvents = {
  reportCrisis: 'CrisisReported',
  answerCrisis: 'CrisisAnswered',
  recordCrisisAction: 'CrisisActionRecorded',
  handOverCrisis: 'CrisisHandedOver',
  closeCrisis: 'CrisisClosed',
  recordStaffing: 'StaffingRecorded',
  reviewSafetyPlan: 'SafetyPlanReviewed',
} as const satisfies Record<CrisisFacts['type'], string>;
