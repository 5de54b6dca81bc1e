import type { DocumentKind } from '../engine/documents/document.ts';
import type { DocumentRefusal } from '../engine/documents/refusals.ts';
import type { ActAsk, ActOutcome } from './acts.ts';

/** Somebody who acted, with their name where they are still known. */
export type NamedActor = { staffId: string; role: string; name: string | null };

/** A document at one of its revisions; the newest, where no other was asked for. */
export type DocumentRow<Content = unknown> = {
  id: string;
  /** Null for what belongs to no enrollment. */
  enrollmentId: string | null;
  kind: string;
  revision: number;
  state: string;
  content: Content;
  /** Names the content (64 hex digits). */
  hash: string;
  createdAt: number;
  createdBy: NamedActor;
  updatedAt: number;
  updatedBy: NamedActor;
};

export type DocumentGlance<Content = unknown> = Pick<
  DocumentRow<Content>,
  'id' | 'revision' | 'state' | 'content' | 'hash'
> & { updatedAt: Date };

export type RevisionRow<Content = unknown> = {
  revision: number;
  act: string;
  state: string;
  content: Content;
  hash: string;
  reason: string | null;
  by: NamedActor;
  occurredAt: number;
  recordedAt: number;
  /** The later revision by which it was struck out. */
  struckBy: number | null;
};

/** Where documents of one kind belong: to an enrollment, a client, a member of staff, or (none of them) to the agency. */
export type DocumentPlace = {
  agencyId: string;
  enrollmentId: string | null;
  kind: string;
  /** Of kinds that are about a member of staff beside their file: whom. */
  aboutStaffId?: string;
  /** Of kinds that are about a person, whichever enrollments they have: the client. */
  clientId?: string;
};

/** Who asks for an act on which document, under which key. The document belongs to their agency. */
export type DocumentAsk = ActAsk & {
  enrollmentId: string | null;
  aboutStaffId?: string | undefined;
  clientId?: string | undefined;
  documentId: string;
  /** When it happened, where its author says so; epoch ms. */
  occurredAt?: number | undefined;
  /** When its enrollment began: what is said to have happened before that is refused. */
  beganAt?: number | undefined;
  now: number;
  /** The revision its author has seen (0: none); another one refuses the act. */
  expectedRevision?: number | undefined;
  /** Why nothing is written any more of its enrollment; an earlier act under this key keeps its answer. */
  closed?: 'enrollment-ended' | 'entered-in-error' | null;
};

export type DocumentRequest<Content, Act extends { type: string }> = DocumentAsk & {
  kind: DocumentKind<Content, Act>;
  act: Act;
};

/** Of an act that was done before: the document as it was then. */
export type DocumentOutcome<Content> = ActOutcome<DocumentRow<Content>, DocumentRefusal>;
