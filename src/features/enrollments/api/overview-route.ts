import type { EnrollmentRow } from '../postgres/ports.ts';
import { overviewReply } from './overview-replies.ts';
import { appointmentsBetween } from '../../day/bands.ts';
import { dutyLineOf, type DutyView, dutyViewOf, ruleBehind } from '../../day/api/duty-line.ts';
import { type ContactInformation, contactInformationKind } from '../../team/contact-information.document.ts';
import { singleDocumentId } from '../../../kit/document-ids.ts';
import { planKind } from '../../plans/plan.document.ts';
import type { Plan } from '../../plans/plan.ts';
import { toldOf } from '../../triage/api/told.ts';
import { triageOf } from '../../triage/state.ts';
import type { Calendar } from '../../../engine/calendar/index.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import type { ObligationRow } from '../../../engine/obligations/row.ts';
import type { RecordedStep, StepType } from '../../../engine/record/steps/index.ts';
import type { Rule } from '../../../engine/policy/profile.ts';
import type { DocumentRow } from '../../../kit/documents.ts';
import {
  enrollmentParams,
  knowsClients,
  readsDetails,
  type RouteContext,
  scopeOf,
} from '../../../kit/http/context.ts';
import { toldBy } from '../../../kit/http/register-route.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { isOneOf, team } from '../../../kit/http/roles.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { StepsRead } from '../../../kit/reads.ts';
import { stepTitles } from '../../../pathway/step-titles.ts';

const mostPlans = 50;

/** A client at one look: how they are reached, what keeps them safe, what is owed, and why. */
export function overviewRoute(context: RouteContext): Route {
  const { reads, clock } = context;
  return route({
    id: 'getClientOverview',
    method: 'get',
    path: '/enrollments/{id}/overview',
    tag: 'Enrollments',
    summary:
      'A client at one look: how they are reached, their safety plan and next appointment, and what is owed with its why',
    operation: 'chart:read',
    params: enrollmentParams,
    replies: { 200: { description: 'As it stands now', schema: overviewReply } },
    problems: ['not-found'],
    async handle({ caller, params: { id = '' } }) {
      const now = clock.now();
      const scope = scopeOf(caller);
      const details = readsDetails(caller);
      const place = { agencyId: caller.agencyId, enrollmentId: id, kind: planKind.kind };
      const names = knowsClients(caller);
      const ways = { ...place, kind: contactInformationKind.kind };
      const [row, read, obligations, about, plans, information, open] = await Promise.all([
        reads.enrollment(scope, id, now),
        reads.steps(scope, id, { details }),
        reads.obligations(scope, id),
        names ? reads.aboutClients(caller.agencyId, [id]) : null,
        details ? context.documents.list(place, { state: 'complete', limit: mostPlans }) : [],
        names ? context.documents.peek(ways, singleDocumentId(ways)) : null,
        context.search.openSameness(caller.agencyId, [id]),
      ]);
      if (!row || !read || !obligations) return refuse('not-found');
      const owed = obligations.filter(({ closedAt, superseded }) => closedAt === null && !superseded);
      // What waits for others is what those who work with the client cannot do themselves.
      const role = isOneOf(caller.role, team) ? caller.role : 'coordinator';
      const hashes = owed.map(({ profileHash }) => profileHash);
      const view = await dutyViewOf(context, { agencyId: caller.agencyId, role }, hashes, now);
      const { calendar } = view.policy;
      return ok({
        ...{ asOf: now, timeZone: calendar.timeZone, ...headOf(row, names) },
        ...{ sameness: open.get(id) ?? 0, told: toldOf(read, now) },
        reach: about?.get(id)?.reach ?? null,
        contactInformation: information ? (information.content as ContactInformation) : null,
        nextAppointment: appointmentOf(read, calendar, now),
        safetyPlan: safetyPlanOf(plans, read, now),
        duties: owed.toSorted((a, b) => a.due - b.due).map((one) => dutyOf(one, view, read)),
      });
    },
  });
}

function headOf(row: EnrollmentRow, names: boolean) {
  const { id: enrollmentId, coordinatorId, coordinatorName, version, stage, level, emergency } = row;
  const { receivedAt, dischargedAt, endedAt, inErrorAt, pendingSteps } = row;
  return {
    ...{ enrollmentId, client: renderClient(row.client, names), version, stage, level, emergency },
    coordinator: coordinatorId === null ? null : { staffId: coordinatorId, name: coordinatorName },
    ...{ receivedAt, dischargedAt, endedAt, enteredInErrorAt: inErrorAt, pendingSteps },
  };
}

function dutyOf(owed: ObligationRow, view: DutyView, read: StepsRead) {
  const { band, ...line } = dutyLineOf(owed, view);
  const stepAt = (seq: number | null) => read.steps.find((step) => step.seq === seq);
  const opener = stepAt(owed.openedBySeq);
  const told = toldBy(read);
  return {
    ...{ ...line, band: band ?? ('later' as const) },
    ...{ originalDue: owed.originalDue, enteredLate: owed.enteredLate ?? false },
    openedBy: opener ? { ...titled(opener.facts.type), at: opener.at, by: told.author(opener.by) } : null,
    changes: owed.changes.map(({ type, at, from, to, bySeq }) => {
      const step = stepAt(bySeq);
      return {
        type,
        at,
        from,
        to,
        by: step ? told.author(step.by) : null,
        reason: wordsOf(read, step, 'reason'),
      };
    }),
    ways: waysOf(ruleBehind(owed, view), owed.level),
  };
}

const titled = (step: StepType) => ({ step, title: stepTitles[step] });

/** Each step that meets it, once; of a contact, how it has to be. */
function waysOf({ met }: Rule, level: string) {
  const steps = [...new Set(met.map(({ step }) => step as StepType))];
  return steps.map((step) => {
    const fulfilments = met.filter((one) => one.step === step);
    const modes = fulfilments.flatMap((one) => one.modesByLevel?.[level] ?? one.modes ?? []);
    const any = fulfilments.some((one) => !one.modesByLevel?.[level] && !one.modes);
    return { ...titled(step), modes: any ? [] : [...new Set(modes)] };
  });
}

function wordsOf({ details }: StepsRead, step: RecordedStep | undefined, name: string): string | null {
  const words = step && details.get(step.id)?.[name];
  return typeof words === 'string' ? words : null;
}

function appointmentOf(read: StepsRead, calendar: Calendar, now: number) {
  const { from } = appointmentsBetween(calendar, now);
  const [next] = triageOf(effectiveSteps(read.steps, now))
    .appointments.filter(({ startsAt, outcome }) => outcome === null && startsAt >= from)
    .toSorted((a, b) => a.startsAt - b.startsAt);
  if (!next) return null;
  const made = read.steps.find(({ id }) => id === next.id);
  return {
    ...{ appointmentId: next.id, startsAt: next.startsAt },
    ...{ purpose: wordsOf(read, made, 'purpose'), place: wordsOf(read, made, 'place') },
  };
}

/** Newest plans come first. */
function safetyPlanOf(plans: readonly DocumentRow[], read: StepsRead, now: number) {
  const found = plans.find(({ content }) => (content as Plan).sections.safetyPlan !== null);
  if (!found) return null;
  const { version, sections } = found.content as Plan;
  const { safetyPlan: plan, strengths } = sections;
  if (!plan) return null;
  const review = effectiveSteps(read.steps, now).findLast(
    (step) =>
      step.facts.type === 'reviewSafetyPlan' &&
      step.at >= found.createdAt &&
      wordsOf(read, step, 'safetyPlan') !== null,
  );
  return {
    ...{ version, writtenAt: found.createdAt, plan },
    strengths: strengths.filter(({ id }) => plan.strengths.includes(id)).map(({ text }) => text),
    reviewed: review
      ? { at: review.at, by: toldBy(read).author(review.by), said: wordsOf(read, review, 'safetyPlan') ?? '' }
      : null,
  };
}
