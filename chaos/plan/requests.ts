import type { CommandType } from '../../src/kit/http/command.ts';
import type { Login } from '../../prisma/seed/index.ts';
import type { FundPurpose } from '../../src/engine/policy/fund-purposes.ts';

/**
 * What only the moment of sending knows: a member of staff's id, a date, an instant some seconds on, a plan that is
 * written just before, or enclosed, the provider of the directory (alone, or as a list of one).
 */
export type Field =
  | string
  | number
  | boolean
  | null
  | string[]
  | { staff: Login }
  | { agency: 'other' }
  | { today: true }
  | { tomorrow: true }
  | { inSeconds: number }
  | { writes: WrittenPlan }
  | { encloses: WrittenPlan }
  | { provider: 'one' | 'list' }
  /** What was said of the client: nothing, or something to somebody whom nothing lets be told. */
  | { told: 'nothing' | 'landlord' };
export type WrittenPlan = 'preliminary' | 'full';
export type Facts = Record<string, Field>;
export type Words = Record<string, unknown>;

export type PlannedStep = {
  type: CommandType;
  /** Entered that much after it happened; null: it happens now. */
  secondsAgo: number | null;
  amendment: boolean;
  facts: Facts;
  words: Words;
};

type Sent = {
  key: string;
  enrollment: number;
  by: Login;
  /** The same request so many times at once. */
  copies: number;
};
type Asking = {
  /** What its author does when the answer is lost: asks again under the same key, or leaves it at that. */
  whenUnknown: 'asks-again' | 'leaves';
};

export type PlannedCommand = Sent &
  Asking & {
    kind: 'command';
    /** Several: sent as one batch, all or none. */
    steps: PlannedStep[];
    /** Makes no sense at any time: whoever answers must refuse it. */
    nonsense: boolean;
  };

/**
 * Contact information as it is from now on: the next revision of the enrollment's one document; or who the client is, which
 * somebody corrects.
 */
export type PlannedDocument = Sent & Asking & { kind: 'document'; of: 'contact-information' | 'identity' };

export type PlannedStart = Sent & {
  kind: 'start';
  level: string;
  emergency: boolean;
  secondsAgo: number;
};

/** From the agency's discretionary fund: an entry there, and a step that comes to the enrollment after it. */
export type PlannedPayment = Sent &
  Asking & {
    kind: 'payment';
    amountCents: number;
    purpose: FundPurpose;
    paidFor: 'client' | 'other-person';
    /** Paid, and refused by the enrollment afterwards. */
    forUnknownNeed: boolean;
    /** Its author asks once more after it was paid. */
    again: boolean;
    /** The fund must refuse it at any time. */
    nonsense: boolean;
  };

/** What is entered in the fund itself; its type is the last part of the address. */
export type PlannedFundAct = Omit<Sent, 'enrollment'> &
  Asking & {
    kind: 'fund';
    act:
      | { type: 'deposits'; amountCents: number }
      | { type: 'reimbursements'; payment: string; amountCents: number }
      | { type: 'reconciliations'; countedCents: number };
  };

/** What is done with the team's time and clients: who is away, who is on call, whose clients go to whom. */
export type PlannedTeamAct = Omit<Sent, 'enrollment'> & Asking & { kind: 'team'; act: TeamAct };
export type TeamAct =
  | { type: 'absence'; staff: Login; cover: Login; fromSeconds: number; untilSeconds: number }
  | { type: 'shift'; staff: Login; rank: number; inDays: number }
  /** Of a shift that was put before, by the key under which it was. */
  | { type: 'shift-withdrawn'; shift: string }
  | { type: 'swap'; shift: string; with: Login }
  | { type: 'move'; from: Login; items: { enrollment: number; to: Login }[] };

/** A client who is to go on with the other agency: offered and withdrawn here, answered there, by the same role. */
export type PlannedTransfer = Sent &
  Asking & {
    kind: 'transfer';
    /** Named by the keys under which the release was granted, and the offer made. */
    act: { type: 'offer'; release: string } | { type: 'accept' | 'decline' | 'withdraw'; offer: string };
  };

export type PlannedRequest =
  | PlannedStart
  | PlannedCommand
  | PlannedDocument
  | PlannedPayment
  | PlannedFundAct
  | PlannedTeamAct
  | PlannedTransfer;
