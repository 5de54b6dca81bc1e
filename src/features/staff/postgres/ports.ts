import type { StaffRole } from '../../../engine/policy/terms.ts';
import type { Acting } from '../can-act.ts';
import type { StaffFile } from '../file.ts';
import type { StaffFileAct } from '../staff-file.document.ts';
import type { Occasions } from '../occasions.ts';
import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { DocumentAsk, DocumentOutcome } from '../../../kit/documents.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { ChangeRefusal, StaffDetails, Wanted } from '../changing.ts';
import type { LeavingRefusal } from '../leaving.ts';

/** A member of staff with their file; null where nobody has begun one. */
export type StaffRow = {
  staffId: string;
  name: string;
  email: string;
  role: StaffRole;
  onCall: boolean;
  /** Of name, address and role. */
  revision: number;
  /** Since when they have their role, where they had another one before. */
  roleSince: number | null;
  /** Clients they carry, provisional ones among them. */
  clients: number;
  file: { revision: number; content: StaffFile } | null;
  occasions: Occasions;
};

/** By which documents an agency works, and since when it is held to its staff policy; null: to none. */
export type StaffTerms = {
  profileHash: string;
  calendarHash: string;
  held: { hash: string; since: number } | null;
};

/** `works`: as a coordinator. */
export type ActingRow = Acting & { staffId: string; role: StaffRole };

/** Queries about staff; each takes the agency. Who has left is nowhere among them. */
export type StaffReads = {
  staffTerms(agencyId: string): Promise<StaffTerms>;
  /** By name. */
  staffMembers(agencyId: string): Promise<StaffRow[]>;
  staffMember(agencyId: string, staffId: string): Promise<StaffRow | null>;
  /** Whether somebody works there, or until which day they did, where that is on record; null: nobody of that id ever has. */
  standing(agencyId: string, staffId: string): Promise<{ works: boolean; lastDay: string | null } | null>;
  /** Of these, whoever works there: what says whether they can act at that instant, or later. */
  acting(agencyId: string, staffIds: readonly string[], at: number): Promise<ActingRow[]>;
};

export type HireRequest = Omit<DocumentAsk, 'enrollmentId' | 'documentId' | 'expectedRevision'> & {
  /** Names the person and their file; the same request has the same. */
  staffId: string;
  person: { name: string; email: string; role: StaffRole };
  act: Extract<StaffFileAct, { type: 'hire' }>;
};

export type LeaveRequest = ActAsk & {
  staffId: string;
  /** Local, `YYYY-MM-DD`. */
  lastDay: string;
  today: string;
  reason: string;
  /** Who goes on with their discharged clients. */
  successorId: string | null;
  now: number;
};

/** That somebody has left, as it is on record. */
export type LeftRow = {
  staffId: string;
  name: string;
  lastDay: string;
  reason: string;
  by: NamedActor;
  recordedAt: number;
};

export type LeaveOutcome = ActOutcome<LeftRow, LeavingRefusal | 'not-found'>;

export type ChangeRequest = ActAsk & {
  staffId: string;
  /** The revision of the person that was seen. */
  seen: number;
  wanted: Wanted;
  /** Who goes on with their discharged clients. */
  successorId: string | null;
  reason: string;
  now: number;
};

/** What was changed about somebody, as it is on record. */
export type ChangeRow = {
  id: string;
  staffId: string;
  revision: number;
  before: StaffDetails;
  after: StaffDetails;
  by: NamedActor;
  reason: string;
  recordedAt: number;
};

export type ChangeOutcome = ActOutcome<ChangeRow, ChangeRefusal | 'not-found'>;

export type StaffStore = {
  /** Throws RecordUnavailableError while PostgreSQL is away, as all of these. */
  change(request: ChangeRequest): Promise<ChangeOutcome>;
  /** Newest first; null where nobody of that id has worked there. */
  changes(agencyId: string, staffId: string): Promise<ChangeRow[] | null>;
  /**
   * Somebody has left: they sign in no more, take nobody and are paged no more, all of it or nothing.
   */
  leave(request: LeaveRequest): Promise<LeaveOutcome>;
  /** Takes somebody in and begins their file, both or neither. */
  hire(request: HireRequest): Promise<DocumentOutcome<StaffFile>>;
};
