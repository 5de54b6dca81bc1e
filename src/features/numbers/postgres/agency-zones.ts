import type { Prisma } from '../../../kit/postgres/client.ts';

/** Every agency with the IANA name of its calendar's zone. */
export function agencyZones(prisma: Prisma): Promise<{ agencyId: string; timeZone: string }[]> {
  return prisma.$queryRaw<{ agencyId: string; timeZone: string }[]>`
    SELECT a.id AS "agencyId", d.content ->> 'timeZone' AS "timeZone"
    FROM agency a JOIN policy_document d ON d.hash = a.calendar_hash
    ORDER BY a.id`;
}
