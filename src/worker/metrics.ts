import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Channel } from '../engine/notifications/notification.ts';
import { channels } from '../kit/delivery/channels.ts';
import type { Attempt, Outbox } from '../kit/delivery/delivery.ts';
import { nothingWaits, pageWaitsMs } from '../kit/delivery/watch.ts';
import { unsentStandings } from '../engine/notifications/standing.ts';
import type { Backlog } from '../kit/postgres/queues.ts';

export type WorkerMetrics = {
  register: Registry;
  attempted: (channel: Channel, outcome: Attempt['outcome']) => void;
};

/** The worker's own numbers; what waits to go out or to come in is counted when it is asked for. */
export function createWorkerMetrics(
  outbox: Pick<Outbox, 'queues'> & { backlog(): Promise<Backlog[]> },
  pendingSteps: { waiting(): Promise<number> },
): WorkerMetrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const attempts = new Counter({
    name: 'throughline_delivery_attempts_total',
    help: 'Attempts to send a message, by channel and outcome',
    labelNames: ['channel', 'outcome'],
    registers: [register],
  });
  const messages = new Gauge({
    name: 'throughline_outbox_messages',
    help: 'Messages that are not sent yet, by channel and state; NaN while the record is away',
    labelNames: ['channel', 'state'],
    registers: [],
    async collect() {
      this.reset();
      const rows = await outbox.backlog().catch(() => null);
      for (const channel of channels) {
        for (const state of Object.keys(unsentStandings)) {
          const row = rows?.find((one) => one.channel === channel && one.state === state);
          this.set({ channel, state }, rows === null ? Number.NaN : (row?.count ?? 0));
        }
      }
    },
  });
  register.registerMetric(messages);
  const oldestPage = new Gauge({
    name: 'throughline_oldest_page_seconds',
    help: 'How long the oldest page that is not sent yet has been waiting, by channel; NaN while the record is away',
    labelNames: ['channel'],
    registers: [],
    async collect() {
      const queues = await outbox.queues().catch(() => null);
      for (const channel of channels) {
        const waitsMs = queues === null ? Number.NaN : pageWaitsMs(queues.get(channel) ?? nothingWaits);
        this.set({ channel }, waitsMs / 1_000);
      }
    },
  });
  register.registerMetric(oldestPage);
  const steps = new Gauge({
    name: 'throughline_pending_steps',
    help: 'Steps taken in that wait for Temporal; NaN while the record is away',
    registers: [],
    async collect() {
      this.set(await pendingSteps.waiting().catch(() => Number.NaN));
    },
  });
  register.registerMetric(steps);
  return { register, attempted: (channel, outcome) => attempts.inc({ channel, outcome }) };
}
