import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { AttachmentKind, AttachmentRefusal, FileOf, MediaType, ScanState } from '../attachment.ts';

/** A file, whole or on its way in. */
export type AttachmentRow = {
  id: string;
  about: string | null;
  what: AttachmentKind;
  fileName: string;
  bytes: number;
  /** Numbers of the parts that are there, in order; empty once it is kept. */
  received: number[];
  by: NamedActor;
  begunAt: number;
  /** Null until it is whole. */
  kept: { at: number; mediaType: MediaType; sha256: string } | null;
  /** Null where files are not scanned. */
  scan: ScanState | null;
  struck: { at: number; by: NamedActor; reason: string } | null;
};

export type AttachmentOutcome = ActOutcome<AttachmentRow, AttachmentRefusal>;

/** Which file, as far as its asker's agency goes. */
export type AttachmentOf = { agencyId: string; of: FileOf; attachmentId: string };

export type BeginAttachment = ActAsk & {
  of: FileOf;
  about: string | null;
  what: AttachmentKind;
  fileName: string;
  bytes: number;
  now: number;
};

export type AttachmentPart = AttachmentOf & { staffId: string; number: number; bytes: Buffer; now: number };

/** Files in the record. All functions throw RecordUnavailableError while PostgreSQL is away; none needs Temporal. */
export type AttachmentStore = {
  begin(request: BeginAttachment): Promise<AttachmentOutcome>;
  /** Takes a part from whoever began it, once or again; with the last one the file is kept, or refused for what it is. */
  addPart(part: AttachmentPart): Promise<AttachmentRow | AttachmentRefusal | null>;
  /** Oldest first. */
  list(agencyId: string, of: FileOf): Promise<AttachmentRow[]>;
  /** A file that is kept, with its bytes as they are asked for: they end with a SealError where it was changed. */
  open(of: AttachmentOf): Promise<{ row: AttachmentRow; bytes: AsyncIterable<Buffer> } | null>;
  strike(request: ActAsk & AttachmentOf & { reason: string; now: number }): Promise<AttachmentOutcome | null>;
};

/** Files that wait for the scanner, and what it says of them. */
export type ScanStore = {
  /** The longest waiting so many, with their bytes as they are asked for. */
  unscanned(limit: number): Promise<{ id: string; bytes: AsyncIterable<Buffer> }[]>;
  answered(id: string, state: Exclude<ScanState, 'waiting'>, now: number): Promise<void>;
};
