import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export type HttpTimer = (labels: { method: string; route: string; status: number }, seconds: number) => void;
/** Counts a command by its type and by what became of it: accepted, replayed, or the code of its refusal. */
export type CommandCounter = (type: string, outcome: string) => void;

/** Metrics of the API. Labels are route patterns, types and codes: a closed set, with no ids in it. */
export function createMetrics(
  register: Registry,
  reads: { outbox(): Promise<Record<string, number>> },
): { http: HttpTimer; commands: CommandCounter } {
  const durations = new Histogram({
    name: 'throughline_http_request_duration_seconds',
    help: 'Duration of HTTP requests by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  const commands = new Counter({
    name: 'throughline_commands_total',
    help: 'Commands by type and outcome',
    labelNames: ['type', 'outcome'],
    registers: [register],
  });
  const outbox = new Gauge({
    name: 'throughline_outbox_deliveries',
    help: 'Deliveries not sent yet, by how it stands with them',
    labelNames: ['state'],
    registers: [register],
    async collect() {
      try {
        for (const [state, count] of Object.entries(await reads.outbox())) this.set({ state }, count);
      } catch {
        // Without a record there is no number; an old one would mislead.
        this.reset();
      }
    },
  });
  void outbox;
  return {
    http: (labels, seconds) => durations.observe({ ...labels, status: String(labels.status) }, seconds),
    commands: (type, outcome) => commands.inc({ type, outcome }),
  };
}
