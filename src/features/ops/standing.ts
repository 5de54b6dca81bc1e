import type { Instant } from '../../engine/calendar/index.ts';

/** Where something can be stuck, in the order in which one looks: what stands lower works only if those before it do. */
export const systemParts = [
  'database',
  'temporal',
  'workers',
  'clock',
  'workflows',
  'pending-steps',
  'mail',
  'webhook',
] as const;
export type SystemPart = (typeof systemParts)[number];

export const partStandings = {
  ok: 'Nothing is stuck.',
  stuck: 'Something has waited longer than it should, since then.',
  away: 'It does not answer, since then.',
  unknown: 'What would tell it is away itself.',
} as const;
export type PartStanding = keyof typeof partStandings;

export type StandingOfPart = {
  part: SystemPart;
  standing: PartStanding;
  /** Since when not; null where all is well, and where nobody can tell. */
  since: Instant | null;
  /** So many enrollments, steps or messages are stuck. */
  count: number;
};

/** So long a thing may take without anybody wondering. */
export const graceMs = 60_000;
/** A worker that has nothing to do asks again each minute. */
const workerSilentMs = 90_000;

export type Stuck = { count: number; since: Instant | null };

/** What the record says is stuck in each part that it knows of. */
export type StuckParts = Record<Exclude<SystemPart, 'database' | 'temporal' | 'workers'>, Stuck>;

/** What Temporal says. `polledAt`: when a worker last asked for work; null: none within the minutes it remembers. */
export type Engine = { away: true; since: Instant } | { away: false; polledAt: Instant | null };

/** How it stands with each part. The record was read, so the database answers. */
export function standingOf(stuck: StuckParts, engine: Engine, now: Instant): StandingOfPart[] {
  const seen: Partial<Record<SystemPart, Omit<StandingOfPart, 'part'>>> = {
    temporal: engine.away ? away(earliest(engine.since, stuck['pending-steps'].since)) : fine,
    workers: workersOf(engine, now),
  };
  return systemParts.map((part) => {
    const known = part in stuck ? ofRecord(stuck[part as keyof StuckParts]) : (seen[part] ?? fine);
    return { part, ...known };
  });
}

const fine = { standing: 'ok', since: null, count: 0 } as const;
const away = (since: Instant | null) => ({ standing: 'away', since, count: 0 }) as const;

function workersOf(engine: Engine, now: Instant): Omit<StandingOfPart, 'part'> {
  if (engine.away) return { standing: 'unknown', since: null, count: 0 };
  const { polledAt } = engine;
  return polledAt !== null && now - polledAt < workerSilentMs ? fine : away(polledAt);
}

function ofRecord({ count, since }: Stuck): Omit<StandingOfPart, 'part'> {
  return count === 0 ? fine : { standing: 'stuck', since, count };
}

/** What waits for it has waited at least since then. */
function earliest(known: Instant, waiting: Instant | null): Instant {
  return waiting === null ? known : Math.min(known, waiting);
}
