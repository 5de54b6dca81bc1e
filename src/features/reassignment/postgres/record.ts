import type { ReassignmentProgress } from '../activities/contract.ts';
import type { MoveState } from '../decide.ts';
import type { MoveRecord } from './ports.ts';
import { atOnce, cannotAct } from '../../staff/can-act.ts';
import { readActing } from '../../staff/postgres/acting.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';

/** What reassignments that run ask of the record and write to it, in PostgreSQL. */
export function createMoveRecord(prisma: PrismaHandle): MoveRecord {
  return guarded<MoveRecord>({
    async waiting(reassignmentId) {
      const rows = await prisma.reassignmentItem.findMany({
        where: { reassignmentId, state: 'waiting' },
        select: { enrollmentId: true },
        orderBy: { enrollmentId: 'asc' },
      });
      return rows.map(({ enrollmentId }) => enrollmentId);
    },

    async begin(reassignmentId, enrollmentId, now) {
      // What was begun before the stop is followed through: its step may be on record.
      const [begun] = await prisma.$queryRaw<{ by: unknown; from: string; to: string }[]>`
        UPDATE reassignment_item i SET begun_at = coalesce(i.begun_at, ${new Date(now)}::timestamptz)
        FROM reassignment r
        WHERE r.id = i.reassignment_id AND r.id = ${reassignmentId}::uuid AND i.enrollment_id = ${enrollmentId}::uuid
          AND i.state = 'waiting' AND (r.stopped_at IS NULL OR i.begun_at IS NOT NULL)
        RETURNING r.actor AS "by", r.from_staff_id AS "from", i.to_staff_id AS "to"`;
      if (begun) return { go: { ...begun, by: actorOf(begun.by) } };
      const item = await prisma.reassignmentItem.findUnique({
        where: { reassignmentId_enrollmentId: { reassignmentId, enrollmentId } },
        select: { state: true },
      });
      return { state: (item?.state ?? 'left') as MoveState };
    },

    async clientToMove(enrollmentId, to, now) {
      const [row] = await prisma.$queryRaw<
        { agencyId: string; version: number; coordinatorId: string | null; pendingSteps: number }[]
      >`
        SELECT e.agency_id AS "agencyId", e.version, e.coordinator_id AS "coordinatorId",
          (SELECT count(*)::int FROM pending_step p WHERE p.enrollment_id = e.id AND p.state = 'waiting') AS "pendingSteps"
        FROM enrollment e WHERE e.id = ${enrollmentId}::uuid`;
      if (!row) return null;
      const { agencyId, ...client } = row;
      const [person] = await readActing(prisma, agencyId, [to], now);
      return { ...client, cannot: person ? cannotAct(person, atOnce(now)) : 'gone' };
    },

    async settle(reassignmentId, enrollmentId, outcome, now) {
      await prisma.reassignmentItem.updateMany({
        where: { reassignmentId, enrollmentId, state: 'waiting' },
        data: { code: null, ...outcome, settledAt: new Date(now) },
      });
    },

    async close(reassignmentId, now) {
      return prisma.$transaction(async (tx) => {
        const at = new Date(now);
        await tx.reassignmentItem.updateMany({
          where: { reassignmentId, state: 'waiting' },
          data: { state: 'left', settledAt: at },
        });
        await tx.reassignment.updateMany({
          where: { id: reassignmentId, endedAt: null },
          data: { endedAt: at },
        });
        const rows = await tx.reassignmentItem.groupBy({
          by: ['state'],
          where: { reassignmentId },
          _count: true,
        });
        const progress: ReassignmentProgress = { waiting: 0, moved: 0, refused: 0, left: 0 };
        for (const { state, _count } of rows) progress[state as MoveState] = _count;
        return progress;
      });
    },

    async open(limit) {
      const rows = await prisma.reassignment.findMany({
        where: { endedAt: null },
        select: { id: true, agencyId: true },
        orderBy: { recordedAt: 'asc' },
        take: limit,
      });
      return rows.map(({ id, agencyId }) => ({ reassignmentId: id, agencyId }));
    },
  });
}
