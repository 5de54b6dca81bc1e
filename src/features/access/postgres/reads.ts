import { canActAt } from '../../../kit/postgres/can-act.ts';
import type { PolicyDocumentKind, PolicyDocumentRow } from '../../../kit/policies.ts';
import type { Caller } from '../../../kit/reads.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import type { MeRow } from './ports.ts';

export type AccessReads = ReturnType<typeof accessReads>;

/** Who calls, and what the agency works by. */
export function accessReads(prisma: PrismaClient) {
  /** Who takes emergencies at that instant, whoever is asked first before all others. */
  async function onCallAt(agencyId: string, at: number): Promise<{ staffId: string; name: string }[]> {
    // Who is on shift, first rank first; in a gap, or without a rota, whoever is marked as on call. Who cannot act now
    // (absent, no file, no access) is asked last, not left out: the client is never left with nobody (IN-8).
    const acts = canActAt(Prisma.sql`s`, new Date(at));
    const found = await prisma.$queryRaw<{ staffId: string; name: string }[]>`
      SELECT s.id AS "staffId", s.name FROM staff s LEFT JOIN on_call_shift h ON h.staff_id = s.id
        AND h.from_at <= ${new Date(at)} AND least(h.until_at, h.cut_at) > ${new Date(at)}
      WHERE s.agency_id = ${agencyId}::uuid AND s.role = 'coordinator' AND s.active
        AND (h.id IS NOT NULL OR s.on_call)
      ORDER BY ${acts} DESC, h.rank NULLS LAST, s.id`;
    return [...new Map(found.toReversed().map((one) => [one.staffId, one])).values()].toReversed();
  }

  return {
    async ping(): Promise<void> {
      await prisma.$queryRaw`SELECT 1`;
    },

    /** By the SHA-256 of the token; null for an unknown or revoked one and for staff that left. */
    async callerByToken(tokenHash: string): Promise<{ caller: Caller; expiresAt: number } | null> {
      const [found] = await prisma.$queryRaw<FoundCaller[]>`
        SELECT ${callerColumns}, t.expires_at AS until, NULL AS "sessionHash"
        FROM access_token t JOIN staff s ON s.id = t.staff_id JOIN agency a ON a.id = s.agency_id
        WHERE t.hash = ${tokenHash} AND t.revoked_at IS NULL AND s.active`;
      return found ? calling(found) : null;
    },

    /** By the SHA-256 of what the cookie holds; null for one that was ended, and where its token opens nothing any more. */
    async callerBySession(sessionHash: string): Promise<{ caller: Caller; expiresAt: number } | null> {
      const [found] = await prisma.$queryRaw<FoundCaller[]>`
        SELECT ${callerColumns}, least(x.expires_at, t.expires_at) AS until, x.hash AS "sessionHash"
        FROM access_session x JOIN access_token t ON t.id = x.token_id
          JOIN staff s ON s.id = t.staff_id JOIN agency a ON a.id = s.agency_id
        WHERE x.hash = ${sessionHash} AND x.ended_at IS NULL AND t.revoked_at IS NULL AND s.active`;
      return found ? calling(found) : null;
    },

    /** Who somebody is, for themselves: their name and agency, whether they are on shift now, and for whom they cover. */
    async me({ staffId, agencyId }: Caller, at: number): Promise<MeRow> {
      const now = new Date(at);
      const { name, agency } = await prisma.staff.findUniqueOrThrow({
        where: { id: staffId },
        select: { name: true, agency: { select: { name: true } } },
      });
      const covered = await prisma.absence.findMany({
        where: {
          agencyId,
          coverId: staffId,
          fromAt: { lte: now },
          OR: [{ untilAt: null }, { untilAt: { gt: now } }],
        },
        select: { staffId: true, staff: { select: { name: true } } },
        orderBy: { fromAt: 'asc' },
      });
      return {
        ...{ name, agency: agency.name },
        coveringFor: covered.map((row) => ({ staffId: row.staffId, name: row.staff.name })),
      };
    },

    async agencyPolicy(agencyId: string): Promise<{ profileHash: string; calendarHash: string }> {
      return prisma.agency.findUniqueOrThrow({
        where: { id: agencyId },
        select: { profileHash: true, calendarHash: true },
      });
    },

    async agencyName(agencyId: string): Promise<string> {
      const { name } = await prisma.agency.findUniqueOrThrow({
        where: { id: agencyId },
        select: { name: true },
      });
      return name;
    },

    /** What stands at the head of its papers: its name, and below it where it is and how it is called. */
    async letterhead(agencyId: string): Promise<{ name: string; letterhead: string | null }> {
      return prisma.agency.findUniqueOrThrow({
        where: { id: agencyId },
        select: { name: true, letterhead: true },
      });
    },

    async policyDocument(hash: string): Promise<PolicyDocumentRow | null> {
      const row = await prisma.policyDocument.findUnique({
        where: { hash },
        select: { hash: true, kind: true, name: true, content: true },
      });
      return row && { ...row, kind: row.kind as PolicyDocumentKind };
    },

    /** Whether the agency's payer decides in the system: otherwise its letters are recorded (AU-3). */
    async hasActivePayer(agencyId: string): Promise<boolean> {
      return (await prisma.staff.count({ where: { agencyId, role: 'payer', active: true } })) > 0;
    },

    /** Who takes an emergency at that instant; null where nobody is on call. */
    async onCallCoordinator(agencyId: string, at: number): Promise<string | null> {
      return (await onCallAt(agencyId, at))[0]?.staffId ?? null;
    },

    onCallAt,

    /** Supervisors and directors, by name. */
    async leadNames(agencyId: string): Promise<{ role: string; name: string }[]> {
      return prisma.staff.findMany({
        where: { agencyId, role: { in: ['supervisor', 'director'] }, active: true },
        select: { role: true, name: true },
        orderBy: [{ role: 'desc' }, { name: 'asc' }],
      });
    },
  };
}

type FoundCaller = Omit<Caller, 'signedInBy'> & { tokenId: string; sessionHash: string | null; until: Date };

const callerColumns = Prisma.sql`s.id AS "staffId", s.role, s.agency_id AS "agencyId", s.on_call AS "onCall",
  a.profile_hash AS "profileHash", a.calendar_hash AS "calendarHash", a.staff_policy_hash AS "staffPolicyHash",
  t.id AS "tokenId"`;

function calling({ tokenId, sessionHash, until, ...caller }: FoundCaller): {
  caller: Caller;
  expiresAt: number;
} {
  const expiresAt = until.getTime();
  return { caller: { ...caller, signedInBy: { tokenId, sessionHash, until: expiresAt } }, expiresAt };
}
