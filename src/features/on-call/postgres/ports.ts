import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { RotaCode, Swap } from '../decide.ts';
import type { Shift, Span } from '../shift.ts';
import type { NamedActor } from '../../../kit/documents.ts';

/** What was done to a shift or a swap, by whom and why. */
export type OnCallAct = { by: NamedActor; at: number; reason: string | null };

/** A shift as it is read. */
export type ShiftRow = Shift & {
  name: string;
  /** Whoever has left covers nothing from now on. */
  active: boolean;
  /** Whether their staff file lasts for all of it, as it stands now (ST-2). */
  fit: boolean;
  /** When they are away while it lasts: then they cover nothing. */
  away: Span[];
  made: OnCallAct;
  replaces: string | null;
  /** The act that cut it. */
  cut: OnCallAct | null;
};

export type SwapState = Swap['state'];

export type SwapRow = {
  id: string;
  shift: ShiftRow;
  inReturn: ShiftRow | null;
  askedOf: { staffId: string; name: string };
  state: SwapState;
  asked: OnCallAct;
  settled: OnCallAct | null;
};

type Act = ActAsk & { now: number };
/** Absences that the shifts meet have been seen. */
type Known = { absencesKnown: boolean };

export type MakeRequest = Act & {
  staffId: string;
  rank: number;
  spans: Span[];
  reason: string | null;
} & Known;
export type WithdrawRequest = Act & { id: string; reason: string };
export type ChangeRequest = Act & {
  id: string;
  /** The revision of it that its author has seen. */
  seen: number;
  reason: string;
  wanted: { staffId?: string; rank?: number; from?: number; until?: number };
} & Known;
export type AskRequest = Act & { given: string; to: string; inReturn: string | null; reason: string | null };
export type SettleRequest = Act & {
  id: string;
  state: Exclude<SwapState, 'asked'>;
  reason: string | null;
};

/** `at`: which of several shifts asked for, from 0; `absences`: what they meet. */
export type RotaRefused = { code: RotaCode; at?: number; absences?: readonly Span[] };
export type RotaOutcome = ActOutcome<ShiftRow[], RotaRefused>;
export type SwapOutcome = ActOutcome<SwapRow, RotaRefused>;

/** The rota in the record. All throw RecordUnavailableError while PostgreSQL is away; none needs Temporal. */
export type OnCallStore = {
  /** Shifts that touch the span, those cut and replaced among them, soonest first. */
  shifts(agencyId: string, span: Span): Promise<ShiftRow[]>;
  shift(agencyId: string, id: string): Promise<ShiftRow | null>;
  /** When the agency's first shift that counted began; null: it has never had a rota. */
  begun(agencyId: string): Promise<number | null>;
  /** Somebody's shifts that are not over, soonest first, and the swaps that wait for an answer of theirs or to theirs. */
  mine(agencyId: string, staffId: string, now: number): Promise<{ shifts: ShiftRow[]; swaps: SwapRow[] }>;
  /** Newest first. */
  swaps(agencyId: string, limit: number): Promise<SwapRow[]>;
  make(request: MakeRequest): Promise<RotaOutcome>;
  withdraw(request: WithdrawRequest): Promise<RotaOutcome>;
  change(request: ChangeRequest): Promise<RotaOutcome>;
  ask(request: AskRequest): Promise<SwapOutcome>;
  settle(request: SettleRequest): Promise<SwapOutcome>;
};
