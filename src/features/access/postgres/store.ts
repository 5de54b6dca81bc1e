import type { Role } from '../../../engine/policy/terms.ts';
import type { AccessStore, IssueRequest, TokenOutcome, TokenRow } from './ports.ts';
import { accessRefusal } from '../issue.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { classifyFailure } from '../../../kit/postgres/failures.ts';
import type { AccessToken, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';

/** Access tokens in PostgreSQL, by their hashes. */
export function createAccessStore(prisma: PrismaClient): AccessStore {
  return guarded<AccessStore>({
    async tokens(agencyId, staffId) {
      if (!(await personOf(agencyId, staffId))) return null;
      const rows = await prisma.accessToken.findMany({
        where: { staffId },
        orderBy: [{ expiresAt: 'desc' }, { id: 'asc' }],
      });
      return shown(rows);
    },

    async issue(request) {
      const { by, staffId, hash, expiresAt, commandId, fingerprint, now } = request;
      const person = await personOf(by.agencyId, staffId);
      if (!person) return { status: 'not-found' };
      const code = accessRefusal(by.staffId, person);
      if (code) return { status: 'refused', code };
      const earlier = await issuedEarlier(request);
      if (earlier) return earlier;
      try {
        const row = await prisma.accessToken.create({
          data: {
            ...{ hash, staffId, commandId, fingerprint, expiresAt: new Date(expiresAt) },
            ...{ issuedBy: toJson(by), issuedAt: new Date(now) },
          },
        });
        return await written('written', row);
      } catch (error) {
        if (classifyFailure(error).kind !== 'unique') throw error;
        // Two at once under one key.
        return (await issuedEarlier(request)) ?? { status: 'command-id-reused' };
      }
    },

    async revoke({ by, staffId, tokenId, reason, now }) {
      const person = await personOf(by.agencyId, staffId);
      if (!person) return { status: 'not-found' };
      // Whoever somebody is, their own may always be taken away by them.
      const refused = by.staffId === staffId ? null : accessRefusal(by.staffId, person);
      if (refused) return { status: 'refused', code: refused };
      const { count } = await prisma.accessToken.updateMany({
        where: { id: tokenId, staffId, revokedAt: null },
        data: { revokedAt: new Date(now), revokedBy: toJson(by), revokeReason: reason },
      });
      const row = await prisma.accessToken.findFirst({ where: { id: tokenId, staffId } });
      if (!row) return { status: 'refused', code: 'unknown-token' };
      return written(count > 0 ? 'written' : 'replayed', row);
    },
  });

  async function personOf(agencyId: string, staffId: string) {
    const row = await prisma.staff.findFirst({
      where: { id: staffId, agencyId, active: true },
      select: { role: true },
    });
    // The roles are those of the contracts.
    return row && { staffId, role: row.role as Role };
  }

  async function issuedEarlier(request: IssueRequest): Promise<TokenOutcome | null> {
    const { staffId, commandId, fingerprint } = request;
    const row = await prisma.accessToken.findUnique({ where: { staffId_commandId: { staffId, commandId } } });
    if (!row) return null;
    return row.fingerprint === fingerprint ? written('replayed', row) : { status: 'command-id-reused' };
  }

  async function written(status: 'written' | 'replayed', row: AccessToken): Promise<TokenOutcome> {
    const [token] = await shown([row]);
    if (!token) throw new Error('a token without a row');
    return { status, token };
  }

  async function shown(rows: readonly AccessToken[]): Promise<TokenRow[]> {
    const named = await namesOf(
      prisma,
      rows.flatMap(({ issuedBy, revokedBy }) => [issuedBy, revokedBy].filter((actor) => actor !== null)),
    );
    return rows.map(({ id, staffId, expiresAt, issuedBy, issuedAt, revokedBy, revokedAt, revokeReason }) => ({
      ...{ id, staffId, expiresAt: expiresAt.getTime() },
      issued: issuedAt && { by: named(issuedBy), at: issuedAt.getTime() },
      revoked: revokedAt && { by: named(revokedBy), at: revokedAt.getTime(), reason: revokeReason ?? '' },
    }));
  }
}
