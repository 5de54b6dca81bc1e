import type { AbsenceRow } from './ports.ts';
import type { Prisma, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';

const person = { select: { id: true, name: true } } as const;

/** What is read with an absence. */
export const withPeople = { staff: person, cover: person } as const satisfies Prisma.AbsenceInclude;

/** These absences, with the names of whoever entered and ended them. */
export async function absenceRows(
  prisma: Pick<PrismaClient, 'staff'>,
  rows: readonly Prisma.AbsenceGetPayload<{ include: typeof withPeople }>[],
): Promise<AbsenceRow[]> {
  const named = await namesOf(
    prisma,
    rows.flatMap(({ actor, endedBy }) => (endedBy === null ? [actor] : [actor, endedBy])),
  );
  return rows.map(({ commandId, staff, cover, fromAt, untilAt, actor, recordedAt, endedBy }) => ({
    ...{ id: commandId, from: fromAt.getTime(), until: untilAt?.getTime() ?? null },
    staff: { staffId: staff.id, name: staff.name },
    cover: { staffId: cover.id, name: cover.name },
    ...{ by: named(actor), recordedAt: recordedAt.getTime() },
    endedBy: endedBy === null ? null : named(endedBy),
  }));
}
