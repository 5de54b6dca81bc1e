import { z } from 'zod';
import type { RouteContext } from './context.ts';
import { reportFailure, refusalOf } from './failures.ts';
import { isRefusal, type Refusal, refuse } from './reply.ts';
import type { Input, Route } from './route.ts';

const text = z.string();

const partProblem = z.strictObject({ code: text, title: text, detail: text, status: z.int() }).meta({
  id: 'PartProblem',
  description: 'Why a part could not be read, as its own read would have said it',
});

/** One of several things that are read together: itself, or why it could not be read; left out for who may not read it. */
export function partOf<Schema extends z.ZodType>(schema: Schema) {
  return z.strictObject({ reply: schema.optional(), problem: partProblem.optional() }).optional();
}

export type Part = { route: Route; query?: object };
type ReadPart = { reply?: unknown; problem?: z.output<typeof partProblem> };

/**
 * What several reads answer, for a page that shows them together: each is asked as by itself, of who may ask it. One that fails
 * takes none of the others with it; where none could be read, that is the answer.
 */
export async function readParts<Name extends string>(
  context: RouteContext,
  { caller, ...input }: Input,
  parts: Record<Name, Part>,
): Promise<Partial<Record<Name, ReadPart>> | Refusal> {
  const able = new Set<string>(context.operationsOf(caller.role));
  const asked = (Object.entries(parts) as [Name, Part][]).filter(
    ([, { route }]) => route.operation === null || able.has(route.operation),
  );
  const read = await Promise.all(
    asked.map(async ([name, { route, query = {} }]): Promise<[Name, unknown]> => {
      try {
        return [name, await route.handle({ ...input, caller, query })];
      } catch (error) {
        reportFailure(context.logger, error, { part: route.id });
        return [name, refusalOf(error)];
      }
    }),
  );
  const [first] = read.flatMap(([, answer]) => (isRefusal(answer) ? [answer] : []));
  if (first && read.every(([, answer]) => isRefusal(answer))) return refuse(first.problem);
  return Object.fromEntries(read.map(([name, answer]) => [name, shown(answer)])) as Partial<
    Record<Name, ReadPart>
  >;

  function shown(answer: unknown): ReadPart {
    if (!isRefusal(answer)) return { reply: (answer as { body: unknown }).body };
    const { code, title, remedy, status } = context.problemNow(answer.problem);
    return { problem: { code, title, detail: answer.detail ?? remedy, status } };
  }
}
