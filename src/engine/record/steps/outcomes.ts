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
/** How a dispute is settled (DI-1). */
export const disputeMethods = ['negotiation', 'mediation', 'arbitration'] as const;
export type DisputeMethod = (typeof disputeMethods)[number];
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
export type OutcomeFacts =
  | { type: 'enterClientGroup'; group: ClientGroup }
  | { type: 'leaveClientGroup'; group: ClientGroup }
  | {
      type: 'recordInstrument';
      instrument: InstrumentId;
      /** Hash of the instrument's version. */
      version: string;
      point: InstrumentPoint;
      outcome: InstrumentOutcome;
    }
  | { type: 'askSatisfaction' }
  /** Begins a dispute. Who it is between, and what about, is among the words. */
  | { type: 'raiseDispute'; subject: DisputeSubject }
  | {
      type: 'recordDisputeStep';
      about: string;
      method: DisputeMethod;
      arbitration?: Arbitration;
      outcome: DisputeOutcome;
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
