import { triageReply } from './replies.ts';
import { localDateOf } from '../../../engine/calendar/index.ts';
import { statusAt } from '../../../engine/obligations/fold.ts';
import { firstContactOf } from '../first-contact.ts';
import { type Triage, triageOf } from '../state.ts';
import type { Attributions } from '../../../kit/http/register-route.ts';
import type { Route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { registerRoute } from '../../../kit/http/register-route.ts';

/** What the triage of a client has come to. */
export function triageRoutes(context: RouteContext): Route[] {
  return [
    registerRoute(
      context,
      {
        id: 'getTriage',
        path: 'triage',
        tag: 'Triage',
        summary:
          'Needs and what each led to, appointments, the search for a missed client, who was told (IN)',
        reply: { description: 'Each part in the order in which it happened', schema: triageReply },
      },
      ({ read, steps, told, now }) => {
        const status = statusAt(read.steps, now);
        const { calendar } = status.policy;
        const first = firstContactOf(status, read.steps);
        const reported = steps.filter(
          ({ facts }) => facts.type === 'receiveReferral' || facts.type === 'reportEmergentNeed',
        );
        return {
          asOf: now,
          reported: reported.map(({ id, at, facts }) => ({ ...told.mark(id, at), type: facts.type })),
          firstContact: {
            reachedAt: first.reachedAt,
            due: first.due,
            beside: first.beside,
          },
          ...render(triageOf(steps), told, (at) => localDateOf(calendar, at)),
        };
      },
    ),
  ];
}

function render(triage: Triage, told: Attributions, dayOf: (at: number) => number) {
  const { needs, allNeedsSeen, providers, appointments, locating } = triage;
  return {
    needs: needs.map(({ id, at, by, outcome, led }) => ({
      ...told.mark(id, at),
      by: told.author(by),
      outcome,
      led: led.map((step) => ({ stepId: step.id, at: step.at, type: step.type })),
    })),
    allNeedsSeen,
    providers: providers.map(({ id, namedAt, toldAt }) => ({
      ...told.mark(id, namedAt),
      toldAt,
    })),
    appointments: appointments.map(({ id, madeAt, startsAt, travelArranged, remindedAt, outcome }) => ({
      ...told.mark(id, madeAt),
      startsAt,
      travelArranged,
      remindedAt,
      outcome: outcome && { ...told.mark(outcome.id, outcome.at), outcome: outcome.outcome },
    })),
    locating: locating.map(({ id, since, attempts, decisions, end }) => ({
      stepId: id,
      at: since,
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
      end: end && { how: end.how, at: end.at },
    })),
  };
}
