import { type ContactInformation, contactInformationKind } from '../../team/contact-information.document.ts';
import type { Identity } from '../../identity/identity.ts';
import { identityKind } from '../../identity/identity.document.ts';
import { triageOf } from '../../triage/state.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { planKind } from '../../plans/plan.document.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { eventColumns, stepsIn } from '../../../kit/postgres/event-rows.ts';
import type { AboutClient, Reach } from './ports.ts';

/** What tells of appointments; and what takes a step back. */
const toldIn = ['AppointmentScheduled', 'AppointmentReminded', 'AppointmentRecorded', 'StepVoided'];

/** Somebody's day in a few statements, however many clients they have. */
export function dayReads(prisma: PrismaClient) {
  return {
    /** When the next appointment of each of these is, of today or later. */
    async appointmentsOf(enrollmentIds: readonly string[], now: number): Promise<Map<string, number>> {
      const events = await prisma.event.findMany({
        where: { enrollmentId: { in: [...enrollmentIds] }, type: { in: toldIn } },
        orderBy: [{ enrollmentId: 'asc' }, { seq: 'asc' }],
        select: { enrollmentId: true, ...eventColumns },
      });
      return new Map(
        enrollmentIds.flatMap((id): [string, number][] => {
          const told = events.filter(({ enrollmentId }) => enrollmentId === id);
          const ahead = triageOf(effectiveSteps(stepsIn(told), now))
            .appointments.filter(({ startsAt, outcome }) => outcome === null && startsAt >= now)
            .map(({ startsAt }) => startsAt);
          return ahead.length === 0 ? [] : [[id, Math.min(...ahead)]];
        }),
      );
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

function firstWay({ ways }: ContactInformation): Reach | null {
  const way = ways.find(({ kind }) => kind === 'phone' || kind === 'text');
  return way ? { phone: way.value, mayLeaveMessage: way.mayLeaveMessage } : null;
}

function firstPhone({ telecom }: Identity): Reach | null {
  const phone = telecom.find(({ use }) => use !== 'old');
  return phone ? { phone: phone.value, mayLeaveMessage: phone.mayLeaveMessage } : null;
}
