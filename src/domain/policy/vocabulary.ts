/** Words that policy profiles and steps share. */
export type ContactWith = 'client' | 'ciu' | 'provider' | 'collateral';
export type ContactMode = 'face-to-face' | 'phone' | 'video' | 'text';
export type ContactOutcome = 'reached' | 'attempted' | 'no-show';

/** Every step the pathway knows, in the imperative: what a profile's triggers and fulfilments may name. */
export type StepType =
  | 'receiveReferral'
  | 'assignCoordinator'
  | 'logContact'
  | 'completePreliminarySccp'
  | 'formRst'
  | 'holdRstMeeting'
  | 'completeFullSccp'
  | 'reviewSccp'
  | 'scoreAcuity'
  | 'changeLevel'
  | 'requestExtension'
  | 'decideExtension'
  | 'reportEmergentNeed'
  | 'acknowledgePage'
  | 'discharge'
  | 'recordOutcomes'
  | 'reopen'
  | 'updateAssessment'
  | 'renewServicePlan'
  | 'holdClocks'
  | 'releaseHold'
  | 'moveDeadline'
  | 'waiveDuty'
  | 'adoptPolicy'
  | 'voidStep';

/** What an emergency is about (IN-2). Protected: it travels sealed, never among a step's facts. */
export type EmergencyNeed =
  'housing' | 'withdrawal' | 'suicidality' | 'safety' | 'food' | 'medication' | 'other';
