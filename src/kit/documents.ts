import type { DocumentKind } from '../engine/documents/document.ts';
import type { DocumentRefusal } from '../engine/documents/refusals.ts';
import type { Actor } from '../engine/record/events.ts';

/** Somebody who acted, with their name where they are still known. */
export type NamedActor = { staffId: string; role: string; name: string | null };

/** A document at one of its revisions; the newest, where no other was asked for. */
export type DocumentRow<Content = unknown> = {
  id: string;
  /** Null for what belongs to the agency itself. */
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
>;

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
};

/** Where documents of one kind belong: to an enrollment, to a member of staff, or (both null or left out) to the agency. */
export type DocumentPlace = {
  agencyId: string;
  enrollmentId: string | null;
  kind: string;
  /** Of kinds that are about a member of staff beside their file: whom. */
  aboutStaffId?: string;
};

/** Who asks for an act on which document, under which key. */
export type DocumentAsk = {
  enrollmentId: string | null;
  aboutStaffId?: string | undefined;
  documentId: string;
  /** The document belongs to their agency. */
  by: Actor;
  /** When it happened, where its author says so; epoch ms. */
  occurredAt?: number | undefined;
  now: number;
  commandId: string;
  /** Hash of what was asked: the same command id with another content is refused. */
  fingerprint: string;
  /** The revision its author has seen (0: none); another one refuses the act. */
  expectedRevision?: number | undefined;
  /** Nothing is written any more, its enrollment has ended; an earlier act under this key keeps its answer. */
  closed?: boolean;
};

export type DocumentRequest<Content, Act extends { type: string }> = DocumentAsk & {
  kind: DocumentKind<Content, Act>;
  act: Act;
};

export type DocumentOutcome<Content> =
  | { status: 'written'; document: DocumentRow<Content> }
  /** An earlier request with this command id had done it; the document as it was then. */
  | { status: 'replayed'; document: DocumentRow<Content> }
  | { status: 'refused'; refusal: DocumentRefusal };
