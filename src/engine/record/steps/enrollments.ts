import { step } from './step.ts';
import type { TellingFacts } from './disclosures.ts';
import type { Instant } from '../../calendar/index.ts';
import type { MissCause } from '../../policy/miss-cause.ts';
import type { Policy } from '../../policy/profile.ts';
import type { ContactMode, ContactOutcome, ContactWith, HandOver } from '../../policy/terms.ts';

/**
 * Where an enrollment came from. An import keeps the dates of its source as history; its clocks start at the import. A
 * transfer goes on from the enrollment of another agency.
 */
export type Origin =
  | { type: 'referral' }
  | { type: 'hmis-import'; source?: string; sourceEnrollmentId: string; entryDate: string }
  | { type: 'transfer'; transfer: string; enrollmentId: string };

/** That an assignment took a suggestion (IN-4). */
type SuggestionTaken = { rank: number; of: number; near?: true };

/** Of the steps from referral to discharge, and of what supervisors do to clocks. */
export const enrollmentSteps = {
  receiveReferral: step<{
    clientId: string;
    level: string;
    emergency: boolean;
    origin: Origin;
    /** Provisional coordinator of an emergency (IN-8); null when nobody is on call. */
    onCallId: string | null;
    /** The consents that came with it, each by a name of its own, in the order in which they were told (IN-1). */
    consents?: string[];
    /** That none came is said; where neither is, nobody was asked. */
    noConsents?: true;
    /** In force from the referral until another is adopted. */
    policy: Policy;
  }>('ReferralReceived'),
  /** `suggested`: taken of so many suggestions, as the one with that rank; `near`: by the system, the deadline being near. */
  assignCoordinator: step<{ coordinatorId: string; suggested?: SuggestionTaken }>('CoordinatorAssigned'),
  logContact: step<
    TellingFacts & {
      with: ContactWith;
      mode: ContactMode;
      outcome: ContactOutcome;
      /** The release under which somebody close to the client was spoken with (CO-5). */
      release?: string;
      /** With the client after another coordinator: together with the former one, or, where that cannot be, alone. */
      handOver?: HandOver;
    }
  >('ContactLogged'),
  reportEmergentNeed: step('EmergentNeedReported'),
  acknowledgePage: step('PageAcknowledged'),
  reopen: step('Reopened'),
  /** After a crisis of a discharged client: the enrollment stays closed. */
  keepDischarged: step('DischargeKept'),
  /** The referral was never meant: nothing is owed, and nothing of it is counted. Undone by voiding it. */
  enterInError: step('EnteredInError'),
  holdClocks: step<{ kinds: string[]; reviewOn: string }>('ClocksHeld'),
  releaseHold: step<{ kinds: string[] }>('HoldReleased'),
  moveDeadline: step<{ kind: string; about?: string; to: Instant }>('DeadlineMoved'),
  waiveDuty: step<{ kind: string; until: string }>('DutyWaived'),
  /** Why a duty was not met in time (SU-3); `obligation`: its key. */
  explainMiss: step<{ obligation: string; cause: MissCause }>('MissExplained'),
  adoptPolicy: step<{ policy: Policy }>('PolicyAdopted'),
  voidStep: step<{ step: string }>('StepVoided'),
};
