import type { CompletionMeasure, DischargeReason, DisputeMethod, LeavingFact } from '../../policy/terms.ts';
import { type FactsIn, step } from './step.ts';
/** Groups of clients whose outcome instruments the agency fills in, since the CIU does not (OU-1). */
export const clientGroups = ['gpra', 'suprt', 'state'] as const;
export type ClientGroup = (typeof clientGroups)[number];
export const instrumentIds = [...clientGroups, 'satisfaction'] as const;
export type InstrumentId = (typeof instrumentIds)[number];
export const instrumentPoints = [
  'intake',
  'follow-up',
  'discharge',
  'baseline',
  'reassessment',
  'annual',
  'closeout',
  'satisfaction',
] as const;
export type InstrumentPoint = (typeof instrumentPoints)[number];
export const disputeSubjects = [
  'plan',
  'service',
  'referral',
  'level-of-care',
  'discharge',
  'staff',
  'information',
  'other',
] as const;
export type DisputeSubject = (typeof disputeSubjects)[number];

/** A client may refuse; that is recorded in its place. */
export const instrumentOutcomes = ['completed', 'refused'] as const;
export type InstrumentOutcome = (typeof instrumentOutcomes)[number];

export const arbitrations = ['ad-hoc', 'permanent', 'panel'] as const;
export type Arbitration = (typeof arbitrations)[number];

/** Of one attempt. */
export const disputeOutcomes = ['settled', 'unsettled'] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

/** Steps about outcome instruments, satisfaction, leaving, disputes (OU, DI). */
export const outcomeSteps = {
  discharge: step<{ reason: DischargeReason } & Partial<Record<LeavingFact, boolean>>>('Discharged'),
  /** `completed`: whether the client completed the program, by that measure. */
  recordOutcomes: step<{ completed?: boolean; measure?: CompletionMeasure }>('OutcomesRecorded'),
  enterClientGroup: step<{ group: ClientGroup }>('ClientGroupEntered'),
  leaveClientGroup: step<{ group: ClientGroup }>('ClientGroupLeft'),
  recordInstrument: step<{
    instrument: InstrumentId;
    /** Hash of the instrument's version. */
    version: string;
    point: InstrumentPoint;
    outcome: InstrumentOutcome;
  }>('InstrumentRecorded'),
  askSatisfaction: step('SatisfactionAsked'),
  /** Begins a dispute. Who it is between, and what about, is among the words. */
  raiseDispute: step<{ subject: DisputeSubject }>('DisputeRaised'),
  recordDisputeStep: step<{
    about: string;
    method: DisputeMethod;
    arbitration?: Arbitration;
    outcome: DisputeOutcome;
  }>('DisputeStepRecorded'),
  settleDispute: step<{ about: string }>('DisputeSettled'),
  withdrawDispute: step<{ about: string }>('DisputeWithdrawn'),
};

export type OutcomeFacts = FactsIn<typeof outcomeSteps>;
