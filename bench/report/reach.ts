import { pageReads } from '../parts/console-pages.ts';
import type { Results } from './results.ts';

export type Bound = {
  /** Where the figure is: `step.p50RatioToMinimal`. */
  figure: string;
  what: string;
  at: 'most' | 'least';
  limit: number;
};

export type Verdict = Bound & {
  value: number | null;
  verdict: 'holds' | 'falls short' | 'not measured';
  why?: string;
};

const most = (figure: string, limit: number, what: string): Bound => ({ figure, what, at: 'most', limit });

/** What the bench is held against. */
export const reach: readonly Bound[] = [
  most('step.historyEventsMax', 7, 'history events of a step that leaves the timer'),
  most('step.historyEventsMaxRearmed', 9, 'history events of a step that re-arms the timer'),
  most('step.engineCommits', 1, 'engine commits a step'),
  most('step.dbStatements', 9, 'our statements a step'),
  most('step.dbCommits', 1, 'our commits a step'),
  most('step.engineStatements', 14, 'engine statements a step (PostgreSQL)'),
  most('step.visibilityWrites', 1, 'visibility writes a step'),
  most('step.p50RatioToMinimal', 1.25, 'step p50 / minimal step'),
  { figure: 'step.perSecondRatioToMinimal', what: 'steps/s / minimal', at: 'least', limit: 0.8 },
  most('visit.p50RatioToStep', 1.5, "a visit's four steps / one step"),
  most('clientYear.historyEvents', 1_600, 'history events of a client-year'),
  most('clientYear.longestRunEvents', 4_096, 'events of its longest run'),
  most('clientYear.longestRunBytes', 2 * 1_024 * 1_024, 'bytes of its longest run'),
  most('rest.rssMb', 600, 'worker and API at rest, MB'),
  most('rest.cpuPercent', 5, 'worker and API at rest, % of a core'),
  most('rest.firstDeadlineAfterColdStartSeconds', 30, 'first deadline after a cold start, s'),
  most('midnight.ratioToBareTimer', 3, 'midnight / bare timers'),
  most('midnight.rssMb', 1_000, 'worker at midnight, MB'),
  most('midnight.notExactlyOnce', 0, 'enrollments not told exactly once'),
  most('reads.ratioToIndexedSelect', 5, 'worklist p99 / indexed select'),
  ...pageReads.map(({ name, what }) => most(`reads.${name}P99Ms`, 100, `${what}, p99 ms`)),
  most('reads.warmFirstPaintMs', 1_000, 'My day, first paint of a warm browser, ms'),
];

/** Each bound with what was measured. A figure that is missing is never taken for one that holds. */
export function judge(results: Results, bounds: readonly Bound[] = reach): Verdict[] {
  return bounds.map((bound) => {
    const [part = '', key = ''] = bound.figure.split('.');
    const figures = results[part];
    const value = figures?.[key];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      const reason = figures?.[`${key}Reason`] ?? figures?.['reason'];
      return {
        ...bound,
        value: null,
        verdict: 'not measured',
        ...(typeof reason === 'string' ? { why: reason } : {}),
      };
    }
    const holds = bound.at === 'most' ? value <= bound.limit : value >= bound.limit;
    return { ...bound, value, verdict: holds ? 'holds' : 'falls short' };
  });
}
