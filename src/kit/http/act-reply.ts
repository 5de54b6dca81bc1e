import type { ProblemCode } from './problem.ts';
import { randomUUID } from 'node:crypto';
import { type ActAsk, type ActOutcome, type ActStamp, repeated, type Reuse, reuseWords } from '../acts.ts';
import { actorOf, type RouteContext } from './context.ts';
import { type Refusal, refuse, type Reply } from './reply.ts';
import type { Input } from './route.ts';

/** Who asks for an act, when, and under which key; `content` beside the body tells it from those of other routes. */
export function askOf(
  { keyed, clock }: Pick<RouteContext, 'keyed' | 'clock'>,
  { caller, key, body }: Pick<Input, 'caller' | 'key' | 'body'>,
  content: { route: string } & Record<string, string>,
): ActAsk & { now: number } {
  return {
    ...{ by: actorOf(caller), commandId: key ?? randomUUID(), now: clock.now() },
    fingerprint: keyed.fingerprint({ ...content, body }),
  };
}

/** Answers what became of an act. A repetition gets the reply of then, and a header that says so. */
export function actReply<Row, Refused, Answer extends Reply>(
  outcome: ActOutcome<Row, Refused>,
  {
    thing,
    reply,
    refusal,
  }: {
    /** What the route makes, for the words about a key that was used before: `absence`. */
    thing: string;
    reply: (row: Row, status: 'written' | 'replayed') => Answer;
    refusal: (refused: Refused) => Refusal;
  },
): Answer | Refusal {
  switch (outcome.status) {
    case 'written':
      return reply(outcome.row, 'written');
    case 'replayed': {
      const made = reply(outcome.row, 'replayed');
      return { ...made, headers: { ...made.headers, ...replayedHeader } };
    }
    case 'reused':
      return keyReused(outcome.how, thing);
    case 'refused':
      return refusal(outcome.refusal);
  }
}

/** What an act came to within a request that goes on with it, now or before; else the refusal. */
export function actResult<Row, Refused>(
  outcome: ActOutcome<Row, Refused>,
  thing: string,
  refusal: (refused: Refused) => Refusal,
): Row | Refusal {
  if (outcome.status === 'reused') return keyReused(outcome.how, thing);
  return outcome.status === 'refused' ? refusal(outcome.refusal) : outcome.row;
}

export const replayedHeader = { 'Idempotent-Replayed': 'true' };

/** The one answer to a key that stands for something else. */
export function keyReused(how: Reuse, thing: string): Refusal {
  return refuse('idempotency-key-reused', {
    detail: reuseWords(how, thing),
    ...(how === 'another-person' ? { anothersKey: true } : {}),
  });
}

/** The refusal of a key that is on record already for something else, or for somebody else; null: for the very same. */
export function keyRefused(earlier: ActStamp, ask: ActAsk, thing: string): Refusal | null {
  const meaning = repeated(earlier, ask);
  return meaning === 'replayed' ? null : keyReused(meaning, thing);
}

/** The same of a command of an enrollment, whose name may be that of one which waited and was refused. */
export function nameRefused(
  { named, refusedOf }: { named: ActStamp | null; refusedOf: string | null },
  ask: ActAsk,
  thing: string,
): Refusal | null {
  if (named) return keyRefused(named, ask, thing);
  return refusedOf === null || refusedOf === ask.by.staffId ? null : keyReused('another-person', thing);
}

/** A refusal of the domain as a problem, with the field of the body that it is about. */
export function refusalAt({
  code,
  detail,
  field,
}: {
  code: ProblemCode;
  detail?: string;
  field?: string;
}): Refusal {
  const pointer = `/${field?.replaceAll('.', '/')}`;
  return refuse(code, {
    ...(detail === undefined ? {} : { detail }),
    ...(field === undefined ? {} : { errors: [{ pointer, detail: detail ?? 'cannot be used' }] }),
  });
}
