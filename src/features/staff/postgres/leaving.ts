import type { Role } from '../../../engine/policy/terms.ts';
import type { LeaveOutcome, LeaveRequest, LeftRow } from './ports.ts';
import { type InHand, leavingRefusal } from '../leaving.ts';
import { performAct } from '../../../kit/postgres/acts.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { Prisma, type PrismaClient, type Staff } from '../../../kit/postgres/generated/client.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';

/**
 * Records that somebody has left. Their row is locked first, as whoever gives them a client has to lock it: of the two, the
 * later one sees the other. Their row lets them take nobody from then on, whatever their file says.
 */
export function recordLeaving(prisma: PrismaClient, request: LeaveRequest): Promise<LeaveOutcome> {
  const { staffId, by, lastDay, reason, commandId, fingerprint, now } = request;
  const whose = { id: staffId, agencyId: by.agencyId };
  return performAct(prisma, request, {
    lock: (tx) => tx.$queryRaw`SELECT 1 FROM staff WHERE id = ${staffId}::uuid FOR NO KEY UPDATE`,
    async find(tx) {
      const row = await tx.staff.findFirst({ where: { ...whose, leftCommandId: commandId } });
      return row && { by: actorOf(row.leftBy), fingerprint: row.leftFingerprint };
    },
    async decide(tx) {
      const person = await tx.staff.findFirst({ where: { ...whose, active: true } });
      if (!person) return { ok: false, refusal: 'not-found' };
      const role = person.role as Role;
      const refusal = leavingRefusal(by, { staffId, role }, request, await inHand(tx, staffId, now));
      return refusal ? { ok: false, refusal } : { ok: true, plan: null };
    },
    async write(tx) {
      const at = new Date(now);
      await tx.accessToken.updateMany({
        where: { staffId, revokedAt: null },
        data: { revokedAt: at, revokedBy: toJson(by), revokeReason: 'Has left' },
      });
      const left = {
        ...{ leftOn: lastDay, leftAt: at, leftBy: toJson(by), leftReason: reason },
        ...{ leftCommandId: commandId, leftFingerprint: fingerprint },
      };
      const data = { ...left, active: false, onCall: false, mayTakeUntil: null };
      await tx.staff.update({ where: { id: staffId }, data });
    },
    show: async (tx) => shown(tx, await tx.staff.findUniqueOrThrow({ where: { id: staffId } })),
  });
}

async function inHand(tx: Prisma.TransactionClient, staffId: string, now: number): Promise<InHand> {
  const at = new Date(now);
  const notOver = { endedBy: { equals: Prisma.DbNull }, OR: [{ untilAt: null }, { untilAt: { gt: at } }] };
  // One that is cut at or before its beginning never counted.
  const [shifts] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM on_call_shift
    WHERE staff_id = ${staffId}::uuid AND least(until_at, cut_at) > ${at} AND (cut_at IS NULL OR cut_at > from_at)`;
  return {
    clients: await tx.caseloadPlace.count({ where: { staffId } }),
    shifts: shifts?.count ?? 0,
    covers: await tx.absence.count({ where: { coverId: staffId, ...notOver, staff: { active: true } } }),
  };
}

async function shown(prisma: Pick<PrismaClient, 'staff'>, person: Staff): Promise<LeftRow> {
  const { id, name, leftOn, leftReason, leftBy, leftAt } = person;
  const named = await namesOf(prisma, [leftBy]);
  return {
    ...{ staffId: id, name, lastDay: leftOn ?? '', reason: leftReason ?? '' },
    ...{ by: named(leftBy), recordedAt: leftAt?.getTime() ?? 0 },
  };
}
