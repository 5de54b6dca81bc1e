import type { Instant } from '../../engine/calendar/index.ts';
import type { AcuityBands } from './bands.ts';
import type { CaseStep } from './facts.ts';

/** A stretch of time through which a client was on somebody's caseload; `until` is the first instant after it. */
export type Stay = { from: Instant; until: Instant; coordinatorId: string; level: string };

type Change = { at: Instant; coordinatorId: string | null; level: string; open: boolean };

/** Where a client was when: with whom, at which level of care, and how acute. */
export type CareHistory = {
  coordinatorAt(at: Instant): string | null;
  levelAt(at: Instant): string;
  bandAt(at: Instant): string;
  stays: Stay[];
};

/** Folds steps in effect, the referral first, in the order in which they happened. */
export function careHistoryOf(steps: readonly CaseStep[], bands: AcuityBands): CareHistory {
  const changes: Change[] = [];
  const scores: { at: Instant; score: number }[] = [];
  let now: Change = { at: -Infinity, coordinatorId: null, level: '', open: true };
  for (const { at, facts } of steps) {
    if (facts.type === 'scoreAcuity') scores.push({ at, score: facts.score });
    const change = changeBy(facts, now);
    if (change) changes.push((now = { ...now, ...change, at }));
  }
  const at = (instant: Instant) => changes.findLast((change) => change.at <= instant);
  return {
    coordinatorAt: (instant) => at(instant)?.coordinatorId ?? null,
    levelAt: (instant) => at(instant)?.level ?? '',
    bandAt(instant) {
      const newest = scores.findLast((one) => one.at <= instant);
      return newest ? bandOf(bands, newest.score) : 'unscored';
    },
    stays: staysIn(changes),
  };
}

function changeBy(facts: CaseStep['facts'], now: Change): Partial<Change> | null {
  switch (facts.type) {
    case 'receiveReferral':
      return { coordinatorId: facts.onCallId, level: facts.level };
    case 'assignCoordinator':
      return now.open ? { coordinatorId: facts.coordinatorId } : null;
    case 'changeLevel':
      return now.open ? { level: facts.level } : null;
    case 'discharge':
      return { open: false };
    case 'reopen':
      return { open: true };
    default:
      return null;
  }
}

function staysIn(changes: readonly Change[]): Stay[] {
  return changes.flatMap(({ at, coordinatorId, level, open }, n) => {
    const until = changes[n + 1]?.at ?? Infinity;
    if (!open || coordinatorId === null || until === at) return [];
    return [{ from: at, until, coordinatorId, level }];
  });
}

function bandOf({ value }: AcuityBands, score: number): string {
  return value.find(({ upTo }) => upTo === null || score <= upTo)?.band ?? 'unscored';
}
