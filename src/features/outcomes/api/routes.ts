import { instrumentVersions } from './instruments.ts';
import { disputesReply, instrumentList, outcomesReply } from './replies.ts';
import { statusAt } from '../../../engine/obligations/fold.ts';
import { disputesOf } from '../disputes.ts';
import { outcomeRegister } from '../state.ts';
import { instrumentWindows } from '../windows.ts';
import { ok } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { registerRoute, type RegisterView } from '../../../kit/http/register-route.ts';

const tag = 'Outcomes and leaving';

/** Outcome instruments, what is recorded of them, leaving, and disputes (OU, DI). */
export function outcomeRoutes(context: RouteContext): Route[] {
  return [
    route({
      id: 'listInstruments',
      method: 'get',
      path: '/instruments',
      tag,
      summary: 'Outcome instruments, every version under the hash that names it (OU-1, OU-3)',
      operation: 'policy:read',
      replies: { 200: { description: 'All of them', schema: instrumentList } },
      async handle() {
        const items = [...instrumentVersions].map(([version, { id, version: number, ours, ...rest }]) => ({
          ...{ version, instrument: id, number, standIn: ours },
          ...rest,
        }));
        return ok({ items });
      },
    }),

    registerRoute(
      context,
      {
        id: 'getOutcomes',
        path: 'outcomes',
        tag,
        summary:
          'Groups, instruments and their windows, satisfaction, discharge and its outcome data (OU-1 to OU-4)',
        reply: { description: 'As it stands now', schema: outcomesReply },
      },
      (view) => {
        const { read, steps, now } = view;
        const render = renderer(view);
        const register = outcomeRegister(steps);
        const { obligations, policy } = statusAt(read.steps, now);
        return {
          asOf: now,
          groups: register.groups,
          windows: instrumentWindows(obligations, policy),
          instruments: register.instruments.map(render),
          satisfactionAsked: register.satisfactionAsked.map(render),
          discharges: register.discharges.map(render),
          outcomes: register.outcomes.map(render),
        };
      },
    ),

    registerRoute(
      context,
      {
        id: 'getDisputes',
        path: 'disputes',
        tag,
        summary: 'Disputes, and what was tried to settle each (DI-1)',
        reply: { description: 'Oldest first', schema: disputesReply },
      },
      (view) => {
        const { details } = view.read;
        const render = renderer(view);
        const items = disputesOf(view.steps).map(({ closedBy, steps, ...rest }) => ({
          ...render(rest),
          closing: closedBy === null ? null : { stepId: closedBy, words: details.get(closedBy) ?? null },
          steps: steps.map(render),
        }));
        return { asOf: view.now, items };
      },
    ),
  ];
}

/** Adds to what a register holds of a step who entered it and what they wrote. */
function renderer({ read: { steps, details }, told }: RegisterView) {
  const authors = new Map(steps.map(({ id, by }) => [id, by]));
  return <Entry extends { stepId: string }>(entry: Entry) => ({
    ...entry,
    by: told.author(authors.get(entry.stepId) ?? ''),
    words: details.get(entry.stepId) ?? null,
  });
}
