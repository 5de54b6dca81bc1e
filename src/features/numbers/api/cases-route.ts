import { numberCasesQuery, numberCasesReply, numberId } from './schemas.ts';
import { definitions } from '../definitions.ts';
import type { Fact } from '../facts.ts';
import type { BehindPlace } from '../postgres/behind-sql.ts';
import { factsBehind } from '../tally.ts';
import { askedMonths, headerOf, wrongMonths } from './asked-months.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { opensCases } from './opens-cases.ts';
import { knowsClients, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { openPage } from '../../../kit/http/paging.ts';

/** The cases that a number opens (SU-3). */
export function numberCasesRoute(context: RouteContext): Route {
  return route({
    id: 'getNumberCases',
    method: 'get',
    path: '/numbers/{id}/cases',
    tag: 'Numbers',
    summary: 'The cases behind a number, oldest first (SU-3)',
    operation: 'numbers:read',
    params: { id: numberId },
    query: numberCasesQuery,
    replies: { 200: { description: 'A page', schema: numberCasesReply } },
    csv: csvList(numberCasesReply, {
      list: 'number-cases',
      rows: ({ items }) => items,
      tells: ['identity', 'assessment', 'progress'],
      enrollmentId: (row) => row.enrollmentId,
      client: ({ client }) => client,
      columns: {
        month: ({ month }) => month,
        part: ({ part }) => part,
        level: ({ level }) => level,
        coordinator: ({ coordinator }) => coordinator?.name,
        at: ({ at }) => at,
        counted: ({ counted }) => counted,
        outcome: ({ outcome }) => outcome,
        cause: ({ cause }) => cause,
        value: ({ value }) => value,
        enteredLate: ({ enteredLate }) => enteredLate,
      },
    }),
    problems: ['invalid-parameter', 'beyond-calendar', 'bad-cursor', 'not-found', 'forbidden'],
    async handle({ caller, query, params: { id = '' } }) {
      const definition = definitions.find((one) => one.id === id);
      if (!definition) return refuse('not-found');
      if (!opensCases(caller, definition.id)) return refuse('forbidden');
      const { cursor, limit, ...filters } = query;
      const page = openPage<BehindPlace>(context, ['number-cases', id, scopeOf(caller), filters], cursor);
      if (!page) return refuse('bad-cursor');
      const found = await askedMonths(context, caller, query);
      if (!found) return refuse('invalid-parameter', { errors: [wrongMonths] });
      const { period, asked, through } = found;
      const facts = await context.reads.numberFacts(asked, definition, {
        ...{ last: through, filters, after: page.after, limit: limit + 1 },
      });
      const { items, nextCursor } = page.close(
        factsBehind(facts, definition, through),
        limit,
        ({ fact }) => placeOf(fact),
        (row) => row,
      );
      const scope = scopeOf(caller);
      const [clients, names] = await Promise.all([
        context.reads.clientsOf(
          scope,
          items.map(({ fact }) => fact.enrollmentId),
        ),
        context.reads.staffNames(caller.agencyId),
      ]);
      return ok({
        ...headerOf(caller, query.month, period),
        number: definition.id,
        items: items.flatMap(({ fact, counted, part }) => {
          const client = clients.get(fact.enrollmentId);
          return client
            ? [
                {
                  ...renderFact(fact, names),
                  ...{ part, counted, client: renderClient(client, knowsClients(caller)) },
                },
              ]
            : [];
        }),
        nextCursor,
      });
    },
  });
}

function placeOf({ at, enrollmentId, measure, about, part, level }: Fact): BehindPlace {
  return { at, of: [enrollmentId, measure, about ?? '', part ?? '', level] };
}

function renderFact({ measure: _, coordinatorId, ...fact }: Fact, names: ReadonlyMap<string, string>) {
  return {
    ...fact,
    coordinator:
      coordinatorId === null ? null : { staffId: coordinatorId, name: names.get(coordinatorId) ?? null },
  };
}
