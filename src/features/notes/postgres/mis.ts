import { type StepFacts, eventTypeOf } from '../../../engine/record/steps/index.ts';
import type { MisBatchRow, MisOutstandingRow } from './ports.ts';
import { type MisLine, misServiceOf, misSteps } from '../mis.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { instantOrNull } from '../../../kit/postgres/rows.ts';
import { staffNames } from '../../../kit/postgres/staff-names.ts';

type Db = PrismaClient | Prisma.TransactionClient;
/** Whose services: of those enrollments alone; null: of all of the agency. */
export type Of = readonly string[] | null;

const within = (of: Of): Prisma.Sql =>
  of === null ? Prisma.empty : Prisma.sql`AND v.enrollment_id = ANY(${[...of]}::uuid[])`;
type ServiceColumns = {
  enrollmentId: string;
  stepId: string;
  occurredAt: Date;
  data: unknown;
  staffId: string;
  reference: string;
};

const types = misSteps.map((type) => eventTypeOf(type));
/** A step `v` that has been withdrawn as entered in error. */
export const isVoided = Prisma.sql`EXISTS (SELECT 1 FROM event w WHERE w.enrollment_id = v.enrollment_id
  AND w.type = 'StepVoided' AND w.data ->> 'step' = v.step_id)`;

/** A step `v` of a referral that was never meant. */
const isInError = Prisma.sql`EXISTS (SELECT 1 FROM enrollment e WHERE e.id = v.enrollment_id AND e.in_error_at IS NOT NULL)`;

/** Services that are in no batch, oldest first. */
export async function unexported(
  db: Db,
  agencyId: string,
  of: Of,
  limit: number,
): Promise<Omit<MisLine, 'number'>[]> {
  const rows = await db.$queryRaw<ServiceColumns[]>`
    SELECT v.enrollment_id AS "enrollmentId", v.step_id AS "stepId", v.occurred_at AS "occurredAt", v.data,
      v.actor ->> 'staffId' AS "staffId", c.reference
    FROM enrollment e JOIN client c ON c.id = e.client_id JOIN event v ON v.enrollment_id = e.id
    WHERE e.agency_id = ${agencyId}::uuid AND v.type = ANY(${types}) AND v.step_id IS NOT NULL
      AND COALESCE(v.data ->> 'outcome', 'reached') = 'reached'
      AND NOT EXISTS (SELECT 1 FROM mis_entry m
        WHERE m.enrollment_id = v.enrollment_id AND m.step_id = v.step_id AND m.action = 'enter')
      AND NOT ${isVoided} AND e.in_error_at IS NULL ${within(of)}
    ORDER BY v.occurred_at, v.enrollment_id, v.seq LIMIT ${limit}`;
  const names = await staffNames(
    db,
    rows.map(({ staffId }) => staffId),
  );
  return rows.flatMap(({ enrollmentId, stepId, occurredAt, data, staffId, reference }) => {
    const service = misServiceOf(data as StepFacts);
    if (!service) return [];
    const who = { client: reference, enrollmentId, stepId, staff: names.get(staffId) ?? null };
    return [{ action: 'enter' as const, ...who, at: occurredAt.getTime(), ...service }];
  });
}

/** What was exported and has been voided since, where the withdrawal is in no batch. */
export async function unwithdrawn(
  db: Db,
  agencyId: string,
  of: Of,
  limit: number,
): Promise<Omit<MisLine, 'number'>[]> {
  const rows = await db.$queryRaw<{ line: unknown }[]>`
    SELECT v.line FROM mis_entry v JOIN mis_batch b ON b.id = v.batch_id
    WHERE b.agency_id = ${agencyId}::uuid AND v.action = 'enter' AND (${isVoided} OR ${isInError}) ${within(of)}
      AND NOT EXISTS (SELECT 1 FROM mis_entry m
        WHERE m.enrollment_id = v.enrollment_id AND m.step_id = v.step_id AND m.action = 'withdraw')
    ORDER BY v.occurred_at, v.enrollment_id, v.step_id LIMIT ${limit}`;
  return rows.map(({ line }) => ({ ...(line as MisLine), action: 'withdraw' }));
}

/** `madeBy`: only if that person made it; null: whoever did. */
export async function batchOf(
  db: Db,
  agencyId: string,
  id: string,
  madeBy: string | null = null,
): Promise<MisBatchRow | null> {
  const batch = await db.misBatch.findFirst({
    where: { id, agencyId, ...(madeBy === null ? {} : { createdBy: madeBy }) },
    include: { entries: { orderBy: { number: 'asc' } } },
  });
  if (!batch) return null;
  const { createdAt, createdBy, enteredAt, enteredBy, entries } = batch;
  const names = await staffNames(db, [createdBy, ...(enteredBy === null ? [] : [enteredBy])]);
  const named = (staffId: string) => ({ staffId, name: names.get(staffId) ?? null });
  return {
    id,
    createdAt: createdAt.getTime(),
    createdBy: named(createdBy),
    enteredAt: instantOrNull(enteredAt),
    enteredBy: enteredBy === null ? null : named(enteredBy),
    lines: entries.map(({ line }) => line as MisLine),
  };
}

/** Exported, and not marked entered. */
export async function unentered(
  db: Db,
  agencyId: string,
  of: Of,
  limit: number,
): Promise<MisOutstandingRow[]> {
  const entries = await db.misEntry.findMany({
    where: {
      batch: { agencyId, enteredAt: null },
      ...(of === null ? {} : { enrollmentId: { in: [...of] } }),
    },
    orderBy: [{ occurredAt: 'asc' }, { batchId: 'asc' }, { number: 'asc' }],
    take: limit,
  });
  return entries.map(({ line, batchId }) => outstanding(line as MisLine, batchId));
}

export function outstanding(
  { enrollmentId, stepId, action, service, at }: Omit<MisLine, 'number'>,
  batch: string | null,
): MisOutstandingRow {
  return { enrollmentId, stepId, action, service, at, batch };
}
