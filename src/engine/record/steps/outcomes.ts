/** Groups of clients whose outcome instruments the agency fills in, since the CIU does not (OU-1). */
export type ClientGroup = 'gpra' | 'suprt' | 'state';
export type InstrumentId = ClientGroup | 'satisfaction';
export type InstrumentPoint =
  'intake' | 'follow-up' | 'discharge' | 'baseline' | 'reassessment' | 'annual' | 'closeout' | 'satisfaction';
/** How a dispute is settled (DI-1). */
export type DisputeMethod = 'negotiation' | 'mediation' | 'arbitration';
export type DisputeSubject =
  'plan' | 'service' | 'referral' | 'level-of-care' | 'discharge' | 'staff' | 'information' | 'other';

/** Steps about outcome instruments, satisfaction, leaving, disputes (OU, DI). */
export type OutcomeFacts =
  | { type: 'enterClientGroup'; group: ClientGroup }
  | { type: 'leaveClientGroup'; group: ClientGroup }
  | {
      type: 'recordInstrument';
      instrument: InstrumentId;
      /** Hash of the instrument's version. */
      version: string;
      point: InstrumentPoint;
      /** A client may refuse; that is recorded in its place. */
      outcome: 'completed' | 'refused';
    }
  | { type: 'askSatisfaction' }
  /** Begins a dispute. Who it is between, and what about, is among the words. */
  | { type: 'raiseDispute'; subject: DisputeSubject }
  | {
      type: 'recordDisputeStep';
      about: string;
      method: DisputeMethod;
      arbitration?: 'ad-hoc' | 'permanent' | 'panel';
      outcome: 'settled' | 'unsettled';
    }
  | { type: 'settleDispute'; about: string }
  | { type: 'withdrawDispute'; about: string };

/** Past tense of each. */
export const outcomeEvents = {
  enterClientGroup: 'ClientGroupEntered',
  leaveClientGroup: 'ClientGroupLeft',
  recordInstrument: 'InstrumentRecorded',
  askSatisfaction: 'SatisfactionAsked',
  raiseDispute: 'DisputeRaised',
  recordDisputeStep: 'DisputeStepRecorded',
  settleDispute: 'DisputeSettled',
  withdrawDispute: 'DisputeWithdrawn',
} as const satisfies Record<OutcomeFacts['type'], string>;
