/** Words that policy profiles and steps share. */
export type ContactWith = 'client' | 'ciu' | 'provider' | 'collateral';
export type ContactMode = 'face-to-face' | 'phone' | 'video' | 'text';
export type HandOver = 'joint' | 'alone';
export type ContactOutcome = 'reached' | 'attempted' | 'no-show';

export type DischargeReason =
  'completed' | 'withdrawn' | 'transferred' | 'lost-contact' | 'deceased' | 'level-not-indicated' | 'other';
/** What a discharge says of how the client leaves (OU-4): done, or not, with the reason among the words. */
export type LeavingFact = 'lastMeetingHeld' | 'aftercareArranged' | 'warmHandOver' | 'receivingAgencyNamed';
/** By what it is judged whether the client completed the program (OU-2). */
export type CompletionMeasure = 'plan-goals' | 'level-of-care' | 'provider-report';

/** What an emergency is about (IN-2). Protected: it travels sealed, never among a step's facts. */
export type EmergencyNeed =
  'housing' | 'withdrawal' | 'suicidality' | 'safety' | 'food' | 'medication' | 'other';

/** The five parts of a response to a crisis (CR-2). */
export type CrisisAction = 'respond' | 'listen' | 'consult' | 'act' | 'plan';

/** How a dispute is settled (DI-1). */
export type DisputeMethod = 'negotiation' | 'mediation' | 'arbitration';

/** Who acts; `system` is the clock, and what the product does by itself. */
export type Role = 'intake' | 'coordinator' | 'supervisor' | 'director' | 'payer' | 'ops' | 'system';
/** People; `system` never calls. */
export type StaffRole = Exclude<Role, 'system'>;

/** The sections of a client file, in its order (DO-3). */
export type FileSection =
  'fact-sheet' | 'assessment' | 'releases' | 'service-plan' | 'referrals' | 'case-notes' | 'updates';
