import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { Actor } from '../../../engine/record/events.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { KeepListTaken } from '../../../kit/list-taken.ts';
import type { GlassRefusal } from '../relation.ts';

/** Somebody who looked at a client with whom they had nothing to do. */
export type BreakGlassRow = {
  id: string;
  enrollmentId: string;
  /** Of the client; null while their referral waits. */
  reference: string | null;
  by: NamedActor;
  reason: string;
  from: number;
  until: number;
  /** Who has looked into it, first; null: nobody has. */
  reviewed: { by: NamedActor; at: number } | null;
};

export type BrokenQuery = {
  agencyId: string;
  staffId?: string | undefined;
  reviewed?: boolean | undefined;
  from?: number | undefined;
  until?: number | undefined;
  after?: { at: number; id: string } | undefined;
  limit: number;
};

export type BreakGlassRequest = ActAsk & {
  caller: Caller;
  enrollmentId: string;
  reason: string;
  now: number;
};

/** Rows of a list that somebody took along as a file; `clients` says of how many. */
export type ListTakenRow = {
  id: string;
  at: number;
  by: NamedActor;
  list: string;
  filters: Record<string, unknown>;
  rows: number;
  cut: boolean;
  clients: number;
};

export type ListsTakenQuery = {
  agencyId: string;
  staffId?: string | undefined;
  /** In which rows of that client are. */
  enrollmentId?: string | undefined;
  from?: number | undefined;
  until?: number | undefined;
  after?: { at: number; id: string } | undefined;
  limit: number;
};

export type RelationStore = {
  /** That rows left, by whom, and whose. */
  keepListTaken: KeepListTaken;
  /** The newest first. */
  listsTaken(query: ListsTakenQuery): Promise<ListTakenRow[]>;
  /** One of them, with whose rows they were; null: there is none. */
  listTaken(
    agencyId: string,
    id: string,
  ): Promise<(ListTakenRow & { of: { enrollmentId: string; reference: string }[] }) | null>;
  /** Lets somebody look for some hours, and tells the privacy officer in the same transaction. */
  breakGlass(request: BreakGlassRequest): Promise<ActOutcome<BreakGlassRow, GlassRefusal | 'not-found'>>;
  /** The newest first. */
  broken(query: BrokenQuery): Promise<BreakGlassRow[]>;
  /** Keeps who did it first, and when; null: there is no such look. */
  reviewGlass(by: Actor, id: string, now: number): Promise<BreakGlassRow | null>;
};
