import {
  asOne,
  canUndo,
  isConflict,
  isFollowed,
  isUnsent,
  nextOf,
  outcomeOf,
  type Outgoing,
  type Press,
  type Sending,
  type Sent,
} from './sending.ts';
import { isUnsure, now, shown } from '../time/now.ts';

type Parts = {
  /** What was pressed before and is not on record. */
  kept: readonly Sending[];
  send: (outgoing: Outgoing) => Promise<Sent>;
  /** What was pressed while the device's clock could not be trusted, with the time that it had; null: that is not known yet. */
  date?: (sending: Sending) => Promise<Sending | null>;
  /** What goes out instead of what was refused since somebody has changed it meanwhile; null: its author has to look. */
  merge?: (sending: Sending) => Promise<{ body: object; version: number } | null>;
  keep: (sending: Sending) => void;
  forget: (key: string) => void;
  onRecorded: (enrollmentId: string) => void;
  /** All of it is on record, or taken in. */
  onDone?: (sending: Sending) => void;
  /** Refused for good, or taken back; what of it was answered before is. */
  onReturned?: (sending: Sending) => void;
};

/** How long a press can be taken back: what happened is dated by the press, so no clock suffers. */
export const undoMs = 10_000;
const firstAgainMs = 5_000;
const longestAgainMs = 60_000;
const dayMs = 86_400_000;

type Listener = (sendings: readonly Sending[]) => void;

/** Keeps what is pressed until it is on record. Of an enrollment one goes out at a time, in the order of the presses. */
export function createOutbox({
  kept,
  send,
  date,
  merge,
  keep,
  forget,
  onRecorded,
  onDone,
  onReturned,
}: Parts) {
  let sendings = inOrder(kept.map(asKept));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const listeners = new Set<Listener>();
  /** Which revision of a document came of which, where that was sent from here. */
  const ours = new Map<string, number>();

  function show(next: readonly Sending[]): void {
    sendings = next;
    for (const listener of listeners) listener(sendings);
  }

  function set(key: string, changed: Partial<Sending>): void {
    show(sendings.map((one) => (one.key === key ? { ...one, ...changed } : one)));
  }

  /** Sends what may go now, and comes back when the next one may. */
  function pump(): void {
    clearTimeout(timer);
    if (stopped) return;
    const at = performance.now();
    const first = new Map<string, Sending>();
    for (const one of sendings) if (isUnsent(one) && !first.has(laneOf(one))) first.set(laneOf(one), one);
    const due = [...first.values()].filter((one) => goesAt(one, sendings) <= at);
    const next = Math.min(
      ...[...first.values()].map((one) => goesAt(one, sendings)).filter((goes) => goes > at),
    );
    if (next < Infinity) timer = setTimeout(pump, next - at);
    for (const one of due) void deliver(one);
  }

  async function deliver(sending: Sending): Promise<void> {
    const tries = sending.state.name === 'not-sent' ? sending.state.tries : 0;
    const later = (): void => {
      const wait = Math.min(firstAgainMs * 2 ** tries, longestAgainMs);
      set(sending.key, { state: { name: 'not-sent', tries: tries + 1, again: performance.now() + wait } });
    };
    let one: Sending = { ...sending, state: { name: 'sending' } };
    set(one.key, one);
    if (one.doubt && date) {
      const sure = await date(one);
      if (stopped) return;
      if (!sure) {
        later();
        return pump();
      }
      one = sure;
      // Not a second time, wherever it goes out from.
      keep(one);
      show(sendings.map((each) => (each.key === one.key ? one : each)));
    }
    for (let asked = nextOf(one); asked; asked = nextOf(one)) {
      if (stopped) return;
      const document = one.turn === undefined ? null : asked.path.replace(/\/acts\/.*$/, '');
      const version = asked.version === undefined ? undefined : currentOf(document, asked.version);
      const sent = await send({ ...asked, ...(version === undefined ? {} : { version }) });
      if (sent.name === 'answered') {
        const { revision } = sent.answer;
        if (version !== undefined && revision !== undefined) ours.set(`${document} ${version}`, revision);
        one = { ...one, answered: [...one.answered, sent.answer] };
        // What is done is done, also where the page is closed now.
        if (nextOf(one)) keep(one);
        set(one.key, one);
      } else {
        const merged = isConflict(sent, one) ? await merge?.(one) : null;
        if (stopped) return;
        if (merged) {
          const nth = one.answered.length;
          // Another request: it goes under a key of its own.
          one = {
            ...one,
            requests: one.requests.map((each, n) =>
              n === nth ? { ...each, ...merged, as: `over-${merged.version}` } : each,
            ),
          };
          keep(one);
          set(one.key, one);
          continue;
        }
        if (sent.name === 'refused' && !isEarly(one, sent)) refused({ ...one, state: sent });
        else later();
        return pump();
      }
    }
    // Of what is saved again and again, the last time is enough to be told of.
    const before = (other: Sending) =>
      one.turn !== undefined && other.turn === one.turn && other.state.name === 'recorded';
    show(sendings.filter((other) => !before(other)));
    set(one.key, { state: outcomeOf(one) });
    forget(one.key);
    onDone?.(one);
    onRecorded(one.enrollmentId);
    pump();
  }

  /** The revision that stands since what went out from here before: nobody else has changed it in between. */
  function currentOf(document: string | null, version: number): number {
    const next = document === null ? undefined : ours.get(`${document} ${version}`);
    return next === undefined || next <= version ? version : currentOf(document, next);
  }

  /** The words of what was refused are its author's: they stay until somebody puts them away. */
  function refused(one: Sending): void {
    set(one.key, one);
    keep(one);
    onReturned?.(one);
    if (one.answered.length > 0) onRecorded(one.enrollmentId);
  }

  pump();
  return {
    subscribe: (listener: Listener): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => sendings,
    add(press: Press): void {
      // Two within a millisecond have an order too, wherever they are read from again.
      const at = shown();
      const pressedAt = Math.max(now(at), (sendings.at(-1)?.pressedAt ?? -1) + 1);
      const { key = crypto.randomUUID(), ...pressed } = press;
      const one: Sending = {
        ...{ key, pressedAt, since: at.runs, state: { name: 'waiting' }, answered: [] },
        ...(isUnsure(at) ? { doubt: { ...at, at: now(at), page: performance.timeOrigin } } : {}),
        ...('requests' in pressed ? pressed : asOne(pressed)),
      };
      keep(one);
      show([...sendings, one]);
      pump();
    },
    undo(key: string): void {
      const one = sendings.find((sending) => sending.key === key);
      if (!one || !canUndo(one, sendings)) return;
      forget(key);
      onReturned?.(one);
      show(sendings.filter((sending) => sending.key !== key));
      pump();
    },
    /** What another tab had pressed, which is closed now. */
    take(left: readonly Sending[]): void {
      if (left.length === 0 || stopped) return;
      show(inOrder([...sendings, ...left.map(asKept)]));
      pump();
    },
    /** Puts away what needs nobody any more. */
    dismiss(key: string): void {
      if (sendings.some((one) => one.key === key && isUnsent(one))) return;
      forget(key);
      show(sendings.filter((one) => one.key !== key));
    },
    /** Nothing more goes out from here: whoever signs in again has it all. */
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;

/** Whether it went out before its page was closed, nobody knows: it goes under its key. */
function asKept(one: Sending): Sending {
  const since = performance.now() - Math.max(0, now() - one.pressedAt);
  return { ...one, since, state: one.state.name === 'refused' ? one.state : { name: 'waiting' } };
}

/** A referral that was taken in is there once the clock is back, and not before: what goes with it waits for it, for a day. */
const isEarly = ({ answered, pressedAt }: Sending, { problem }: Sent & { name: 'refused' }): boolean =>
  problem.code === 'not-found' && answered.some(({ takenIn }) => takenIn) && now() - pressedAt < dayMs;
const inOrder = (all: readonly Sending[]): readonly Sending[] =>
  all.toSorted((a, b) => a.pressedAt - b.pressedAt);

/** What goes out one after another: what is pressed about an enrollment; what cannot wait, by itself. */
const laneOf = ({ atOnce, turn, key, enrollmentId }: Sending): string =>
  turn ?? (atOnce ? key : enrollmentId);

function goesAt(one: Sending, all: readonly Sending[]): number {
  const { state, since, atOnce } = one;
  if (state.name === 'waiting') return atOnce || isFollowed(one, all) ? since : since + undoMs;
  return state.name === 'not-sent' ? state.again : Infinity;
}
