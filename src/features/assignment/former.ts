import type { RecordedStep, StepType } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';

/** Steps that say who was the coordinator and until when; a step that voids another belongs to them. */
export const carryingSteps = [
  'assignCoordinator',
  'discharge',
  'reopen',
  'enterInError',
  'voidStep',
] as const satisfies readonly StepType[];

export type Former = {
  staffId: string;
  /** In this enrollment, or in an earlier one. */
  where: 'here' | 'earlier';
  /** Until when; null: still. */
  until: Instant | null;
};

/** Who was a client's coordinator, the last time each: of this enrollment's steps first, then of earlier ones. */
export function formerCoordinators(
  here: readonly RecordedStep[],
  earlier: readonly (readonly RecordedStep[])[],
  now: Instant,
): Former[] {
  const found = new Map<string, Former>();
  const keep = (one: Former) => {
    const known = found.get(one.staffId);
    if (!known || (known.where === one.where && (one.until ?? Infinity) > (known.until ?? Infinity)))
      found.set(one.staffId, one);
  };
  for (const one of carriedBy(here, now)) keep({ ...one, where: 'here' });
  for (const steps of earlier) for (const one of carriedBy(steps, now)) keep({ ...one, where: 'earlier' });
  return [...found.values()];
}

/** Whoever was assigned, until somebody else was or the client left. Who only answered for an emergency was not. */
function carriedBy(steps: readonly RecordedStep[], now: Instant): Omit<Former, 'where'>[] {
  const spans: Omit<Former, 'where'>[] = [];
  let open: string | null = null;
  const close = (at: Instant) => {
    if (open !== null) spans.push({ staffId: open, until: at });
  };
  let last: string | null = null;
  for (const { at, facts } of effectiveSteps(steps, now)) {
    // Nobody carries whom the agency never meant.
    if (facts.type === 'enterInError') return [];
    if (facts.type === 'assignCoordinator') {
      if (facts.coordinatorId !== open) close(at);
      open = last = facts.coordinatorId;
    } else if (facts.type === 'discharge') {
      close(at);
      open = null;
    } else if (facts.type === 'reopen') open = last;
  }
  if (open !== null) spans.push({ staffId: open, until: null });
  return spans;
}
