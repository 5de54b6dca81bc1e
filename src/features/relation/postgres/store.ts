import { type Act, performAct } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type {
  BreakGlass,
  GlassReview,
  Prisma,
  PrismaClient,
} from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';
import { deliveryColumns, notificationColumns } from '../../../kit/postgres/read-model-rows.ts';
import { glassNotice } from '../notices.ts';
import { brokenForMs, type GlassRefusal, glassRefusal } from '../relation.ts';
import type { BreakGlassRequest, BreakGlassRow, BrokenQuery, RelationStore } from './ports.ts';
import { listsTakenStore } from './lists-taken.ts';
import { relationReads } from './reads.ts';

/** Who broke the glass, in PostgreSQL. */
export function createRelationStore(prisma: PrismaHandle): RelationStore {
  return guarded<RelationStore>({
    ...listsTakenStore(prisma),

    breakGlass: (request) => performAct(prisma, request, breaking(request)),

    async broken(query) {
      const rows = await prisma.breakGlass.findMany({
        where: brokenWhere(query),
        orderBy: [{ fromAt: 'desc' }, { commandId: 'desc' }],
        take: query.limit,
        include,
      });
      return shown(prisma, rows);
    },

    async reviewGlass(by, commandId, now) {
      const { agencyId, staffId } = by;
      const where = { agencyId_commandId: { agencyId, commandId } };
      if (!(await prisma.breakGlass.findUnique({ where, select: { commandId: true } }))) return null;
      const review = { agencyId, commandId, staffId, actor: toJson(by), at: new Date(now) };
      // Whoever was first stays.
      await prisma.glassReview.createMany({ data: review, skipDuplicates: true });
      const [row] = await shown(prisma, [await prisma.breakGlass.findUniqueOrThrow({ where, include })]);
      return row ?? null;
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
      const [row] = await shown(tx, [await tx.breakGlass.findUniqueOrThrow({ where, include })]);
      if (!row) throw new Error('a glass without a row');
      return row;
    },
  };
}

const include = { review: true } as const;
type Shown = BreakGlass & { review: GlassReview | null };

async function shown(
  prisma: Pick<PrismaClient, 'staff' | 'enrollment'>,
  rows: Shown[],
): Promise<BreakGlassRow[]> {
  const actors = rows.flatMap(({ actor, review }) => (review ? [actor, review.actor] : [actor]));
  const [named, enrollments] = await Promise.all([
    namesOf(prisma, actors),
    prisma.enrollment.findMany({
      where: { id: { in: rows.map(({ enrollmentId }) => enrollmentId) } },
      select: { id: true, client: { select: { reference: true } } },
    }),
  ]);
  const references = new Map(enrollments.map(({ id, client }) => [id, client.reference]));
  return rows.map(({ commandId, enrollmentId, actor, reason, fromAt, untilAt, review }) => ({
    ...{ id: commandId, enrollmentId, reference: references.get(enrollmentId) ?? null },
    ...{ by: named(actor), reason, from: fromAt.getTime(), until: untilAt.getTime() },
    reviewed: review && { by: named(review.actor), at: review.at.getTime() },
  }));
}

function brokenWhere(query: BrokenQuery): Prisma.BreakGlassWhereInput {
  const { agencyId, staffId, reviewed, from, until, after } = query;
  const fromAt = after && new Date(after.at);
  return {
    agencyId,
    ...(staffId === undefined ? {} : { staffId }),
    ...(reviewed === undefined ? {} : { review: reviewed ? { isNot: null } : { is: null } }),
    fromAt: {
      ...(from === undefined ? {} : { gte: new Date(from) }),
      ...(until === undefined ? {} : { lt: new Date(until) }),
    },
    ...(after && fromAt ? { OR: [{ fromAt: { lt: fromAt } }, { fromAt, commandId: { lt: after.id } }] } : {}),
  };
}
