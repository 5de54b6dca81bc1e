import { eventTypeOf, type RecordedStep } from '../../../engine/record/steps/index.ts';
import type { CaseloadStore, OverrideRow, PlaceRow } from './ports.ts';
import { weighingSteps } from '../weight.ts';
import { actingColumns, actingOf } from '../../staff/postgres/acting.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { type EventRow, stepsIn } from '../../../kit/postgres/event-rows.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { endOverride, grantOverride, overrideRows } from './overrides.ts';

const weighing: string[] = weighingSteps.map((type) => eventTypeOf(type));

/** Caseloads in PostgreSQL: what the database adds up and holds (ST-4), beside whose they are. */
export function createCaseloadStore(prisma: PrismaHandle): CaseloadStore {
  return guarded<CaseloadStore>({
    async caseloads(agencyId, now) {
      const [staff, places, granted, steps] = await Promise.all([
        prisma.staff.findMany({
          where: { agencyId, OR: [{ role: 'coordinator', active: true }, { places: { some: {} } }] },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          select: {
            ...actingColumns(new Date(now)),
            ...{ name: true, onCall: true, caseloadShare: true, caseloadLimit: true },
          },
        }),
        prisma.caseloadPlace.findMany({ where: { agencyId }, orderBy: { since: 'asc' } }),
        prisma.caseloadOverride.findMany({
          where: { agencyId, act: 'grant', untilAt: { gt: new Date(now) } },
          orderBy: { fromAt: 'asc' },
        }),
        weighingStepsOf(prisma, agencyId),
      ]);
      const overrides = byStaff((await overrideRows(prisma, granted)).filter(({ until }) => until > now));
      const taken = byStaff(
        places.map((row) => ({
          staffId: row.staffId,
          ...{ enrollmentId: row.enrollmentId, level: row.level, share: Number(row.share) },
          ...{ provisional: row.provisional, since: row.since.getTime() },
          steps: steps.get(row.enrollmentId) ?? [],
        })),
      );
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

/** Of the open enrollments of an agency, by id. One statement, and only of the kinds that are asked for. */
async function weighingStepsOf(prisma: PrismaHandle, agencyId: string): Promise<Map<string, RecordedStep[]>> {
  const rows = await prisma.$queryRaw<(EventRow & { enrollmentId: string })[]>`
    SELECT v.enrollment_id AS "enrollmentId", v.seq, v.command_id AS "commandId", v.index, v.type,
      v.step_id AS "stepId", v.occurred_at AS "occurredAt", v.recorded_at AS "recordedAt", v.actor, v.data
    FROM caseload_place p JOIN event v ON v.enrollment_id = p.enrollment_id
    WHERE p.agency_id = ${agencyId}::uuid AND v.type = ANY(${weighing}) ORDER BY v.enrollment_id, v.seq`;
  const found = new Map<string, RecordedStep[]>();
  for (const { enrollmentId, ...row } of rows)
    found.set(enrollmentId, [...(found.get(enrollmentId) ?? []), ...stepsIn([row])]);
  return found;
}

function byStaff<Row extends Pick<OverrideRow, 'staffId'>>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.staffId, [...(found.get(row.staffId) ?? []), row]);
  return found;
}
