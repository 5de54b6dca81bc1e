import type { Role } from '../../engine/policy/terms.ts';
import {
  addMonths,
  type Calendar,
  CalendarRangeError,
  endOfLocalDay,
  type Instant,
  type LocalDate,
  localDateOf,
  parseLocalDate,
} from '../../engine/calendar/index.ts';
import type { FileItem, StaffFile } from './file.ts';
import { type ItemRule, itemsFor, type StaffPolicy } from '../../engine/policy/staff-policy.ts';

const dayMs = 86_400_000;

/** Whether somebody may take clients (ST-1, ST-2). */
export type Fitness = {
  /** Until when, inclusive; Infinity: without end; null: something was never verified, or is no longer. */
  until: Instant | null;
  /** Kinds that nothing on file stands for. */
  missing: string[];
};

/** Until when the file lets somebody in that role take clients. Who has no file lacks all that the policy asks of the role. */
export function fitUntil(
  role: Role,
  file: StaffFile | null,
  policy: StaffPolicy,
  calendar: Calendar,
): Fitness {
  const ends = itemsFor(policy, role).map((rule) => ({
    kind: rule.kind,
    end: lastEnd(file, rule, calendar),
  }));
  const missing = ends.flatMap(({ kind, end }) => (end === null ? [kind] : []));
  return {
    missing,
    until: missing.length > 0 ? null : Math.min(Infinity, ...ends.map(({ end }) => end ?? 0)),
  };
}

/** Items of the rule's kind that stand for it, whether or not they have expired. */
export function countedItems(file: StaffFile | null, rule: ItemRule): FileItem[] {
  return (file?.items ?? []).filter(
    (item) => item.kind === rule.kind && item.withdrawnAt === null && isAccepted(item.states, rule),
  );
}

/** Names of what is stated in words the rule does not accept, or not stated though it has to be. */
export function unaccepted(states: Record<string, string>, { accepts }: ItemRule): string[] {
  const names = new Set([...Object.keys(accepts), ...Object.keys(states)]);
  return [...names].filter((name) => {
    const stated = states[name];
    return stated === undefined || accepts[name]?.value.includes(stated) !== true;
  });
}

function isAccepted(states: Record<string, string>, rule: ItemRule): boolean {
  return unaccepted(states, rule).length === 0;
}

/** The last local day on which the item counts; null: it has no end. */
export function lastDayOf(item: FileItem, rule: ItemRule): LocalDate | null {
  const stated = item.expiresOn === null ? undefined : parseLocalDate(item.expiresOn);
  const dated = parseLocalDate(item.datedOn);
  const renewed =
    rule.renewAfterMonths && dated !== undefined ? addMonths(dated, rule.renewAfterMonths.value) : undefined;
  const days = [stated, renewed].filter((day) => day !== undefined);
  return days.length === 0 ? null : Math.min(...days);
}

/** The local day from which their role asks something of somebody: their hire, or that on which they were given it. */
export function hiredInto(
  { file, roleSince }: { file: Pick<StaffFile, 'hiredOn'> | null; roleSince?: Instant | null | undefined },
  calendar: Calendar,
): LocalDate | undefined {
  const hired = file === null ? undefined : parseLocalDate(file.hiredOn);
  if (hired === undefined || roleSince == null) return hired;
  return Math.max(hired, localDateOf(calendar, roleSince));
}

/** The last instant of a local day; by UTC where the calendar does not reach: files are older and younger than calendars. */
export function dayEnd(calendar: Calendar, day: LocalDate): Instant {
  try {
    return endOfLocalDay(calendar, day);
  } catch (error) {
    if (error instanceof CalendarRangeError) return (day + 1) * dayMs - 1;
    throw error;
  }
}

function lastEnd(file: StaffFile | null, rule: ItemRule, calendar: Calendar): Instant | null {
  const ends = countedItems(file, rule).map((item) => {
    const day = lastDayOf(item, rule);
    return day === null ? Infinity : dayEnd(calendar, day);
  });
  return ends.length === 0 ? null : Math.max(...ends);
}
