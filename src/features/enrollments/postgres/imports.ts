import type { ClientStore } from './clients.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { jsonObject } from '../../../kit/postgres/rows.ts';

export type ImportedClient = {
  reference: string;
  givenName: string;
  familyName: string;
  birthDate: string | null;
  /** Goes into the client's attributes, under this name, beside what is there. */
  attributes: Record<string, unknown>;
};

/** What an import asks of the database and writes by itself. All reject while PostgreSQL is away. */
export type ImportStore = {
  agencies(): Promise<{ id: string; name: string }[]>;
  /** Of these enrollments those that are on record, and whether they are still open. */
  known(enrollmentIds: readonly string[]): Promise<Map<string, { open: boolean }>>;
  /** The client with that reference, made where there is none; one that is there is left as it is. */
  ensureClient(agencyId: string, client: ImportedClient): Promise<{ id: string; made: boolean }>;
  /** Adds to the attributes of a client who was there before. Names and birth date are the agency's to change. */
  addAttributes(clientId: string, attributes: Record<string, unknown>): Promise<void>;
};

const atATime = 1_000;

export function createImportStore(prisma: Prisma, clients: Pick<ClientStore, 'ensureClient'>): ImportStore {
  return {
    agencies: () => prisma.agency.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } }),

    async known(enrollmentIds) {
      const found = new Map<string, { open: boolean }>();
      for (let from = 0; from < enrollmentIds.length; from += atATime) {
        const rows = await prisma.enrollment.findMany({
          where: { id: { in: enrollmentIds.slice(from, from + atATime) } },
          select: { id: true, dischargedAt: true },
        });
        for (const { id, dischargedAt } of rows) found.set(id, { open: dischargedAt === null });
      }
      return found;
    },

    ensureClient: clients.ensureClient,

    async addAttributes(clientId, attributes) {
      const { attributes: before } = await prisma.client.findUniqueOrThrow({
        where: { id: clientId },
        select: { attributes: true },
      });
      await prisma.client.update({
        where: { id: clientId },
        data: { attributes: toJson({ ...jsonObject(before), ...attributes }) },
      });
    },
  };
}
