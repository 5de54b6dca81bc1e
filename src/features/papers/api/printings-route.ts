import { z } from 'zod';
import { enrollmentParams, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { actor } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { paperFormats } from '../papers.ts';

const text = z.string();
const most = 500;

export const printingsReply = z
  .strictObject({
    asOf: instantOut,
    items: z.array(
      z.strictObject({
        ...{ at: instantOut, by: actor, paper: text },
        of: text.meta({ description: 'The document or step it was made of' }),
        revision: z.int().nullable().meta({ description: 'Of a document; null for anything else' }),
        hash: text.nullable().meta({ description: 'Of the words of that document' }),
        format: z.enum(paperFormats),
      }),
    ),
    more: z.boolean().meta({ description: 'There are older ones than are listed' }),
  })
  .meta({ id: 'Printings', description: 'Each time that something of a client was printed' });

/** Who printed what of a client, and when: for those who answer for it. */
export function printingsRoute({ reads, papers, clock }: RouteContext): Route {
  return route({
    id: 'getPrintings',
    method: 'get',
    path: '/enrollments/{id}/printings',
    tag: 'Papers',
    summary: 'Who printed which paper of the client when',
    operation: 'printings:read',
    params: enrollmentParams,
    replies: { 200: { description: 'The newest first, the last 500', schema: printingsReply } },
    problems: ['not-found'],
    async handle({ caller, params: { id = '' } }) {
      const now = clock.now();
      if (!(await reads.enrollment(scopeOf(caller), id, now))) return refuse('not-found');
      const rows = await papers.printings(caller.agencyId, id, most + 1);
      return ok({ asOf: now, items: rows.slice(0, most), more: rows.length > most });
    },
  });
}
