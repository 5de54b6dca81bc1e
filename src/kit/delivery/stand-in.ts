import type { Channel } from '../../engine/notifications/notification.ts';
import { type Poller, startPoller } from '../poller.ts';
import type { Sender } from './sender.ts';

export type StandInOptions = {
  senders: readonly Pick<Sender, 'channel' | 'run' | 'runner'>[];
  /** Whether Temporal answers: then an attempt of the activity comes to this process or to another. */
  reachable: () => Promise<boolean>;
  /** Whether messages of that channel lie there and nobody takes them, whatever the reason. */
  neglected: (channel: Channel) => boolean;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  everyMs?: number;
  /** So long after Temporal is back it goes on, until an attempt lives somewhere. */
  lingerMs?: number;
};

/**
 * Sends in the worker's own process what no attempt of the activity sends: a page needs no Temporal to leave. Where
 * another process sends as well, the leases keep the two apart.
 */
export function startStandIn(options: StandInOptions): Poller {
  const { senders, reachable, neglected, log, everyMs = 1_000, lingerMs = 10_000 } = options;
  const standing = new Map<Channel, AbortController>();
  const neededAt = new Map<Channel, number>();

  async function poll(stopped: () => boolean): Promise<void> {
    // While attempts live here, there is nothing to ask.
    const free = senders.filter((sender) => sender.runner() !== 'activity');
    if (free.length === 0) return;
    const away = !(await reachable());
    if (stopped()) return;
    for (const sender of free) {
      const { channel } = sender;
      const now = performance.now();
      if (away || neglected(channel)) neededAt.set(channel, now);
      const needed = now - (neededAt.get(channel) ?? -Infinity) < lingerMs;
      if (!needed) standing.get(channel)?.abort();
      // Unless an attempt has come meanwhile.
      else if (sender.runner() === null) stand(sender, away);
    }
  }

  function stand(sender: (typeof senders)[number], away: boolean): void {
    const { channel } = sender;
    const ending = new AbortController();
    standing.set(channel, ending);
    log.warn({ channel }, away ? 'sending without Temporal' : 'nobody sends: sending from here');
    void sender.run('process', ending.signal).then(
      () => log.info({ channel }, 'no longer sending from here'),
      () => undefined,
    );
  }

  const poller = startPoller({ poll, pauseMs: () => everyMs, log, putOff: 'standing in put off' });
  return {
    async stop() {
      const stopped = poller.stop();
      for (const ending of standing.values()) ending.abort();
      await stopped;
      for (const ending of standing.values()) ending.abort();
    },
  };
}
