import type { AuthorizationDecision } from './authorizations.ts';
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
  SectionFacts,
} from '../vocabulary.ts';

export type ExtensionDecision = AuthorizationDecision;

/**
 * Where an enrollment came from. An import keeps the dates of its source as history; its clocks start at the import. A
 * transfer goes on from the enrollment of another agency.
 */
export type Origin =
  | { type: 'referral' }
  | { type: 'hmis-import'; sourceEnrollmentId: string; entryDate: string }
  | { type: 'transfer'; transfer: string; enrollmentId: string };

/**
 * What happened, as facts only. What is protected (notes, plan texts, what an emergency is about) is not here: it travels
 * sealed beside the step and are opened only by the record.
 */
export type StepFacts = PathwayFacts | SectionFacts;

/** That an assignment took a suggestion (IN-4). */
type SuggestionTaken = { rank: number; of: number; near?: true };

/** Of the steps from referral to discharge, and of what supervisors do to clocks. */
type PathwayFacts =
  | {
      type: 'receiveReferral';
      clientId: string;
      level: string;
      emergency: boolean;
      origin: Origin;
      /** Provisional coordinator of an emergency (IN-8); null when nobody is on call. */
      onCallId: string | null;
      /** In force from the referral until another is adopted. */
      policy: Policy;
    }
  /** `suggested`: taken of so many suggestions, as the one with that rank; `near`: by the system, the deadline being near. */
  | { type: 'assignCoordinator'; coordinatorId: string; suggested?: SuggestionTaken }
  | {
      type: 'logContact';
      with: ContactWith;
      mode: ContactMode;
      outcome: ContactOutcome;
      /** The release under which somebody close to the client was spoken with (CO-5). */
      release?: string;
      /** With the client after another coordinator: together with the former one, or, where that cannot be, alone. */
      handOver?: HandOver;
    }
  | ({ type: 'completePreliminarySccp' } & NamesPlan)
  /** The roster document, and the hash of what it held. */
  | { type: 'formRst'; roster?: string; rosterHash?: string }
  | { type: 'holdRstMeeting' }
  | ({ type: 'completeFullSccp' } & NamesPlan)
  /** `initiative`: the client's level of it (CO-6). */
  | ({ type: 'reviewSccp'; initiative?: InitiativeLevel } & NamesPlan)
  /** `instrument`: the form whose answers came to that score; a bare score stands on a paper form. */
  | { type: 'scoreAcuity'; score: number; instrument?: InstrumentUsed }
  /** A transfer carries the index it rests on (the step that scored it) and what was enclosed (AC-4). */
  | { type: 'changeLevel'; level: string; index?: string; documents?: RequestDocument[] }
  | {
      type: 'requestExtension';
      initial: boolean;
      units: number;
      through: string;
      documents?: RequestDocument[];
      /** The authorization it extends. */
      authorization?: string;
    }
  | {
      type: 'decideExtension';
      decision: ExtensionDecision;
      units: number | null;
      authorization?: string;
      through?: string;
    }
  | { type: 'reportEmergentNeed' }
  | { type: 'acknowledgePage' }
  | ({ type: 'discharge'; reason: DischargeReason } & Partial<Record<LeavingFact, boolean>>)
  /** `completed`: whether the client completed the program, by that measure. */
  | { type: 'recordOutcomes'; completed?: boolean; measure?: CompletionMeasure }
  | { type: 'reopen' }
  | { type: 'updateAssessment' }
  | ({ type: 'renewServicePlan' } & NamesPlan)
  | { type: 'holdClocks'; kinds: string[]; reviewOn: string }
  | { type: 'releaseHold'; kinds: string[] }
  | { type: 'moveDeadline'; kind: string; about?: string; to: Instant }
  | { type: 'waiveDuty'; kind: string; until: string }
  /** Why a duty was not met in time (SU-3); `obligation`: its key. */
  | { type: 'explainMiss'; obligation: string; cause: MissCause }
  | { type: 'adoptPolicy'; policy: Policy }
  | { type: 'voidStep'; step: string };

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
