import type { CaseloadStore, OverrideRow, PlaceRow } from './ports.ts';
import { weighingSteps } from '../weight.ts';
import { actingColumns, actingOf } from '../../staff/postgres/acting.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { named } from '../../../kit/postgres/event-rows.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { endOverride, grantOverride, overrideRows } from './overrides.ts';

/** Caseloads in PostgreSQL: what the database adds up and holds (ST-4), beside whose they are. */
export function createCaseloadStore(prisma: PrismaHandle): CaseloadStore {
  return guarded<CaseloadStore>({
    async caseloads(agencyId, now) {
      const [staff, places, granted] = await Promise.all([
        prisma.staff.findMany({
          where: { agencyId, OR: [{ role: 'coordinator', active: true }, { places: { some: {} } }] },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          select: {
            ...actingColumns(new Date(now)),
            ...{ name: true, onCall: true, caseloadShare: true, caseloadLimit: true },
          },
        }),
        placesOf(prisma, agencyId),
        prisma.caseloadOverride.findMany({
          where: { agencyId, act: 'grant', untilAt: { gt: new Date(now) } },
          orderBy: { fromAt: 'asc' },
        }),
      ]);
      const overrides = byStaff((await overrideRows(prisma, granted)).filter(({ until }) => until > now));
      const taken = byStaff(places);
      return staff.map(({ name, onCall, caseloadShare, caseloadLimit, ...person }) => ({
        ...{ staffId: person.id, name, role: person.role, active: person.active, onCall },
        ...{ used: Number(caseloadShare), limit: Number(caseloadLimit) },
        acting: actingOf(person),
        places: (taken.get(person.id) ?? []).map(({ staffId: _, ...place }): PlaceRow => place),
        overrides: overrides.get(person.id) ?? [],
      }));
    },

    async overrides(agencyId, staffId) {
      const person = await prisma.staff.findFirst({ where: { id: staffId, agencyId }, select: { id: true } });
      if (!person) return null;
      const granted = await prisma.caseloadOverride.findMany({
        where: { agencyId, staffId, act: 'grant' },
        orderBy: [{ fromAt: 'desc' }, { commandId: 'desc' }],
      });
      return overrideRows(prisma, granted);
    },

    grant: (request) => grantOverride(prisma, request),
    end: (request) => endOverride(prisma, request),
  });
}

/**
 * The places of an agency, each with the steps that its weight depends on (`event_weighing_idx`): one row for all of them, since two thousand take longer
 * to read than to find.
 */
async function placesOf(
  prisma: PrismaHandle,
  agencyId: string,
): Promise<(PlaceRow & Pick<OverrideRow, 'staffId'>)[]> {
  const [row] = await prisma.$queryRaw<{ places: (PlaceRow & Pick<OverrideRow, 'staffId'>)[] | null }[]>`
    WITH weighed AS (
      SELECT v.enrollment_id, json_agg(json_build_object('id', v.step_id, 'commandId', v.command_id, 'seq', v.seq,
        'at', round(extract(epoch FROM v.occurred_at) * 1000), 'recordedAt', round(extract(epoch FROM v.recorded_at) * 1000),
        'by', v.actor ->> 'staffId', 'facts', v.data) ORDER BY v.seq) AS steps
      FROM caseload_place p JOIN event v ON v.enrollment_id = p.enrollment_id
      WHERE p.agency_id = ${agencyId}::uuid AND v.type IN (${named(...weighingSteps)}) GROUP BY v.enrollment_id)
    SELECT json_agg(json_build_object('staffId', p.staff_id, 'enrollmentId', p.enrollment_id, 'level', p.level, 'share', p.share,
      'provisional', p.provisional, 'since', round(extract(epoch FROM p.since) * 1000), 'steps', coalesce(w.steps, '[]'))
      ORDER BY p.since) AS places
    FROM caseload_place p LEFT JOIN weighed w ON w.enrollment_id = p.enrollment_id WHERE p.agency_id = ${agencyId}::uuid`;
  return row?.places ?? [];
}

function byStaff<Row extends Pick<OverrideRow, 'staffId'>>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(row.staffId);
    if (known) known.push(row);
    else found.set(row.staffId, [row]);
  }
  return found;
}
