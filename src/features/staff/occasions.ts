import {
  addMonths,
  formatLocalDate,
  type Instant,
  type LocalDate,
  localDateOf,
} from '../../engine/calendar/index.ts';
import type { Hours } from '../../engine/deadlines/rungs.ts';
import type { StaffFile } from './file.ts';
import { dayEnd, hiredInto } from './fitness.ts';
import type { OccasionKind, OccasionRule } from '../../engine/policy/staff-policy.ts';

/** Of a member of staff: who supervises them, and when there was a case review, a check-in, a signed evaluation. */
export type Occasions = {
  /** Null: nobody is named, or who was has left or leads nobody any more. */
  supervisorId: string | null;
  held: Record<OccasionKind, Instant[]>;
};

/** One stretch from an occasion, or from the beginning, to the next. */
export type OccasionOwed = {
  rule: OccasionRule;
  name: string;
  opened: Instant;
  due: Instant;
  /** The local day on which the next one was held. */
  metOn: string | null;
  told: true;
  /** Who is told first; null: every supervisor. */
  supervisor: string | null;
};

/** Of a member of staff, what occasions are counted from. */
type Supervised = {
  file: Pick<StaffFile, 'hiredOn'> | null;
  heldSince: Instant;
  roleSince?: Instant | null;
  occasions?: Occasions | undefined;
};

/**
 * SU-1, SU-2: what is owed of one kind, from the hire on, or from the day the agency is held to it where that is later.
 * Each occasion meets what was open and opens the next, whatever the order in which they were entered. A second one on
 * the same day, and any before the beginning, opens nothing of its own.
 */
export function occasionsOwed(
  rule: OccasionRule,
  { file, heldSince, roleSince, occasions }: Supervised,
  { calendar }: Pick<Hours, 'calendar'>,
): OccasionOwed[] {
  const hired = hiredInto({ file, roleSince }, calendar);
  const begun = Math.max(localDateOf(calendar, heldSince), hired ?? -Infinity);
  const held = occasions?.held[rule.kind] ?? [];
  const days = [...new Set(held.map((at) => localDateOf(calendar, at)))].filter((day) => day > begun);
  const marks = [begun, ...days.toSorted((a, b) => a - b)];
  return marks.map((base, place) => {
    const next = marks[place + 1];
    return {
      ...{ rule, name: formatLocalDate(base), opened: dayEnd(calendar, base - 1) + 1 },
      due: dayEnd(calendar, lastDay(base, rule.every.value)),
      metOn: next === undefined ? null : formatLocalDate(next),
      ...{ told: true, supervisor: occasions?.supervisorId ?? null },
    };
  });
}

function lastDay(base: LocalDate, { unit, count }: OccasionRule['every']['value']): LocalDate {
  return unit === 'months' ? addMonths(base, count) : base + count;
}
