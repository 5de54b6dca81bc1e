import { z } from 'zod';
import type { RouteContext } from '../../../kit/http/context.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { openPage } from '../../../kit/http/paging.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { Caller } from '../../../kit/reads.ts';
import { renderPeople } from './render.ts';
import { spanOf } from '../../relation/api/asked-days.ts';
import { samenessRoutes } from './sameness-routes.ts';
import { searched, searchReply, shownQuery, shownReply } from './schemas.ts';

const tag = 'Finding clients';
const replies = { 200: { description: 'The best first', schema: searchReply } };

/** Finding a client; and to whom the clients of others were shown. */
export function searchRoutes(context: RouteContext): Route[] {
  const find = async (caller: Caller, q: string) => {
    const { clients, more } = await context.search.search(caller, q, context.clock.now());
    return ok({ ...renderPeople(clients), more });
  };
  return [
    route({
      id: 'search',
      method: 'get',
      path: '/search',
      tag,
      summary: 'Find a client; an address may be kept on its way here, so ask by POST for names',
      operation: 'client:search',
      query: z.strictObject(searched),
      replies,
      handle: ({ caller, query }) => find(caller, query.q),
    }),
    route({
      id: 'searchInBody',
      method: 'post',
      path: '/search',
      tag,
      summary: 'Find a client, with what is looked for in the body',
      operation: 'client:search',
      body: z.strictObject(searched).meta({ id: 'Search' }),
      replies,
      handle: ({ caller, body }) => find(caller, body.q),
    }),
    shownRoute(context),
    ...samenessRoutes(context),
  ];
}

function shownRoute(context: RouteContext): Route {
  return route({
    id: 'listShownClients',
    method: 'get',
    path: '/search/shown',
    tag,
    summary: 'Who was shown clients with whom they have nothing to do, newest first',
    operation: 'client-shown:read',
    query: shownQuery,
    replies: { 200: { description: 'A page', schema: shownReply } },
    csv: csvList(shownReply, {
      list: 'clients-shown',
      rows: ({ items }) => items,
      columns: {
        at: ({ at }) => at,
        by: ({ by }) => by.name,
        role: ({ by }) => by.role,
        occasion: ({ occasion }) => occasion,
        clients: ({ clients }) => clients.map(({ reference }) => reference),
      },
    }),
    problems: ['bad-cursor'],
    async handle({ caller: { agencyId }, query: { cursor, limit, ...filters } }) {
      const question = ['shown-clients', agencyId, filters];
      const page = openPage<{ at: number; id: string }>(context, question, cursor);
      if (!page) return refuse('bad-cursor');
      const { staffId, clientId } = filters;
      const span = await spanOf(context, agencyId, filters);
      const rows = await context.search.shown({
        ...{ agencyId, staffId, clientId, ...span, after: page.after, limit: limit + 1 },
      });
      return ok(
        page.close(
          rows,
          limit,
          ({ at, id }) => ({ at, id }),
          (row) => row,
        ),
      );
    },
  });
}
