import type { ReassignmentInput, ReassignmentProgress } from '../activities/contract.ts';
import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { Actor } from '../../../engine/record/events.ts';
import type { ClientToMove, MoveState, PlanRefused, Wanted } from '../decide.ts';
import type { ClientRow } from '../../../kit/client-row.ts';
import type { NamedActor } from '../../../kit/documents.ts';

/** One client of a reassignment. */
export type MoveRow = {
  enrollmentId: string;
  client: ClientRow | null;
  to: { staffId: string; name: string };
  state: MoveState;
  /** Of a refused one, the code of the refusal. */
  code: string | null;
  settledAt: number | null;
};

export type ReassignmentRow = {
  id: string;
  from: { staffId: string; name: string };
  reason: string;
  by: NamedActor;
  recordedAt: number;
  stopped: { by: NamedActor; at: number } | null;
  /** When the last of its clients was settled; null: it goes on. */
  endedAt: number | null;
  /** In a fixed order. */
  items: MoveRow[];
};

export type PlanRequest = ActAsk & Wanted & { id: string; reason: string; now: number };

export type PlanOutcome = ActOutcome<ReassignmentRow, PlanRefused>;

/** Reassignments in the record, as the API asks for them. All throw RecordUnavailableError while PostgreSQL is away. */
export type ReassignmentStore = {
  plan(request: PlanRequest): Promise<PlanOutcome>;
  reassignment(agencyId: string, id: string): Promise<ReassignmentRow | null>;
  /** Newest first; of everybody, or those that concern one coordinator. */
  reassignments(
    agencyId: string,
    options: { concerning: string | null; limit: number },
  ): Promise<ReassignmentRow[]>;
  /** Clients with their names, for those who plan. */
  clientsOf(agencyId: string, enrollmentIds: readonly string[]): Promise<Map<string, ClientRow>>;
  /** Of one that is over, or not there: false. A second time changes nothing. */
  stop(request: { by: Actor; id: string; now: number }): Promise<boolean>;
};

/** What a reassignment's activities ask of the record, and write to it. */
export type MoveRecord = {
  waiting(reassignmentId: string): Promise<string[]>;
  /** Says that the client's step is about to be sent, unless that is settled, or was stopped before. */
  begin(
    reassignmentId: string,
    enrollmentId: string,
    now: number,
  ): Promise<{ go: { by: Actor; from: string; to: string } } | { state: MoveState }>;
  /** Null where there is no such enrollment. */
  clientToMove(enrollmentId: string, to: string, now: number): Promise<ClientToMove | null>;
  /** Once: what is settled stays as it is. */
  settle(
    reassignmentId: string,
    enrollmentId: string,
    outcome: { state: 'moved' } | { state: 'refused'; code: string },
    now: number,
  ): Promise<void>;
  close(reassignmentId: string, now: number): Promise<ReassignmentProgress>;
  /** Those that are not closed, oldest first. */
  open(limit: number): Promise<ReassignmentInput[]>;
};
