import type { CompletionMeasure, DischargeReason, DisputeMethod, LeavingFact } from '../../policy/terms.ts';
import { type FactsIn, step } from '../step.ts';
/** Groups of clients whose outcome instruments the agency fills in, since the CIU does not (OU-1). */
export type ClientGroup = 'gpra' | 'suprt' | 'state';
export type InstrumentId = ClientGroup | 'satisfaction';
export type InstrumentPoint =
  'intake' | 'follow-up' | 'discharge' | 'baseline' | 'reassessment' | 'annual' | 'closeout' | 'satisfaction';
export type DisputeSubject =
  'plan' | 'service' | 'referral' | 'level-of-care' | 'discharge' | 'staff' | 'information' | 'other';

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
    /** A client may refuse; that is recorded in its place. */
    outcome: 'completed' | 'refused';
  }>('InstrumentRecorded'),
  askSatisfaction: step('SatisfactionAsked'),
  /** Begins a dispute. Who it is between, and what about, is among the words. */
  raiseDispute: step<{ subject: DisputeSubject }>('DisputeRaised'),
  recordDisputeStep: step<{
    about: string;
    method: DisputeMethod;
    arbitration?: 'ad-hoc' | 'permanent' | 'panel';
    outcome: 'settled' | 'unsettled';
  }>('DisputeStepRecorded'),
  settleDispute: step<{ about: string }>('DisputeSettled'),
  withdrawDispute: step<{ about: string }>('DisputeWithdrawn'),
};

export type OutcomeFacts = FactsIn<typeof outcomeSteps>;
