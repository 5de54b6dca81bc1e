import { triageReply } from '../../contracts/schemas/replies/triage.ts';
import { localDateOf } from '../../domain/calendar/index.ts';
import { effectiveSteps, standingAt } from '../../domain/obligations/fold.ts';
import { firstContactOf } from '../../domain/triage/first-contact.ts';
import { type Triage, triageOf } from '../../domain/triage/register.ts';
import { ok, refuse } from '../http/reply.ts';
import { iso, isoOrNull } from '../render/instants.ts';
import { type Told, toldBy } from '../render/steps.ts';
import { type Route, route } from '../route.ts';
import { enrollmentParams, readsDetails, type RouteContext, scopeOf } from './context.ts';

/** What the triage of a client has come to. */
export function triageRoutes({ reads, clock }: RouteContext): Route[] {
  return [
    route({
      id: 'getTriage',
      method: 'get',
      path: '/enrollments/{id}/triage',
      tag: 'Triage',
      summary: 'Needs and what each led to, appointments, the search for a missed client, who was told (IN)',
      operation: 'enrollment:read',
      params: enrollmentParams,
      replies: { 200: { description: 'Each part in the order in which it happened', schema: triageReply } },
      problems: ['not-found'],
      async handle({ caller, params }) {
        const now = clock.now();
        const words = readsDetails(caller);
        const read = await reads.steps(scopeOf(caller), params['id'] ?? '', { words });
        if (!read) return refuse('not-found');
        const steps = effectiveSteps(read.steps, now);
        const told = toldBy(read);
        const standing = standingAt(read.steps, now);
        const { calendar } = standing.policy;
        const first = firstContactOf(standing, read.steps);
        const reported = steps.filter(
          ({ facts }) => facts.type === 'receiveReferral' || facts.type === 'reportEmergentNeed',
        );
        return ok({
          asOf: iso(now),
          reported: reported.map(({ id, at, facts }) => ({ ...told.mark(id, at), type: facts.type })),
          firstContact: {
            reachedAt: isoOrNull(first.reachedAt),
            due: isoOrNull(first.due),
            beside: first.beside.map((other) => ({ ...other, due: iso(other.due) })),
          },
          ...render(triageOf(steps), told, (at) => localDateOf(calendar, at)),
        });
      },
    }),
  ];
}

function render(triage: Triage, told: Told, dayOf: (at: number) => number) {
  const { needs, allNeedsSeen, providers, appointments, locating } = triage;
  return {
    needs: needs.map(({ id, at, by, outcome, led }) => ({
      ...told.mark(id, at),
      by: told.author(by),
      outcome,
      led: led.map((step) => ({ stepId: step.id, at: iso(step.at), type: step.type })),
    })),
    allNeedsSeen,
    providers: providers.map(({ id, namedAt, toldAt }) => ({
      ...told.mark(id, namedAt),
      toldAt: isoOrNull(toldAt),
    })),
    appointments: appointments.map(({ id, madeAt, startsAt, travelArranged, remindedAt, outcome }) => ({
      ...told.mark(id, madeAt),
      startsAt: iso(startsAt),
      travelArranged,
      remindedAt: isoOrNull(remindedAt),
      outcome: outcome && { ...told.mark(outcome.id, outcome.at), outcome: outcome.outcome },
    })),
    locating: locating.map(({ id, since, attempts, decisions, end }) => ({
      stepId: id,
      at: iso(since),
      attempts: attempts.map((one) => ({
        ...told.mark(one.id, one.at),
        day: dayOf(one.at) - dayOf(since),
        kind: one.kind,
        reached: one.reached,
      })),
      decisions: decisions.map((one) => ({
        ...told.mark(one.id, one.at),
        by: told.author(one.by),
        decision: one.decision,
        until: one.until,
      })),
      end: end && { how: end.how, at: iso(end.at) },
    })),
  };
}
