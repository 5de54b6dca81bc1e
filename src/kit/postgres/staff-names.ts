import { validate as isUuid } from 'uuid';
import type { PrismaClient } from './generated/client.ts';

/** Names of these members of staff, by id; those that are not known are left out. */
export async function staffNames(
  prisma: Pick<PrismaClient, 'staff'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  // The system acts under a name of its own.
  const people = [...new Set(ids)].filter((id) => isUuid(id));
  if (people.length === 0) return new Map();
  const staff = await prisma.staff.findMany({
    where: { id: { in: people } },
    select: { id: true, name: true },
  });
  return new Map(staff.map(({ id, name }) => [id, name]));
}
