import type { Instant, Remaining } from '../calendar/index.ts';

export const obligationStatuses = ['open', 'met', 'met-late', 'overdue', 'cancelled'] as const;
export type ObligationStatus = (typeof obligationStatuses)[number];

export const dueChangeTypes = ['held', 'resumed', 'moved', 'waived'] as const;
export type DueChangeType = (typeof dueChangeTypes)[number];

/** A change of a deadline, kept so that what it was stays visible. */
export type DueChange = {
  type: DueChangeType;
  at: Instant;
  /** Record sequence of the step that made it; null where a hold or waiver ran out by itself. */
  bySeq: number | null;
  from: Instant;
  to: Instant;
};

/** What stops a clock for a while. */
export const suspensions = ['hold', 'waiver'] as const;
export type Suspension = (typeof suspensions)[number];

/** One duty owed to one client by one instant, with all a stranger needs to work it out again. */
export type Obligation = {
  /** `kind~seq` of the step that opened it (and the focus, where a step opens several): stays the same however late others are entered. */
  key: string;
  kind: string;
  /** What it is about (a referral, a crisis…) by the id of the step that began that, where its rule keeps one for each. */
  focus?: string;
  duty: string;
  opened: Instant;
  openedBySeq: number;
  /** Level of care its cadence was read from. */
  level: string;
  due: Instant;
  originalDue: Instant;
  status: ObligationStatus;
  /** When it was met or withdrawn; for one closed while overdue, its due instant. */
  closedAt: Instant | null;
  closedBySeq: number | null;
  profileHash: string;
  calendarHash: string;
  changes: DueChange[];
  /** While held or waived: until when, and what is left. `due` then is what it will be when the clock runs on. */
  suspended: { type: Suspension; since: Instant; until: Instant; remaining: Remaining | null } | null;
  /** Somebody has answered its page. */
  acknowledged: boolean;
};

/** An obligation that an earlier release has written: there its focus was called `thing`. */
export function asNamedNow<Written extends Obligation>(written: Written & { thing?: string }): Written {
  const { thing } = written;
  return thing === undefined ? written : { ...written, focus: thing };
}
