import type { StaffRole } from '../../../engine/policy/terms.ts';
import type { StaffRow } from './ports.ts';
import type { StaffFile } from '../file.ts';
import { staffFileKind } from '../staff-file.document.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { noOccasions, occasionsOf } from './occasions.ts';

/** Who works there now, by name, with their files and how many clients they carry; one of them where an id is given. */
export async function membersOf(
  tx: Prisma.TransactionClient,
  agencyId: string,
  staffId?: string,
): Promise<StaffRow[]> {
  const staff = await tx.staff.findMany({
    where: { agencyId, active: true, ...(staffId === undefined ? {} : { id: staffId }) },
    select: {
      ...{ id: true, name: true, email: true, role: true, onCall: true, revision: true },
      _count: { select: { places: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const files = await tx.document.findMany({
    where: { agencyId, kind: staffFileKind.kind, id: { in: staff.map(({ id }) => id) } },
    select: { id: true, revision: true, content: true },
  });
  const occasions = await occasionsOf(tx, agencyId, staffId);
  const roleSince = await rolesSince(tx, agencyId);
  // The file's kind has written its content.
  const fileOf = new Map(
    files.map(({ id, revision, content }) => [id, { revision, content: content as unknown as StaffFile }]),
  );
  return staff.map(({ id, role, _count, ...rest }) => ({
    ...{ ...rest, staffId: id, role: role as StaffRole },
    ...{ clients: _count.places, file: fileOf.get(id) ?? null },
    ...{ roleSince: roleSince.get(id) ?? null, occasions: occasions.get(id) ?? noOccasions() },
  }));
}

/** Since when those have their role who had another one before. */
async function rolesSince(tx: Prisma.TransactionClient, agencyId: string): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ staffId: string; at: Date }[]>`
    SELECT staff_id AS "staffId", max(recorded_at) AS at FROM staff_change
    WHERE agency_id = ${agencyId}::uuid AND before -> 'role' <> after -> 'role' GROUP BY 1`;
  return new Map(rows.map(({ staffId, at }) => [staffId, at.getTime()]));
}
