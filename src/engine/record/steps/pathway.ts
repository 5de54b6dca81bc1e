import { step } from '../step.ts';
import type { InstrumentUsed } from '../../policy/acuity-form.ts';
import type { RequestDocument } from '../../policy/request-documents.ts';
import type { Instant } from '../../calendar/index.ts';
import type { MissCause } from '../../policy/miss-cause.ts';
import type { InitiativeLevel, NamesPlan } from './plans.ts';
import type { Policy } from '../../policy/profile.ts';
import type {
  ContactMode,
  ContactOutcome,
  ContactWith,
  CompletionMeasure,
  HandOver,
  DischargeReason,
  LeavingFact,
} from '../../policy/terms.ts';

export type ExtensionDecision = 'approved' | 'approved-in-part' | 'returned' | 'denied';

/**
 * Where an enrollment came from. An import keeps the dates of its source as history; its clocks start at the import. A
 * transfer goes on from the enrollment of another agency.
 */
export type Origin =
  | { type: 'referral' }
  | { type: 'hmis-import'; sourceEnrollmentId: string; entryDate: string }
  | { type: 'transfer'; transfer: string; enrollmentId: string };

/** That an assignment took a suggestion (IN-4). */
type SuggestionTaken = { rank: number; of: number; near?: true };

/** Of the steps from referral to discharge, and of what supervisors do to clocks. */
export const pathwaySteps = {
  receiveReferral: step<{
      
      clientId: string;
      level: string;
      emergency: boolean;
      origin: Origin;
      /** Provisional coordinator of an emergency (IN-8); null when nobody is on call. */
      onCallId: string | null;
      /** In force from the referral until another is adopted. */
      policy: Policy;
    }>('ReferralReceived'),
  /** `suggested`: taken of so many suggestions, as the one with that rank; `near`: by the system, the deadline being near. */
  assignCoordinator: step<{  coordinatorId: string; suggested?: SuggestionTaken }>('CoordinatorAssigned'),
  logContact: step<{
      
      with: ContactWith;
      mode: ContactMode;
      outcome: ContactOutcome;
      /** The release under which somebody close to the client was spoken with (CO-5). */
      release?: string;
      /** With the client after another coordinator: together with the former one, or, where that cannot be, alone. */
      handOver?: HandOver;
    }>('ContactLogged'),
  completePreliminarySccp: step<NamesPlan>('PreliminarySccpCompleted'),
  /** The roster document, and the hash of what it held. */
  formRst: step<{  roster?: string; rosterHash?: string }>('RstFormed'),
  holdRstMeeting: step('RstMeetingHeld'),
  completeFullSccp: step<NamesPlan>('FullSccpCompleted'),
  /** `initiative`: the client's level of it (CO-6). */
  reviewSccp: step<{  initiative?: InitiativeLevel } & NamesPlan>('SccpReviewed'),
  /** `instrument`: the form whose answers came to that score; a bare score stands on a paper form. */
  scoreAcuity: step<{  score: number; instrument?: InstrumentUsed }>('AcuityScored'),
  /** A transfer carries the index it rests on (the step that scored it) and what was enclosed (AC-4). */
  changeLevel: step<{  level: string; index?: string; documents?: RequestDocument[] }>('LevelChanged'),
  requestExtension: step<{
      
      initial: boolean;
      units: number;
      through: string;
      documents?: RequestDocument[];
      /** The authorization it extends. */
      authorization?: string;
    }>('ExtensionRequested'),
  decideExtension: step<{
      
      decision: ExtensionDecision;
      units: number | null;
      authorization?: string;
      through?: string;
    }>('ExtensionDecided'),
  reportEmergentNeed: step('EmergentNeedReported'),
  acknowledgePage: step('PageAcknowledged'),
  discharge: step<{  reason: DischargeReason } & Partial<Record<LeavingFact, boolean>>>('Discharged'),
  /** `completed`: whether the client completed the program, by that measure. */
  recordOutcomes: step<{  completed?: boolean; measure?: CompletionMeasure }>('OutcomesRecorded'),
  reopen: step('Reopened'),
  updateAssessment: step('AssessmentUpdated'),
  renewServicePlan: step<NamesPlan>('ServicePlanRenewed'),
  holdClocks: step<{  kinds: string[]; reviewOn: string }>('ClocksHeld'),
  releaseHold: step<{  kinds: string[] }>('HoldReleased'),
  moveDeadline: step<{  kind: string; about?: string; to: Instant }>('DeadlineMoved'),
  waiveDuty: step<{  kind: string; until: string }>('DutyWaived'),
  /** Why a duty was not met in time (SU-3); `obligation`: its key. */
  explainMiss: step<{  obligation: string; cause: MissCause }>('MissExplained'),
  adoptPolicy: step<{  policy: Policy }>('PolicyAdopted'),
  voidStep: step<{  step: string }>('StepVoided'),
};

