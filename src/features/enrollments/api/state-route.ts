import { z } from 'zod';
import { isStepEvent, type DomainEvent } from '../../../engine/record/events.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../../../kit/http/context.ts';

const text = z.string();
const ms = z.int().meta({ description: 'Milliseconds since 1970, as the pathway’s own code counts' });

const event = z.looseObject({
  ...{ seq: z.int(), commandId: text, index: z.int(), type: text, occurredAt: ms, recordedAt: ms },
  by: z.strictObject({ staffId: text, role: text, agencyId: text }),
});

const stateReply = z
  .strictObject({
    enrollmentId: text,
    version: z.int().meta({ description: 'Version of the record; send it as If-Match' }),
    events: z.array(event).meta({
      description:
        'All that happened, without what people wrote. A policy stands as the hashes under which GET /policies/{hash} has it',
    }),
  })
  .meta({ id: 'EnrollmentState', description: 'From what a step is judged, here as by the system' });

/** What lets a client of the API say beforehand what a step will meet: the record, from which the decision is made. */
export function stateRoute(context: RouteContext): Route {
  return route({
    id: 'getEnrollmentState',
    method: 'get',
    path: '/enrollments/{id}/state',
    tag: 'Enrollments',
    summary: 'The steps and announcements of an enrollment, for judging a step before it is sent',
    // Without what people wrote: whoever may read what happened may judge a step by it.
    operation: 'chart:read',
    params: enrollmentParams,
    replies: { 200: { description: 'As it stands now', schema: stateReply } },
    problems: ['not-found'],
    async handle({ caller, params: { id = '' } }) {
      const events = await context.reads.domainEvents(scopeOf(caller), id);
      if (!events) return refuse('not-found');
      const version = events.at(-1)?.seq ?? 0;
      return ok({ enrollmentId: id, version, events: events.map(withoutPolicy) }, { ETag: `"${version}"` });
    },
  });
}

function withoutPolicy(event: DomainEvent): DomainEvent {
  if (!isStepEvent(event) || !('policy' in event.facts)) return event;
  const { profileHash, calendarHash } = event.facts.policy;
  return {
    ...event,
    facts: { ...event.facts, policy: { profileHash, calendarHash } },
  } as unknown as DomainEvent;
}
