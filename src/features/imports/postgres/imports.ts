import type { Identifier, Told } from '../../identity/identity.ts';
import type { IdentityStore } from '../../identity/postgres/ports.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { jsonObject } from '../../../kit/postgres/rows.ts';

export type ImportedClient = Told & {
  reference: string;
  /** The enrollment it is imported for. */
  enrollmentId: string;
  /** Goes into the client's attributes, under this name, beside what is there. */
  attributes: Record<string, unknown>;
};

export type EnsuredClient =
  | { id: string; made: boolean; refused?: undefined }
  | { refused: { code: 'person-differs' } | { code: 'client-already-enrolled'; enrollmentId: string } };

/** What an import asks of the database and writes by itself. All reject while PostgreSQL is away. */
export type ImportStore = {
  agencies(): Promise<{ id: string; name: string }[]>;
  /** Of these enrollments those that are on record, and whether they are still open. */
  known(enrollmentIds: readonly string[]): Promise<Map<string, { open: boolean }>>;
  /** The file of that person, made where there is none; who is there is left as they are, and nobody else is put in it. */
  ensureClient(agencyId: string, client: ImportedClient): Promise<EnsuredClient>;
  /** Puts on record of whom a source names the number it gave them, where it never stood; that of before, too. */
  identify(agencyId: string, source: string, system: string): Promise<void>;
  /** The import was refused: the file that was made for it may be named anew. */
  notEnrolled(enrollmentId: string): Promise<void>;
  /** Adds to the attributes of a client who was there before. Names and birth date are the agency's to change. */
  addAttributes(clientId: string, attributes: Record<string, unknown>): Promise<void>;
};

const atATime = 1_000;

const byImport = { staffId: 'hmis-import', role: 'ops' as const };

export function createImportStore(
  prisma: Prisma,
  identities: IdentityStore,
  clock = { now: () => Date.now() },
): ImportStore {
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

    async ensureClient(agencyId, { attributes, reference, enrollmentId, ...told }) {
      const outcome = await identities.refer({
        ...{ by: { ...byImport, agencyId }, commandId: `import/${enrollmentId}`, fingerprint: reference },
        ...{ via: 'import', reference, told, enrollmentId, urgent: false, sameAsOnRecord: null },
        now: clock.now(),
      });
      if (outcome.status === 'refused' && outcome.refusal.code === 'client-already-enrolled')
        return { refused: outcome.refusal };
      if (outcome.status === 'refused' || outcome.status === 'reused')
        return { refused: { code: 'person-differs' } };
      const { clientId: id } = outcome.row;
      const { count } = await prisma.client.updateMany({
        where: { id, madeFor: enrollmentId },
        data: { attributes: toJson(attributes) },
      });
      return { id, made: count > 0 };
    },

    async identify(agencyId, source, system) {
      const by = { ...byImport, agencyId };
      const unsaid = await prisma.$queryRaw<{ clientId: string; value: string }[]>`
        SELECT p.client_id::text AS "clientId", p.personal_id AS value FROM hmis_person p
        WHERE p.agency_id = ${agencyId}::uuid AND p.source = ${source} AND NOT EXISTS (
          SELECT FROM document_revision r WHERE r.document_id = p.client_id AND r.content->'identifier'
            @> jsonb_build_array(jsonb_build_object('system', ${system}::text, 'value', p.personal_id)))`;
      for (const { clientId, value } of unsaid) {
        const identifier: Identifier = { system, value };
        const commandId = `import/${source}/${value}`;
        const ask = { by, commandId, fingerprint: commandId, now: clock.now() };
        await identities.identify({ ...ask, clientId, identifier });
      }
    },

    notEnrolled: (enrollmentId) => identities.notEnrolled(enrollmentId),

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
