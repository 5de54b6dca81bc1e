import { z } from 'zod';
import type { DocumentRow } from '../../../kit/documents.ts';
import type { EnrollmentRow, WorkRow } from '../postgres/ports.ts';
import { formatLocal, localDateOf, startOfLocalDay } from '../../../engine/calendar/index.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import { type ContactInformation, contactInformationKind } from '../../team/contact-information.document.ts';
import { planKind } from '../../plans/plan.document.ts';
import type { Plan } from '../../plans/plan.ts';
import { triageOf } from '../../triage/state.ts';
import { agencyPolicy, dateAt } from '../../../kit/http/documents/agency-policy.ts';
import { nameOf } from '../../../kit/client-row.ts';
import { singleDocumentId } from '../../../kit/document-ids.ts';
import { ofType } from '../../../kit/http/reply.ts';
import { type SheetClient, sheetPage } from './render-sheet.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';

const mostClients = 200;
const mostPlans = 50;

/** A day's work on paper: it carries a coordinator through an outage. */
export function sheetRoutes(context: RouteContext): Route[] {
  const { reads, clock } = context;
  return [
    route({
      id: 'getMySheet',
      method: 'get',
      path: '/worklists/mine/sheet',
      tag: 'Worklists',
      summary:
        'A printable page a client: what is due today, appointments, how to reach them, the safety plan',
      operation: 'worklist:mine',
      replies: {
        200: { description: 'One document, self-contained', schema: z.string(), type: 'text/html' },
      },
      async handle({ caller }) {
        const now = clock.now();
        const { agencyId, staffId } = caller;
        const policy = await agencyPolicy(context, agencyId);
        const work = await reads.workOf(agencyId, staffId, now);
        const caseload = await reads.enrollments({
          ...{ scope: scopeOf(caller), of: null, coordinatorId: staffId, now, limit: mostClients },
        });
        const clients: SheetClient[] = [];
        for (const one of caseload.filter(({ endedAt }) => endedAt === null)) {
          const mine = work.filter(({ enrollmentId }) => enrollmentId === one.id);
          clients.push(await clientOf(context, caller, one, { work: mine, policy, now }));
        }
        const coordinator = caseload[0]?.coordinatorName ?? 'Caseload';
        const printedAt = formatLocal(policy.calendar, now);
        const date = dateAt(policy, now);
        return ofType('text/html', sheetPage({ coordinator, date, printedAt, clients }));
      },
    }),
  ];
}

type Day = { work: readonly WorkRow[]; policy: Policy; now: number };

async function clientOf(
  { reads, documents }: RouteContext,
  caller: Input['caller'],
  { id, client, level, stage }: EnrollmentRow,
  { work, policy, now }: Day,
): Promise<SheetClient> {
  const { agencyId } = caller;
  const place = (kind: string) => ({ agencyId, enrollmentId: id, kind });
  const information = place(contactInformationKind.kind);
  const [read, reach, plans] = await Promise.all([
    reads.steps(scopeOf(caller), id, { details: true }),
    documents.peek(information, singleDocumentId(information)),
    documents.list(place(planKind.kind), { state: 'complete', limit: mostPlans }),
  ]);
  return {
    ...{ name: nameOf(client), reference: client.reference, level, stage },
    reach: reach ? waysOf(reach.content as ContactInformation) : [],
    appointments: read ? appointmentsOf(read, policy, now) : [],
    owed: owedOf(work, policy, now),
    safetyPlan: [...reviewedOf(read, policy, now), ...safetyPlanOf(plans, policy)].join(' ') || null,
  };
}

function waysOf({ ways, bestTimes }: ContactInformation): string[] {
  const lines = ways.map(
    ({ kind, value, mayLeaveMessage, note }) =>
      `${kind}: ${value}${mayLeaveMessage ? '' : ' (leave no message)'}${note === undefined ? '' : `; ${note}`}`,
  );
  return bestTimes === undefined ? lines : [...lines, `Best: ${bestTimes}`];
}

/** Of today and tomorrow, those that have not come about yet. */
function appointmentsOf(
  { steps, details }: NonNullable<Awaited<ReturnType<RouteContext['reads']['steps']>>>,
  { calendar }: Policy,
  now: number,
): string[] {
  const today = localDateOf(calendar, now);
  const [from, to] = [startOfLocalDay(calendar, today), startOfLocalDay(calendar, today + 2)];
  return triageOf(effectiveSteps(steps, now))
    .appointments.filter(({ startsAt, outcome }) => outcome === null && startsAt >= from && startsAt < to)
    .toSorted((a, b) => a.startsAt - b.startsAt)
    .map(({ id, startsAt }) => {
      const told = details.get(id) ?? {};
      const parts = [told['purpose'], told['place'], told['withWhom'], told['travel']];
      const said = parts.filter((part) => typeof part === 'string');
      return [formatLocal(calendar, startsAt), ...said].join('; ');
    });
}

/** What is overdue or falls due by the end of today. */
function owedOf(work: readonly WorkRow[], { profile, calendar }: Policy, now: number): SheetClient['owed'] {
  const tomorrow = startOfLocalDay(calendar, localDateOf(calendar, now) + 1);
  return work
    .filter(({ obligation: { due } }) => due < tomorrow)
    .map(({ obligation: { kind, due } }) => ({
      due: formatLocal(calendar, due),
      title: profile.rules.find((rule) => rule.kind === kind)?.title ?? kind,
      overdue: due < now,
    }));
}

/** What was said of it when it was last looked at again, where that was written down (CR-4). */
function reviewedOf(
  read: Awaited<ReturnType<RouteContext['reads']['steps']>>,
  policy: Policy,
  now: number,
): string[] {
  const steps = read ? effectiveSteps(read.steps, now) : [];
  const last = steps.findLast(
    ({ id, facts }) =>
      facts.type === 'reviewSafetyPlan' && read?.details.get(id)?.['safetyPlan'] !== undefined,
  );
  if (!last) return [];
  return [`Reviewed on ${dateAt(policy, last.at)}: ${String(read?.details.get(last.id)?.['safetyPlan'])}`];
}

/** Where the newest one stands, and its steps: newest plans come first. */
function safetyPlanOf(plans: readonly DocumentRow[], policy: Policy): string[] {
  for (const { content, createdAt } of plans) {
    const { version, sections } = content as Plan;
    if (!sections.safetyPlan) continue;
    const { steps, crisisContacts } = sections.safetyPlan;
    const contacts = crisisContacts.map(({ name, reach }) => `${name}: ${reach}`);
    const where = `In the ${version} plan of ${dateAt(policy, createdAt)}.`;
    return [where, ...steps, ...contacts];
  }
  return [];
}
