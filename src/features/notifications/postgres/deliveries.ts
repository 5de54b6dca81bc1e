import type { Standing } from '../../../engine/notifications/standing.ts';
import { type Act, performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import {
  type DeliveryAct as ActRow,
  Prisma,
  type PrismaClient,
} from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';
import { countsOf, standingAt, unsent } from '../../../kit/postgres/queues.ts';
import { type DeliveryAct, deliveryRefusal, type NamedDelivery } from '../delivery-acts.ts';
import type {
  DeliveryActRequest,
  DeliveryActRow,
  DeliveryRow,
  DeliveryStore,
  RefusedDelivery,
} from './ports.ts';

/** What is on its way out, and what ops did about it, in PostgreSQL. */
export function createDeliveryStore(prisma: PrismaHandle): DeliveryStore {
  return guarded<DeliveryStore>({
    async list(agencyId, { standing, after, limit, now }) {
      const at = Prisma.sql`${new Date(now)}::timestamptz`;
      const wanted = standing === undefined ? unsent : Prisma.sql`${standingAt(at)} = ${standing}`;
      const beyond =
        after === undefined
          ? Prisma.empty
          : Prisma.sql`AND (d.not_before, d.id) > (${new Date(after.notBefore)}::timestamptz, ${after.id})`;
      const rows = await prisma.$queryRaw<
        (Omit<DeliveryRow, 'notBefore' | 'lastAct'> & { notBefore: Date })[]
      >`
        SELECT d.id, d.notification_id AS "notificationId", n.kind, d.channel, ${standingAt(at)} AS state,
          d.not_before AS "notBefore", d.attempts, d.last_error AS "lastError", d.because
        FROM delivery d JOIN notification n ON n.id = d.notification_id
        WHERE n.agency_id = ${agencyId}::uuid AND ${wanted} ${beyond}
        ORDER BY d.not_before, d.id LIMIT ${limit}`;
      const lastActs = await lastActsOf(
        prisma,
        agencyId,
        rows.map(({ id }) => id),
      );
      return rows.map((row) => ({
        ...row,
        notBefore: row.notBefore.getTime(),
        lastAct: lastActs.get(row.id) ?? null,
      }));
    },

    counts: (agencyId, now) => countsOf(prisma, { agencyId, at: now }),

    act: (request) => performAct(prisma, request, acting(request)),
  });
}

function acting(request: DeliveryActRequest): Act<null, DeliveryActRow, RefusedDelivery> {
  const { by, commandId, fingerprint, act, deliveries, reason, now } = request;
  const { agencyId } = by;
  const where = { agencyId_commandId: { agencyId, commandId } };
  return {
    async find(tx) {
      const row = await tx.deliveryAct.findUnique({ where });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    async decide(tx) {
      const found = await lockedOf(tx, request);
      const refusal = deliveryRefusal(act, deliveries, found);
      return refusal === null ? { ok: true, plan: null } : { ok: false, refusal };
    },
    async write(tx) {
      await tx.deliveryAct.create({
        data: {
          ...{ agencyId, commandId, fingerprint, act, reason, deliveries: [...deliveries] },
          ...{ actor: toJson(by), recordedAt: new Date(now) },
        },
      });
      // Tried again it is judged anew, as whatever leaves.
      const change =
        act === 'resend'
          ? Prisma.sql`state = 'failing', not_before = least(now(), ${new Date(now)}::timestamptz)`
          : Prisma.sql`state = 'given-up'`;
      await tx.$executeRaw`
        UPDATE delivery SET ${change}, leased_until = NULL WHERE id = ANY(${[...deliveries]})`;
    },
    async show(tx) {
      const [row] = await shown(tx, [await tx.deliveryAct.findUniqueOrThrow({ where })]);
      if (!row) throw new Error('an act without a row');
      return row;
    },
  };
}

/** Held until the act is over: no sender takes one of them meanwhile. */
async function lockedOf(
  tx: Transaction,
  { by, deliveries, now }: DeliveryActRequest,
): Promise<NamedDelivery[]> {
  const at = Prisma.sql`${new Date(now)}::timestamptz`;
  return await tx.$queryRaw<(NamedDelivery & { standing: Standing })[]>`
    SELECT d.id, ${standingAt(at)} AS standing, coalesce(d.leased_until > ${at}, false) AS "inHand"
    FROM delivery d JOIN notification n ON n.id = d.notification_id
    WHERE n.agency_id = ${by.agencyId}::uuid AND d.id = ANY(${[...deliveries]})
    ORDER BY d.id FOR UPDATE OF d`;
}

/** What ops did last about each of these. */
async function lastActsOf(prisma: PrismaHandle, agencyId: string, ids: readonly string[]) {
  const rows = await prisma.deliveryAct.findMany({
    where: { agencyId, deliveries: { hasSome: [...ids] } },
    orderBy: [{ recordedAt: 'asc' }, { commandId: 'asc' }],
  });
  const last = new Map<string, Omit<DeliveryActRow, 'deliveries'>>();
  for (const { deliveries, ...act } of await shown(prisma, rows))
    for (const id of deliveries) last.set(id, act);
  return last;
}

async function shown(
  prisma: Pick<PrismaClient, 'staff'>,
  rows: readonly ActRow[],
): Promise<DeliveryActRow[]> {
  const named = await namesOf(
    prisma,
    rows.map(({ actor }) => actor),
  );
  return rows.map(({ act, deliveries, reason, actor, recordedAt }) => ({
    ...{ act: act as DeliveryAct, deliveries, reason },
    ...{ by: named(actor), at: recordedAt.getTime() },
  }));
}
