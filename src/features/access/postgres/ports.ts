import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { AccessRefusal } from '../issue.ts';
import type { Actor } from '../../../engine/record/events.ts';
import type { NamedActor } from '../../../kit/documents.ts';

/** An access token as it is read: never the token itself. */
export type TokenRow = {
  id: string;
  staffId: string;
  /** Null for those that ops made. */
  issued: { by: NamedActor; at: number } | null;
  expiresAt: number;
  /** It was ended before its time. */
  revoked: { by: NamedActor; at: number; reason: string } | null;
};

export type IssueRequest = ActAsk & {
  staffId: string;
  /** SHA-256 of the token. */
  hash: string;
  expiresAt: number;
  now: number;
};

export type RevokeRequest = { by: Actor; staffId: string; tokenId: string; reason: string; now: number };

export type TokenOutcome = ActOutcome<TokenRow, AccessRefusal | 'not-found'>;

/** Somebody, as they are shown to themselves. */
export type MeRow = { name: string; agency: string; coveringFor: { staffId: string; name: string }[] };

/** `hash`: SHA-256 of what the cookie holds. */
export type OpenSession = { hash: string; tokenId: string; openedAt: number; expiresAt: number };

/** The filters of a list, under a name that somebody has given them for themselves. */
export type ViewRow = { id: string; page: string; name: string; search: string };
export type ViewRefusal = 'unknown-view' | 'view-known' | 'too-many-views';

/** Access tokens in the record. All throw RecordUnavailableError while PostgreSQL is away. */
export type AccessStore = {
  /** Of somebody who works here, newest first; null where nobody of that id does. */
  tokens(agencyId: string, staffId: string): Promise<TokenRow[] | null>;
  issue(request: IssueRequest): Promise<TokenOutcome>;
  openSession(session: OpenSession): Promise<void>;
  /** Keeps the first time. */
  endSession(sessionHash: string, now: number): Promise<void>;
  /** Since when somebody's calendar has an address; null: it has none. */
  calendarSince(staffId: string): Promise<number | null>;
  /** Its address from now on; one before it opens nothing any more. */
  nameCalendar(staffId: string, hash: string, now: number): Promise<void>;
  endCalendar(staffId: string): Promise<void>;
  /** Whose calendar it is, while they work here. */
  calendarOf(hash: string): Promise<{ staffId: string; agencyId: string } | null>;
  /** Somebody's own, by page and name. */
  views(staffId: string): Promise<ViewRow[]>;
  /** A name that they have on that page by now gets these filters. */
  keepView(staffId: string, view: Omit<ViewRow, 'id'>, now: number): Promise<ViewRefusal | null>;
  renameView(staffId: string, id: string, name: string): Promise<ViewRefusal | null>;
  deleteView(staffId: string, id: string): Promise<void>;
  /** Keeps the first time and reason. */
  revoke(request: RevokeRequest): Promise<Exclude<TokenOutcome, { status: 'reused' }>>;
};
