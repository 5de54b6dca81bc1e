import type { StoredRequest } from '../activities/stored-request.ts';
import type { StepType } from '../../../engine/record/steps/index.ts';
import type { HeldStep, NewPendingStep, PendingRefusal, TakenIn } from './ports.ts';
import { repeated } from '../../../kit/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { letGo } from '../../identity/postgres/store.ts';
import { reversePayment } from '../../fund/postgres/entries.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';
import { toOnShift } from '../../on-call/postgres/on-shift.ts';
import { deliveryColumns, notificationColumns } from '../../../kit/postgres/read-model-rows.ts';

type Connection = Pick<PrismaHandle, '$queryRaw' | '$executeRaw' | 'notification' | 'delivery' | 'client'>;

export type PendingStore = ReturnType<typeof createPendingStore>;

/** Pending steps in PostgreSQL. Every function rejects while it is away. */
export function createPendingStore(prisma: PrismaHandle) {
  return {
    /** Puts a step at the end of its enrollment's line; one that waits there already stays where it is. */
    take: (step: NewPendingStep): Promise<TakenIn> => prisma.$transaction((tx) => takeIn(tx, step)),

    /** Of up to `limit` enrollments the step that is next; nobody else gets them for `leaseMs`, by the record's clock. */
    async hold({ limit, leaseMs }: { limit: number; leaseMs: number }): Promise<HeldStep[]> {
      // Only the first one of an enrollment; the next is seen once that one is settled.
      const rows = await prisma.$queryRaw<HeldRow[]>`
        UPDATE pending_step SET leased_until = ${later(leaseMs)}
        WHERE id IN (
          SELECT p.id FROM pending_step p
          WHERE p.state = 'waiting' AND (p.leased_until IS NULL OR p.leased_until <= now())
            AND NOT EXISTS (SELECT 1 FROM pending_step q WHERE q.enrollment_id = p.enrollment_id
                            AND q.state = 'waiting' AND q.id < p.id)
          ORDER BY p.id LIMIT ${limit} FOR UPDATE OF p SKIP LOCKED)
        RETURNING id, enrollment_id, agency_id, command_id, staff_id, attempts, kind, request`;
      return rows.map(heldStep).toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
    },

    /** What waits behind a step of its enrollment and has one of these steps in it, in order. */
    async behind({ id, enrollmentId }: HeldStep, types: readonly StepType[]): Promise<StoredRequest[]> {
      const rows = await prisma.pendingStep.findMany({
        where: { enrollmentId, state: 'waiting', id: { gt: BigInt(id) }, types: { hasSome: [...types] } },
        select: { kind: true, request: true },
        orderBy: { id: 'asc' },
      });
      return rows.map(storedIn);
    },

    /** Keeps a held step for longer. */
    async keep(id: string, leaseMs: number): Promise<void> {
      await prisma.$executeRaw`
        UPDATE pending_step SET leased_until = ${later(leaseMs)}
        WHERE id = ${BigInt(id)} AND state = 'waiting'`;
    },

    /** Tried in vain: nobody tries again before the pause is over. */
    async putOff(id: string, pauseMs: number): Promise<void> {
      await prisma.$executeRaw`
        UPDATE pending_step SET leased_until = ${later(pauseMs)}, attempts = attempts + 1
        WHERE id = ${BigInt(id)} AND state = 'waiting'`;
    },

    async recorded(id: string, at: number): Promise<void> {
      await prisma.pendingStep.updateMany({
        where: { id: BigInt(id), state: 'waiting' },
        // The record has it now, its words opened: a second copy would only be one more thing to protect.
        data: { state: 'recorded', settledAt: new Date(at), leasedUntil: null, request: Prisma.DbNull },
      });
    },

    /** How many wait, of all enrollments. */
    waiting: (): Promise<number> => prisma.pendingStep.count({ where: { state: 'waiting' } }),

    /** Writes the refusal and tells the author, both or neither. */
    refused: (step: HeldStep, at: number, refusal: PendingRefusal): Promise<void> =>
      prisma.$transaction(async (tx) => {
        const { count } = await tx.pendingStep.updateMany({
          where: { id: BigInt(step.id), state: 'waiting' },
          data: {
            ...{ state: 'refused', settledAt: new Date(at), leasedUntil: null },
            rejection: toJson(refusal),
          },
        });
        // Somebody else has settled it, and told whom there was to tell.
        if (count === 0) return;
        await tellAuthor(tx, step, at);
        if (step.request.kind === 'enroll') await letGo(tx, step.enrollmentId);
        if (paysFromFund(step)) await reversePayment(tx, step, at);
      }),
  };
}

/** Takes a step in within a transaction of the caller's. */
export async function takeIn(tx: Connection, step: NewPendingStep): Promise<TakenIn> {
  const elsewhere = await referredElsewhere(tx, step);
  if (elsewhere !== null) return { status: 'client-already-enrolled', enrollmentId: elsewhere };
  const place = (await insert(tx, step)) ?? (await find(tx, step));
  const meaning = repeated(
    { by: { staffId: place.staff_id }, fingerprint: place.fingerprint },
    step.request.message,
  );
  if (meaning !== 'replayed') return { status: 'reused', how: meaning };
  if (place.isNew) await tell(tx, step);
  return { status: 'waiting', takenInAt: place.taken_in_at.getTime(), ahead: place.ahead };
}

/**
 * By the database's own clock: the lease of a worker whose clock is an hour fast would outlive it by that hour. Cut to what
 * the column keeps: rounded, it could end after its time.
 */
function later(ms: number): Prisma.Sql {
  return Prisma.sql`date_trunc('milliseconds', now()) + ${ms}::int * interval '1 millisecond'`;
}

type Place = { isNew: boolean; taken_in_at: Date; ahead: number; fingerprint: string; staff_id: string };

/** Null where it waits already. One that was refused is asked anew, and goes to the end of the line. */
async function insert(tx: Connection, step: NewPendingStep): Promise<Place | null> {
  const { enrollmentId, agencyId, staffId, types, takenInAt, request } = step;
  const { kind, message } = request;
  const rows = await tx.$queryRaw<{ ahead: number }[]>`
    WITH taken AS (
      INSERT INTO pending_step
        (enrollment_id, agency_id, command_id, kind, types, request, fingerprint, staff_id, taken_in_at)
      VALUES (${enrollmentId}::uuid, ${agencyId}::uuid, ${message.commandId}, ${kind}, ${types}::text[],
        ${JSON.stringify(message)}::jsonb, ${message.fingerprint}, ${staffId}::uuid, ${new Date(takenInAt)})
      ON CONFLICT (enrollment_id, command_id) DO UPDATE SET
        id = nextval('pending_step_id_seq'), kind = excluded.kind, types = excluded.types,
        request = excluded.request, fingerprint = excluded.fingerprint, staff_id = excluded.staff_id,
        taken_in_at = excluded.taken_in_at, state = 'waiting', rejection = NULL, settled_at = NULL,
        leased_until = NULL, attempts = 0
      WHERE pending_step.state <> 'waiting'
      RETURNING id)
    SELECT (SELECT count(*) FROM pending_step w WHERE w.enrollment_id = ${enrollmentId}::uuid
              AND w.state = 'waiting' AND w.id < taken.id)::int AS ahead
    FROM taken`;
  const [row] = rows;
  if (!row) return null;
  return {
    isNew: true,
    taken_in_at: new Date(takenInAt),
    ahead: row.ahead,
    fingerprint: message.fingerprint,
    staff_id: message.by.staffId,
  };
}

async function find(tx: Connection, step: NewPendingStep): Promise<Place> {
  const [row] = await tx.$queryRaw<Omit<Place, 'isNew'>[]>`
    SELECT taken_in_at, fingerprint, staff_id,
      (SELECT count(*) FROM pending_step w WHERE w.enrollment_id = p.enrollment_id
         AND w.state = 'waiting' AND w.id < p.id)::int AS ahead
    FROM pending_step p
    WHERE enrollment_id = ${step.enrollmentId}::uuid AND command_id = ${step.request.message.commandId}`;
  if (!row) throw new Error('a pending step is neither new nor there');
  return { isNew: false, ...row };
}

/** Another enrollment for which a referral of the same client waits. */
async function referredElsewhere(tx: Connection, step: NewPendingStep): Promise<string | null> {
  if (step.request.kind !== 'enroll') return null;
  const [row] = await tx.$queryRaw<{ enrollment_id: string }[]>`
    SELECT enrollment_id FROM pending_step
    WHERE state = 'waiting' AND kind = 'enroll' AND enrollment_id <> ${step.enrollmentId}::uuid
      AND request ->> 'clientId' = ${step.request.message.clientId} LIMIT 1`;
  return row?.enrollment_id ?? null;
}

/** What leaves at once. The record writes the same rows again when the step arrives there, and passes over these. */
async function tell(tx: Connection, { enrollmentId, agencyId, notifications: drafts }: NewPendingStep) {
  if (drafts.length === 0) return;
  const notifications = await toOnShift(tx, agencyId, drafts);
  await tx.notification.createMany({
    data: notifications.map((draft) => notificationColumns(enrollmentId, agencyId, draft)),
    skipDuplicates: true,
  });
  await tx.delivery.createMany({ data: notifications.flatMap(deliveryColumns), skipDuplicates: true });
}

async function tellAuthor(
  tx: Connection,
  { id, enrollmentId, agencyId, staffId }: HeldStep,
  at: number,
): Promise<void> {
  const notificationId = `${enrollmentId}/pending/${id}`;
  await tx.notification.createMany({
    data: [
      {
        ...{ id: notificationId, enrollmentId, agencyId, staffId },
        ...{ kind: 'step-refused', audience: 'author', raisedAt: new Date(at) },
      },
    ],
  });
  await tx.$executeRaw`
    INSERT INTO delivery (id, notification_id, channel, not_before)
    VALUES (${`${notificationId}/mail`}, ${notificationId}, 'mail', now())`;
}

type HeldRow = {
  id: bigint;
  enrollment_id: string;
  agency_id: string;
  command_id: string;
  staff_id: string;
  attempts: number;
  kind: string;
  request: unknown;
};

function heldStep(row: HeldRow): HeldStep {
  return {
    id: String(row.id),
    enrollmentId: row.enrollment_id,
    agencyId: row.agency_id,
    commandId: row.command_id,
    staffId: row.staff_id,
    attempts: row.attempts,
    request: storedIn(row),
  };
}

/** Written by `insert`, so it has this shape. */
function storedIn({ kind, request }: { kind: string; request: unknown }): StoredRequest {
  return { kind, message: request } as StoredRequest;
}

function paysFromFund({ request }: HeldStep): boolean {
  return (
    request.kind === 'submit' && request.message.commands.some(({ facts }) => facts.type === 'payFromFund')
  );
}
