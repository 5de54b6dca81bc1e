import type { Problem } from '../server/request.ts';

/** What was pressed, on its way to the record, and how it stands with it. */
export type Sending = {
  /** Names the request for ever: sent again, it is recorded once. */
  key: string;
  enrollmentId: string;
  client: string;
  /** What it settles (a request, a place in the queue): until it is refused or taken back, nobody settles it twice from here. */
  about?: string;
  /** Where it goes below /api/v1, and what. */
  path: string;
  body: object;
  pressedAt: number;
  state:
    | { name: 'waiting' }
    | { name: 'sending' }
    | { name: 'not-sent'; tries: number; again: number }
    | { name: 'recorded'; met: string[] }
    | { name: 'taken-in' }
    | { name: 'refused'; problem: Problem };
};

/** What became of a request: on record, taken in while the clock is away, refused for good, or not answered. */
export type Sent =
  | { name: 'recorded'; met: string[] }
  | { name: 'taken-in' }
  | { name: 'refused'; problem: Problem }
  | { name: 'unanswered' };

type Parts = {
  /** What was pressed before and is not on record. */
  kept: readonly Sending[];
  send: (sending: Sending) => Promise<Sent>;
  keep: (sending: Sending) => void;
  forget: (key: string) => void;
  onRecorded: (enrollmentId: string) => void;
};

/** How long a press can be taken back: what happened is dated by the press, so no clock suffers. */
export const undoMs = 10_000;
const firstAgainMs = 5_000;
const longestAgainMs = 60_000;

type Listener = (sendings: readonly Sending[]) => void;

/** Keeps what is pressed until it is on record. Of an enrollment one goes out at a time, in the order of the presses. */
export function createOutbox({ kept, send, keep, forget, onRecorded }: Parts) {
  let sendings: readonly Sending[] = kept
    // Whether it went out before the page was closed, nobody knows: it goes under its key.
    .map((one): Sending => (one.state.name === 'refused' ? one : { ...one, state: { name: 'waiting' } }))
    .toSorted((a, b) => a.pressedAt - b.pressedAt);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<Listener>();

  function show(next: readonly Sending[]): void {
    sendings = next;
    for (const listener of listeners) listener(sendings);
  }

  const set = (key: string, state: Sending['state']): void =>
    show(sendings.map((one) => (one.key === key ? { ...one, state } : one)));

  /** Sends what may go now, and comes back when the next one may. */
  function pump(): void {
    clearTimeout(timer);
    const now = Date.now();
    const first = new Map<string, Sending>();
    for (const one of sendings)
      if (isUnsent(one) && !first.has(one.enrollmentId)) first.set(one.enrollmentId, one);
    const due = [...first.values()].filter((one) => goesAt(one) <= now);
    const next = Math.min(...[...first.values()].map(goesAt).filter((at) => at > now));
    if (next < Infinity) timer = setTimeout(pump, next - now);
    for (const one of due) void deliver(one);
  }

  async function deliver(one: Sending): Promise<void> {
    const tries = one.state.name === 'not-sent' ? one.state.tries : 0;
    set(one.key, { name: 'sending' });
    const sent = await send(one);
    if (sent.name === 'unanswered') {
      const wait = Math.min(firstAgainMs * 2 ** tries, longestAgainMs);
      set(one.key, { name: 'not-sent', tries: tries + 1, again: Date.now() + wait });
    } else {
      set(one.key, sent);
      // The words of what was refused are its author's: they stay until somebody puts them away.
      if (sent.name === 'refused') keep({ ...one, state: sent });
      else {
        forget(one.key);
        onRecorded(one.enrollmentId);
      }
    }
    pump();
  }

  pump();
  return {
    subscribe: (listener: Listener): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => sendings,
    add(asked: Omit<Sending, 'key' | 'state' | 'pressedAt'>): void {
      // Two within a millisecond have an order too, wherever they are read from again.
      const pressedAt = Math.max(Date.now(), (sendings.at(-1)?.pressedAt ?? -1) + 1);
      const one: Sending = { ...asked, key: crypto.randomUUID(), pressedAt, state: { name: 'waiting' } };
      keep(one);
      show([...sendings, one]);
      pump();
    },
    /** Only while it waits. */
    undo(key: string): void {
      if (!sendings.some((one) => one.key === key && one.state.name === 'waiting')) return;
      forget(key);
      show(sendings.filter((one) => one.key !== key));
      pump();
    },
    /** Puts away what needs nobody any more. */
    dismiss(key: string): void {
      if (sendings.some((one) => one.key === key && isUnsent(one))) return;
      forget(key);
      show(sendings.filter((one) => one.key !== key));
    },
    /** Nothing more goes out from here: whoever signs in again has it all. */
    stop: (): void => clearTimeout(timer),
  };
}

export type Outbox = ReturnType<typeof createOutbox>;

/** Whether it would be lost with the device: it is neither on record nor refused. */
export const isUnsent = ({ state }: Pick<Sending, 'state'>): boolean =>
  state.name === 'waiting' || state.name === 'sending' || state.name === 'not-sent';

function goesAt({ state, pressedAt }: Sending): number {
  if (state.name === 'waiting') return pressedAt + undoMs;
  return state.name === 'not-sent' ? state.again : Infinity;
}
