import { randomUUID } from 'node:crypto';
import { replayedHeader } from './act-reply.ts';
import { isRefusal, type Refusal, refuse, type Reply } from './reply.ts';
import type { Input, Route } from './route.ts';

type KeylessRequest = { staffId: string; fingerprint: string; commandId: string };

/** What was sent without a key in the last seconds. */
export type KeylessRequests = {
  /** What the request is called from now on; where its author has sent the very same within that time, what that is called. */
  nameOf(
    request: KeylessRequest,
    now: number,
    withinMs: number,
  ): Promise<{ commandId: string; sentAt: number }>;
  /** Whether nobody was told yet that what bears that name is done. From now on somebody was. */
  isFirstAnswer(request: KeylessRequest): Promise<boolean>;
};

/** Longer than any answer takes, since the API gives up after 15 s: who presses again in the silence is asked back. */
const withinMs = 20_000;
/** An instant so near to now is a client's stamp of the press, and another one of the next press. */
const stampMs = 60_000;

/**
 * Has a request without a key done once: the very same of the same person within seconds, or where a route says so its like,
 * is a double press, or a second one that its author has to call one, by a key. Both presses bear one name here, so that the
 * second is judged like a repetition with a key: where nothing has come of the first, it is what counts.
 */
export function askingBack(
  requests: KeylessRequests,
  { now, fingerprint }: { now: () => number; fingerprint: (value: unknown) => string },
) {
  return async (
    route: Pick<Route, 'id' | 'takesKey' | 'likeness'>,
    input: Input,
    handle: (named: Input) => Promise<Reply | Refusal>,
  ): Promise<Reply | Refusal> => {
    if (!route.takesKey || input.key !== undefined) return handle(input);
    const { caller, params, query, body, expectedVersion = null } = input;
    const at = now();
    const whole = { route: route.id, params, query, body, expectedVersion };
    const request = {
      ...{ staffId: caller.staffId, commandId: randomUUID() },
      fingerprint: fingerprint(unstamped(route.likeness?.(input) ?? whole, at)),
    };
    const { commandId, sentAt } = await requests.nameOf(request, at, withinMs);
    const answered = await handle({ ...input, key: commandId });
    const repeats = commandId !== request.commandId && isRepetition(answered);
    if (isRefusal(answered) && !repeats) return answered;
    // What is done is answered, also where that cannot be remembered.
    const isFirst = () => requests.isFirstAnswer({ ...request, commandId }).catch(() => true);
    if (!repeats && (await isFirst())) return answered;
    return refuse('sent-twice', { extra: { commandId, sentAt: new Date(sentAt).toISOString() } });
  };
}

/** Of what was done under that name before; or its client has stamped it a moment later, so that it is called another. */
function isRepetition(answered: Reply | Refusal): boolean {
  if (isRefusal(answered)) return answered.problem === 'idempotency-key-reused';
  return Object.keys(replayedHeader).every((name) => answered.headers?.[name] !== undefined);
}

/** What is asked for, whenever it was pressed. */
function unstamped(value: unknown, now: number): unknown {
  if (typeof value === 'number') return Math.abs(value - now) <= stampMs ? 'now' : value;
  if (Array.isArray(value)) return value.map((one) => unstamped(one, now));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unstamped(one, now)]));
}
