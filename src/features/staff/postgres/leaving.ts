import type { Role } from '../../../engine/policy/terms.ts';
import type { LeaveOutcome, LeaveRequest, LeftRow } from './ports.ts';
import { type InHand, leavingRefusal } from '../leaving.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { Prisma, type PrismaClient, type Staff } from '../../../kit/postgres/generated/client.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';

type Judged = { status: 'written' | 'replayed'; person: Staff } | Exclude<LeaveOutcome, { left: LeftRow }>;

/**
 * Records that somebody has left. Their row is locked first, as whoever gives them a client has to lock it: of the two, the
 * later one sees the other. Their row lets them take nobody from then on, whatever their file says.
 */
export async function recordLeaving(prisma: PrismaClient, request: LeaveRequest): Promise<LeaveOutcome> {
  const { staffId, by, lastDay, reason, commandId, fingerprint, now } = request;
  const outcome = await prisma.$transaction(async (tx): Promise<Judged> => {
    await tx.$queryRaw`SELECT 1 FROM staff WHERE id = ${staffId}::uuid FOR NO KEY UPDATE`;
    const person = await tx.staff.findFirst({ where: { id: staffId, agencyId: by.agencyId } });
    if (!person) return { status: 'not-found' };
    if (person.leftCommandId === commandId)
      return person.leftFingerprint === fingerprint
        ? { status: 'replayed', person }
        : { status: 'command-id-reused' };
    if (!person.active) return { status: 'not-found' };
    const whose = { staffId, role: person.role as Role };
    const code = leavingRefusal(by, whose, request, await inHand(tx, staffId, now));
    if (code) return { status: 'refused', code };
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
    return { status: 'written', person: await tx.staff.update({ where: { id: staffId }, data }) };
  });
  if (!('person' in outcome)) return outcome;
  return { status: outcome.status, left: await shown(prisma, outcome.person) };
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

async function shown(prisma: PrismaClient, person: Staff): Promise<LeftRow> {
  const { id, name, leftOn, leftReason, leftBy, leftAt } = person;
  const named = await namesOf(prisma, [leftBy]);
  return {
    ...{ staffId: id, name, lastDay: leftOn ?? '', reason: leftReason ?? '' },
    ...{ by: named(leftBy), recordedAt: leftAt?.getTime() ?? 0 },
  };
}
