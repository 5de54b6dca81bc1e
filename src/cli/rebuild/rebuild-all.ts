import {
  type Comparison,
  type Fold,
  type ReadModelStore,
  UnfoldableEvents,
} from '../../kit/postgres/read-model.ts';
import { differencesBetween } from './differences.ts';

export type RebuildOptions = {
  store: ReadModelStore;
  fold: Fold;
  /** Put right what differs. */
  write: boolean;
  /** Gets each difference, a line each. */
  say: (line: string) => void;
  progress: (done: number) => void;
};

export type RebuildReport = {
  enrollments: number;
  events: number;
  /** Enrollments with at least one difference. */
  different: number;
  written: number;
  /** Enrollments whose events cannot be folded: nothing is written for them. */
  broken: number;
  /** Members of staff whose caseload is not what its places add up to. */
  caseloads: number;
};

const pageSize = 200;

/** Folds the events of every enrollment and compares them with the read model. */
export async function rebuildAll({
  store,
  fold,
  write,
  say,
  progress,
}: RebuildOptions): Promise<RebuildReport> {
  const report: RebuildReport = {
    enrollments: 0,
    events: 0,
    different: 0,
    written: 0,
    broken: 0,
    caseloads: 0,
  };
  let after: string | undefined;
  for (;;) {
    const ids = await store.enrollmentIds({ limit: pageSize, ...(after === undefined ? {} : { after }) });
    for (const id of ids) {
      const lines = await look(id);
      for (const line of lines) say(`${id} ${line}`);
      report.enrollments += 1;
      progress(report.enrollments);
    }
    after = ids.at(-1);
    if (ids.length < pageSize) break;
  }
  const caseloads = await store.caseloads({ write });
  for (const { staffId, stored, added } of caseloads)
    say(`${staffId} caseload: is ${stored}, its places add up to ${added}`);
  return { ...report, caseloads: caseloads.length };

  async function look(id: string): Promise<string[]> {
    let comparison: Comparison;
    try {
      comparison = await store.compare(id, fold);
    } catch (error) {
      if (!(error instanceof UnfoldableEvents)) throw error;
      report.different += 1;
      report.broken += 1;
      return [`events: cannot be folded (${error.message})`];
    }
    report.events += comparison.events;
    const lines = differencesBetween(comparison.stored, comparison.folded);
    if (lines.length === 0) return lines;
    report.different += 1;
    if (!write) return lines;
    await store.replace(id, fold);
    report.written += 1;
    return lines;
  }
}
