import { type Act, performAct } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { BreakGlass, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';
import { deliveryColumns, notificationColumns } from '../../../kit/postgres/read-model-rows.ts';
import { glassNotice } from '../notices.ts';
import { brokenForMs, type GlassRefusal, glassRefusal } from '../relation.ts';
import type { BreakGlassRequest, BreakGlassRow, RelationStore } from './ports.ts';
import { listsTakenStore } from './lists-taken.ts';
import { relationReads } from './reads.ts';

/** Who broke the glass, in PostgreSQL. */
export function createRelationStore(prisma: PrismaHandle): RelationStore {
  return guarded<RelationStore>({
    ...listsTakenStore(prisma),

    breakGlass: (request) => performAct(prisma, request, breaking(request)),

    async broken(agencyId, limit) {
      const rows = await prisma.breakGlass.findMany({
        where: { agencyId },
        orderBy: [{ fromAt: 'desc' }, { commandId: 'desc' }],
        take: limit,
      });
      return shown(prisma, rows);
    },
  });
}

function breaking(request: BreakGlassRequest): Act<null, BreakGlassRow, GlassRefusal | 'not-found'> {
  const { by, caller, enrollmentId, reason, commandId, fingerprint, now } = request;
  const where = { agencyId_commandId: { agencyId: by.agencyId, commandId } };
  return {
    async find(tx) {
      const row = await tx.breakGlass.findUnique({ where });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    async decide(tx) {
      const { known, why } = await relationReads(tx).relationTo(caller, enrollmentId, now);
      const judged = glassRefusal(by.role, why);
      const refusal = known || judged === 'not-for-glass' ? judged : 'not-found';
      return refusal ? { ok: false, refusal } : { ok: true, plan: null };
    },
    async write(tx) {
      await tx.breakGlass.create({
        data: {
          ...{ agencyId: by.agencyId, commandId, staffId: by.staffId, enrollmentId, reason, fingerprint },
          ...{ fromAt: new Date(now), untilAt: new Date(now + brokenForMs), actor: toJson(by) },
          recordedAt: new Date(now),
        },
      });
      const notice = glassNotice({ enrollmentId, commandId, at: now });
      await tx.notification.create({ data: notificationColumns(enrollmentId, by.agencyId, notice) });
      await tx.delivery.createMany({ data: deliveryColumns(notice) });
    },
    async show(tx) {
      const [row] = await shown(tx, [await tx.breakGlass.findUniqueOrThrow({ where })]);
      if (!row) throw new Error('a glass without a row');
      return row;
    },
  };
}

async function shown(prisma: Pick<PrismaClient, 'staff'>, rows: BreakGlass[]): Promise<BreakGlassRow[]> {
  const named = await namesOf(
    prisma,
    rows.map(({ actor }) => actor),
  );
  return rows.map(({ commandId, enrollmentId, actor, reason, fromAt, untilAt }) => ({
    ...{ id: commandId, enrollmentId, by: named(actor), reason },
    ...{ from: fromAt.getTime(), until: untilAt.getTime() },
  }));
}
