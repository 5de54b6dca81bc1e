import { acuityEvents } from './steps/acuity.ts';
import { authorizationEvents } from './steps/authorizations.ts';
import { crisisEvents } from './steps/crisis.ts';
import { noteEvents } from './steps/notes.ts';
import { outcomeEvents } from './steps/outcomes.ts';
import { referralEvents } from './steps/referrals.ts';
import { rstEvents } from './steps/team.ts';
import { sccpEvents } from './steps/plans.ts';
import { transferEvents } from './steps/transfer.ts';
import { triageEvents } from './steps/triage.ts';
import type { Instant } from '../calendar/index.ts';
import type { Audience, Rung } from '../policy/profile.ts';
import type { PathwayStepType, SectionFacts, StepType } from './vocabulary.ts';
import type { StepFacts } from './steps/pathway.ts';

/** Who acts. `system` is the enrollment's own clock. */
export type Actor = { staffId: string; role: Role; agencyId: string };
export type Role = 'intake' | 'coordinator' | 'supervisor' | 'director' | 'payer' | 'ops' | 'system';

/** What the clock announces about an obligation. `key` and `due` together name what was announced. */
export type ClockFacts =
  | { type: 'DeadlineMissed'; key: string; kind: string; due: Instant }
  | {
      type: 'RungRaised';
      key: string;
      kind: string;
      due: Instant;
      rung: string;
      rungType: Rung['type'];
      to: Audience;
    }
  /** A late, voided or moved step took the ground from what had been announced; its readers are told. */
  | { type: 'EscalationWithdrawn'; key: string; kind: string; due: Instant; told: Audience[] }
  | { type: 'ClockResumed'; key: string; kind: string; at: Instant }
  | { type: 'EnrollmentEnded' };

export type StepEventType = PathwayEventType | (typeof sectionEvents)[SectionFacts['type']];

type PathwayEventType =
  | 'ReferralReceived'
  | 'CoordinatorAssigned'
  | 'ContactLogged'
  | 'PreliminarySccpCompleted'
  | 'RstFormed'
  | 'RstMeetingHeld'
  | 'FullSccpCompleted'
  | 'SccpReviewed'
  | 'AcuityScored'
  | 'LevelChanged'
  | 'ExtensionRequested'
  | 'ExtensionDecided'
  | 'EmergentNeedReported'
  | 'PageAcknowledged'
  | 'Discharged'
  | 'OutcomesRecorded'
  | 'Reopened'
  | 'AssessmentUpdated'
  | 'ServicePlanRenewed'
  | 'ClocksHeld'
  | 'HoldReleased'
  | 'DeadlineMoved'
  | 'DutyWaived'
  | 'MissExplained'
  | 'PolicyAdopted'
  | 'StepVoided';

const sectionEvents = {
  ...acuityEvents,
  ...authorizationEvents,
  ...crisisEvents,
  ...noteEvents,
  ...outcomeEvents,
  ...referralEvents,
  ...rstEvents,
  ...sccpEvents,
  ...transferEvents,
  ...triageEvents,
} as const;

const pathwayEvents: Record<PathwayStepType, PathwayEventType> = {
  receiveReferral: 'ReferralReceived',
  assignCoordinator: 'CoordinatorAssigned',
  logContact: 'ContactLogged',
  completePreliminarySccp: 'PreliminarySccpCompleted',
  formRst: 'RstFormed',
  holdRstMeeting: 'RstMeetingHeld',
  completeFullSccp: 'FullSccpCompleted',
  reviewSccp: 'SccpReviewed',
  scoreAcuity: 'AcuityScored',
  changeLevel: 'LevelChanged',
  requestExtension: 'ExtensionRequested',
  decideExtension: 'ExtensionDecided',
  reportEmergentNeed: 'EmergentNeedReported',
  acknowledgePage: 'PageAcknowledged',
  discharge: 'Discharged',
  recordOutcomes: 'OutcomesRecorded',
  reopen: 'Reopened',
  updateAssessment: 'AssessmentUpdated',
  renewServicePlan: 'ServicePlanRenewed',
  holdClocks: 'ClocksHeld',
  releaseHold: 'HoldReleased',
  moveDeadline: 'DeadlineMoved',
  waiveDuty: 'DutyWaived',
  explainMiss: 'MissExplained',
  adoptPolicy: 'PolicyAdopted',
  voidStep: 'StepVoided',
};

/** Past tense of each command; the compiler checks that none is forgotten. */
export const eventTypeOf: Record<StepType, StepEventType> = { ...pathwayEvents, ...sectionEvents };

type EventBase = {
  /** 1, 2, 3… without gaps within an enrollment. */
  seq: number;
  /** The command that caused it and its place within that command's events; the pair is unique. */
  commandId: string;
  index: number;
  /** When it happened in the world; for the clock, the instant it stands for. */
  occurredAt: Instant;
  /** When the system took it in. */
  recordedAt: Instant;
  by: Actor;
};

export type StepEvent = EventBase & {
  type: StepEventType;
  stepId: string;
  facts: StepFacts;
  /** Protected words, sealed; present on the way to the record, never in state. */
  sealed?: string;
};
export type ClockEvent = EventBase & { type: ClockFacts['type']; clock: ClockFacts };
export type DomainEvent = StepEvent | ClockEvent;

/** True for what a person entered, false for what the clock announced. */
export function isStepEvent(event: DomainEvent): event is StepEvent {
  return 'facts' in event;
}
