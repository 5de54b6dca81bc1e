import type { Role } from '../../../engine/policy/terms.ts';
import type { AccessStore, IssueRequest, RevokeRequest, TokenRow } from './ports.ts';
import { viewStore } from './views.ts';
import { type AccessRefusal, accessRefusal } from '../issue.ts';
import { type Act, performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { AccessToken, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';

type Reading = Pick<PrismaClient, 'staff'>;

/** Access tokens in PostgreSQL, by their hashes. */
export function createAccessStore(prisma: PrismaClient): AccessStore {
  return guarded<AccessStore>({
    async tokens(agencyId, staffId) {
      if (!(await personOf(prisma, agencyId, staffId))) return null;
      const rows = await prisma.accessToken.findMany({
        where: { staffId },
        orderBy: [{ expiresAt: 'desc' }, { id: 'asc' }],
      });
      return shown(prisma, rows);
    },

    issue: (request) => performAct(prisma, request, issuing(request)),

    revoke: (request) => prisma.$transaction((tx) => revoke(tx, request)),

    async openSession({ openedAt, expiresAt, ...session }) {
      await prisma.accessSession.create({
        data: { ...session, openedAt: new Date(openedAt), expiresAt: new Date(expiresAt) },
      });
    },

    async endSession(sessionHash, now) {
      await prisma.accessSession.updateMany({
        where: { hash: sessionHash, endedAt: null },
        data: { endedAt: new Date(now) },
      });
    },

    async calendarSince(staffId) {
      const row = await prisma.calendarFeed.findUnique({ where: { staffId }, select: { madeAt: true } });
      return row ? row.madeAt.getTime() : null;
    },

    async nameCalendar(staffId, hash, now) {
      const named = { hash, madeAt: new Date(now) };
      await prisma.calendarFeed.upsert({
        where: { staffId },
        create: { staffId, ...named },
        update: named,
      });
    },

    async endCalendar(staffId) {
      await prisma.calendarFeed.deleteMany({ where: { staffId } });
    },

    ...viewStore(prisma),

    calendarOf: async (hash) => {
      const row = await prisma.calendarFeed.findFirst({
        where: { hash, staff: { active: true } },
        select: { staffId: true, staff: { select: { agencyId: true } } },
      });
      return row && { staffId: row.staffId, agencyId: row.staff.agencyId };
    },
  });
}

function issuing(request: IssueRequest): Act<null, TokenRow, AccessRefusal | 'not-found'> {
  const { by, staffId, hash, expiresAt, commandId, fingerprint, now } = request;
  const named = { staffId, commandId, staff: { agencyId: by.agencyId } };
  return {
    async find(tx) {
      const row = await tx.accessToken.findFirst({ where: named });
      return row && { by: actorOf(row.issuedBy), fingerprint: row.fingerprint };
    },
    async decide(tx) {
      const person = await personOf(tx, by.agencyId, staffId);
      const refusal = person ? accessRefusal(by.staffId, person) : 'not-found';
      return refusal ? { ok: false, refusal } : { ok: true, plan: null };
    },
    write: (tx) =>
      tx.accessToken.create({
        data: {
          ...{ hash, staffId, commandId, fingerprint, expiresAt: new Date(expiresAt) },
          ...{ issuedBy: toJson(by), issuedAt: new Date(now) },
        },
      }),
    show: async (tx) => tokenOf(tx, await tx.accessToken.findFirstOrThrow({ where: named })),
  };
}

async function revoke(
  tx: Transaction,
  { by, staffId, tokenId, reason, now }: RevokeRequest,
): ReturnType<AccessStore['revoke']> {
  const person = await personOf(tx, by.agencyId, staffId);
  if (!person) return { status: 'refused', refusal: 'not-found' };
  // Whoever somebody is, their own may always be taken away by them.
  const refusal = by.staffId === staffId ? null : accessRefusal(by.staffId, person);
  if (refusal) return { status: 'refused', refusal };
  const { count } = await tx.accessToken.updateMany({
    where: { id: tokenId, staffId, revokedAt: null },
    data: { revokedAt: new Date(now), revokedBy: toJson(by), revokeReason: reason },
  });
  const row = await tx.accessToken.findFirst({ where: { id: tokenId, staffId } });
  if (!row) return { status: 'refused', refusal: 'unknown-token' };
  return { status: count > 0 ? 'written' : 'replayed', row: await tokenOf(tx, row) };
}

async function personOf(prisma: Reading, agencyId: string, staffId: string) {
  const row = await prisma.staff.findFirst({
    where: { id: staffId, agencyId, active: true },
    select: { role: true },
  });
  // The roles are those of the contracts.
  return row && { staffId, role: row.role as Role };
}

async function tokenOf(prisma: Reading, row: AccessToken): Promise<TokenRow> {
  const [token] = await shown(prisma, [row]);
  if (!token) throw new Error('a token without a row');
  return token;
}

async function shown(prisma: Reading, rows: readonly AccessToken[]): Promise<TokenRow[]> {
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
