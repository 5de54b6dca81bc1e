import { consentKinds, placeOf } from '../../releases/consents.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';
import { staffNames } from '../../../kit/postgres/staff-names.ts';

/** Who was paged for an emergency and when; by name where it went to one person. And who said that they are on it. */
export type Paging = {
  paged: { audience: string; name: string | null; at: number }[];
  answered: { name: string | null; at: number } | null;
};

const nobody: Paging = { paged: [], answered: null };

/** Consents of a referral that are owed, in the order in which they came. */
export type OwedConsents = { owed: string[]; ask: boolean };

/** What became of emergencies at the door. */
export function intakeReads(prisma: PrismaClient) {
  return {
    async consentsOwedOf(enrollmentIds: readonly string[]): Promise<(id: string) => OwedConsents> {
      const rows = await prisma.obligation.findMany({
        where: {
          enrollmentId: { in: [...enrollmentIds] },
          kind: { in: [consentKinds.enter, consentKinds.ask] },
          ...{ closedAt: null, superseded: false },
        },
        select: { enrollmentId: true, kind: true, thing: true },
      });
      return (id) => {
        const own = rows.filter(({ enrollmentId }) => enrollmentId === id);
        return {
          owed: own.flatMap(({ thing }) => thing ?? []).toSorted((a, b) => placeOf(a) - placeOf(b)),
          ask: own.some(({ kind }) => kind === consentKinds.ask),
        };
      };
    },

    async pagingOf(agencyId: string, enrollmentIds: readonly string[]): Promise<(id: string) => Paging> {
      if (enrollmentIds.length === 0) return () => nobody;
      const of = { enrollmentId: { in: [...enrollmentIds] } };
      const [pages, answers] = await Promise.all([
        prisma.notification.findMany({
          where: { agencyId, kind: 'page', ...of },
          orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }],
          select: { enrollmentId: true, audience: true, staffId: true, handedTo: true, raisedAt: true },
        }),
        prisma.event.findMany({
          where: { ...of, type: 'PageAcknowledged' },
          orderBy: [{ seq: 'asc' }],
          select: { enrollmentId: true, actor: true, occurredAt: true },
        }),
      ]);
      const names = await staffNames(prisma, [
        ...pages.flatMap(({ staffId, handedTo }) => handedTo ?? staffId ?? []),
        ...answers.map(({ actor }) => actorOf(actor).staffId),
      ]);
      const nameOf = (staffId: string | null) => (staffId === null ? null : (names.get(staffId) ?? null));
      return (id) => {
        const first = answers.find(({ enrollmentId }) => enrollmentId === id);
        return {
          paged: pages
            .filter(({ enrollmentId }) => enrollmentId === id)
            .map(({ audience, staffId, handedTo, raisedAt }) => ({
              ...{ audience, name: nameOf(handedTo ?? staffId), at: raisedAt.getTime() },
            })),
          answered: first
            ? { name: nameOf(actorOf(first.actor).staffId), at: first.occurredAt.getTime() }
            : null,
        };
      };
    },
  };
}
