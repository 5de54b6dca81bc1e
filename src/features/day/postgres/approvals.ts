import type { ClientRow } from '../../../kit/client-row.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import type { HeldReviewRow, WaitingForLead } from './ports.ts';

type ClientColumns = Omit<ClientRow, 'id'> & { clientId: string };
type WaitingColumns = ClientColumns &
  Omit<WaitingForLead, 'client' | 'due' | 'opened'> & { due: Date; opened: Date };

/** What nobody but a lead can settle. */
export function approvalReads(prisma: PrismaClient) {
  return {
    /** Open duties of those kinds, whoever has the client, the oldest first; with the facts of the step that opened each. */
    async waitingForLeads(
      agencyId: string,
      kinds: readonly string[],
      limit: number,
    ): Promise<WaitingForLead[]> {
      const rows = await prisma.$queryRaw<WaitingColumns[]>`
        SELECT e.id AS "enrollmentId", e.level, s.id AS "staffId", s.name AS "staffName",
          c.id AS "clientId", c.reference, c.given_name AS "givenName", c.family_name AS "familyName",
          c.birth_date AS "birthDate", o.key, o.kind, o.thing AS focus, o.duty, o.due, o.opened, o.level AS "cadenceLevel",
          o.profile_hash AS "profileHash", v.step_id AS "stepId", v.data -> 'score' AS score,
          coalesce(v.data -> 'instrument', 'null') <> 'null' AS "isAnswered", to_json(f) AS form
        FROM obligation o JOIN enrollment e ON e.id = o.enrollment_id JOIN client c ON c.id = e.client_id
          LEFT JOIN staff s ON s.id = e.coordinator_id
          LEFT JOIN event v ON v.enrollment_id = o.enrollment_id AND v.seq = o.opened_by_seq
          LEFT JOIN LATERAL (
            SELECT a.id, a.sha256 FROM attachment a
            WHERE v.data ? 'score' AND a.enrollment_id = e.id AND a.what = 'acuity-scoring' AND a.kept_at IS NOT NULL
              AND NOT EXISTS (SELECT FROM attachment_strike k WHERE k.attachment_id = a.id)
            ORDER BY a.kept_at DESC LIMIT 1
          ) f ON true
        WHERE o.agency_id = ${agencyId}::uuid AND o.closed_at IS NULL AND NOT o.superseded
          AND o.kind = ANY(${[...kinds]})
        ORDER BY o.opened, o.enrollment_id, o.key LIMIT ${limit}`;
      return rows.map((row) => {
        const { clientId, reference, givenName, familyName, birthDate, due, opened, ...rest } = row;
        return {
          ...rest,
          client: { id: clientId, reference, givenName, familyName, birthDate },
          due: due.getTime(),
          opened: opened.getTime(),
        };
      });
    },

    /** Case reviews that were held and wait for the signature of that supervisor, the oldest first. */
    async reviewsToSign(agencyId: string, supervisorId: string): Promise<HeldReviewRow[]> {
      const rows = await prisma.$queryRaw<(Omit<HeldReviewRow, 'heldAt'> & { heldAt: Date })[]>`
        SELECT d.id AS "documentId", d.revision, s.id AS "staffId", s.name AS "staffName", d.updated_at AS "heldAt"
        FROM document d JOIN staff s ON s.id = d.about_staff_id
        WHERE d.agency_id = ${agencyId}::uuid AND d.kind = 'case-review' AND d.state = 'held'
          AND d.content ->> 'supervisorId' = ${supervisorId}
        ORDER BY d.updated_at, d.id`;
      return rows.map((row) => ({ ...row, heldAt: row.heldAt.getTime() }));
    },
  };
}
