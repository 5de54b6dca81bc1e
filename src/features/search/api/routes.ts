import { z } from 'zod';
import type { RouteContext } from '../../../kit/http/context.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { ok } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { Caller } from '../../../kit/reads.ts';
import { renderPeople } from './render.ts';
import { pageOfDays } from '../../relation/api/asked-days.ts';
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
    handle: ({ caller: { agencyId }, query }) =>
      pageOfDays(context, { list: 'shown-clients', agencyId }, query, {
        read: (wanted) =>
          context.search.shown({ ...wanted, staffId: query.staffId, clientId: query.clientId }),
        at: (row) => row.at,
      }),
  });
}
