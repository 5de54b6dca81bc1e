import { rowOf } from '../../disclosures/accounting.ts';
import { writeRows } from '../../disclosures/postgres/let-go.ts';
import { misDisclosure, misGround } from '../mis-disclosure.ts';
import { eventTypeOf, type StepFacts } from '../../../engine/record/steps/index.ts';
import type { MisBatchRequest, MisBatchRow, MisOutstandingRow, PaperRows } from './ports.ts';
import type { MisLine } from '../mis.ts';
import type { ClientRow } from '../../../kit/reads.ts';
import { struckState } from '../../../engine/documents/strike.ts';
import { type Note, noteKind } from '../note.document.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';
import { notedSteps } from '../paperwork.ts';
import type { ActOutcome } from '../../../kit/acts.ts';
import { type Act, performAct, takeTurns } from '../../../kit/postgres/acts.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { type Of, batchOf, isVoided, outstanding, unentered, unexported, unwithdrawn } from './mis.ts';
import { clientColumns } from '../../../kit/postgres/rows.ts';

type StepColumns = { enrollmentId: string; stepId: string; occurredAt: Date; data: unknown };

const types = notedSteps.map((type) => eventTypeOf(type));

/** The paperwork of the record: what is to be written, and what is to be entered in the county's system. */
export function recordReads(prisma: PrismaClient) {
  return {
    /**
     * Steps that this person entered and nobody has noted, and their drafts; ended enrollments are left out. What somebody entered
     * who works here no more, whoever has the client is to note.
     */
    async papersOf(agencyId: string, staffId: string): Promise<PaperRows[]> {
      const [steps, drafts] = await Promise.all([
        prisma.$queryRaw<StepColumns[]>`
          SELECT v.enrollment_id AS "enrollmentId", v.step_id AS "stepId", v.occurred_at AS "occurredAt", v.data
          FROM enrollment e JOIN event v ON v.enrollment_id = e.id
          WHERE e.agency_id = ${agencyId}::uuid AND e.ended_at IS NULL AND e.in_error_at IS NULL AND v.type = ANY(${types})
            AND NOT ${isVoided} AND (v.actor ->> 'staffId' = ${staffId} OR (
              (SELECT coalesce(h.successor_id, h.id) FROM staff h WHERE h.id = e.coordinator_id) = ${staffId}::uuid
              AND EXISTS (SELECT FROM staff w WHERE w.id::text = v.actor ->> 'staffId'
                AND (NOT w.active OR w.role NOT IN ('coordinator', 'supervisor', 'director')))))
            AND NOT EXISTS (SELECT 1 FROM document d WHERE d.agency_id = e.agency_id AND d.kind = 'note'
              AND d.enrollment_id = e.id AND d.state = 'signed'
              AND (d.content ->> 'about' = v.step_id OR jsonb_exists(d.content -> 'besides', v.step_id)))
          ORDER BY v.occurred_at, v.seq`,
        prisma.document.findMany({
          where: {
            agencyId,
            kind: 'note',
            state: 'draft',
            createdBy: { path: ['staffId'], equals: staffId },
          },
          select: { id: true, state: true, enrollmentId: true, content: true },
        }),
      ]);
      const ids = new Set([...steps, ...drafts].flatMap(({ enrollmentId }) => enrollmentId ?? []));
      const enrollments = await prisma.enrollment.findMany({
        where: { id: { in: [...ids] }, agencyId, inErrorAt: null },
        select: { id: true, client: clientColumns },
        orderBy: { id: 'asc' },
      });
      return enrollments.map(({ id, client }): PaperRows => ({
        enrollmentId: id,
        client: client satisfies ClientRow,
        steps: steps
          .filter(({ enrollmentId }) => enrollmentId === id)
          .map(({ stepId, occurredAt, data }) => ({
            ...{ id: stepId, at: occurredAt.getTime() },
            facts: data as StepFacts,
          })),
        drafts: drafts
          .filter(({ enrollmentId }) => enrollmentId === id)
          .map(({ id: noteId, state, content }) => {
            const { about, besides, happenedAt } = content as unknown as Note;
            return { id: noteId, state, about, besides, happenedAt };
          }),
      }));
    },

    /** Who wrote a note of the agency's that was struck out, whosever file it was in; null where there is none such. */
    async struckNote(agencyId: string, id: string): Promise<{ createdBy: { staffId: string } } | null> {
      const where = { id, agencyId, kind: noteKind.kind, state: struckState };
      const row = await prisma.document.findFirst({ where, select: { createdBy: true } });
      return row && { createdBy: { staffId: actorOf(row.createdBy).staffId } };
    },

    misBatch: (agencyId: string, id: string, madeBy: string | null) => batchOf(prisma, agencyId, id, madeBy),

    /** Oldest first, at most `limit`. */
    async misOutstanding(agencyId: string, of: Of, limit: number): Promise<MisOutstandingRow[]> {
      const [fresh, gone, exported] = await Promise.all([
        unexported(prisma, agencyId, of, limit),
        unwithdrawn(prisma, agencyId, of, limit),
        unentered(prisma, agencyId, of, limit),
      ]);
      return [...[...fresh, ...gone].map((line) => outstanding(line, null)), ...exported]
        .toSorted((a, b) => a.at - b.at)
        .slice(0, limit);
    },
  };
}

export function recordWrites(prisma: PrismaClient) {
  return {
    /** Puts what has not been exported yet into a batch, oldest first. Two at once share nothing. */
    makeMisBatch: (request: MisBatchRequest): Promise<ActOutcome<MisBatchRow, 'nothing-to-export'>> => {
      const { by, id } = request;
      return performAct(prisma, { by, commandId: id, fingerprint: id }, batching(request));
    },

    /** Keeps the first time; null when there is no such batch. */
    async markMisEntered(
      agencyId: string,
      id: string,
      staffId: string,
      { at, madeBy }: { at: number; madeBy: string | null },
    ): Promise<MisBatchRow | null> {
      await prisma.misBatch.updateMany({
        where: { id, agencyId, enteredAt: null, ...(madeBy === null ? {} : { createdBy: madeBy }) },
        data: { enteredAt: new Date(at), enteredBy: staffId },
      });
      return batchOf(prisma, agencyId, id, madeBy);
    },
  };
}

/** One batch of an agency at a time, so that no service is in two. It has no content of its own: its id says all. */
function batching({
  by,
  of,
  id,
  now,
  limit,
}: MisBatchRequest): Act<MisLine[], MisBatchRow, 'nothing-to-export'> {
  const { agencyId } = by;
  return {
    lock: (tx) => takeTurns(tx, `mis ${agencyId}`),
    async find(tx) {
      const row = await tx.misBatch.findFirst({ where: { id, agencyId } });
      return row && { by: { staffId: row.createdBy }, fingerprint: id };
    },
    async decide(tx) {
      const gone = await unwithdrawn(tx, agencyId, of, limit);
      const fresh = await unexported(tx, agencyId, of, limit - gone.length);
      const plan = [...gone, ...fresh].map((line, n) => ({ ...line, number: n + 1 }));
      return plan.length > 0 ? { ok: true, plan } : { ok: false, refusal: 'nothing-to-export' };
    },
    async write(tx, lines) {
      const createdAt = new Date(now);
      await tx.misBatch.create({ data: { id, agencyId, createdAt, createdBy: by.staffId } });
      await tx.misEntry.createMany({
        data: lines.map((line) => ({
          ...{ enrollmentId: line.enrollmentId, stepId: line.stepId, action: line.action },
          ...{ batchId: id, number: line.number, occurredAt: new Date(line.at), line: toJson(line) },
        })),
      });
      const enrollmentIds = [...new Set(lines.map(({ enrollmentId }) => enrollmentId))];
      await writeRows(
        tx,
        enrollmentIds.map((enrollmentId) => ({
          ...{ id: `mis-batch/${id}/${enrollmentId}`, by, now, enrollmentId },
          row: rowOf(misDisclosure(id), misGround, null),
        })),
      );
    },
    async show(tx) {
      const row = await batchOf(tx, agencyId, id);
      if (!row) throw new Error('a batch without a row');
      return row;
    },
  };
}
