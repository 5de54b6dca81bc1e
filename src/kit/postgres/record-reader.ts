import type { DomainEvent } from '../../engine/record/events.ts';
import type { Prisma as PrismaHandle } from './client.ts';
import { eventColumns, fromRow } from './event-rows.ts';
import { Prisma } from './generated/client.ts';

export type CommandOnRecord = { fingerprint: string | null; events: DomainEvent[] };
export type Unconfirmed = { enrollmentId: string; version: number };
export type OpenEnrollment = { enrollmentId: string; agencyId: string; clientId: string; version: number };

/** What the gateway and the CLI ask of the record. Every function rejects while PostgreSQL cannot be reached. */
export type RecordReader = {
  /** The events of an enrollment in order, without protected words; up to and including `upToSeq` where given. */
  loadEvents(enrollmentId: string, upToSeq?: number): Promise<DomainEvent[]>;
  /** What a command did, with the hash of what was asked; null when it is not on record. */
  eventsOfCommand(enrollmentId: string, commandId: string): Promise<CommandOnRecord | null>;
  /** Version of the record; 0 for an enrollment it does not know. */
  recordVersion(enrollmentId: string): Promise<number>;
  /** Enrollments whose workflow may lack the newest events, recorded at least `olderThanMs` ago; oldest first. */
  unconfirmed(options: { olderThanMs: number; limit: number; now?: number }): Promise<Unconfirmed[]>;
  /** Notes the versions that workflows are known to have. One statement; never goes backwards. */
  confirm(versions: readonly Unconfirmed[]): Promise<void>;
  /** The open enrollment of a client; null when there is none. */
  openEnrollmentOf(clientId: string): Promise<string | null>;
  /** Enrollments that have not ended, by id, after `after`. */
  openEnrollments(options: { after?: string; limit: number }): Promise<OpenEnrollment[]>;
};

export function createRecordReader(prisma: PrismaHandle): RecordReader {
  return {
    async loadEvents(enrollmentId, upToSeq) {
      const rows = await prisma.event.findMany({
        where: { enrollmentId, ...(upToSeq === undefined ? {} : { seq: { lte: upToSeq } }) },
        select: eventColumns,
        orderBy: { seq: 'asc' },
      });
      return rows.map(fromRow);
    },

    async eventsOfCommand(enrollmentId, commandId) {
      const rows = await prisma.event.findMany({
        where: { enrollmentId, commandId },
        select: { ...eventColumns, fingerprint: true },
        orderBy: { index: 'asc' },
      });
      const [first] = rows;
      return first ? { fingerprint: first.fingerprint, events: rows.map(fromRow) } : null;
    },

    async recordVersion(enrollmentId) {
      const { _max } = await prisma.event.aggregate({ where: { enrollmentId }, _max: { seq: true } });
      return _max.seq ?? 0;
    },

    async unconfirmed({ olderThanMs, limit, now }) {
      // By the database's clock: a worker whose own runs behind would look for nothing.
      const at = now === undefined ? Prisma.sql`now()` : Prisma.sql`${new Date(now)}::timestamptz`;
      return await prisma.$queryRaw<Unconfirmed[]>`
        SELECT id AS "enrollmentId", version FROM enrollment
        WHERE confirmed_version < version AND ended_at IS NULL
          AND updated_at <= ${at} - ${olderThanMs}::int * interval '1 millisecond'
        ORDER BY updated_at LIMIT ${limit}`;
    },

    async confirm(versions) {
      if (versions.length === 0) return;
      const rows = versions.map(
        ({ enrollmentId, version }) => Prisma.sql`(${enrollmentId}::uuid, ${version}::int)`,
      );
      await prisma.$executeRaw`
        UPDATE enrollment SET confirmed_version = LEAST(known.version, enrollment.version)
        FROM (SELECT id, max(version) AS version FROM (VALUES ${Prisma.join(rows)}) AS given (id, version)
              GROUP BY id) AS known
        WHERE enrollment.id = known.id AND enrollment.confirmed_version < known.version`;
    },

    async openEnrollmentOf(clientId) {
      const found = await prisma.enrollment.findUnique({
        where: { openClientId: clientId },
        select: { id: true },
      });
      return found?.id ?? null;
    },

    async openEnrollments({ after, limit }) {
      const rows = await prisma.enrollment.findMany({
        where: { endedAt: null, ...(after === undefined ? {} : { id: { gt: after } }) },
        select: { id: true, agencyId: true, clientId: true, version: true },
        orderBy: { id: 'asc' },
        take: limit,
      });
      return rows.map(({ id, ...row }) => ({ enrollmentId: id, ...row }));
    },
  };
}
