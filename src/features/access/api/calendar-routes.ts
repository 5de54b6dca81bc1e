import { z } from 'zod';
import { instantOut } from '../../../kit/http/dates.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { ok } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { hashToken, newToken } from '../../../kit/token.ts';

const tag = 'Signing in';
const operation = 'calendar:own';

const standing = z
  .strictObject({ since: instantOut.nullable().meta({ description: 'Null: it has no address' }) })
  .meta({
    id: 'Calendar',
    description: 'Whether a calendar program can read the appointments of the caller',
  });

const named = z
  .strictObject({
    since: instantOut,
    address: z.string().meta({ description: 'Shown this once: only the hash of its secret is kept' }),
  })
  .meta({ id: 'CalendarAddress' });

/** A private address for a calendar program, one a person. */
export function calendarRoutes({ access, clock, publicUrl }: RouteContext): Route[] {
  return [
    route({
      ...{ id: 'getMyCalendar', method: 'get', path: '/me/calendar', tag, operation },
      summary: 'Since when the caller has an address for a calendar program',
      replies: { 200: { description: 'As it stands now', schema: standing } },
      async handle({ caller }) {
        return ok({ since: await access.calendarSince(caller.staffId) });
      },
    }),

    route({
      ...{ id: 'nameMyCalendar', method: 'post', path: '/me/calendar', tag, operation },
      summary:
        'An address at which a calendar program reads the times of the caller’s appointments, and nothing else; one before it opens nothing any more',
      body: z.strictObject({}).meta({ id: 'CalendarBody' }),
      replies: { 200: { description: 'The address', schema: named } },
      async handle({ caller }) {
        const [now, secret] = [clock.now(), newToken()];
        await access.nameCalendar(caller.staffId, hashToken(secret), now);
        return ok({ since: now, address: `${publicUrl}/calendar/${secret}.ics` });
      },
    }),

    route({
      ...{ id: 'endMyCalendar', method: 'post', path: '/me/calendar/end', tag, operation },
      summary: 'Take the address away; a second time changes nothing',
      body: z.strictObject({}).meta({ id: 'CalendarEndBody' }),
      replies: { 200: { description: 'As it stands now', schema: standing } },
      async handle({ caller }) {
        await access.endCalendar(caller.staffId);
        return ok({ since: null });
      },
    }),
  ];
}
