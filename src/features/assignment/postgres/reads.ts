import { eventTypeOf } from '../../../engine/record/steps/index.ts';
import type { AssignableRow, CarriedRow, WaitingRows } from './ports.ts';
import type { ClientRow } from '../../../kit/reads.ts';
import { carryingSteps } from '../former.ts';
import { struckState } from '../../../engine/documents/strike.ts';
import { type AssignmentNeed, assignmentNeedKind, noNeed } from '../need.ts';
import { type AssignmentSettings, assignmentSettingsKind, noSettings } from '../settings.document.ts';
import { assignmentDuties } from '../urgency.ts';
import type { WaitingFor } from '../waiting.ts';
import { type EventRow, stepsIn } from '../../../kit/postgres/event-rows.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';

const carrying: string[] = carryingSteps.map((type) => eventTypeOf(type));
const duties: string[] = [...assignmentDuties];

type Columns = Omit<AssignableRow, 'client' | 'receivedAt' | 'need' | 'owed'> &
  Omit<ClientRow, 'id'> & {
    clientId: string;
    receivedAt: Date;
    need: AssignmentNeed | null;
    total: number;
    recorded: boolean;
    key: string | null;
    kind: string | null;
    duty: string | null;
    opened: Date | null;
    due: Date | null;
    held: boolean | null;
  };

export type AssignmentReads = ReturnType<typeof assignmentReads>;

/** Enrollments that want a coordinator. In SQL: one statement each, however many there are. */
export function assignmentReads(prisma: PrismaClient) {
  const rowsWhere = (agencyId: string, which: Prisma.Sql, commandId: string | null, limit: number) =>
    prisma.$queryRaw<Columns[]>`
      SELECT e.id AS "enrollmentId", e.level, e.emergency, e.received_at AS "receivedAt", e.version,
        e.profile_hash AS "profileHash", e.calendar_hash AS "calendarHash", e.coordinator_id AS "coordinatorId",
        coalesce(p.provisional, false) AS provisional, e.discharged_at IS NULL AND e.ended_at IS NULL AND e.in_error_at IS NULL AS open,
        c.id AS "clientId", c.reference, c.given_name AS "givenName", c.family_name AS "familyName",
        c.birth_date AS "birthDate", d.content AS need, o.key, o.kind, o.duty, o.opened, o.due, o.held,
        (count(*) OVER ())::int AS total,
        EXISTS (SELECT FROM event v WHERE v.enrollment_id = e.id AND v.command_id = ${commandId}) AS recorded
      FROM enrollment e JOIN client c ON c.id = e.client_id
      LEFT JOIN caseload_place p ON p.enrollment_id = e.id
      LEFT JOIN document d
        ON d.agency_id = e.agency_id AND d.kind = ${assignmentNeedKind.kind} AND d.enrollment_id = e.id AND d.state <> ${struckState}
      LEFT JOIN LATERAL (
        SELECT o.key, o.kind, o.duty, o.opened, o.due, o.suspended IS NOT NULL AS held FROM obligation o
        WHERE o.enrollment_id = e.id AND o.kind = ANY(${duties}) AND o.closed_at IS NULL AND NOT o.superseded
        ORDER BY o.due LIMIT 1) AS o ON true
      WHERE e.agency_id = ${agencyId}::uuid AND ${which}
      ORDER BY o.due NULLS LAST, e.received_at, e.id LIMIT ${limit}`;

  return {
    /** Open ones without a coordinator, or with a provisional one. */
    async waiting(agencyId: string, of: WaitingFor, limit: number): Promise<WaitingRows> {
      const which =
        of === 'unassigned'
          ? Prisma.sql`e.coordinator_id IS NULL AND e.discharged_at IS NULL AND e.ended_at IS NULL AND e.in_error_at IS NULL`
          : Prisma.sql`e.id IN (SELECT enrollment_id FROM caseload_place WHERE agency_id = ${agencyId}::uuid AND provisional)`;
      const rows = await rowsWhere(agencyId, which, null, limit);
      return { rows: rows.map(rowOf), total: rows[0]?.total ?? 0 };
    },

    /** One of them or any other; `recorded`: whether a command of that id is on its record. */
    async assignable(
      agencyId: string,
      enrollmentId: string,
      commandId: string | null,
    ): Promise<(AssignableRow & { recorded: boolean }) | null> {
      const [row] = await rowsWhere(agencyId, Prisma.sql`e.id = ${enrollmentId}::uuid`, commandId, 1);
      return row ? { ...rowOf(row), recorded: row.recorded } : null;
    },

    async carried(agencyId: string, clientIds: readonly string[]): Promise<CarriedRow[]> {
      const rows = await prisma.$queryRaw<(EventRow & { clientId: string; enrollmentId: string })[]>`
        SELECT e.client_id AS "clientId", v.enrollment_id AS "enrollmentId", v.seq, v.command_id AS "commandId",
          v.index, v.type, v.step_id AS "stepId", v.occurred_at AS "occurredAt", v.recorded_at AS "recordedAt",
          v.actor, v.data
        FROM enrollment e JOIN event v ON v.enrollment_id = e.id
        WHERE e.agency_id = ${agencyId}::uuid AND e.client_id = ANY(${[...clientIds]}::uuid[])
          AND v.type = ANY(${carrying})
        ORDER BY e.received_at, v.enrollment_id, v.seq`;
      const found = new Map<string, CarriedRow>();
      for (const { clientId, enrollmentId, ...row } of rows) {
        const known = found.get(enrollmentId) ?? { clientId, enrollmentId, steps: [] };
        found.set(enrollmentId, known);
        known.steps.push(...stepsIn([row]));
      }
      return [...found.values()];
    },

    async assignmentSettings(agencyId: string): Promise<AssignmentSettings> {
      const row = await prisma.document.findFirst({
        where: { agencyId, enrollmentId: null, kind: assignmentSettingsKind.kind },
        select: { content: true },
      });
      // The kind has written its content.
      return row ? (row.content as unknown as AssignmentSettings) : noSettings;
    },
  };
}

function rowOf(row: Columns): AssignableRow {
  const { key, kind, duty, opened, due, held } = row;
  const { clientId, reference, givenName, familyName, birthDate } = row;
  return {
    ...{ enrollmentId: row.enrollmentId, level: row.level, emergency: row.emergency },
    ...{ version: row.version, profileHash: row.profileHash, calendarHash: row.calendarHash },
    ...{ coordinatorId: row.coordinatorId, provisional: row.provisional, open: row.open },
    client: { id: clientId, reference, givenName, familyName, birthDate },
    receivedAt: row.receivedAt.getTime(),
    need: row.need ?? noNeed,
    owed:
      key === null || kind === null || duty === null || !opened || !due
        ? null
        : { key, kind, duty, opened: opened.getTime(), due: due.getTime(), held: held ?? false },
  };
}
