import { endOfLocalDay, localDateOf } from '../../../engine/calendar/index.ts';
import { gapsOf, presentIn, type Span } from '../shift.ts';
import { awayIn } from './rows.ts';
import type { StaffClock } from '../../staff/duties.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { rotaBegun, shiftOf } from './acts.ts';

/**
 * Gaps of an agency's rota from `at` on, as far ahead as its staff policy looks; one that is there already with its true
 * beginning, so that it has one name however often it is asked. None where the agency has never had a rota.
 */
export async function gapsAhead(
  tx: Prisma.TransactionClient,
  agencyId: string,
  { staffPolicy, calendar }: StaffClock,
  at: number,
): Promise<Span[]> {
  const begun = staffPolicy.onCall ? await rotaBegun(tx, agencyId) : null;
  if (!staffPolicy.onCall || begun === null) return [];
  const until = endOfLocalDay(calendar, localDateOf(calendar, at) + staffPolicy.onCall.aheadDays.value) + 1;
  // Whoever has left, or is away, covers nothing.
  const rows = await tx.onCallShift.findMany({
    where: {
      ...{ agencyId, fromAt: { lt: new Date(until) }, untilAt: { gt: new Date(at) } },
      staff: { active: true },
    },
    include: { staff: { select: { absences: true } } },
  });
  const since = Math.max(begun, Math.min(await lastEnd(tx, agencyId, at), at));
  const there = rows.flatMap((row) => presentIn(shiftOf(row), awayIn(row, row.staff.absences)));
  return gapsOf(there, since, until);
}

/** When the last shift ended that was over by then. */
async function lastEnd(tx: Prisma.TransactionClient, agencyId: string, at: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ ended: Date | null }[]>`
    SELECT max(least(until_at, cut_at)) AS ended FROM on_call_shift
    WHERE agency_id = ${agencyId}::uuid AND from_at < least(until_at, cut_at)
      AND least(until_at, cut_at) <= ${new Date(at)}`;
  return row?.ended?.getTime() ?? at;
}
