import type { ClientRow } from '../../../kit/client-row.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { jsonObject } from '../../../kit/postgres/rows.ts';

/** Who a PersonalID is, and how that is known: found by the import, or said by a member of staff. */
export type NamedPerson = {
  personalId: string;
  clientId: string;
  knownBy: 'import' | 'earlier-import' | 'said';
  saidBy: string | null;
};
/** An enrollment that an import started before imports knew sources. */
export type EarlierEnrollment = { client: ClientRow; entryDate: string | null; open: boolean };

/** Whose person an id of another system is. All reject while PostgreSQL is away. */
export type ImportPeople = {
  /** How exports of each source described themselves. */
  sources(agencyId: string): Promise<{ source: string; described: string }[]>;
  keepSource(agencyId: string, source: string, described: string): Promise<void>;
  /** Of these ids of a source those that are somebody here. */
  people(
    agencyId: string,
    source: string,
    personalIds: readonly string[],
  ): Promise<Map<string, { clientId: string; openEnrollmentId: string | null }>>;
  /** Keeps who they are. Who was named before stays who they were. */
  name(agencyId: string, source: string, people: readonly NamedPerson[]): Promise<void>;
  /** Clients by their references; `named` where a source names them already. */
  clients(
    agencyId: string,
    references: readonly string[],
  ): Promise<(ClientRow & { named: boolean; openEnrollmentId: string | null })[]>;
  bornOn(agencyId: string, birthDates: readonly string[]): Promise<ClientRow[]>;
  earlierEnrollments(enrollmentIds: readonly string[]): Promise<Map<string, EarlierEnrollment>>;
  worksHere(agencyId: string, staffId: string): Promise<boolean>;
};

const columns = { id: true, reference: true, givenName: true, familyName: true, birthDate: true } as const;
const open = { where: { openClientId: { not: null } }, select: { id: true }, take: 1 } as const;

export function createImportPeople(prisma: Prisma): ImportPeople {
  return {
    sources: (agencyId) =>
      prisma.hmisSource.findMany({ where: { agencyId }, select: { source: true, described: true } }),

    async keepSource(agencyId, source, described) {
      const row = { agencyId, source, described, recordedAt: new Date() };
      await prisma.hmisSource.createMany({ data: [row], skipDuplicates: true });
    },

    async people(agencyId, source, personalIds) {
      const found = new Map<string, { clientId: string; openEnrollmentId: string | null }>();
      for (const some of inParts(personalIds)) {
        const rows = await prisma.hmisPerson.findMany({
          where: { agencyId, source, personalId: { in: some } },
          select: { personalId: true, clientId: true, client: { select: { enrollments: open } } },
        });
        for (const { personalId, clientId, client } of rows)
          found.set(personalId, { clientId, openEnrollmentId: client.enrollments[0]?.id ?? null });
      }
      return found;
    },

    async name(agencyId, source, people) {
      const recordedAt = new Date();
      for (const some of inParts(people)) {
        const data = some.map((person) => ({ agencyId, source, ...person, recordedAt }));
        await prisma.hmisPerson.createMany({ data, skipDuplicates: true });
      }
    },

    async clients(agencyId, references) {
      const found = [];
      for (const some of inParts(references)) {
        const rows = await prisma.client.findMany({
          where: { agencyId, reference: { in: some } },
          select: { ...columns, enrollments: open, hmisPeople: { select: { source: true }, take: 1 } },
        });
        for (const { enrollments, hmisPeople, ...client } of rows)
          found.push({
            ...client,
            named: hmisPeople.length > 0,
            openEnrollmentId: enrollments[0]?.id ?? null,
          });
      }
      return found;
    },

    async bornOn(agencyId, birthDates) {
      const found = [];
      for (const some of inParts(birthDates))
        found.push(
          ...(await prisma.client.findMany({
            where: { agencyId, birthDate: { in: some } },
            select: columns,
          })),
        );
      return found;
    },

    async earlierEnrollments(enrollmentIds) {
      const found = new Map<string, EarlierEnrollment>();
      for (const some of inParts(enrollmentIds)) {
        const rows = await prisma.enrollment.findMany({
          where: { id: { in: some } },
          select: { id: true, dischargedAt: true, client: { select: columns } },
        });
        const first = await prisma.event.findMany({
          where: { enrollmentId: { in: rows.map(({ id }) => id) }, seq: 1 },
          select: { enrollmentId: true, data: true },
        });
        const origins = new Map(
          first.map(({ enrollmentId, data }) => [enrollmentId, jsonObject(jsonObject(data)['origin'])]),
        );
        for (const { id, dischargedAt, client } of rows) {
          const entryDate = origins.get(id)?.['entryDate'];
          found.set(id, {
            client,
            entryDate: typeof entryDate === 'string' ? entryDate : null,
            open: dischargedAt === null,
          });
        }
      }
      return found;
    },

    async worksHere(agencyId, staffId) {
      return (await prisma.staff.count({ where: { id: staffId, agencyId, active: true } })) > 0;
    },
  };
}

const atATime = 1_000;

/** A statement takes so many values at a time. */
function* inParts<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += atATime) yield items.slice(from, from + atATime);
}
