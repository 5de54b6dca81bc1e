import type { Caller } from '../../../kit/reads.ts';
import { crisisMark } from '../pages.ts';
import { scopeOf, type RouteContext } from '../../../kit/http/context.ts';
import type { Asked } from '../../../kit/http/submit.ts';

type Answer = Pick<Asked['commands'][number], 'type' | 'body'>;

/** The step by which a page is answered: that of a crisis names it. Null where the crisis is not to be found. */
export async function answerTo(
  context: Pick<RouteContext, 'reads'>,
  caller: Caller,
  page: { id: string; enrollmentId: string },
): Promise<Answer | null> {
  const mark = /\/crisis-([0-9a-f]{16})\//.exec(page.id)?.[1];
  if (mark === undefined) return { type: 'acknowledgePage', body: {} };
  const thing = (await thingsOf(context, caller, page.enrollmentId)).find((id) => crisisMark(id) === mark);
  return thing === undefined ? null : { type: 'answerCrisis', body: { about: thing } };
}

/** A pending step of several commands reports one of at most so many things. */
const mostCommands = 20;
const newestPending = 200;

/** Ids of the steps by which crises were reported, those that wait for Temporal among them. */
async function thingsOf(
  { reads }: Pick<RouteContext, 'reads'>,
  caller: Caller,
  enrollmentId: string,
): Promise<string[]> {
  const scope = scopeOf(caller);
  const recorded = await reads.steps(scope, enrollmentId, { details: false });
  const pending = await reads.pendingSteps(scope, enrollmentId, { limit: newestPending });
  return [
    ...(recorded?.steps ?? []).flatMap(({ id, facts }) => (facts.type === 'reportCrisis' ? [id] : [])),
    ...(pending ?? [])
      .filter(({ types }) => types.includes('reportCrisis'))
      .flatMap(({ commandId }) => [
        commandId,
        ...Array.from({ length: mostCommands }, (_, n) => `${commandId}.${n + 1}`),
      ]),
  ];
}
