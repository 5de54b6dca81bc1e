import type { NamedActor } from '../../../kit/documents.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import type { Transaction } from '../../../kit/postgres/acts.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';
import type { AttachmentKind, MediaType } from '../attachment.ts';
import type { AttachmentRow } from './ports.ts';

/** Files without their bytes, oldest first: two statements, however many. */
export async function rowsOf(
  prisma: Pick<Transaction, 'attachment' | 'staff'>,
  where: Prisma.AttachmentWhereInput,
): Promise<AttachmentRow[]> {
  const rows = await prisma.attachment.findMany({
    where,
    omit: { sealedKey: true },
    include: { strike: true, parts: unfinished },
    orderBy: [{ begunAt: 'asc' }, { id: 'asc' }],
  });
  const named = await namesOf(
    prisma,
    rows.flatMap(({ actor, strike }) => (strike ? [actor, strike.actor] : [actor])),
  );
  return rows.map((row) => rowOf(row, named));
}

const unfinished = {
  select: { number: true },
  where: { attachment: { keptAt: null } },
  orderBy: { number: 'asc' },
} as const;

type Read = Omit<Prisma.AttachmentGetPayload<{ include: { strike: true } }>, 'sealedKey'> & {
  parts: { number: number }[];
};

function rowOf(
  { id, enrollmentId, about, what, fileName, bytes, mediaType, sha256, keptAt, strike, ...row }: Read,
  named: (actor: unknown) => NamedActor,
): AttachmentRow {
  const isKept = keptAt !== null && mediaType !== null && sha256 !== null;
  return {
    ...{ id, enrollmentId, about, what: what as AttachmentKind, fileName, bytes },
    received: isKept ? [] : row.parts.map(({ number }) => number),
    ...{ by: named(row.actor), begunAt: row.begunAt.getTime() },
    kept: isKept ? { at: keptAt.getTime(), mediaType: mediaType as MediaType, sha256 } : null,
    struck: strike && { at: strike.at.getTime(), by: named(strike.actor), reason: strike.reason },
  };
}
