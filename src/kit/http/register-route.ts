import type { Operation } from './roles.ts';
import type { RecordedStep } from '../../engine/record/steps/index.ts';
import type { z } from 'zod';
import type { Caller, StepsRead } from '../reads.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import { ok, refuse } from './reply.ts';
import { type Told, toldBy } from './render/steps.ts';
import { type Route, route } from './route.ts';
import { enrollmentParams, readsDetails, type RouteContext, scopeOf } from './context.ts';

/** One enrollment at one instant, as its registers are folded from it. */
export type RegisterView = {
  caller: Caller;
  enrollmentId: string;
  now: number;
  /** Its steps in the order of entry; words only where the caller may read them. */
  read: StepsRead;
  /** Those in effect now, in the order in which they happened. */
  steps: RecordedStep[];
  told: Told;
};

type Definition = Pick<Route, 'id' | 'tag' | 'summary'> & {
  /** Below the enrollment. */
  path: string;
  /** `enrollment:read` when left out. */
  operation?: Operation;
  reply: { description: string; schema: z.ZodType };
};

/** A page about one enrollment that is folded from its steps when it is read. */
export function registerRoute(
  { reads, clock }: Pick<RouteContext, 'reads' | 'clock'>,
  { path, operation = 'enrollment:read', reply, ...definition }: Definition,
  render: (view: RegisterView) => object | Promise<object>,
): Route {
  return route({
    ...definition,
    method: 'get',
    path: `/enrollments/{id}/${path}`,
    operation,
    params: enrollmentParams,
    replies: { 200: reply },
    problems: ['not-found'],
    async handle({ caller, params: { id: enrollmentId = '' } }) {
      const now = clock.now();
      const read = await reads.steps(scopeOf(caller), enrollmentId, { words: readsDetails(caller) });
      if (!read) return refuse('not-found');
      const steps = effectiveSteps(read.steps, now);
      return ok(await render({ caller, enrollmentId, now, read, steps, told: toldBy(read) }));
    },
  });
}
