import type { z } from 'zod';
import type { RouteContext } from '../../kit/http/context.ts';
import { type Part, readParts } from '../../kit/http/parts.ts';
import { type BodyOf, isRefusal, ok } from '../../kit/http/reply.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { caseloadsTogether, privacyQuery, privacyTogether, teamTogether } from './schemas.ts';

/** What a page shows of several features, as one read. Each part is a read of `routes` as well, for others. */
export function togetherRoutes(context: RouteContext, routes: readonly Route[]): Route[] {
  const named = (id: string): Route => {
    const found = routes.find((one) => one.id === id);
    if (!found) throw new Error(`no route is ${id}`);
    return found;
  };
  const replyOf = <Schema extends z.ZodType>(schema: Schema) => ({
    200: { description: 'Each part, or why it could not be read', schema },
  });

  /** The parts as the schema has them, or why none could be read. */
  async function together<Schema extends z.ZodType>(
    _: Schema,
    input: Parameters<typeof readParts>[1],
    parts: Record<string, Part>,
  ) {
    const read = await readParts(context, input, parts);
    return isRefusal(read) ? read : ok(read as BodyOf<Schema>);
  }

  return [
    route({
      id: 'getTeamTogether',
      method: 'get',
      path: '/team/together',
      ...{ tag: 'Worklists', operation: 'team-day:read' },
      summary: 'The team’s day, who is on call, reviews that are due: what each by itself answers',
      replies: replyOf(teamTogether),
      handle: (input) =>
        together(teamTogether, input, {
          day: { route: named('getTeamDay') },
          onCall: { route: named('getOnCallNow') },
          reviews: { route: named('listDueReviews') },
        }),
    }),

    route({
      id: 'getCaseloadsTogether',
      method: 'get',
      path: '/caseloads/together',
      ...{ tag: 'Caseloads', operation: 'caseload:read' },
      summary: 'Caseloads, and who is away: what each by itself answers',
      replies: replyOf(caseloadsTogether),
      handle: (input) =>
        together(caseloadsTogether, input, {
          caseloads: { route: named('getCaseloads') },
          absences: { route: named('listAbsences') },
        }),
    }),

    route({
      id: 'getPrivacyTogether',
      method: 'get',
      path: '/privacy/together',
      ...{ tag: 'Who sees whom', operation: 'break-glass:read' },
      summary: 'Looks under broken glass, lists taken along, clients shown to strangers: the newest of each',
      query: privacyQuery,
      replies: replyOf(privacyTogether),
      handle(input) {
        const { query } = input;
        return together(privacyTogether, input, {
          waiting: { route: named('listBrokenGlass'), query: { ...query, reviewed: false } },
          reviewed: { route: named('listBrokenGlass'), query: { ...query, reviewed: true } },
          listsTaken: { route: named('listListsTaken'), query },
          shown: { route: named('listShownClients'), query },
        });
      },
    }),
  ];
}
