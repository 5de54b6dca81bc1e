import type { Logger } from 'pino';
import { reachOf } from '../../features/relation/relation.ts';
import { errorName } from '../../kit/error-name.ts';
import type { Clock } from '../../kit/http/context.ts';
import { startPoller, type Poller } from '../../kit/poller.ts';
import type { Change, Changes } from '../../kit/postgres/changes.ts';
import type { Caller } from '../../kit/reads.ts';
import { mayBeTold, newestOf, type Told, toldOf } from './told.ts';

/** Why a stream ends: its session is over; it does not take what it is sent; the API stops. */
export type Ending = 'signed-out' | 'too-slow' | 'stopping';

export type Watch = {
  caller: Caller;
  /** From where on it wants to be told; null: from now on. */
  from: number | null;
  /** What it may see of what has changed, and up to where that is all. */
  tell(told: readonly Told[], upTo: number): void;
  /** What was changed meanwhile is not known any more. */
  readAnew(upTo: number): void;
  /** Nothing is new, and the stream lives. */
  beat(upTo: number): void;
  /** Who watches now, asked anew; null: nobody who may. */
  again(): Promise<Caller | null>;
  end(why: Ending): void;
};

type Reads = {
  changesSince(from: number | null, limit: number): Promise<Changes>;
  relatedAmong(caller: Caller, ids: readonly string[], now: number): Promise<Set<string>>;
};

type Parts = { reads: Reads; clock: Clock; log: Pick<Logger, 'warn'>; pollMs?: number; beatMs?: number };

/** More at once than anybody makes: whoever watches reads anew. */
const most = 5_000;

/**
 * Who watches is told what has changed: one look a second at the record for all streams of this process, and none while nobody
 * watches. What one of them may see is asked of the same rule that answers its requests.
 */
export function createWatching({ reads, clock, log, pollMs = 1_000, beatMs = 15_000 }: Parts) {
  const watches = new Set<Watch>();
  const beatAt = new Map<Watch, number>();
  /** Who may have missed what is kept no more: who comes back, and everybody once the record was away. */
  const doubtful = new Set<Watch>();
  let poller: Poller | null = null;

  function leave(watch: Watch): void {
    watches.delete(watch);
    beatAt.delete(watch);
    doubtful.delete(watch);
    if (watches.size > 0 || !poller) return;
    void poller.stop();
    poller = null;
  }

  function end(watch: Watch, why: Ending): void {
    leave(watch);
    watch.end(why);
  }

  async function look(): Promise<void> {
    const froms = [...watches].flatMap(({ from }) => from ?? []);
    const { horizon, oldest, changes } = await reads
      .changesSince(froms.length > 0 ? Math.min(...froms) : null, most)
      .catch((error: unknown) => {
        for (const watch of watches) doubtful.add(watch);
        throw error;
      });
    // Who has come since was not asked for; they are told next time.
    for (const watch of [...watches]) {
      const { from } = watch;
      if (from === null) {
        watch.from = horizon;
        beat(watch, horizon);
      } else if (!froms.includes(from)) continue;
      else if (changes.length >= most || (doubtful.has(watch) && isGone(from, { horizon, oldest }))) {
        watch.from = horizon;
        doubtful.delete(watch);
        watch.readAnew(horizon);
      } else await tell(watch, from, { horizon, changes });
    }
  }

  async function tell(watch: Watch, from: number, { horizon, changes }: Omit<Changes, 'oldest'>) {
    const mine = changes.filter(({ tx, agencyId }) => tx >= from && agencyId === watch.caller.agencyId);
    const ends = watch.caller.signedInBy !== undefined && watch.caller.signedInBy.until <= clock.now();
    if (ends || mine.some(({ kind, staffId }) => kind === 'session' && staffId === watch.caller.staffId)) {
      const caller = ends ? null : await watch.again();
      if (!caller) return end(watch, 'signed-out');
      watch.caller = caller;
    }
    const told = newestOf(await seenBy(watch.caller, mine));
    if (!watches.has(watch)) return;
    watch.from = horizon;
    doubtful.delete(watch);
    if (told.length > 0) watch.tell(told, horizon);
    if (told.length > 0 || (beatAt.get(watch) ?? 0) <= Date.now()) beat(watch, horizon);
  }

  function beat(watch: Watch, horizon: number): void {
    beatAt.set(watch, Date.now() + beatMs);
    watch.beat(horizon);
  }

  async function seenBy(caller: Caller, changes: readonly Change[]): Promise<Told[]> {
    const all = reachOf(caller.role) === 'agency';
    const maybe = changes.filter((change) => mayBeTold(caller, change, () => true));
    const ids = [...new Set(maybe.flatMap(({ enrollmentId }) => enrollmentId ?? []))];
    const related = all || ids.length === 0 ? null : await reads.relatedAmong(caller, ids, clock.now());
    return maybe
      .filter((change) => mayBeTold(caller, change, (id) => all || related?.has(id) === true))
      .flatMap(toldOf);
  }

  return {
    enter(watch: Watch): void {
      watches.add(watch);
      if (watch.from !== null) doubtful.add(watch);
      poller ??= startPoller({
        poll: look,
        pauseMs: () => pollMs,
        log: { warn: (fields, text) => log.warn(fields, text) },
        putOff: 'what has changed could not be read',
      });
    },
    leave,
    /** How many streams somebody has open. */
    openOf: (staffId: string): number =>
      [...watches].filter(({ caller }) => caller.staffId === staffId).length,
    stop(): void {
      for (const watch of [...watches])
        try {
          end(watch, 'stopping');
        } catch (error) {
          log.warn({ error: errorName(error) }, 'a stream did not end');
        }
    },
  };
}

export type Watching = ReturnType<typeof createWatching>;

/** Something from then on may have been put away, or it was another server's count. */
function isGone(from: number, { horizon, oldest }: Pick<Changes, 'horizon' | 'oldest'>): boolean {
  return from > horizon || (from < horizon && (oldest === null || from < oldest));
}
