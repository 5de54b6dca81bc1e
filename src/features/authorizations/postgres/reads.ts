import { eventTypeOf, type RecordedStep } from '../../../engine/record/steps/index.ts';
import type { ClientRow } from '../../../kit/client-row.ts';
import { useSteps } from '../under-use.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { clientJson } from '../../../kit/postgres/rows.ts';

/** Of an enrollment with something authorized, the steps that say what is granted and used, in the order of entry. */
type AuthorizedRow = {
  enrollmentId: string;
  client: ClientRow;
  coordinatorId: string | null;
  /** The policy it runs under. */
  profileHash: string;
  calendarHash: string;
  steps: RecordedStep[];
};

const types = useSteps.map((type) => eventTypeOf(type));
/** As long as one of these is owed, something may be granted. */
const owed = ['authorization.renewal', 'sar.decision', 'extension.decision'];

/**
 * One statement for a whole caseload, a row an enrollment: what says that something is granted are the obligations, so
 * that no other enrollment's events are looked at, and of services only those that use it.
 */
export function authorizedReads(prisma: PrismaClient) {
  return {
    /** Running enrollments where an authorization is to be renewed or decided on; of one coordinator's, or (null) all. */
    authorized(agencyId: string, coordinatorId: string | null): Promise<AuthorizedRow[]> {
      const whose =
        coordinatorId === null ? Prisma.empty : Prisma.sql`AND e.coordinator_id = ${coordinatorId}::uuid`;
      return prisma.$queryRaw<AuthorizedRow[]>`
        SELECT e.id AS "enrollmentId", e.coordinator_id AS "coordinatorId",
          e.profile_hash AS "profileHash", e.calendar_hash AS "calendarHash",
          ${clientJson} AS client,
          (SELECT coalesce(json_agg(json_build_object('id', v.step_id, 'commandId', v.command_id, 'seq', v.seq,
              'at', floor(extract(epoch FROM v.occurred_at) * 1000),
              'recordedAt', floor(extract(epoch FROM v.recorded_at) * 1000),
              'by', v.actor ->> 'staffId', 'facts', v.data) ORDER BY v.seq), '[]')
            FROM event v WHERE v.enrollment_id = e.id AND v.type IN (${Prisma.join(types)})
              AND (v.type <> 'ServiceRecorded' OR v.data ->> 'authorization' IS NOT NULL)) AS steps
        FROM enrollment e JOIN client c ON c.id = e.client_id
        WHERE e.agency_id = ${agencyId}::uuid ${whose} AND e.ended_at IS NULL
          AND e.id IN (SELECT o.enrollment_id FROM obligation o WHERE o.agency_id = ${agencyId}::uuid
            AND o.kind IN (${Prisma.join(owed)}) AND o.closed_at IS NULL AND NOT o.superseded)`;
    },
  };
}
