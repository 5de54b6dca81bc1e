import { firstWithThePathway, liesTooEarly } from '../../http/date-kinds.ts';
import type { DocumentAsk, DocumentRequest, DocumentRow } from '../../documents.ts';
import { contentHash } from '../../content-hash.ts';
import type { CurrentDocument, Judged, PastRevision } from '../../../engine/documents/document.ts';
import { type DocumentRefusal, refused } from '../../../engine/documents/refusals.ts';
import { struckState } from '../../../engine/documents/strike.ts';
import { withoutSkew } from '../../../pathway/clock-skew.ts';
import { type Act, type Decided, CameLater, type Transaction } from '../acts.ts';
import { toJson } from '../event-rows.ts';
import type { Document } from '../generated/client.ts';
import { actorOf, namesOf } from '../named-actors.ts';
import { documentRow } from './rows.ts';

/** What an act writes: the next revision after the one it was judged against, at its time. */
type Plan<Content> = {
  judged: Extract<Judged<Content>, { ok: true }>;
  current: Document | null;
  at: number;
};

/** An act on a document: judged against its newest revision, and written as the next; nobody else changes it meanwhile. */
export function documentAct<Content, Doing extends { type: string }>(
  request: DocumentRequest<Content, Doing>,
): Act<Plan<Content>, DocumentRow<Content>, DocumentRefusal> {
  const { current, ...onRecord } = actOnRecord<Content>(request);
  return {
    ...onRecord,
    decide: async (tx) => decide(request, current(), await revisionsFor(tx, request)),
    write: (tx, plan) => write(tx, request, plan),
  };
}

/** How an act on a document is found again by its key, and what it is answered with: the document as it was then. */
export function actOnRecord<Content>(ask: DocumentAsk & { kind: { kind: string } }) {
  const { documentId, commandId } = ask;
  const where = { documentId_commandId: { documentId, commandId } };
  let current: Document | null = null;
  return {
    current: () => current,
    async lock(tx: Transaction) {
      current = await lockedDocument(tx, documentId);
    },
    async find(tx: Transaction) {
      if (!current || !belongs(current, ask)) return null;
      const row = await tx.documentRevision.findUnique({ where });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    async show(tx: Transaction): Promise<DocumentRow<Content>> {
      const { document, ...then } = await tx.documentRevision.findUniqueOrThrow({
        where,
        include: { document: true },
      });
      const { revision, state, content, hash, recordedAt, actor } = then;
      const named = await namesOf(tx, [document.createdBy, actor]);
      const row = { ...document, revision, state, content, hash, updatedAt: recordedAt, updatedBy: actor };
      // The document's kind has written its content.
      return documentRow(row, named) as DocumentRow<Content>;
    },
  };
}

function decide<Content, Doing extends { type: string }>(
  request: DocumentRequest<Content, Doing>,
  current: Document | null,
  revisions: readonly PastRevision<Content>[] | undefined,
): Decided<Plan<Content>, DocumentRefusal> {
  const { by, now, occurredAt = now, kind, act, closed, expectedRevision } = request;
  if (current && !belongs(current, request)) return refused('not-found', 'There is no such document.');
  if (closed) return refused(closed, closedWords[closed]);
  const isSeen =
    expectedRevision === (current?.revision ?? 0) || (expectedRevision === 0 && isStruck(current));
  if (expectedRevision !== undefined && !isSeen)
    return refused('version-conflict', 'The document has another revision by now: somebody has changed it.');
  const at = withoutSkew(occurredAt, now);
  if (at > now)
    return refused('occurred-in-future', 'An act is entered after it happened, not before.', [
      { field: 'occurredAt', detail: 'lies in the future' },
    ]);
  const early = occurredAt < (request.beganAt ?? firstOfTheYears);
  if (early && request.occurredAt !== undefined) return tooEarly(request.beganAt !== undefined);
  const present = current && { ...presentDocument<Content>(current), ...(revisions ? { revisions } : {}) };
  const judged = kind.decide(present, act, { by, at, now, hashOf: contentHash });
  return judged.ok ? { ok: true, plan: { judged, current, at } } : judged;
}

/** To whoever is not shown what was struck out, it is as if nobody had begun it. */
function isStruck(current: Document | null): boolean {
  return current?.state === struckState;
}

async function revisionsFor<Content, Doing extends { type: string }>(
  tx: Transaction,
  { kind, act, documentId }: DocumentRequest<Content, Doing>,
): Promise<PastRevision<Content>[] | undefined> {
  if (!kind.looksBack?.(act)) return undefined;
  const rows = await tx.documentRevision.findMany({ where: { documentId }, orderBy: { revision: 'asc' } });
  return rows.map(({ revision, state, content, actor, strikesFrom }) => ({
    ...{ revision, state, content: content as Content, by: actorOf(actor), strikesFrom },
  }));
}

const closedWords = {
  'enrollment-ended': 'The enrollment has ended.',
  'entered-in-error': 'The referral was entered in error.',
};

/** An act on what belongs to no enrollment is of these years all the same. */
const firstOfTheYears = Date.parse(firstWithThePathway);

function tooEarly(enrolled: boolean): { ok: false; refusal: DocumentRefusal } {
  const field = 'occurredAt';
  return enrolled
    ? refused('occurred-before-referral', 'Nothing of an enrollment happened before its referral.', [
        { field, detail: 'lies before the referral' },
      ])
    : refused('invalid-field', 'The year was mistyped.', [
        { field, detail: liesTooEarly(firstWithThePathway) },
      ]);
}

async function lockedDocument(tx: Transaction, id: string): Promise<Document | null> {
  const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM document WHERE id = ${id}::uuid FOR UPDATE`;
  return found.length === 0 ? null : tx.document.findUnique({ where: { id } });
}

function belongs(
  row: Document,
  { by, enrollmentId, aboutStaffId, clientId, kind }: DocumentAsk & { kind: { kind: string } },
): boolean {
  const sameOwner =
    row.enrollmentId === enrollmentId &&
    row.aboutStaffId === (aboutStaffId ?? null) &&
    row.clientId === (clientId ?? null);
  return row.agencyId === by.agencyId && sameOwner && row.kind === kind.kind;
}

async function write<Content, Doing extends { type: string }>(
  tx: Transaction,
  request: DocumentRequest<Content, Doing>,
  { judged, current, at }: Plan<Content>,
): Promise<void> {
  const { kind, enrollmentId, aboutStaffId = null, clientId = null } = request;
  const { documentId, act, by, commandId, fingerprint } = request;
  const { state } = judged;
  const content = toJson(judged.content);
  const hash = contentHash(kind.hashed?.(judged.content) ?? judged.content);
  // Clocks of two machines differ; a document's own time never goes back.
  const recordedAt = new Date(Math.max(request.now, current?.updatedAt.getTime() ?? 0));
  const revision = (current?.revision ?? 0) + 1;
  const newest = { revision, state, content, hash, updatedAt: recordedAt, updatedBy: by };
  if (!current) {
    const about = { enrollmentId, aboutStaffId, clientId };
    const owner = { id: documentId, agencyId: by.agencyId, ...about, kind: kind.kind };
    const created = { createdAt: recordedAt, createdBy: by };
    const { count } = await tx.document.createMany({
      data: [{ ...owner, ...created, ...newest }],
      skipDuplicates: true,
    });
    // Somebody has begun it in the meantime: judged again, against what they wrote.
    if (count === 0) throw new CameLater();
  } else await tx.document.update({ where: { id: documentId }, data: newest });
  await tx.documentRevision.create({
    data: {
      ...{ documentId, revision, act: act.type, state, content, hash, reason: judged.reason ?? null },
      strikesFrom: judged.strikesFrom ?? null,
      ...{ actor: by, occurredAt: new Date(at), recordedAt, commandId, fingerprint },
    },
  });
}

function presentDocument<Content>(row: Document): CurrentDocument<Content> {
  return {
    revision: row.revision,
    state: row.state,
    content: row.content as Content,
    createdBy: actorOf(row.createdBy),
    createdAt: row.createdAt.getTime(),
  };
}
