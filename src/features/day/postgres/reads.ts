import { type ContactInformation, contactInformationKind } from '../../team/contact-information.document.ts';
import type { Identity } from '../../identity/identity.ts';
import { identityKind } from '../../identity/identity.document.ts';
import { planKind } from '../../plans/plan.document.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { eventColumns, stepsIn } from '../../../kit/postgres/event-rows.ts';
import type { AboutClient, DutyRow, Reach } from './ports.ts';

type Columns = Omit<DutyRow, 'client' | 'obligation'> &
  Omit<DutyRow['client'], 'id'> & { clientId: string } & Omit<
    DutyRow['obligation'],
    'opened' | 'due' | 'level' | 'focus'
  > & { opened: Date; due: Date; cadenceLevel: string; focus: string | null };

/** What tells of appointments; and what takes a step back. */
const toldIn = ['AppointmentScheduled', 'AppointmentReminded', 'AppointmentRecorded', 'StepVoided'];

/** Somebody's day in a few statements, however many clients they have. */
export function dayReads(prisma: PrismaClient) {
  return {
    /** What is owed to the clients of somebody, of those for whom they cover at that instant, and of those who have left and named them; soonest first. */
    async dutiesOf(agencyId: string, coordinatorId: string, now: number): Promise<DutyRow[]> {
      const at = Prisma.sql`${new Date(now)}::timestamptz`;
      const rows = await prisma.$queryRaw<Columns[]>`
        SELECT e.id AS "enrollmentId", e.stage, e.level, e.emergency, e.coordinator_id AS "coordinatorId",
          s.name AS "coordinatorName", c.id AS "clientId", c.reference, c.given_name AS "givenName",
          c.family_name AS "familyName", c.birth_date AS "birthDate", o.key, o.kind, o.thing AS focus, o.duty,
          o.level AS "cadenceLevel", o.opened, o.due, o.profile_hash AS "profileHash", o.suspended, o.acknowledged
        FROM enrollment e JOIN obligation o ON o.enrollment_id = e.id AND o.closed_at IS NULL AND NOT o.superseded
          JOIN client c ON c.id = e.client_id JOIN staff s ON s.id = e.coordinator_id
        WHERE e.agency_id = ${agencyId}::uuid AND e.ended_at IS NULL AND e.coordinator_id IN (
          SELECT h.id FROM staff h WHERE coalesce(h.successor_id, h.id) IN (
            SELECT ${coordinatorId}::uuid UNION ALL SELECT a.staff_id FROM absence a
            WHERE a.cover_id = ${coordinatorId}::uuid AND a.from_at <= ${at} AND (a.until_at IS NULL OR a.until_at > ${at})))
        ORDER BY o.due, o.key, e.id`;
      return rows.map(dutyOf);
    },

    /** Of these enrollments: how their clients are reached, whether they have a safety plan, and the steps that tell of appointments. */
    async aboutClients(
      agencyId: string,
      enrollmentIds: readonly string[],
    ): Promise<Map<string, AboutClient>> {
      const ids = [...enrollmentIds];
      const [enrollments, information, plans, events] = await Promise.all([
        prisma.enrollment.findMany({
          where: { agencyId, id: { in: ids } },
          select: { id: true, clientId: true },
        }),
        prisma.document.findMany({
          where: { agencyId, enrollmentId: { in: ids }, kind: contactInformationKind.kind },
          select: { enrollmentId: true, content: true },
        }),
        prisma.$queryRaw<{ enrollmentId: string }[]>`
          SELECT DISTINCT enrollment_id AS "enrollmentId" FROM document
          WHERE agency_id = ${agencyId}::uuid AND kind = ${planKind.kind} AND state = 'complete'
            AND enrollment_id = ANY(${ids}::uuid[]) AND content->'sections'->'safetyPlan' IS NOT NULL`,
        prisma.event.findMany({
          where: { enrollmentId: { in: ids }, type: { in: toldIn } },
          orderBy: [{ enrollmentId: 'asc' }, { seq: 'asc' }],
          select: { enrollmentId: true, ...eventColumns },
        }),
      ]);
      const identities = await prisma.document.findMany({
        where: {
          agencyId,
          kind: identityKind.kind,
          clientId: { in: enrollments.map((row) => row.clientId) },
        },
        select: { clientId: true, content: true },
      });
      const withPlan = new Set(plans.map(({ enrollmentId }) => enrollmentId));
      return new Map(
        enrollments.map(({ id, clientId }) => {
          const asked = information.find(({ enrollmentId }) => enrollmentId === id);
          const told = identities.find((row) => row.clientId === clientId);
          const reach = asked
            ? firstWay(asked.content as unknown as ContactInformation)
            : told && firstPhone(told.content as unknown as Identity);
          const steps = stepsIn(events.filter(({ enrollmentId }) => enrollmentId === id));
          return [id, { reach: reach ?? null, hasSafetyPlan: withPlan.has(id), steps }];
        }),
      );
    },
  };
}

function dutyOf(row: Columns): DutyRow {
  const { clientId, reference, givenName, familyName, birthDate, ...rest } = row;
  const { key, kind, focus, duty, cadenceLevel, opened, due, profileHash, suspended, acknowledged } = rest;
  const { enrollmentId, stage, level, emergency, coordinatorId, coordinatorName } = rest;
  return {
    ...{ enrollmentId, stage, level, emergency, coordinatorId, coordinatorName },
    client: { id: clientId, reference, givenName, familyName, birthDate },
    obligation: {
      ...{ key, kind, duty, profileHash, suspended, acknowledged, level: cadenceLevel },
      ...(focus === null ? {} : { focus }),
      ...{ opened: opened.getTime(), due: due.getTime() },
    },
  };
}

function firstWay({ ways }: ContactInformation): Reach | null {
  const way = ways.find(({ kind }) => kind === 'phone' || kind === 'text');
  return way ? { phone: way.value, mayLeaveMessage: way.mayLeaveMessage } : null;
}

function firstPhone({ telecom }: Identity): Reach | null {
  const phone = telecom.find(({ use }) => use !== 'old');
  return phone ? { phone: phone.value, mayLeaveMessage: phone.mayLeaveMessage } : null;
}
