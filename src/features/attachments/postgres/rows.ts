import type { NamedActor } from '../../../kit/documents.ts';
import type {
  Attachment,
  AttachmentScan,
  AttachmentStrike,
  Prisma,
} from '../../../kit/postgres/generated/client.ts';
import type { Transaction } from '../../../kit/postgres/acts.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';
import type { AttachmentKind, MediaType, ScanState } from '../attachment.ts';
import type { AttachmentRow } from './ports.ts';

type Reader = Pick<
  Transaction,
  'attachment' | 'attachmentStrike' | 'attachmentScan' | 'attachmentPart' | 'staff'
>;

/** Files without their bytes, oldest first: as many statements for all as for one, one after the other. */
export async function rowsOf(prisma: Reader, where: Prisma.AttachmentWhereInput): Promise<AttachmentRow[]> {
  const files = await prisma.attachment.findMany({ where, orderBy: [{ begunAt: 'asc' }, { id: 'asc' }] });
  const of = { where: { attachmentId: { in: files.map(({ id }) => id) } } };
  const strikes = await prisma.attachmentStrike.findMany(of);
  const scans = await prisma.attachmentScan.findMany(of);
  const arriving = files.flatMap(({ id, keptAt }) => (keptAt === null ? [id] : []));
  const parts = await prisma.attachmentPart.findMany({
    where: { attachmentId: { in: arriving } },
    select: { attachmentId: true, number: true },
    orderBy: { number: 'asc' },
  });
  const named = await namesOf(
    prisma,
    [...files, ...strikes].map(({ actor }) => actor),
  );
  return files.map((file) => {
    const isIts = ({ attachmentId }: { attachmentId: string }) => attachmentId === file.id;
    return rowOf(file, {
      ...{ strike: strikes.find(isIts), scan: scans.find(isIts), named },
      received: parts.filter(isIts).map(({ number }) => number),
    });
  });
}

type Beside = {
  strike: AttachmentStrike | undefined;
  scan: AttachmentScan | undefined;
  received: number[];
  named: (actor: unknown) => NamedActor;
};

function rowOf(
  { id, about, what, fileName, bytes, mediaType, sha256, keptAt, actor, begunAt }: Attachment,
  { strike, scan, received, named }: Beside,
): AttachmentRow {
  const isKept = keptAt !== null && mediaType !== null && sha256 !== null;
  return {
    ...{ id, about, what: what as AttachmentKind, fileName, bytes, received },
    ...{ by: named(actor), begunAt: begunAt.getTime() },
    kept: isKept ? { at: keptAt.getTime(), mediaType: mediaType as MediaType, sha256 } : null,
    scan: scan ? (scan.state as ScanState) : null,
    struck: strike ? { at: strike.at.getTime(), by: named(strike.actor), reason: strike.reason } : null,
  };
}
