import { eventTypeOf } from '../../../engine/record/steps/index.ts';
import type { ClientRow } from '../../../kit/reads.ts';
import { type AgendaInput, agendaSteps, type CaseloadClient, type HeldReview } from '../agenda.ts';
import { type EventRow, stepsIn } from '../../../kit/postgres/event-rows.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';

const types: string[] = agendaSteps.map((type) => eventTypeOf(type));

/** What agendas are worked out from: four statements, however many clients there are. */
export function supervisionReads(prisma: PrismaClient) {
  return {
    /** Case reviews of an agency that were begun and are neither signed by both nor cancelled, the soonest first. */
    openReviews(agencyId: string): Promise<OpenReview[]> {
      return prisma.$queryRaw<OpenReview[]>`
        SELECT d.about_staff_id AS "staffId", d.id AS "documentId", d.revision, d.state,
          d.content ->> 'plannedOn' AS "plannedOn", d.content ->> 'format' AS format
        FROM document d
        WHERE d.agency_id = ${agencyId}::uuid AND d.kind = 'case-review' AND d.state NOT IN ('signed', 'cancelled')
        ORDER BY d.content ->> 'plannedOn', d.id`;
    },

    /** A coordinator's caseload as an agenda is worked out from it, with the clients by enrollment. */
    async agendaInput(
      agencyId: string,
      staffId: string,
    ): Promise<AgendaInput & { names: ReadonlyMap<string, ClientRow> }> {
      const [cases, obligations, events, reviews] = await prisma.$transaction([
        prisma.$queryRaw<CaseColumns[]>`
          SELECT e.id AS "enrollmentId", coalesce(p.since, e.received_at) AS since,
            e.discharged_at IS NOT NULL AS discharged,
            c.id, c.reference, c.given_name AS "givenName", c.family_name AS "familyName",
            c.birth_date AS "birthDate"
          FROM enrollment e JOIN client c ON c.id = e.client_id
          LEFT JOIN caseload_place p ON p.enrollment_id = e.id
          WHERE e.agency_id = ${agencyId}::uuid AND e.coordinator_id = ${staffId}::uuid AND e.ended_at IS NULL AND e.in_error_at IS NULL
          ORDER BY since, e.id`,
        prisma.$queryRaw<OwedColumns[]>`
          SELECT o.enrollment_id AS "enrollmentId", o.key, o.kind, o.duty, o.due
          FROM enrollment e
          JOIN obligation o ON o.enrollment_id = e.id AND o.closed_at IS NULL AND NOT o.superseded
          WHERE e.agency_id = ${agencyId}::uuid AND e.coordinator_id = ${staffId}::uuid AND e.ended_at IS NULL AND e.in_error_at IS NULL
          ORDER BY o.due, o.key, e.id`,
        prisma.$queryRaw<(EventRow & { enrollmentId: string })[]>`
          SELECT v.enrollment_id AS "enrollmentId", v.seq, v.command_id AS "commandId", v.index, v.type,
            v.step_id AS "stepId", v.occurred_at AS "occurredAt", v.recorded_at AS "recordedAt", v.actor, v.data
          FROM enrollment e JOIN event v ON v.enrollment_id = e.id
          WHERE e.agency_id = ${agencyId}::uuid AND e.coordinator_id = ${staffId}::uuid AND e.ended_at IS NULL AND e.in_error_at IS NULL
            AND v.type = ANY(${types})
          ORDER BY v.enrollment_id, v.seq`,
        prisma.$queryRaw<HeldReview[]>`
          SELECT id AS "reviewId", content #> '{held,at}' AS "heldAt", content -> 'points' AS points,
            jsonb_path_query_array(content, '$.held.items[*].enrollmentId ? (@ != null)') AS "lookedAt"
          FROM document
          WHERE agency_id = ${agencyId}::uuid AND about_staff_id = ${staffId}::uuid AND kind = 'case-review'
            AND content #>> '{held,at}' IS NOT NULL
          ORDER BY created_at, id`,
      ]);
      const owed = grouped(obligations, ({ enrollmentId: _, due, ...rest }) => ({
        ...rest,
        due: due.getTime(),
      }));
      const steps = grouped(events, ({ enrollmentId: _, ...row }) => row);
      return {
        clients: cases.map(({ enrollmentId, since, discharged }): CaseloadClient => ({
          ...{ enrollmentId, since: since.getTime(), discharged },
          obligations: owed.get(enrollmentId) ?? [],
          steps: stepsIn(steps.get(enrollmentId) ?? []),
        })),
        reviews,
        names: new Map(
          cases.map(({ enrollmentId, since: _since, discharged: _discharged, ...client }) => [
            enrollmentId,
            client,
          ]),
        ),
      };
    },
  };
}

type OpenReview = {
  staffId: string;
  documentId: string;
  revision: number;
  state: string;
  plannedOn: string;
  format: string;
};
type CaseColumns = ClientRow & { enrollmentId: string; since: Date; discharged: boolean };
type OwedColumns = { enrollmentId: string; key: string; kind: string; duty: string; due: Date };

function grouped<Row extends { enrollmentId: string }, Item>(
  rows: readonly Row[],
  item: (row: Row) => Item,
): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const row of rows) {
    const list = found.get(row.enrollmentId);
    if (list) list.push(item(row));
    else found.set(row.enrollmentId, [item(row)]);
  }
  return found;
}
