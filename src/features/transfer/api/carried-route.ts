import { carriedReply } from './schemas.ts';
import { carriedOver } from '../state.ts';
import { english } from '../../papers/words.ts';
import { carriedUnder } from './carried-under.ts';
import type { Route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { runTitles } from '../../enrollments/api/run-titles.ts';
import { registerRoute } from '../../../kit/http/register-route.ts';

// What came over came first of all.
const atItsBeginning = 1;

/** What came over from another agency, for whoever goes on with the client here. */
export function carriedRoute(context: RouteContext): Route {
  return registerRoute(
    context,
    {
      id: 'getCarriedOver',
      path: 'carried',
      tag: 'Transfers',
      summary: 'What came over with the client: the index, what was owed and by when, copies of documents',
      operation: 'transfer:read',
      reply: { description: 'All empty for a client who came by a referral', schema: carriedReply },
    },
    async ({ caller, enrollmentId, steps, now }) => {
      const { takenOver, duties } = carriedOver(steps);
      const under = await carriedUnder(context, caller.agencyId, takenOver, now);
      const titleOf = (await runTitles(context, { caller, enrollmentId }))(atItsBeginning);
      return {
        from: takenOver && {
          ...{ transfer: takenOver.transfer, agency: under?.from ?? '' },
          ...{ enrollmentId: takenOver.from, takenOverAt: takenOver.at },
        },
        letBy: under && {
          ...{ purpose: under.purpose, content: [...under.content], until: under.until },
          notice: english.disclosure.notice,
        },
        index: takenOver?.index ? { score: takenOver.index.score, scoredAt: takenOver.index.scoredAt } : null,
        owed: (takenOver?.owed ?? []).map(({ kind, due }) => ({ kind, title: titleOf(kind), due })),
        duties: duties.map(({ id, kind, duty, due, settled }) => ({
          ...{ stepId: id, kind, title: titleOf(kind), duty, due },
          settled: settled && { stepId: settled.id, how: settled.how, at: settled.at },
        })),
        documents: takenOver?.documents ?? [],
      };
    },
  );
}
