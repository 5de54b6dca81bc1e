import type { Role } from '../../../engine/policy/terms.ts';
import type { LeaveOutcome, LeaveRequest, LeftRow } from './ports.ts';
import { leavingRefusal } from '../leaving.ts';
import { performAct } from '../../../kit/postgres/acts.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { PrismaClient, Staff } from '../../../kit/postgres/generated/client.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';
import { handOn, inHandOf, lockStanding, otherDirectors, successorOf } from './in-hand.ts';

/**
 * Records that somebody has left. Of this and whatever gives them something, the later one sees the other. Their row lets them
 * take nobody from then on, whatever their file says.
 */
export function recordLeaving(prisma: PrismaClient, request: LeaveRequest): Promise<LeaveOutcome> {
  const { staffId, successorId, by, lastDay, reason, commandId, fingerprint, now } = request;
  const { agencyId } = by;
  const whose = { id: staffId, agencyId };
  const succession = { agencyId, staffId, successorId, now };
  return performAct(prisma, request, {
    lock: (tx) => lockStanding(tx, agencyId, staffId),
    async find(tx) {
      const row = await tx.staff.findFirst({ where: { ...whose, leftCommandId: commandId } });
      return row && { by: actorOf(row.leftBy), fingerprint: row.leftFingerprint };
    },
    async decide(tx) {
      const person = await tx.staff.findFirst({ where: { ...whose, active: true } });
      if (!person) return { ok: false, refusal: 'not-found' };
      const role = person.role as Role;
      const leaving = {
        ...{ ...request, otherDirectors: await otherDirectors(tx, agencyId, staffId) },
        successor: await successorOf(tx, succession),
      };
      const refusal = leavingRefusal(by, { staffId, role }, leaving, await inHandOf(tx, staffId, now));
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
      await handOn(tx, succession);
    },
    show: async (tx) => shown(tx, await tx.staff.findUniqueOrThrow({ where: { id: staffId } })),
  });
}

async function shown(prisma: Pick<PrismaClient, 'staff'>, person: Staff): Promise<LeftRow> {
  const { id, name, leftOn, leftReason, leftBy, leftAt } = person;
  const named = await namesOf(prisma, [leftBy]);
  return {
    ...{ staffId: id, name, lastDay: leftOn ?? '', reason: leftReason ?? '' },
    ...{ by: named(leftBy), recordedAt: leftAt?.getTime() ?? 0 },
  };
}
