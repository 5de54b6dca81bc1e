import type { Random } from './random.ts';

export type MailTrouble = 'down' | 'refuses' | 'hangs' | 'takes-and-hangs-up';
export type WebhookTrouble = 'slow' | 'fails' | 'garbage' | 'silent';

export type PlannedFault =
  | { fault: 'worker-killed'; amid: 'command' | 'deadline'; afterMs: number; downMs: number }
  | { fault: 'api-killed'; amid: 'command' | 'deadline'; afterMs: number; downMs: number }
  /** Worker, API and Temporal, between a commit and the end of its workflow task. */
  | { fault: 'killed-together'; amid: 'command' | 'deadline'; downMs: number }
  | { fault: 'postgres-stopped'; signal: 'SIGKILL' | 'SIGQUIT' | 'SIGINT'; afterMs: number; downMs: number }
  | { fault: 'temporal-stopped'; signal: 'SIGKILL' | 'SIGTERM'; afterMs: number; downMs: number }
  | { fault: 'mail-trouble'; how: MailTrouble; lastsMs: number }
  | { fault: 'webhook-trouble'; how: WebhookTrouble; lastsMs: number }
  | { fault: 'disk-full'; lastsMs: number }
  | { fault: 'clock-wrong'; hours: 1 | -1; lastsMs: number }
  | { fault: 'two-versions'; lastsMs: number };

export type FaultName = PlannedFault['fault'];
export type FaultCounts = Record<FaultName, number>;

/** A fault, and how long the system is left in peace before it. */
export type PlannedBlow = PlannedFault & { pauseMs: number };

/** Faults that others may go on beside: nothing of ours is stopped by them. */
export const besides: ReadonlySet<FaultName> = new Set(['mail-trouble', 'webhook-trouble']);

/** So many of each, in an order and with delays that the random numbers give. */
export function planFaults(
  random: Random,
  counts: FaultCounts,
  pauseMs: { from: number; to: number },
): PlannedBlow[] {
  const planned = Object.entries(counts).flatMap(([name, count]) =>
    Array.from({ length: count }, (_, n) => planFault(random, name as FaultName, n)),
  );
  return random
    .shuffled(planned)
    .map((fault) => ({ ...fault, pauseMs: random.whole(pauseMs.from, pauseMs.to) }));
}

/** Kinds of a fault are taken in turn, so that few of it already show each. */
function planFault(random: Random, fault: FaultName, n: number): PlannedFault {
  const turn = <T>(first: T, ...others: T[]): T => [first, ...others][n % (others.length + 1)] ?? first;
  const amid = turn('command' as const, 'deadline' as const);
  switch (fault) {
    case 'worker-killed':
    case 'api-killed':
      return { fault, amid, afterMs: random.whole(0, 60), downMs: random.whole(0, 800) };
    case 'killed-together':
      return { fault, amid, downMs: random.whole(0, 2_000) };
    case 'postgres-stopped':
      return {
        fault,
        signal: turn('SIGQUIT', 'SIGKILL', 'SIGINT'),
        afterMs: random.whole(0, 40),
        downMs: random.whole(0, 4_000),
      };
    case 'temporal-stopped':
      return {
        fault,
        signal: turn('SIGKILL', 'SIGTERM'),
        afterMs: random.whole(0, 40),
        downMs: random.whole(0, 6_000),
      };
    case 'mail-trouble':
      return {
        fault,
        how: turn('down', 'takes-and-hangs-up', 'refuses', 'hangs'),
        lastsMs: random.whole(3_000, 9_000),
      };
    case 'webhook-trouble':
      return { fault, how: turn('fails', 'garbage', 'slow', 'silent'), lastsMs: random.whole(3_000, 9_000) };
    case 'disk-full':
      return { fault, lastsMs: random.whole(2_000, 5_000) };
    case 'clock-wrong':
      return { fault, hours: turn(1, -1), lastsMs: random.whole(5_000, 9_000) };
    case 'two-versions':
      return { fault, lastsMs: random.whole(5_000, 9_000) };
  }
}
