/** Words that policy profiles and steps share. */
export const contactsWith = ['client', 'ciu', 'provider', 'collateral'] as const;
export type ContactWith = (typeof contactsWith)[number];
export const contactModes = ['face-to-face', 'phone', 'video', 'text'] as const;
export type ContactMode = (typeof contactModes)[number];
export const handOvers = ['joint', 'alone'] as const;
export type HandOver = (typeof handOvers)[number];
export const contactOutcomes = ['reached', 'attempted', 'no-show'] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

export const dischargeReasons = [
  'completed',
  'withdrawn',
  'transferred',
  'lost-contact',
  'deceased',
  'level-not-indicated',
  'other',
] as const;
export type DischargeReason = (typeof dischargeReasons)[number];
/** What a discharge says of how the client leaves (OU-4): done, or not, with the reason among the words. */
export type LeavingFact = 'lastMeetingHeld' | 'aftercareArranged' | 'warmHandOver' | 'receivingAgencyNamed';
/** By what it is judged whether the client completed the program (OU-2). */
export const completionMeasures = ['plan-goals', 'level-of-care', 'provider-report'] as const;
export type CompletionMeasure = (typeof completionMeasures)[number];

/** The five parts of a response to a crisis (CR-2). */
export const crisisActions = ['respond', 'listen', 'consult', 'act', 'plan'] as const;
export type CrisisAction = (typeof crisisActions)[number];

/** How a dispute is settled (DI-1). */
export const disputeMethods = ['negotiation', 'mediation', 'arbitration'] as const;
export type DisputeMethod = (typeof disputeMethods)[number];

/** Who acts; `system` is the clock, and what the product does by itself. */
export type Role =
  | 'intake'
  | 'coordinator'
  | 'supervisor'
  | 'director'
  | 'payer'
  | 'quality'
  | 'privacy-officer'
  | 'ops'
  | 'system';
/** People; `system` never calls. */
export type StaffRole = Exclude<Role, 'system'>;

/** Whether somebody of that role leads: supervises, and answers for what others wrote. */
export function isLead(role: Role): boolean {
  return role === 'supervisor' || role === 'director';
}

/** The sections of a client file, in its order (DO-3). */
export const fileSections = [
  'fact-sheet',
  'assessment',
  'releases',
  'service-plan',
  'referrals',
  'case-notes',
  'updates',
] as const;
export type FileSection = (typeof fileSections)[number];
