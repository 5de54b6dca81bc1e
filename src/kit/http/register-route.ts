import type { Operation } from './roles.ts';
import type { RecordedStep } from '../../engine/record/steps/index.ts';
import type { z } from 'zod';
import type { Caller, StepsRead } from '../reads.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import { type BodyOf, ok, refuse } from './reply.ts';
import { type ReplySpec, type Route, route } from './route.ts';
import type { WithoutSurplus } from './surplus.ts';
import { enrollmentParams, readsDetails, type RouteContext, scopeOf } from './context.ts';

export type Attributions = {
  /** A step by its id and time, with what people wrote where the caller may read it. */
  mark(id: string, at: number): { stepId: string; at: number; details?: Record<string, unknown> };
  author(staffId: string): { staffId: string; name: string | null };
};

/** One enrollment at one instant, as its registers are folded from it. */
export type RegisterView = {
  caller: Caller;
  enrollmentId: string;
  now: number;
  /** Its steps in the order of entry; words only where the caller may read them. */
  read: StepsRead;
  /** Those in effect now, in the order in which they happened. */
  steps: RecordedStep[];
  told: Attributions;
};

type Definition<Schema extends z.ZodType> = Pick<Route, 'id' | 'tag' | 'summary'> & {
  /** Below the enrollment. */
  path: string;
  /** `chart:read` when left out. */
  operation?: Operation;
  /** Who reads what people wrote; when left out, who reads it anywhere. */
  details?: (caller: Caller) => boolean;
  reply: { description: string; schema: Schema };
};

/** A page about one enrollment that is folded from its steps when it is read. */
export function registerRoute<Schema extends z.ZodType, Body extends BodyOf<Schema>>(
  { reads, clock }: Pick<RouteContext, 'reads' | 'clock'>,
  { path, operation = 'chart:read', details = readsDetails, reply, ...definition }: Definition<Schema>,
  render: ((view: RegisterView) => Body | Promise<Body>) & WithoutSurplus<Body, BodyOf<Schema>>,
): Route {
  // The answer is held to the schema above, where the schema is known.
  const replies: Record<200, ReplySpec> = { 200: reply };
  return route({
    ...definition,
    method: 'get',
    path: `/enrollments/{id}/${path}`,
    operation,
    params: enrollmentParams,
    replies,
    problems: ['not-found'],
    async handle({ caller, params: { id: enrollmentId = '' } }) {
      const now = clock.now();
      const read = await reads.steps(scopeOf(caller), enrollmentId, { details: details(caller) });
      if (!read) return refuse('not-found');
      const steps = effectiveSteps(read.steps, now);
      return ok(await render({ caller, enrollmentId, now, read, steps, told: toldBy(read) }));
    },
  });
}

/** Names steps and authors as registers show them. */
export function toldBy({ details, names }: StepsRead): Attributions {
  return {
    mark(id, at) {
      const said = details.get(id);
      return { stepId: id, at, ...(said === undefined ? {} : { details: said }) };
    },
    author: (staffId) => ({ staffId, name: names.get(staffId) ?? null }),
  };
}
