import type { Relation } from '../../relation/relation.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { Caller, ClientRow } from '../../../kit/reads.ts';
import type { Match, Occasion } from '../rank.ts';

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

/** A client who was found, the best first. `own`: the caller may see them whole. */
export type FoundClient = {
  client: ClientRow;
  own: boolean;
  matched: Match[];
  enrollments: FoundEnrollment[];
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
  after?: { at: number; id: string } | undefined;
  limit: number;
};

export type SearchStore = {
  /** Own clients first, then others; that others were shown is on record before it answers. */
  search(caller: Caller, text: string, now: number): Promise<{ clients: FoundClient[]; more: boolean }>;
  /** The newest first. */
  shown(query: ShownQuery): Promise<ShownRow[]>;
};
