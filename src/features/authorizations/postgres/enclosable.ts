import { eventTypeOf } from '../../../engine/record/steps/index.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import type { Enclosables } from '../enclosed-from.ts';
import { planKind } from '../../plans/plan.document.ts';

const types = (['scoreAcuity', 'holdRstMeeting', 'voidStep'] as const).map((type) => eventTypeOf(type));

/** In one statement, so that asking the payer costs little more than any other step. */
export function enclosableReads(prisma: Pick<PrismaClient, '$queryRaw'>) {
  return {
    /** Of one enrollment of the agency; plans and files of these ids alone. */
    async enclosables(agencyId: string, enrollmentId: string, ids: readonly string[]): Promise<Enclosables> {
      const named = Prisma.sql`${[...ids]}::text[]`;
      const whose = Prisma.sql`agency_id = ${agencyId}::uuid AND enrollment_id = ${enrollmentId}::uuid`;
      const [row] = await prisma.$queryRaw<Enclosables[]>`SELECT
        (SELECT coalesce(json_agg(json_build_object('id', id, 'state', state, 'revision', revision, 'hash', hash)), '[]')
          FROM document WHERE ${whose} AND kind = ${planKind.kind} AND id::text = ANY (${named})) AS plans,
        (SELECT coalesce(json_agg(json_build_object('id', a.id, 'what', a.what, 'sha256', a.sha256,
            'scan', (SELECT s.state FROM attachment_scan s WHERE s.attachment_id = a.id),
            'struck', EXISTS (SELECT FROM attachment_strike k WHERE k.attachment_id = a.id))), '[]')
          FROM attachment a WHERE ${whose} AND a.kept_at IS NOT NULL AND a.id::text = ANY (${named})) AS files,
        (SELECT coalesce(json_agg(json_build_object('id', v.step_id, 'commandId', v.command_id, 'seq', v.seq,
            'at', floor(extract(epoch FROM v.occurred_at) * 1000),
            'recordedAt', floor(extract(epoch FROM v.recorded_at) * 1000),
            'by', v.actor ->> 'staffId', 'facts', v.data) ORDER BY v.seq), '[]')
          FROM event v JOIN enrollment e ON e.id = v.enrollment_id
          WHERE e.agency_id = ${agencyId}::uuid AND e.id = ${enrollmentId}::uuid
            AND v.type IN (${Prisma.join(types)})) AS steps`;
      return row ?? { plans: [], files: [], steps: [] };
    },
  };
}
