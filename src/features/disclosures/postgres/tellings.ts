import type { Told } from '../../../engine/record/steps/disclosures.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';
import type { DisclosureStore, TellingsAsked } from './ports.ts';

/** Contacts and meetings in which it was said what was told: those of which nobody was asked are not among them, nor voided ones. */
const asked = ({ agencyId, from, until }: TellingsAsked) => Prisma.sql`
  FROM event e JOIN enrollment n ON n.id = e.enrollment_id
  WHERE n.agency_id = ${agencyId}::uuid AND n.in_error_at IS NULL
    AND e.type IN ('ContactLogged', 'RstMeetingHeld') AND e.data -> 'disclosed' IS NOT NULL
    AND e.occurred_at >= ${new Date(from)} AND e.occurred_at < ${new Date(until)}
    -- Nothing is recorded before it happens, and what is recorded is what has an index.
    AND e.recorded_at >= ${new Date(from)}
    AND NOT EXISTS (SELECT FROM event v WHERE v.enrollment_id = e.enrollment_id
      AND v.type = 'StepVoided' AND v.data ->> 'step' = e.step_id)`;

/** How often nothing was told, by who recorded it, and a few of all of them, drawn by the month: whenever one looks, the same. */
export function tellingsOf(prisma: PrismaHandle): DisclosureStore['tellings'] {
  return async (wanted) => {
    const { month, sampled } = wanted;
    const [counts, sample] = await Promise.all([
      prisma.$queryRaw<{ staffId: string; asked: number; nothing: number }[]>`
        SELECT e.actor ->> 'staffId' AS "staffId", count(*)::int AS asked,
          count(*) FILTER (WHERE jsonb_array_length(e.data -> 'disclosed') = 0)::int AS nothing
        ${asked(wanted)} GROUP BY 1 ORDER BY 1`,
      prisma.$queryRaw<
        { enrollmentId: string; stepId: string; type: string; at: Date; staffId: string; told: Told[] }[]
      >`
        SELECT e.enrollment_id AS "enrollmentId", e.step_id AS "stepId", e.type, e.occurred_at AS at,
          e.actor ->> 'staffId' AS "staffId", e.data -> 'disclosed' AS told
        ${asked(wanted)} ORDER BY md5(${month} || e.enrollment_id || e.step_id) LIMIT ${sampled}`,
    ]);
    return {
      counts,
      sample: sample.map(({ type, at, ...row }) => ({
        ...{ ...row, at: at.getTime() },
        what: type === 'ContactLogged' ? ('contact' as const) : ('meeting' as const),
      })),
    };
  };
}
