import type { FaultCounts } from './faults.ts';

/** How much is asked of a run. */
export type Size = {
  enrollments: number;
  commands: number;
  /** Files of clients, beside the other requests. */
  files: number;
  faults: FaultCounts;
  pauseMs: { from: number; to: number };
  /** Requests under way at a time. */
  lanes: number;
  /** What the run must have seen for its word to count. */
  atLeast: Minimums;
};

export type Minimums = {
  workerKills: number;
  apiKills: number;
  postgresStops: number;
  temporalStops: number;
  writtenAway: number;
  commands: number;
  deadlines: number;
  payments: number;
  teamActs: number;
  moved: number;
  transferred: number;
  files: number;
};

const full: Size = {
  enrollments: 330,
  commands: 5_300,
  files: 70,
  faults: {
    'worker-killed': 18,
    'api-killed': 9,
    'killed-together': 3,
    'postgres-stopped': 11,
    'temporal-stopped': 4,
    'mail-trouble': 4,
    'webhook-trouble': 4,
    'disk-full': 2,
    'clock-wrong': 2,
    'two-versions': 1,
  },
  pauseMs: { from: 500, to: 2_500 },
  lanes: 14,
  atLeast: {
    workerKills: 20,
    apiKills: 10,
    postgresStops: 10,
    temporalStops: 5,
    writtenAway: 4,
    commands: 5_000,
    deadlines: 2_000,
    payments: 100,
    teamActs: 40,
    moved: 20,
    transferred: 8,
    files: 40,
  },
};

const short: Size = {
  enrollments: 25,
  commands: 200,
  files: 10,
  faults: {
    'worker-killed': 2,
    'api-killed': 1,
    'killed-together': 1,
    'postgres-stopped': 2,
    'temporal-stopped': 1,
    'mail-trouble': 1,
    'webhook-trouble': 1,
    'disk-full': 0,
    'clock-wrong': 0,
    'two-versions': 0,
  },
  pauseMs: { from: 200, to: 600 },
  lanes: 12,
  atLeast: {
    ...{ workerKills: 3, apiKills: 2, postgresStops: 2, temporalStops: 2, writtenAway: 1 },
    ...{ commands: 200, deadlines: 60, payments: 2, teamActs: 1, moved: 0, transferred: 0, files: 6 },
  },
};

/** A full run takes about this long; `--minutes` scales it. */
const fullMinutes = 8;

/** The full run, the short one of the tests, or one of so many minutes. */
export function sizeOf(options: { short?: boolean; minutes?: number | undefined }): Size {
  if (options.short === true) return short;
  const times = (options.minutes ?? fullMinutes) / fullMinutes;
  const scaled = (count: number): number => Math.ceil(count * times);
  return {
    ...full,
    enrollments: scaled(full.enrollments),
    commands: scaled(full.commands),
    files: scaled(full.files),
    faults: Object.fromEntries(
      Object.entries(full.faults).map(([name, count]) => [name, scaled(count)]),
    ) as FaultCounts,
    // A run that was asked to be shorter cannot reach what the full one does.
    atLeast:
      times >= 1
        ? full.atLeast
        : (Object.fromEntries(
            Object.entries(full.atLeast).map(([name, count]) => [name, Math.floor(count * times)]),
          ) as Minimums),
  };
}
