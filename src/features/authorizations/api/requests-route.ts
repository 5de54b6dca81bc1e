import {
  answerTo,
  decidedAt,
  requestOf,
  settledRequests,
  type WaitingRequest,
  waitingRequests,
} from '../requests.ts';
import { authorizationRegister, usedOf } from '../state.ts';
import { renderEnclosed, renderHistory } from './render.ts';
import { requestsQuery, requestsReply } from './requests-replies.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { dutyTitles, type TitleOf } from '../../../kit/duty-titles.ts';
import { readsDetails, type RouteContext } from '../../../kit/http/context.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { toldBy } from '../../../kit/http/register-route.ts';
import { ok } from '../../../kit/http/reply.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';

/** How far back decisions are shown. */
const settledMs = 90 * 86_400_000;
const mostSettled = 100;

type Requested = Awaited<ReturnType<RouteContext['reads']['requested']>>;
type Row = Requested['rows'][number];

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
      const shown = { names, titleOf, named: readsDetails(caller) };
      const found = rows.flatMap((row) => {
        const register = authorizationRegister(effectiveSteps(row.steps, now));
        const ones =
          state === 'waiting' ? waitingRequests(register) : settledRequests(register, { state, since });
        return ones.map((one) => ({ one, row }));
      });
      if (state !== 'waiting') {
        const newest = found.toSorted((a, b) => decidedAt(b.one) - decidedAt(a.one)).slice(0, mostSettled);
        return ok({ asOf: now, items: newest.map(({ one, row }) => renderRequest(one, row, shown)) });
      }
      const items = found.map(({ one, row }) => renderRequest(one, row, shown));
      return ok({
        asOf: now,
        items: items
          .filter(({ due }) => due !== null)
          .toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0) || a.at - b.at),
      });
    },
  });
}

function renderRequest(
  one: WaitingRequest,
  row: Row,
  { names, titleOf, named }: { names: Requested['names']; titleOf: TitleOf; named: boolean },
) {
  const { steps, details, owed, enrollmentId, client, coordinatorId, profileHash } = row;
  const told = toldBy({ steps, details: new Map(Object.entries(details)), names });
  const request = requestOf(one);
  const { step: answeredBy, duty: kind } = answerTo[one.type];
  // What was asked for before requests had a name of their own owes one decision for all of them.
  const decision = owed.find((it) => it.kind === kind && (it.focus === request.id || it.focus === null));
  const asked = one.type === 'authorization' ? one.authorization : one.extension;
  const facts = one.authorization?.request.facts;
  return {
    ...told.mark(request.id, request.at),
    ...{ enrollmentId, client: renderClient(client, named), type: one.type, state: asked.state },
    coordinator: coordinatorId === null ? null : told.author(coordinatorId),
    by: told.author(request.by),
    service: facts?.service ?? null,
    provider: facts?.provider ?? null,
    initial: one.type === 'authorization' && one.authorization.request.facts.initial,
    documents: request.facts.documents ?? [],
    enclosed: renderEnclosed(request.facts.enclosed),
    need: facts?.need ?? null,
    asked: { from: null, ...asked.asked },
    granted: one.authorization?.granted ?? null,
    unitsUsed: one.authorization ? usedOf(one.authorization) : 0,
    ...{ kind, title: titleOf(kind, profileHash), duty: decision?.duty ?? null },
    ...{ due: decision?.due ?? null, answeredBy },
    ...renderHistory(asked, told),
  };
}
