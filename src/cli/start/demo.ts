import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { seedAgency, seedDemo, type SeededAgency, type Tokens } from '../../../prisma/seed/index.ts';
import { createPrisma } from '../../kit/postgres/client.ts';

/** What an earlier start made, so that its tokens stay valid. */
interface Kept {
  agencyId: string;
  tokens: Tokens;
}

/**
 * The demo agency with its staff and their tokens (kept in `file`, when there is one). undefined when the database is one's own and
 * has agencies already: nothing is added to those.
 */
export async function demoAgency(
  databaseUrl: string,
  file: string | undefined,
  ownDatabase: boolean,
): Promise<SeededAgency | undefined> {
  const kept =
    file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : undefined;
  const prisma = createPrisma(databaseUrl);
  try {
    if (ownDatabase) {
      const agencies = await prisma.agency.findMany({ select: { id: true }, take: 1_000 });
      if (agencies.length > 0 && !agencies.some(({ id }) => id === kept?.agencyId)) return undefined;
    }
    const agency = await seedAgency(prisma, { now: Date.now(), tokens: kept?.tokens });
    const { agencyId, tokens } = agency;
    if (file !== undefined)
      writeFileSync(file, `${JSON.stringify({ agencyId, tokens }, null, 2)}\n`, { mode: 0o600 });
    return agency;
  } finally {
    await prisma.$disconnect();
  }
}

/** The demo's enrollments, started through the API when the agency has none. Answers how many were started. */
export const demoEnrollments = (baseUrl: string, agency: SeededAgency): Promise<number> =>
  seedDemo({ baseUrl, agency, now: Date.now() });
