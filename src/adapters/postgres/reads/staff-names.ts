import type { PrismaClient } from '../generated/client.ts';

/** Names of these members of staff, by id; those that are not known are left out. */
export async function staffNames(
  prisma: Pick<PrismaClient, 'staff'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const staff = await prisma.staff.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(staff.map(({ id, name }) => [id, name]));
}
