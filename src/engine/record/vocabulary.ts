import type { AcuityFacts } from './steps/acuity.ts';
import type { AuthorizationFacts } from './steps/authorizations.ts';
import type { CrisisFacts } from './steps/crisis.ts';
import type { NoteFacts } from './steps/notes.ts';
import type { OutcomeFacts } from './steps/outcomes.ts';
import type { ReferralFacts } from './steps/referrals.ts';
import type { RstFacts } from './steps/team.ts';
import type { SccpFacts } from './steps/plans.ts';
import type { TransferFacts } from './steps/transfer.ts';
import type { TriageFacts } from './steps/triage.ts';

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

/** Every step the pathway knows, in the imperative: what a profile's triggers and fulfilments may name. */
export type StepType = PathwayStepType | SectionFacts['type'];

/** Facts of the steps of each section. */
export type SectionFacts =
  | AcuityFacts
  | AuthorizationFacts
  | CrisisFacts
  | NoteFacts
  | OutcomeFacts
  | ReferralFacts
  | RstFacts
  | SccpFacts
  | TransferFacts
  | TriageFacts;

/** The steps from referral to discharge, and what supervisors do to clocks. */
export type PathwayStepType =
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
  | 'explainMiss'
  | 'adoptPolicy'
  | 'voidStep';

/** What an emergency is about (IN-2). Protected: it travels sealed, never among a step's facts. */
export const emergencyNeeds = [
  'housing',
  'withdrawal',
  'suicidality',
  'safety',
  'food',
  'medication',
  'other',
] as const;
export type EmergencyNeed = (typeof emergencyNeeds)[number];
