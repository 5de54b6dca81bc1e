import type { Role } from '../../engine/policy/terms.ts';
import {
  CalendarRangeError,
  dueAfter,
  formatLocalDate,
  type Instant,
  localDateOf,
  parseLocalDate,
  startOfLocalDay,
} from '../../engine/calendar/index.ts';
import { type Hours, missInstant, rungInstant, type TimedRung } from '../../engine/deadlines/rungs.ts';
import { type Occasions, occasionsOwed } from './occasions.ts';
import type { Mandate, StaffFile } from './file.ts';
import { countedItems, dayEnd, hiredInto, lastDayOf } from './fitness.ts';
import {
  type HireRule,
  type ItemRule,
  itemsFor,
  type StaffPolicy,
  type StaffRule,
} from '../../engine/policy/staff-policy.ts';

/** Somebody who works here now, as far as their duties go. */
export type StaffMember = {
  staffId: string;
  role: Role;
  /** Clients they carry. */
  clients: number;
  /** Since when the agency is held to its staff policy. */
  heldSince: Instant;
  /** Since when they have their role, where they had another one before: what it asks is asked from then on. */
  roleSince?: Instant | null;
  /** Null: nobody has begun one. */
  file: StaffFile | null;
  /** Left out: nobody has supervised them yet. */
  occasions?: Occasions | undefined;
};

/** The agency's staff policy, and the hours by which its rungs and mails are timed. */
export type StaffClock = Hours & { staffPolicy: StaffPolicy };

export const staffDutyStates = ['open', 'met', 'overdue'] as const;
export type StaffDutyState = (typeof staffDutyStates)[number];

/** Something owed about a member of staff by a day (ST-1, ST-2, ST-3, ST-5, SU-1, SU-2). */
export type StaffDuty = {
  /** Its name among the duties of that person, for ever. */
  key: string;
  kind: string;
  duty: string;
  title: string;
  subject: string;
  due: Instant;
  state: StaffDutyState;
  /** The local day on which it was met. */
  metOn: string | null;
  /** Who of the supervisors it is for, where it is for one of them. */
  supervisor: string | null;
  /** Whom it has to be told to by now, soonest first. */
  rungs: TimedRung[];
};

/** One duty before anybody asks what time it is. */
type Owed = {
  rule: StaffRule;
  name: string;
  opened: Instant;
  due: Instant;
  metOn: string | null;
  /** Whether anybody is told of it. */
  told: boolean;
  supervisor?: string | null;
};

/**
 * All that is owed about these members of staff, and what has to be told of it by `asOf`. A fold of their files: it makes
 * no difference in which order they were written, nor how often or how late it is asked.
 */
export function staffDuties(members: readonly StaffMember[], clock: StaffClock, asOf: Instant): StaffDuty[] {
  return members.flatMap((member) =>
    owedBy(member, clock).map(({ rule, name, opened, due, metOn, told, supervisor = null }) => {
      const state = metOn !== null ? 'met' : asOf > due ? 'overdue' : 'open';
      const { kind, duty, title } = rule;
      const rungs = told && state !== 'met' ? rungsDue(rule, { opened, due }, clock, asOf) : [];
      const subject = member.staffId;
      return { key: `${kind}/${name}`, kind, duty, title, subject, due, state, metOn, supervisor, rungs };
    }),
  );
}

function owedBy(member: StaffMember, clock: StaffClock): Owed[] {
  const { staffPolicy } = clock;
  const { file, role } = member;
  return [
    ...itemsFor(staffPolicy, role).flatMap((rule) => ofItem(rule, member, clock)),
    ...(file ? owedByFile(file, member, clock) : []),
    ...(staffPolicy.occasions ?? [])
      .filter(({ roles }) => roles.includes(role))
      .flatMap((rule) => occasionsOwed(rule, member, clock)),
  ];
}

function owedByFile(file: StaffFile, member: StaffMember, clock: StaffClock): Owed[] {
  return [
    ...clock.staffPolicy.hire
      .filter(({ roles }) => roles.includes(member.role))
      .flatMap((rule) => ofHire(rule, file, member, clock)),
    ...file.mandates.flatMap((mandate, place) => ofMandate(mandate, place + 1, clock)),
  ];
}

/** Each item with an end is to be renewed by it; what nothing stands for at all is overdue as long as there are clients. */
function ofItem(rule: ItemRule, member: StaffMember, clock: StaffClock): Owed[] {
  const carries = member.clients > 0;
  const items = countedItems(member.file, rule);
  if (items.length === 0) {
    const due = missingSince(rule, member, clock);
    return carries ? [{ rule, name: `missing-${due}`, opened: due, due, metOn: null, told: true }] : [];
  }
  const ends = items.map((item) => ({ item, day: lastDayOf(item, rule) ?? Infinity }));
  const days = [...new Set(ends.map(({ day }) => day))].filter((day) => day !== Infinity);
  return days.map((day) => {
    const renewals = ends.filter((later) => later.day > day).map(({ item }) => item.verifiedOn);
    const opened = Math.min(...ends.filter((one) => one.day === day).map(({ item }) => item.enteredAt));
    const metOn = renewals.toSorted()[0] ?? null;
    return {
      rule,
      name: formatLocalDate(day),
      opened,
      due: dayEnd(clock.calendar, day),
      metOn,
      told: carries,
    };
  });
}

/** When the file last stood for it, or could first be asked for it. */
function missingSince(
  { kind }: ItemRule,
  { file, heldSince, roleSince }: StaffMember,
  { calendar }: StaffClock,
): Instant {
  const withdrawn = (file?.items ?? [])
    .filter((item) => item.kind === kind)
    .map((item) => item.withdrawnAt ?? 0);
  const hired = hiredInto({ file, roleSince }, calendar);
  return Math.max(heldSince, hired === undefined ? 0 : dayEnd(calendar, hired), ...withdrawn);
}

function ofHire(
  rule: HireRule,
  file: StaffFile,
  { heldSince, roleSince }: StaffMember,
  { calendar, profile }: StaffClock,
): Owed[] {
  const hired = hiredInto({ file, roleSince }, calendar);
  // Who was there before the agency was held to it owes no notice; nor does a calendar reach back to every hire.
  if (hired === undefined || hired < localDateOf(calendar, heldSince)) return [];
  const opened = startOfLocalDay(calendar, hired);
  const interval = { unit: 'business-days', count: rule.withinBusinessDays.value } as const;
  const due = dueAfter(calendar, opened, interval, profile.businessDayEnds.value);
  const metOn = (rule.kind === 'hire.notice' ? file.notice?.sentOn : file.access?.requestedOn) ?? null;
  return [{ rule, name: formatLocalDate(hired), opened, due, metOn, told: true }];
}

function ofMandate(mandate: Mandate, place: number, { calendar, staffPolicy }: StaffClock): Owed[] {
  const rule = staffPolicy.mandates.find(({ kind }) => kind === mandate.kind);
  const day = parseLocalDate(mandate.dueOn);
  if (!rule || day === undefined || mandate.excusedAt !== null) return [];
  const metOn = mandate.attended?.on ?? null;
  return [
    { rule, name: String(place), opened: mandate.enteredAt, due: dayEnd(calendar, day), metOn, told: true },
  ];
}

/**
 * The rungs whose instant has come. Of warnings only the last one counts, and none once the day has passed: what came
 * later says more. A warning from before the duty was opened is left out, its author having just read the date.
 */
function rungsDue(
  rule: StaffRule,
  owed: { opened: Instant; due: Instant },
  clock: StaffClock,
  asOf: Instant,
): TimedRung[] {
  const rungs = timed(rule, owed, clock).filter(({ at }) => at <= asOf);
  const warnings = rungs.filter(({ type, at }) => type === 'warning' && at > owed.opened);
  const rest = rungs.filter(({ type }) => type !== 'warning');
  return asOf >= missInstant(owed) ? rest : [...warnings.slice(-1), ...rest];
}

function timed(rule: StaffRule, owed: { opened: Instant; due: Instant }, clock: StaffClock): TimedRung[] {
  try {
    return (clock.staffPolicy.ladders[rule.ladder] ?? [])
      .map((rung) => ({ ...rung, at: rungInstant(clock, rung, owed) }))
      .toSorted((a, b) => a.at - b.at);
  } catch (error) {
    // Beyond the calendar: its next version tells.
    if (error instanceof CalendarRangeError) return [];
    throw error;
  }
}
