import type { DocumentAsk, DocumentRequest } from '../../documents.ts';
import { contentHash } from '../../content-hash.ts';
import type { Judged, Standing } from '../../../engine/documents/document.ts';
import { type DocumentRefusal, refused } from '../../../engine/documents/refusals.ts';
import { withoutSkew } from '../../../pathway/clock-skew.ts';
import { toJson } from '../event-rows.ts';
import type { Document, Prisma } from '../generated/client.ts';
import { actorOf } from '../named-actors.ts';

type Transaction = Prisma.TransactionClient;

/** The document as it is stored after the act, or as it was after an earlier request with this command id. */
export type Written = { status: 'written' | 'replayed'; row: Document };

/** Reads the newest revision, judges the act against it and writes the next; nobody else changes it meanwhile. */
export async function performAct<Content, Act extends { type: string }>(
  tx: Transaction,
  request: DocumentRequest<Content, Act>,
): Promise<Written | { status: 'refused'; refusal: DocumentRefusal }> {
  const current = await lockedDocument(tx, request.documentId);
  if (current && !belongs(current, request, request.kind.kind)) return notFound();
  if (current) {
    const earlier = await replayed(tx, current, request);
    if (earlier) return earlier;
  }
  if (request.closed) return ended();
  if (request.expectedRevision !== undefined && request.expectedRevision !== (current?.revision ?? 0))
    return newer();
  const { by, now, occurredAt = now } = request;
  const at = withoutSkew(occurredAt, now);
  if (at > now) return inFuture();
  const judged = request.kind.decide(current && standingOf<Content>(current), request.act, {
    ...{ by, at, now, hashOf: contentHash },
  });
  if (!judged.ok) return { status: 'refused', refusal: judged.refusal };
  const row = await write(tx, request, judged, current, at);
  // Somebody began it in the meantime: judged again, against what they wrote.
  return row ? { status: 'written', row } : performAct(tx, request);
}

async function lockedDocument(tx: Transaction, id: string): Promise<Document | null> {
  const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM document WHERE id = ${id}::uuid FOR UPDATE`;
  return found.length === 0 ? null : tx.document.findUnique({ where: { id } });
}

function belongs(row: Document, { by, enrollmentId, aboutStaffId }: DocumentAsk, kind: string): boolean {
  const sameOwner = row.enrollmentId === enrollmentId && row.aboutStaffId === (aboutStaffId ?? null);
  return row.agencyId === by.agencyId && sameOwner && row.kind === kind;
}

async function replayed(
  tx: Transaction,
  current: Document,
  { documentId, commandId, fingerprint }: DocumentAsk,
) {
  const earlier = await tx.documentRevision.findUnique({
    where: { documentId_commandId: { documentId, commandId } },
  });
  if (!earlier) return null;
  if (earlier.fingerprint !== fingerprint) {
    const { refusal } = refused('command-id-reused', 'The key came with another content before.');
    return { status: 'refused' as const, refusal };
  }
  const { revision, state, content, hash, recordedAt, actor } = earlier;
  const then = { revision, state, content, hash, updatedAt: recordedAt, updatedBy: actor };
  return { status: 'replayed' as const, row: { ...current, ...then } };
}

/** Null when another request has begun the document since it was looked for. */
async function write<Content, Act extends { type: string }>(
  tx: Transaction,
  request: DocumentRequest<Content, Act>,
  judged: Extract<Judged<Content>, { ok: true }>,
  current: Document | null,
  at: number,
): Promise<Document | null> {
  const { kind, enrollmentId, aboutStaffId = null, documentId, act, by, commandId, fingerprint } = request;
  const { state } = judged;
  const content = toJson(judged.content);
  const hash = contentHash(kind.hashed?.(judged.content) ?? judged.content);
  // Clocks of two machines differ; a document's own time never goes back.
  const recordedAt = new Date(Math.max(request.now, current?.updatedAt.getTime() ?? 0));
  const revision = (current?.revision ?? 0) + 1;
  const newest = { revision, state, content, hash, updatedAt: recordedAt, updatedBy: by };
  if (!current) {
    const owner = { id: documentId, agencyId: by.agencyId, enrollmentId, aboutStaffId, kind: kind.kind };
    const created = { createdAt: recordedAt, createdBy: by };
    const { count } = await tx.document.createMany({
      data: [{ ...owner, ...created, ...newest }],
      skipDuplicates: true,
    });
    if (count === 0) return null;
  } else await tx.document.update({ where: { id: documentId }, data: newest });
  await tx.documentRevision.create({
    data: {
      ...{ documentId, revision, act: act.type, state, content, hash, reason: judged.reason ?? null },
      ...{ actor: by, occurredAt: new Date(at), recordedAt, commandId, fingerprint },
    },
  });
  return tx.document.findUniqueOrThrow({ where: { id: documentId } });
}

function standingOf<Content>(row: Document): Standing<Content> {
  return {
    revision: row.revision,
    state: row.state,
    content: row.content as Content,
    createdBy: actorOf(row.createdBy),
    createdAt: row.createdAt.getTime(),
  };
}

const refusedAs = (...words: Parameters<typeof refused>) => ({
  status: 'refused' as const,
  refusal: refused(...words).refusal,
});
const notFound = () => refusedAs('not-found', 'There is no such document.');
const ended = () => refusedAs('enrollment-ended', 'The enrollment has ended.');
const newer = () =>
  refusedAs('version-conflict', 'The document has another revision by now: somebody has changed it.');
const inFuture = () =>
  refusedAs('occurred-in-future', 'An act is entered after it happened, not before.', [
    { field: 'occurredAt', detail: 'lies in the future' },
  ]);
