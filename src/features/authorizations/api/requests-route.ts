import { decidedAt, settledRequests, waitingRequests } from '../requests.ts';
import { authorizationRegister } from '../state.ts';
import { renderRequest } from './render-request.ts';
import { requestsQuery, requestsReply } from './requests-replies.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { dutyTitles } from '../../../kit/duty-titles.ts';
import { readsDetails, type RouteContext } from '../../../kit/http/context.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { ok } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';

/** How far back decisions are shown. */
const settledMs = 90 * 86_400_000;
const mostSettled = 100;

/** All that waits for the payer of an agency, with what it is decided by: one read for who decides thirty in a morning. */
export function requestsRoute(context: RouteContext): Route {
  const { reads, clock, policies } = context;
  return route({
    id: 'getRequests',
    method: 'get',
    path: '/requests',
    tag: 'Authorizations',
    summary:
      'Authorizations and extensions that wait for the payer, or that it has decided on, with reason and history (AU-3)',
    operation: 'requests:read',
    query: requestsQuery,
    replies: { 200: { description: 'As it stands now', schema: requestsReply } },
    csv: csvList(requestsReply, {
      list: 'requests',
      rows: ({ items }) => items,
      tells: ['identity', 'services'],
      enrollmentId: (row) => row.enrollmentId,
      client: ({ client }) => client,
      columns: {
        type: ({ type }) => type,
        state: ({ state }) => state,
        service: ({ service }) => service,
        coordinator: ({ coordinator }) => coordinator?.name,
        asked: ({ at }) => at,
        units: ({ asked }) => asked.units,
        from: ({ asked }) => asked.from,
        through: ({ asked }) => asked.through,
        unitsUsed: ({ unitsUsed }) => unitsUsed,
        since: ({ since }) => since,
        duty: ({ title }) => title,
        due: ({ due }) => due,
      },
    }),
    async handle({ caller, query: { state } }) {
      const now = clock.now();
      const since = now - settledMs;
      const { rows, names } = await reads.requested(caller.agencyId, state === 'waiting' ? null : since);
      const titleOf = await dutyTitles(
        policies,
        rows.map(({ profileHash }) => profileHash),
      );
      const shown = { names, titleOf, named: readsDetails(caller), now };
      const found = rows.flatMap((row) => {
        const register = authorizationRegister(effectiveSteps(row.steps, now));
        const ones =
          state === 'waiting' ? waitingRequests(register) : settledRequests(register, { state, since });
        return ones.map((one) => ({ one, row }));
      });
      const rendered = (all: typeof found) =>
        Promise.all(
          all.map(async ({ one, row }) => {
            const policy = await policies.policy(row.profileHash, row.calendarHash);
            return renderRequest(one, row, { ...shown, policy });
          }),
        );
      if (state !== 'waiting') {
        const newest = found.toSorted((a, b) => decidedAt(b.one) - decidedAt(a.one)).slice(0, mostSettled);
        return ok({ asOf: now, items: await rendered(newest) });
      }
      const items = await rendered(found);
      return ok({
        asOf: now,
        items: items
          .filter(({ due }) => due !== null)
          .toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0) || a.at - b.at),
      });
    },
  });
}
