import type { Caller } from '../../../kit/reads.ts';
import {
  definitionsReply,
  numberCasesQuery,
  numberCasesReply,
  numberId,
  numbersQuery,
  numbersReply,
} from './schemas.ts';
import { acuityBandsOf } from '../bands.ts';
import { factsOf } from '../board.ts';
import { definitions, type NumberDefinition } from '../definitions.ts';
import type { Fact } from '../facts.ts';
import { type Month, monthAfter, type Period, periodOf } from '../period.ts';
import { factsBehind, tally } from '../tally.ts';
import { fewestAnswering, withoutFewAnswers } from '../withheld.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { knowsClients, type RouteContext, scopeOf, readsDetails } from '../../../kit/http/context.ts';
import { openPage } from '../../../kit/http/paging.ts';

const tag = 'Numbers';
const operation = 'numbers:read';
/** Months that are looked at together. */
const mostMonths = 24;

type Asked = { month: Month; through?: Month | undefined };

/** How well the work is done, by numbers that open the cases behind them (SU-3). */
export function numberRoutes(context: RouteContext): Route[] {
  const { reads, clock } = context;

  /** All that is counted in those months of the enrollments the caller may see; null: no such months. */
  async function looked(caller: Caller, { month, through = month }: Asked) {
    if (through < month || through >= monthAfter(month, mostMonths)) return null;
    const { calendar, profile, staffPolicy } = await staffClockOf(context, caller.agencyId);
    const period = periodOf(calendar, month, through, clock.now());
    const [from, until] = [period.months[0]?.from ?? 0, period.months.at(-1)?.until ?? 0];
    const cases = await reads.numberCases(scopeOf(caller), { from, until });
    return { period, through, facts: factsOf(cases, period, acuityBandsOf(profile, staffPolicy)) };
  }

  return [
    route({
      id: 'getNumbers',
      method: 'get',
      path: '/numbers',
      tag,
      summary:
        'Timeliness, closures, satisfaction, contact rates, first contact, authorizations, caseload (SU-3)',
      operation,
      query: numbersQuery,
      replies: { 200: { description: 'By group, each number with its parts', schema: numbersReply } },
      problems: ['invalid-parameter'],
      async handle({ caller, query }) {
        const found = await looked(caller, query);
        if (!found) return refuse('invalid-parameter', { errors: [wrongMonths] });
        const { period, facts, through } = found;
        const groups = tally(facts, query.by, through);
        const shown = readsDetails(caller) ? groups : withoutFewAnswers(groups, fewestAnswering.value);
        const names = query.by === 'coordinator' ? await reads.staffNames(caller.agencyId) : null;
        const nameOf = (key: string | null) => (key === null ? null : names ? (names.get(key) ?? null) : key);
        return ok({
          ...header(caller, query.month, period),
          by: query.by,
          groups: shown.map(({ key, figures }) => ({ key, name: nameOf(key), figures })),
        });
      },
    }),

    route({
      id: 'getNumberDefinitions',
      method: 'get',
      path: '/numbers/definitions',
      tag,
      summary: 'What each number counts, of what, what is left out, and where it comes from (SU-3)',
      operation,
      replies: { 200: { description: 'In the order in which they are shown', schema: definitionsReply } },
      async handle({ caller }) {
        const { profile, staffPolicy } = await staffClockOf(context, caller.agencyId);
        const items = definitions.map(({ making: _, ...words }) => words);
        return ok({ items, acuityBands: acuityBandsOf(profile, staffPolicy), fewestAnswering });
      },
    }),

    route({
      id: 'getNumberCases',
      method: 'get',
      path: '/numbers/{id}/cases',
      tag,
      summary: 'The cases behind a number, oldest first (SU-3)',
      operation,
      params: { id: numberId },
      query: numberCasesQuery,
      replies: { 200: { description: 'A page', schema: numberCasesReply } },
      problems: ['invalid-parameter', 'bad-cursor', 'not-found', 'forbidden'],
      async handle({ caller, query, params: { id = '' } }) {
        const definition = definitions.find((one) => one.id === id);
        if (!definition) return refuse('not-found');
        // What somebody answered is among the words of the record.
        if (definition.id === 'satisfaction' && !readsDetails(caller)) return refuse('forbidden');
        const { cursor, limit, ...filters } = query;
        const page = openPage<{ place: string }>(context, ['number', id, scopeOf(caller), filters], cursor);
        if (!page) return refuse('bad-cursor');
        const found = await looked(caller, query);
        if (!found) return refuse('invalid-parameter', { errors: [wrongMonths] });
        const { period, facts, through } = found;
        const { after } = page;
        const rows = behind(facts, definition, through, filters).filter(
          ({ place }) => after === undefined || place > after.place,
        );
        const { items, nextCursor } = page.close(
          rows.slice(0, limit + 1),
          limit,
          ({ place }) => ({ place }),
          (row) => row,
        );
        const scope = scopeOf(caller);
        const [clients, names] = await Promise.all([
          reads.clientsOf(
            scope,
            items.map(({ fact }) => fact.enrollmentId),
          ),
          reads.staffNames(caller.agencyId),
        ]);
        return ok({
          ...header(caller, query.month, period),
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
    }),
  ];
}

const wrongMonths = {
  parameter: 'through',
  detail: `is not before "month", and takes in ${mostMonths} months at most`,
};

function header(caller: Caller, month: Month, { asOf, months }: Period) {
  const last = months.at(-1);
  return {
    ...{ asOf, month, through: last?.month ?? month },
    complete: (last?.until ?? Infinity) <= asOf,
    of: scopeOf(caller).onlyWithExtensionRequest ? ('put-before-payer' as const) : ('all' as const),
  };
}

type Filters = {
  part?: string | undefined;
  coordinator?: string | undefined;
  level?: string | undefined;
  counted?: boolean | undefined;
};

/** The facts behind a number in their order, each with its place in it. */
function behind(facts: readonly Fact[], definition: NumberDefinition, last: Month, filters: Filters) {
  const { part, coordinator, level, counted } = filters;
  return factsBehind(facts, definition, last)
    .filter(
      (one) =>
        (part === undefined || one.part === part) &&
        (coordinator === undefined || (one.fact.coordinatorId ?? 'none') === coordinator) &&
        (level === undefined || one.fact.level === level) &&
        (counted === undefined || one.counted === counted),
    )
    .map((one) => ({ ...one, place: placeOf(one.fact) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1));
}

function placeOf({ at, enrollmentId, measure, about, part, level }: Fact): string {
  return [new Date(at).toISOString(), enrollmentId, measure, about, part, level].join(' ');
}

function renderFact({ measure: _, coordinatorId, ...fact }: Fact, names: ReadonlyMap<string, string>) {
  return {
    ...fact,
    coordinator:
      coordinatorId === null ? null : { staffId: coordinatorId, name: names.get(coordinatorId) ?? null },
  };
}
