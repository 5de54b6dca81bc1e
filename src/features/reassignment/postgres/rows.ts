import type { ClientRow } from '../../../kit/client-row.ts';
import type { MoveState } from '../decide.ts';
import type { ReassignmentRow } from './ports.ts';
import type { Prisma, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';

/** What is read with a reassignment. */
export const withItems = {
  from: { select: { id: true, name: true } },
  items: { include: { to: { select: { id: true, name: true } } }, orderBy: { enrollmentId: 'asc' } },
} as const satisfies Prisma.ReassignmentInclude;

type Reading = Pick<PrismaClient, 'staff' | 'enrollment'>;
type Columns = Prisma.ReassignmentGetPayload<{ include: typeof withItems }>;

/** These reassignments, with the names of whoever they are about: so many statements, however many there are. */
export async function reassignmentRows(
  prisma: Reading,
  rows: readonly Columns[],
): Promise<ReassignmentRow[]> {
  const named = await namesOf(
    prisma,
    rows.flatMap(({ actor, stoppedBy }) => (stoppedBy === null ? [actor] : [actor, stoppedBy])),
  );
  const ids = rows.flatMap(({ items }) => items.map(({ enrollmentId }) => enrollmentId));
  const clients = rows[0] ? await clientRows(prisma, rows[0].agencyId, ids) : new Map<string, ClientRow>();
  return rows.map(({ id, from, reason, actor, recordedAt, stoppedAt, stoppedBy, endedAt, items }) => ({
    ...{ id, reason, from: { staffId: from.id, name: from.name }, by: named(actor) },
    recordedAt: recordedAt.getTime(),
    stopped: stoppedAt && { by: named(stoppedBy), at: stoppedAt.getTime() },
    endedAt: endedAt?.getTime() ?? null,
    items: items.map(({ enrollmentId, to, state, code, settledAt }) => ({
      ...{ enrollmentId, client: clients.get(enrollmentId) ?? null },
      ...{ to: { staffId: to.id, name: to.name }, state: state as MoveState, code },
      settledAt: settledAt?.getTime() ?? null,
    })),
  }));
}

/** The clients of these enrollments, by enrollment. */
export async function clientRows(
  prisma: Reading,
  agencyId: string,
  enrollmentIds: readonly string[],
): Promise<Map<string, ClientRow>> {
  if (enrollmentIds.length === 0) return new Map();
  const rows = await prisma.enrollment.findMany({
    where: { agencyId, id: { in: [...enrollmentIds] } },
    select: {
      id: true,
      client: {
        select: { id: true, reference: true, givenName: true, familyName: true, birthDate: true },
      },
    },
  });
  return new Map(rows.map(({ id, client }) => [id, client]));
}
