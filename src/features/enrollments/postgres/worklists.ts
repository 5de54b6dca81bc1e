import type { ClientRow } from '../../../kit/client-row.ts';
import type { WorkRow } from './ports.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { instantOrNull } from '../../../kit/postgres/rows.ts';

const isOpen = Prisma.sql`o.closed_at IS NULL AND NOT o.superseded`;
const client = Prisma.sql`
  c.id AS "clientId", c.reference, c.given_name AS "givenName", c.family_name AS "familyName",
  c.birth_date AS "birthDate"`;

/** A team's enrollments and who has them. */
type TeamRows = {
  unassigned: {
    enrollmentId: string;
    client: ClientRow;
    receivedAt: number;
    emergency: boolean;
    due: number | null;
  }[];
  /** Discharged clients in danger: somebody decides whether the enrollment is reopened (CR-6). */
  toReopen: { enrollmentId: string; client: ClientRow; dischargedAt: number; due: number }[];
  coordinators: {
    staffId: string;
    name: string;
    enrollments: number;
    overdue: number;
    oldestDue: number | null;
  }[];
  stages: { stage: string; enrollments: number }[];
  /** Open obligations of all enrollments by where their due instant lies. */
  due: { overdue: number; soon: number; later: number };
};

type ClientColumns = Omit<ClientRow, 'id'> & { clientId: string };
type WorkColumns = ClientColumns &
  Omit<WorkRow, 'client' | 'obligation'> &
  Omit<WorkRow['obligation'], 'opened' | 'due' | 'level'> & { opened: Date; due: Date; cadenceLevel: string };
type WaitingColumns = ClientColumns & {
  enrollmentId: string;
  receivedAt: Date;
  emergency: boolean;
  due: Date | null;
};
type ReopeningColumns = ClientColumns & { enrollmentId: string; dischargedAt: Date; due: Date };
type CoordinatorColumns = Omit<TeamRows['coordinators'][number], 'oldestDue'> & { oldestDue: Date | null };

/**
 * What is to be done, by whom: read on every morning and all day long. In SQL, since Prisma would ask once for each
 * table and bring the overdue obligations of a whole agency here to count them.
 */
export function worklistReads(prisma: PrismaClient) {
  return {
    /** On their own caseload, of those for whom they cover at that instant, and what those have left who have named them. */
    async workOf(agencyId: string, coordinatorId: string, now: number): Promise<WorkRow[]> {
      const at = Prisma.sql`${new Date(now)}::timestamptz`;
      const rows = await prisma.$queryRaw<WorkColumns[]>`
        SELECT e.id AS "enrollmentId", e.stage, e.level, e.emergency, e.coordinator_id AS "coordinatorId", s.name AS "coordinatorName", ${client},
          o.key, o.kind, o.thing AS focus, o.duty, o.profile_hash AS "profileHash", o.opened, o.due,
          o.entered_late AS "enteredLate", o.level AS "cadenceLevel", o.suspended, o.acknowledged
        FROM enrollment e JOIN obligation o ON o.enrollment_id = e.id AND ${isOpen} JOIN client c ON c.id = e.client_id
          JOIN staff s ON s.id = e.coordinator_id
        WHERE e.agency_id = ${agencyId}::uuid AND e.ended_at IS NULL AND e.coordinator_id IN (
          SELECT s.id FROM staff s WHERE coalesce(s.successor_id, s.id) IN (
            SELECT ${coordinatorId}::uuid UNION ALL SELECT a.staff_id FROM absence a
            WHERE a.cover_id = ${coordinatorId}::uuid AND a.from_at <= ${at} AND (a.until_at IS NULL OR a.until_at > ${at})))
        ORDER BY o.due, o.key, e.id`;
      return rows.map((row) => ({
        enrollmentId: row.enrollmentId,
        stage: row.stage,
        level: row.level,
        emergency: row.emergency,
        coordinatorId: row.coordinatorId,
        coordinatorName: row.coordinatorName,
        client: clientOf(row),
        obligation: {
          key: row.key,
          kind: row.kind,
          focus: row.focus,
          duty: row.duty,
          profileHash: row.profileHash,
          opened: row.opened.getTime(),
          due: row.due.getTime(),
          enteredLate: row.enteredLate,
          level: row.cadenceLevel,
          suspended: row.suspended,
          acknowledged: row.acknowledged,
        },
      }));
    },

    async team(agencyId: string, now: number, soonUntil: number): Promise<TeamRows> {
      const agency = Prisma.sql`${agencyId}::uuid`;
      const moment = Prisma.sql`${new Date(now)}::timestamptz`;
      const running = Prisma.sql`e.agency_id = ${agency} AND e.ended_at IS NULL AND e.discharged_at IS NULL AND e.in_error_at IS NULL`;
      const [unassigned, toReopen, coordinators, stages, counts] = await prisma.$transaction([
        prisma.$queryRaw<WaitingColumns[]>`
          SELECT e.id AS "enrollmentId", e.received_at AS "receivedAt", e.emergency, ${client},
            (SELECT o.due FROM obligation o
             WHERE o.enrollment_id = e.id AND o.kind = 'assignment' AND ${isOpen} LIMIT 1) AS due
          FROM enrollment e JOIN client c ON c.id = e.client_id
          WHERE ${running} AND e.coordinator_id IS NULL
          ORDER BY e.received_at, e.id`,
        prisma.$queryRaw<ReopeningColumns[]>`
          SELECT e.id AS "enrollmentId", e.discharged_at AS "dischargedAt", o.due, ${client}
          FROM obligation o JOIN enrollment e ON e.id = o.enrollment_id JOIN client c ON c.id = e.client_id
          WHERE o.agency_id = ${agency} AND o.kind = 'crisis.reopening' AND ${isOpen}
          ORDER BY o.due, e.id`,
        // Somebody who left is shown while there is work in their name.
        prisma.$queryRaw<CoordinatorColumns[]>`
          SELECT s.id AS "staffId", s.name, coalesce(carried.count, 0) AS enrollments,
            coalesce(late.count, 0) AS overdue, late.oldest AS "oldestDue"
          FROM staff s
          LEFT JOIN (SELECT e.coordinator_id, count(*)::int AS count FROM enrollment e
            WHERE ${running} GROUP BY e.coordinator_id) AS carried ON carried.coordinator_id = s.id
          LEFT JOIN (SELECT coalesce(h.successor_id, h.id) AS coordinator_id, count(*)::int AS count, min(o.due) AS oldest
            FROM obligation o JOIN enrollment e ON e.id = o.enrollment_id JOIN staff h ON h.id = e.coordinator_id
            WHERE o.agency_id = ${agency} AND ${isOpen} AND o.due < ${moment}
            GROUP BY 1) AS late ON late.coordinator_id = s.id
          WHERE s.agency_id = ${agency} AND s.role = 'coordinator'
            AND (s.active OR carried.count > 0 OR late.count > 0)
          ORDER BY s.name, s.id`,
        prisma.$queryRaw<TeamRows['stages']>`
          SELECT stage, count(*)::int AS enrollments FROM enrollment
          WHERE agency_id = ${agency} AND in_error_at IS NULL
          GROUP BY stage ORDER BY stage`,
        prisma.$queryRaw<TeamRows['due'][]>`
          SELECT count(*) FILTER (WHERE o.due < ${moment})::int AS overdue,
            count(*) FILTER (WHERE o.due >= ${moment} AND o.due < ${new Date(soonUntil)}::timestamptz)::int AS soon,
            count(*) FILTER (WHERE o.due >= ${moment} AND o.due >= ${new Date(soonUntil)}::timestamptz)::int AS later
          FROM obligation o WHERE o.agency_id = ${agency} AND ${isOpen}`,
      ]);
      return {
        unassigned: unassigned.map((row) => ({
          enrollmentId: row.enrollmentId,
          client: clientOf(row),
          receivedAt: row.receivedAt.getTime(),
          emergency: row.emergency,
          due: instantOrNull(row.due),
        })),
        toReopen: toReopen.map((row) => ({
          enrollmentId: row.enrollmentId,
          client: clientOf(row),
          dischargedAt: row.dischargedAt.getTime(),
          due: row.due.getTime(),
        })),
        coordinators: coordinators.map((row) => ({ ...row, oldestDue: instantOrNull(row.oldestDue) })),
        stages,
        due: counts[0] ?? { overdue: 0, soon: 0, later: 0 },
      };
    },
  };
}

function clientOf({ clientId, reference, givenName, familyName, birthDate }: ClientColumns): ClientRow {
  return { id: clientId, reference, givenName, familyName, birthDate };
}
