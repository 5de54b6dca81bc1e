import type { Relation } from '../../relation/relation.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { Caller, ClientRow } from '../../../kit/reads.ts';
import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { samenessStates, Verdict } from '../alike.ts';
import type { Match, Occasion } from '../rank.ts';
import type { Searchable } from '../tokens.ts';

/** An enrollment of somebody who was found; `why`: why the caller may see it, null where they may not. */
export type FoundEnrollment = {
  id: string;
  why: Relation | null;
  stage: string;
  level: string;
  receivedAt: number;
  open: boolean;
  coordinator: { staffId: string; name: string | null } | null;
};

/** A file with its enrollments. */
export type FoundFile = { client: ClientRow; enrollments: FoundEnrollment[] };

/** A client who was found, the best first. `own`: the caller may see them whole. */
export type FoundClient = FoundFile & {
  own: boolean;
  matched: Match[];
  /** Other files of the same person, where the caller may know of them. */
  linked: FoundFile[];
  /** All files that it stands for, by their ids. */
  files: string[];
};

export type ShownRow = {
  id: string;
  at: number;
  by: NamedActor;
  occasion: Occasion;
  clients: { clientId: string; reference: string }[];
};

export type ShownQuery = {
  agencyId: string;
  staffId?: string | undefined;
  clientId?: string | undefined;
  from?: number | undefined;
  until?: number | undefined;
  after?: { at: number; id: string } | undefined;
  limit: number;
};

/** Whom a referral's client looks like: `openWith` is to be settled, `differentFrom` was named as somebody else. */
export type SamenessRaised = ActAsk & {
  clientId: string;
  enrollmentId: string;
  openWith: readonly string[];
  differentFrom: readonly string[];
  now: number;
};

export type SamenessRow = {
  id: string;
  enrollmentId: string;
  raisedAt: number;
  by: NamedActor;
  clients: FoundClient[];
  answers: { verdict: Verdict; reason: string | null; at: number; by: NamedActor }[];
};

/** A referral whose client may be somebody on record: since when that is asked, and of how many. */
export type SamenessWaiting = { enrollmentId: string; since: number; count: number };

export type SamenessQuery = {
  state: (typeof samenessStates)[number];
  after?: { at: number; id: string } | undefined;
  limit: number;
  now: number;
};

export type SamenessAnswer = ActAsk & {
  caller: Caller;
  samenessId: string;
  verdict: Verdict;
  reason: string;
  now: number;
};

export type SearchStore = {
  /** Who may be the same person as somebody told of, as the caller may see them, the likest first; nobody is shown yet. */
  alike(
    caller: Caller,
    told: Searchable,
    about: { except: string | null; now: number },
  ): Promise<FoundClient[]>;
  /** Puts on record that these are shown to the caller who enters a referral. */
  recordShown(caller: Caller, found: readonly FoundClient[], now: number): Promise<void>;
  /** Which of these are no clients of the agency. */
  unknownOf(agencyId: string, ids: readonly string[]): Promise<string[]>;
  raiseSameness(raised: SamenessRaised): Promise<void>;
  /** The oldest first. */
  sameness(caller: Caller, query: SamenessQuery): Promise<SamenessRow[]>;
  /** What is open about whoever an enrollment is of; null: there is no such enrollment. */
  samenessOf(caller: Caller, enrollmentId: string, now: number): Promise<SamenessRow[] | null>;
  /** How many questions are open about the client of each enrollment; none where it is not in there. */
  openSameness(agencyId: string, enrollmentIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Referrals of which a question is open, the oldest first. */
  waitingSameness(agencyId: string, limit: number): Promise<SamenessWaiting[]>;
  /** Whoever works for some clients alone answers about those. */
  answerSameness(
    request: SamenessAnswer,
  ): Promise<ActOutcome<SamenessRow, 'not-found' | 'same-by-lead' | 'linked-through-others'>>;
  /** Own clients first, then others; that others were shown is on record before it answers. */
  search(caller: Caller, text: string, now: number): Promise<{ clients: FoundClient[]; more: boolean }>;
  /** The newest first. */
  shown(query: ShownQuery): Promise<ShownRow[]>;
};
