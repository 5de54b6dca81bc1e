import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';

/** Of each of these files the other ones that are held for the same person; most have none. */
export async function filesWith(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  clientIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await prisma.$queryRaw<{ id: string; other: string }[]>`
    SELECT c.id::text, f.other::text FROM unnest(${[...clientIds]}::uuid[]) c(id), files_with(c.id) f(other)
    ORDER BY 1, 2`;
  const found = new Map<string, string[]>();
  for (const { id, other } of rows) found.set(id, [...(found.get(id) ?? []), other]);
  return found;
}
