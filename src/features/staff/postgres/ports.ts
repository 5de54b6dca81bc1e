import type { StaffRole } from '../../../engine/policy/terms.ts';
import type { StaffFile } from '../file.ts';
import type { StaffFileAct } from '../staff-file.document.ts';
import type { Occasions } from '../occasions.ts';
import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { DocumentAsk, DocumentOutcome } from '../../../kit/documents.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { LeavingRefusal } from '../leaving.ts';

/** A member of staff with their file; null where nobody has begun one. */
export type StaffRow = {
  staffId: string;
  name: string;
  email: string;
  role: StaffRole;
  onCall: boolean;
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

/** Queries about staff; each takes the agency. Who has left is nowhere among them. */
export type StaffReads = {
  staffTerms(agencyId: string): Promise<StaffTerms>;
  /** By name. */
  staffMembers(agencyId: string): Promise<StaffRow[]>;
  staffMember(agencyId: string, staffId: string): Promise<StaffRow | null>;
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

export type StaffStore = {
  /**
   * Somebody has left: they sign in no more, take nobody and are paged no more, all of it or nothing. Throws
   * RecordUnavailableError while PostgreSQL is away.
   */
  leave(request: LeaveRequest): Promise<LeaveOutcome>;
  /** Takes somebody in and begins their file, both or neither. Throws RecordUnavailableError while PostgreSQL is away. */
  hire(request: HireRequest): Promise<DocumentOutcome<StaffFile>>;
};
