import { z } from 'zod';
import { samenessStates, verdicts } from '../alike.ts';
import type { SamenessRow } from '../postgres/ports.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { enrollmentParams, type RouteContext } from '../../../kit/http/context.ts';
import { openPage, pageOf, pageQuery } from '../../../kit/http/paging.ts';
import { ok, refuse, reply } from '../../../kit/http/reply.ts';
import { actor } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { uuid, why } from '../../../kit/http/schemas.ts';
import { renderPeople } from './render.ts';
import { people } from './schemas.ts';

const tag = 'Finding clients';

const question = z
  .strictObject({
    ...{ id: z.string(), enrollmentId: z.string(), raisedAt: instantOut, by: actor },
    clients: z.strictObject(people),
    answers: z
      .array(
        z.strictObject({
          verdict: z.enum(verdicts),
          reason: z.string().nullable(),
          ...{ at: instantOut, by: actor },
        }),
      )
      .meta({ description: 'The newest first; it holds' }),
  })
  .meta({ id: 'Sameness', description: 'Two files that may be one person' });

export const samenessReply = z.strictObject({ items: z.array(question) }).meta({ id: 'SamenessOfClient' });

/** Whether two files are of one person: what is to be settled, and what was. */
export function samenessRoutes(context: RouteContext): Route[] {
  const { search } = context;
  return [
    route({
      id: 'listSameness',
      method: 'get',
      path: '/sameness',
      tag,
      summary: 'Clients who look alike, the oldest first: to be settled, or settled',
      operation: 'sameness',
      query: z.strictObject({ state: z.enum(samenessStates).default('open'), ...pageQuery }),
      replies: { 200: { description: 'A page', schema: pageOf(question).meta({ id: 'SamenessPage' }) } },
      problems: ['bad-cursor'],
      async handle({ caller, query: { cursor, limit, state } }) {
        const asked = ['sameness', caller.agencyId, state];
        const page = openPage<{ at: number; id: string }>(context, asked, cursor);
        if (!page) return refuse('bad-cursor');
        const now = context.clock.now();
        const rows = await search.sameness(caller, { state, after: page.after, limit: limit + 1, now });
        return ok(page.close(rows, limit, ({ raisedAt, id }) => ({ at: raisedAt, id }), rendered));
      },
    }),
    route({
      id: 'getSameness',
      method: 'get',
      path: '/enrollments/{id}/sameness',
      tag,
      summary:
        'Who else on record may be this client, as long as nobody has said; that strangers were shown is on record',
      operation: 'sameness:answer',
      params: enrollmentParams,
      replies: {
        200: {
          description: 'None where all is settled',
          schema: samenessReply,
        },
      },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const rows = await search.samenessOf(caller, id, context.clock.now());
        return rows ? ok({ items: rows.map(rendered) }) : refuse('not-found');
      },
    }),
    route({
      id: 'answerSameness',
      method: 'post',
      path: '/sameness/{sameness}/answers',
      tag,
      summary:
        'Say whether they are one person, and why; that they are, a lead says, and with it their files are linked',
      operation: 'sameness:answer',
      params: { sameness: uuid },
      body: z
        .strictObject({ verdict: z.enum(verdicts), reason: why('How it is known.') })
        .meta({ id: 'SamenessAnswer' }),
      takesKey: true,
      replies: { 200: { description: 'Answered', schema: question } },
      problems: ['not-found', 'idempotency-key-reused', 'same-by-lead', 'linked-through-others'],
      async handle(input) {
        const { caller, body } = input;
        const { sameness: samenessId = '' } = input.params;
        const ask = askOf(context, input, { route: `sameness/${samenessId}/answers` });
        return actReply(await search.answerSameness({ ...ask, ...body, caller, samenessId }), {
          thing: 'question',
          reply: (row) => reply(200, rendered(row)),
          refusal: refuse,
        });
      },
    }),
  ];
}

function rendered({ clients, ...row }: SamenessRow) {
  return { ...row, clients: renderPeople(clients) };
}
