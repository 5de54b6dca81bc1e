import { definitionsReply, numbersQuery, numbersReply } from './schemas.ts';
import { acuityBandsOf } from '../bands.ts';
import { definitions } from '../definitions.ts';
import { tally } from '../tally.ts';
import { fewestAnswering, withoutFewAnswers } from '../withheld.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';
import { askedMonths, headerOf, wrongMonths } from './asked-months.ts';
import { opensCases } from './opens-cases.ts';
import { numberCasesRoute } from './cases-route.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { type RouteContext, readsDetails } from '../../../kit/http/context.ts';

const tag = 'Numbers';
const operation = 'numbers:read';

/** How well the work is done, by numbers that open the cases behind them (SU-3). */
export function numberRoutes(context: RouteContext): Route[] {
  return [numbersRoute(context), definitionsRoute(context), numberCasesRoute(context)];
}

function numbersRoute(context: RouteContext): Route {
  return route({
    id: 'getNumbers',
    method: 'get',
    path: '/numbers',
    tag,
    summary:
      'Timeliness, closures, satisfaction, contact rates, first contact, authorizations, caseload (SU-3)',
    operation,
    query: numbersQuery,
    replies: { 200: { description: 'By group, each number with its parts', schema: numbersReply } },
    problems: ['invalid-parameter', 'beyond-calendar'],
    async handle({ caller, query }) {
      const found = await askedMonths(context, caller, query);
      if (!found) return refuse('invalid-parameter', { errors: [wrongMonths] });
      const { period, asked, through } = found;
      const facts = await context.reads.numberGroups(asked, { apart: query.by === 'coordinator' });
      const groups = tally(facts, query.by, through);
      const shown = readsDetails(caller) ? groups : withoutFewAnswers(groups, fewestAnswering.value);
      const names = query.by === 'coordinator' ? await context.reads.staffNames(caller.agencyId) : null;
      const nameOf = (key: string | null) => (key === null ? null : names ? (names.get(key) ?? null) : key);
      return ok({
        ...headerOf(caller, query.month, period),
        by: query.by,
        groups: shown.map(({ key, figures }) => ({ key, name: nameOf(key), figures })),
      });
    },
  });
}

function definitionsRoute(context: RouteContext): Route {
  return route({
    id: 'getNumberDefinitions',
    method: 'get',
    path: '/numbers/definitions',
    tag,
    summary: 'What each number counts, of what, what is left out, and where it comes from (SU-3)',
    operation,
    replies: { 200: { description: 'In the order in which they are shown', schema: definitionsReply } },
    async handle({ caller }) {
      const { profile, staffPolicy } = await staffClockOf(context, caller.agencyId);
      const items = definitions.map(({ making: _, ...words }) => ({
        ...words,
        opens: opensCases(caller, words.id),
      }));
      const duties = profile.rules.map(({ duty, kind, title }) => ({ duty, kind, title }));
      return ok({ items, duties, acuityBands: acuityBandsOf(profile, staffPolicy), fewestAnswering });
    },
  });
}
