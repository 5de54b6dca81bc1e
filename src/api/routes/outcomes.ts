import { instrumentVersions } from '../../contracts/instruments.ts';
import { mayDo } from '../../contracts/permissions.ts';
import type { StepsRead } from '../../contracts/reads.ts';
import { disputesReply, instrumentList, outcomesReply } from '../../contracts/schemas/replies/outcomes.ts';
import { effectiveSteps, standingAt } from '../../domain/obligations/fold.ts';
import { disputesOf } from '../../domain/outcomes/disputes.ts';
import { outcomeRegister } from '../../domain/outcomes/register.ts';
import { instrumentWindows } from '../../domain/outcomes/windows.ts';
import { ok, refuse } from '../http/reply.ts';
import { iso, isoOrNull } from '../render/instants.ts';
import { type Input, type Route, route } from '../route.ts';
import { enrollmentParams, type RouteContext, scopeOf } from './context.ts';

const tag = 'Outcomes and leaving';

/** Outcome instruments, what is recorded of them, leaving, and disputes (OU, DI). */
export function outcomeRoutes({ reads, clock }: RouteContext): Route[] {
  const stepsOf = ({ caller, params }: Pick<Input, 'caller' | 'params'>) =>
    reads.steps(scopeOf(caller), params['id'] ?? '', { words: mayDo(caller.role, 'details:read') });
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

    route({
      id: 'getOutcomes',
      method: 'get',
      path: '/enrollments/{id}/outcomes',
      tag,
      summary:
        'Groups, instruments and their windows, satisfaction, discharge and its outcome data (OU-1 to OU-4)',
      operation: 'enrollment:read',
      params: enrollmentParams,
      replies: { 200: { description: 'As it stands now', schema: outcomesReply } },
      problems: ['not-found'],
      async handle(input) {
        const read = await stepsOf(input);
        if (!read) return refuse('not-found');
        const now = clock.now();
        const render = renderer(read);
        const register = outcomeRegister(effectiveSteps(read.steps, now));
        const { obligations, policy } = standingAt(read.steps, now);
        return ok({
          asOf: iso(now),
          groups: register.groups.map(({ enteredAt, leftAt, ...rest }) => ({
            ...rest,
            enteredAt: iso(enteredAt),
            leftAt: isoOrNull(leftAt),
          })),
          windows: instrumentWindows(obligations, policy).map(({ opened, due, ...rest }) => ({
            ...rest,
            opened: iso(opened),
            due: iso(due),
          })),
          instruments: register.instruments.map(render),
          satisfactionAsked: register.satisfactionAsked.map(render),
          discharges: register.discharges.map(render),
          outcomes: register.outcomes.map(render),
        });
      },
    }),

    route({
      id: 'getDisputes',
      method: 'get',
      path: '/enrollments/{id}/disputes',
      tag,
      summary: 'Disputes, and what was tried to settle each (DI-1)',
      operation: 'enrollment:read',
      params: enrollmentParams,
      replies: { 200: { description: 'Oldest first', schema: disputesReply } },
      problems: ['not-found'],
      async handle(input) {
        const read = await stepsOf(input);
        if (!read) return refuse('not-found');
        const now = clock.now();
        const render = renderer(read);
        const items = disputesOf(effectiveSteps(read.steps, now)).map(
          ({ raisedAt, closedAt, closedBy, steps, ...rest }) => {
            const { at, ...raised } = render({ ...rest, at: raisedAt });
            const closing = closedBy && { stepId: closedBy, words: read.words.get(closedBy) ?? null };
            return {
              ...raised,
              ...{ raisedAt: at, closedAt: isoOrNull(closedAt), closing },
              steps: steps.map(render),
            };
          },
        );
        return ok({ asOf: iso(now), items });
      },
    }),
  ];
}

/** Adds to what a register holds of a step who entered it and what they wrote. */
function renderer({ steps, words, names }: StepsRead) {
  const authors = new Map(steps.map(({ id, by }) => [id, by]));
  return <Entry extends { stepId: string; at: number }>({ at, ...entry }: Entry) => {
    const staffId = authors.get(entry.stepId) ?? '';
    return {
      ...entry,
      at: iso(at),
      by: { staffId, name: names.get(staffId) ?? null },
      words: words.get(entry.stepId) ?? null,
    };
  };
}
