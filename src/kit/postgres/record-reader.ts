import type { DomainEvent } from '../../engine/record/events.ts';
import type { Prisma as PrismaHandle } from './client.ts';
import { eventColumns, fromRow } from './event-rows.ts';
import { Prisma } from './generated/client.ts';

export type CommandOnRecord = { fingerprint: string | null; events: DomainEvent[] };
export type Unconfirmed = { enrollmentId: string; version: number };
export type OpenEnrollment = { enrollmentId: string; agencyId: string; clientId: string; version: number };

export type RecordReader = ReturnType<typeof createRecordReader>;

/** What the gateway and the CLI ask of the record. Every function rejects while PostgreSQL cannot be reached. */
export function createRecordReader(prisma: PrismaHandle) {
  return {
    /** The events of an enrollment in order, without protected words; up to and including `upToSeq` where given. */
    async loadEvents(enrollmentId: string, upToSeq?: number): Promise<DomainEvent[]> {
      const rows = await prisma.event.findMany({
        where: { enrollmentId, ...(upToSeq === undefined ? {} : { seq: { lte: upToSeq } }) },
        select: eventColumns,
        orderBy: { seq: 'asc' },
      });
      return rows.map(fromRow);
    },

    /** What a command did, with the hash of what was asked; null when it is not on record. */
    async eventsOfCommand(enrollmentId: string, commandId: string): Promise<CommandOnRecord | null> {
      const rows = await prisma.event.findMany({
        where: { enrollmentId, commandId },
        select: { ...eventColumns, fingerprint: true },
        orderBy: { index: 'asc' },
      });
      const [first] = rows;
      return first ? { fingerprint: first.fingerprint, events: rows.map(fromRow) } : null;
    },

    /** Version of the record; 0 for an enrollment it does not know. */
    async recordVersion(enrollmentId: string): Promise<number> {
      const { _max } = await prisma.event.aggregate({ where: { enrollmentId }, _max: { seq: true } });
      return _max.seq ?? 0;
    },

    /** Enrollments whose workflow may lack the newest events, recorded at least `olderThanMs` ago; oldest first. */
    async unconfirmed({
      olderThanMs,
      limit,
      now,
    }: {
      olderThanMs: number;
      limit: number;
      now?: number;
    }): Promise<Unconfirmed[]> {
      // By the database's clock: a worker whose own runs behind would look for nothing.
      const at = now === undefined ? Prisma.sql`now()` : Prisma.sql`${new Date(now)}::timestamptz`;
      return await prisma.$queryRaw<Unconfirmed[]>`
        SELECT id AS "enrollmentId", version FROM enrollment
        WHERE confirmed_version < version AND ended_at IS NULL
          AND updated_at <= ${at} - ${olderThanMs}::int * interval '1 millisecond'
        ORDER BY updated_at LIMIT ${limit}`;
    },

    /** Notes the versions that workflows are known to have. One statement; never goes backwards. */
    async confirm(versions: readonly Unconfirmed[]): Promise<void> {
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

    /** The open enrollment of a client; null when there is none. */
    async openEnrollmentOf(clientId: string): Promise<string | null> {
      const found = await prisma.enrollment.findUnique({
        where: { openClientId: clientId },
        select: { id: true },
      });
      return found?.id ?? null;
    },

    /** Enrollments that have not ended, by id, after `after`. */
    async openEnrollments({ after, limit }: { after?: string; limit: number }): Promise<OpenEnrollment[]> {
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
