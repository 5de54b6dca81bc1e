import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { Caller, ClientRow } from '../../../kit/reads.ts';
import type { LinkRefusal } from '../link.ts';

type Said = { at: number; by: NamedActor; reason: string };

/** A link of two files, and its end. */
export type LinkRow = Said & {
  id: string;
  /** What the caller may not see has no number: it was linked by mistake, and is somebody else's. */
  clients: { clientId: string | null; reference: string | null }[];
  unlinked: Said | null;
};

/** An enrollment of a linked file: whom to ask, and how far it is. */
export type FileEnrollment = {
  id: string;
  stage: string;
  level: string;
  emergency: boolean;
  receivedAt: number;
  open: boolean;
  coordinator: { staffId: string; name: string | null } | null;
  inErrorAt: number | null;
};

/** Another file of the same person, and who said that it is, when. */
export type LinkedFile = {
  client: ClientRow;
  linkedAt: number;
  by: NamedActor;
  /** The newest first. */
  enrollments: FileEnrollment[];
};

export type LinkRequest = ActAsk & { clientId: string; otherId: string; reason: string; now: number };
export type UnlinkRequest = ActAsk & { clientId: string; linkId: string; reason: string; now: number };

export type LinkStore = {
  /** `not-found`: there is no such client; `unknown-client`: nor the one it is to be linked with. */
  link(request: LinkRequest): Promise<ActOutcome<LinkRow, LinkRefusal | 'not-found' | 'unknown-client'>>;
  unlink(request: UnlinkRequest): Promise<ActOutcome<LinkRow, LinkRefusal | 'not-found'>>;
  /** The other files of that person; null where there is no such client. */
  files(agencyId: string, clientId: string): Promise<LinkedFile[] | null>;
  /** All links that hold the person's files together, and those there were of this one: the newest first. */
  links(caller: Caller, clientId: string, now: number): Promise<LinkRow[]>;
};
