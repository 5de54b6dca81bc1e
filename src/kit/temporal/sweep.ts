import { type Poller, startPoller } from '../poller.ts';
import type { TemporalGateway } from './temporal-gateway.ts';

export type SweepDeps = {
  gateway: Pick<TemporalGateway, 'catchUp'>;
  record: {
    unconfirmed(options: {
      olderThanMs: number;
      limit: number;
    }): Promise<{ enrollmentId: string; version: number }[]>;
  };
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  everyMs?: number;
  /** Younger ones are still on their way to an answer. */
  olderThanMs?: number;
};

/** At most so many enrollments are asked in one look, so many at a time. */
const perPoll = 500;
const atATime = 8;

/**
 * Brings workflows that lag behind their record up to it, with nobody asking: after worker, API and Temporal were
 * killed between the record's commit and the workflow task's end. Runs at once, once more when what was too young then
 * is old enough, and then each minute.
 */
export function startSweep({
  gateway,
  record,
  log,
  everyMs = 60_000,
  olderThanMs = 5_000,
}: SweepDeps): Poller {
  async function poll(stopped: () => boolean): Promise<void> {
    const lagging = await record.unconfirmed({ olderThanMs, limit: perPoll });
    const count = { 'caught-up': 0, current: 0, missing: 0, unavailable: 0 };
    const queue = [...lagging];
    const ask = async (): Promise<void> => {
      for (let one = queue.shift(); one && !stopped(); one = queue.shift()) {
        count[await gateway.catchUp(one.enrollmentId, one.version)] += 1;
      }
    };
    await Promise.all(Array.from({ length: atATime }, ask));
    if (count['caught-up'] > 0) log.info(count, 'workflows caught up with their records');
    if (count.missing > 0) log.warn(count, 'open enrollments without a workflow: run revive');
  }

  const pauseMs = ({ polls }: { polls: number }) =>
    polls === 1 ? Math.min(everyMs, 2 * olderThanMs) : everyMs;
  return startPoller({ poll, pauseMs, log, putOff: 'sweep put off' });
}
