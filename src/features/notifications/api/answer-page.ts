import type { RouteContext } from '../../../kit/http/context.ts';
import { isRefusal, refuse } from '../../../kit/http/reply.ts';
import type { Input } from '../../../kit/http/route.ts';
import { answerTo } from '../../crisis/api/page-answers.ts';

type Page = { id: string; enrollmentId: string };

/** Answers a page for somebody: I am on it. One page, one acknowledgement of a person, however often they press. */
export async function answerPage(
  context: RouteContext,
  input: Pick<Input, 'caller' | 'expectedVersion'>,
  { id, enrollmentId }: Page,
) {
  const answer = await answerTo(context, input.caller, { id, enrollmentId });
  if (!answer) return refuse('not-found');
  const submit = (key: string) =>
    context.submit(
      { ...input, key },
      { enrollmentId, commands: [{ ...answer, pointer: '' }], content: { route: 'pages', page: id } },
    );
  const key = `page:${id.replaceAll('/', '.')}`;
  const first = await submit(key);
  const anothers = isRefusal(first) && first.anothersKey === true;
  const result = anothers ? await submit(`${key}:${input.caller.staffId.slice(0, 8)}`) : first;
  if (!isRefusal(result)) await context.writes.markRead(id, input.caller.staffId, context.clock.now());
  return result;
}
