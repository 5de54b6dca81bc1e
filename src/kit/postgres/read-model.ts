import type { Place } from '../../engine/record/place.ts';
import { isStepEvent } from '../../engine/record/events.ts';
import type { DomainEvent } from '../../engine/record/events.ts';
import type { EnrollmentSummary } from '../../engine/record/summary.ts';
import type { ObligationRow } from '../../engine/obligations/row.ts';
import type { Prisma as PrismaHandle } from './client.ts';
import { eventColumns, fromRow } from './event-rows.ts';
import { classifyFailure } from './failures.ts';
import { Prisma } from './generated/client.ts';
import type { CaseloadPlaceModel } from './generated/models.ts';
import { enrollmentColumns, obligationColumns, placeColumns } from './read-model-rows.ts';

/** Rows as plain values, by column: what is stored, or what the events say should be. */
export type Row = Record<string, unknown>;
/** `enrollment` and `place` are null where there is no such row; obligations are by key. */
export type ReadModel = { enrollment: Row | null; place: Row | null; obligations: Map<string, Row> };
/** The domain's fold; throws where the events make no sense to it. */
export type Fold = (
  events: readonly DomainEvent[],
  enrollmentId: string,
) => { summary: EnrollmentSummary; obligations: ObligationRow[]; place: Place | null };

export type Comparison = { events: number; stored: ReadModel; folded: ReadModel };

/** In shares of a whole caseload. */
export type CaseloadDifference = { staffId: string; stored: number; added: number };

/** The events make no sense to the domain; `message` names the error, and quotes nothing. */
export class UnfoldableEvents extends Error {
  override readonly name = 'UnfoldableEvents';
}

const snapshot = { isolationLevel: 'RepeatableRead' } as const;

export type ReadModelStore = ReturnType<typeof createReadModelStore>;

/** The read model beside what the events say. Every function rejects while PostgreSQL cannot be reached. */
export function createReadModelStore(prisma: PrismaHandle) {
  const all = Prisma.sql`(SELECT enrollment_id AS id FROM event WHERE seq = 1 UNION SELECT id FROM enrollment) AS known`;
  return {
    async count(): Promise<number> {
      const [row] = await prisma.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM ${all}`;
      return row?.count ?? 0;
    },

    /** Ids of all enrollments that have an event or a row, in order, after `after`. */
    async enrollmentIds({ after, limit }: { after?: string; limit: number }): Promise<string[]> {
      const later = after === undefined ? Prisma.empty : Prisma.sql`WHERE id > ${after}::uuid`;
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT id FROM ${all} ${later} ORDER BY id LIMIT ${limit}`;
      return rows.map(({ id }) => id);
    },

    /** Both as of one instant, so that a running system shows no difference. */
    async compare(enrollmentId: string, fold: Fold): Promise<Comparison> {
      const [events, enrollment, place, obligations] = await prisma.$transaction(
        [
          prisma.event.findMany({ where: { enrollmentId }, select: eventColumns, orderBy: { seq: 'asc' } }),
          prisma.enrollment.findUnique({ where: { id: enrollmentId } }),
          prisma.caseloadPlace.findUnique({ where: { enrollmentId } }),
          prisma.obligation.findMany({ where: { enrollmentId } }),
        ],
        snapshot,
      );
      const stored = {
        enrollment: enrollment && plain(withoutHeard(enrollment)),
        place: place && placeRow(place),
        obligations: byKey(obligations),
      };
      return { events: events.length, stored, folded: foldedModel(enrollmentId, events.map(fromRow), fold) };
    },

    /** Whose caseload is not what its places add up to; where told to, it is put right. */
    async caseloads({ write }: { write: boolean }): Promise<CaseloadDifference[]> {
      return await prisma.$transaction(async (tx) => {
        // Whoever writes a place waits: what is added up is what is stored.
        if (write) await tx.$queryRaw`SELECT 1 FROM staff ORDER BY id FOR NO KEY UPDATE`;
        const found = await tx.$queryRaw<CaseloadDifference[]>`
          SELECT s.id AS "staffId", s.caseload_share::float8 AS stored, COALESCE(sum(p.share), 0)::float8 AS added
          FROM staff s LEFT JOIN caseload_place p ON p.staff_id = s.id AND NOT p.provisional
          GROUP BY s.id HAVING s.caseload_share <> COALESCE(sum(p.share), 0) ORDER BY s.id`;
        if (!write) return found;
        await tx.$executeRaw`SELECT set_config('throughline.rebuilding', 'on', true)`;
        for (const { staffId, added } of found)
          await tx.staff.update({ where: { id: staffId }, data: { caseloadShare: added } });
        return found;
      });
    },

    /** Writes what the events say at that moment; steps recorded meanwhile wait. */
    async replace(enrollmentId: string, fold: Fold): Promise<void> {
      await again(() =>
        prisma.$transaction(async (tx) => {
          // An append writes this row last; it waits, or this transaction begins anew.
          await tx.$queryRaw`SELECT 1 FROM enrollment WHERE id = ${enrollmentId}::uuid FOR UPDATE`;
          const rows = await tx.event.findMany({
            where: { enrollmentId },
            select: eventColumns,
            orderBy: { seq: 'asc' },
          });
          await tx.obligation.deleteMany({ where: { enrollmentId } });
          if (rows.length === 0) {
            await tx.enrollment.deleteMany({ where: { id: enrollmentId } });
            return;
          }
          const { owner, enrollment, obligations, place } = columnsFrom(
            enrollmentId,
            rows.map(fromRow),
            fold,
          );
          await tx.$executeRaw`
            UPDATE enrollment SET confirmed_version = LEAST(confirmed_version, ${enrollment.version})
            WHERE id = ${enrollmentId}::uuid`;
          await tx.enrollment.upsert({
            where: { id: enrollmentId },
            create: { id: enrollmentId, ...owner, ...enrollment },
            update: { ...owner, ...enrollment },
          });
          await tx.obligation.createMany({ data: obligations });
          await replacePlace(tx, enrollmentId, place);
        }, snapshot),
      );
    },
  };
}

function columnsFrom(enrollmentId: string, events: DomainEvent[], fold: Fold) {
  const [first] = events;
  if (!first || !isStepEvent(first) || first.facts.type !== 'receiveReferral') {
    throw new UnfoldableEvents('they do not begin with a referral');
  }
  const owner = { agencyId: first.by.agencyId, clientId: first.facts.clientId };
  const { summary, obligations, place } = folded(enrollmentId, events, fold);
  const updatedAt = Math.max(...events.map(({ recordedAt }) => recordedAt));
  return {
    owner,
    enrollment: enrollmentColumns(owner.clientId, summary, updatedAt),
    obligations: obligations.map((row) => obligationColumns(enrollmentId, owner.agencyId, row)),
    place: place && placeColumns(enrollmentId, owner.agencyId, place, updatedAt),
  };
}

function folded(enrollmentId: string, events: DomainEvent[], fold: Fold): ReturnType<Fold> {
  try {
    return fold(events, enrollmentId);
  } catch (error) {
    throw new UnfoldableEvents(error instanceof Error ? error.name : 'unknown error');
  }
}

function foldedModel(enrollmentId: string, events: DomainEvent[], fold: Fold): ReadModel {
  if (events.length === 0) return { enrollment: null, place: null, obligations: new Map() };
  const { owner, enrollment, obligations, place } = columnsFrom(enrollmentId, events, fold);
  return {
    enrollment: plain({ id: enrollmentId, ...owner, ...enrollment }),
    place: place && placeRow(place),
    obligations: byKey(obligations),
  };
}

/** How far the workflow is known to have come does not follow from the events. */
function withoutHeard<T extends { confirmedVersion: number }>({ confirmedVersion: _, ...row }: T) {
  return row;
}

const byKey = (rows: { key: string }[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.key, plain(row)]));

/** What has happened has happened: a place that is built anew is not judged again (ST-4). */
async function replacePlace(
  tx: Prisma.TransactionClient,
  enrollmentId: string,
  place: PlaceColumns | null,
): Promise<void> {
  await tx.$executeRaw`SELECT set_config('throughline.rebuilding', 'on', true)`;
  if (place === null) await tx.caseloadPlace.deleteMany({ where: { enrollmentId } });
  else await tx.caseloadPlace.upsert({ where: { enrollmentId }, create: place, update: place });
}

type PlaceColumns = ReturnType<typeof placeColumns>;

/** When it was last written does not follow from the events alone: a later step may have left it as it was. */
function placeRow({ changedAt: _, share, ...row }: CaseloadPlaceModel | PlaceColumns): Row {
  return plain({ ...row, share: Number(share) });
}

/** As JSON has it: dates as text, "no value" of either kind as null. */
function plain(row: object): Row {
  const values = Object.entries(row as Row).map(([name, value]) => [
    name,
    value === Prisma.DbNull ? null : value,
  ]);
  return JSON.parse(JSON.stringify(Object.fromEntries(values))) as Row;
}

/** Serialization failures are part of the game: somebody was quicker. */
async function again(work: () => Promise<void>, attempts = 5): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (attempts <= 1 || !lostRaces.has(classifyFailure(error).code)) throw error;
    await again(work, attempts - 1);
  }
}

const lostRaces = new Set(['40001', '40P01']);
