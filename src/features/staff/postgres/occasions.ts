import type { Occasions } from '../occasions.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';

/**
 * Who supervises whom, and when there was a case review, a check-in, a signed evaluation: of an agency's staff, or of one
 * of them. One statement, which brings instants and nothing that people wrote.
 */
export async function occasionsOf(
  tx: Prisma.TransactionClient,
  agencyId: string,
  staffId?: string,
): Promise<Map<string, Occasions>> {
  const whom = staffId === undefined ? Prisma.empty : Prisma.sql`AND d.about_staff_id = ${staffId}::uuid`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT d.about_staff_id AS "staffId", d.kind, s.id AS "supervisorId",
      CASE d.kind
        WHEN 'case-review' THEN jsonb_path_query_array(d.content, '$.held.at')
        WHEN 'evaluation' THEN jsonb_path_query_array(d.content, '$.signed.at')
        ELSE jsonb_path_query_array(d.content, '$.checkIns[*].at')
      END AS held
    FROM document d
    LEFT JOIN staff s ON d.kind = 'supervision' AND s.active AND s.role IN ('supervisor', 'director') AND s.id = (d.content ->> 'supervisorId')::uuid
    WHERE d.agency_id = ${agencyId}::uuid AND d.about_staff_id IS NOT NULL ${whom}
      AND d.kind IN ('case-review', 'evaluation', 'supervision')`;
  const found = new Map<string, Occasions>();
  for (const { staffId: id, kind, supervisorId, held } of rows) {
    const one = found.get(id) ?? noOccasions();
    found.set(id, one);
    one.held[kind === 'supervision' ? 'check-in' : kind].push(...held);
    if (kind === 'supervision') one.supervisorId = supervisorId;
  }
  return found;
}

export function noOccasions(): Occasions {
  return { supervisorId: null, held: { 'case-review': [], 'check-in': [], evaluation: [] } };
}

type Row = {
  staffId: string;
  kind: 'case-review' | 'evaluation' | 'supervision';
  supervisorId: string | null;
  held: number[];
};
