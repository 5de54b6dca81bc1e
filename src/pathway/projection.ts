import type { Place } from '../engine/record/place.ts';
import type { Instant } from '../engine/calendar/index.ts';
import { placeOf } from '../features/caseload/place.ts';
import { statusAt } from '../engine/obligations/fold.ts';
import type { PathwayStatus } from '../engine/obligations/fold.ts';
import type { Obligation } from '../engine/obligations/obligation.ts';
import type { ObligationRow } from '../engine/obligations/row.ts';
import { enteredLateAt, hadPassed } from '../engine/deadlines/entered-late.ts';
import { evolveAll } from '../engine/deadlines/evolve.ts';
import type { DomainEvent } from '../engine/record/events.ts';
import type { Announcement, EnrollmentState } from '../engine/deadlines/state.ts';
import type { EnrollmentSummary } from '../engine/record/summary.ts';
import { stageOf } from './stage.ts';

/** The read model of one enrollment: a pure function of its events. */
export type Projection = {
  summary: EnrollmentSummary;
  obligations: ObligationRow[];
  /** Null where it takes none. */
  place: Place | null;
};

/** The read model these events amount to. They must begin with the referral. */
export function projectRecord(events: readonly DomainEvent[], enrollmentId: string): Projection {
  const state = evolveAll(null, events, enrollmentId);
  return project(state, statusAt(state.steps, state.lastRecordedAt));
}

/** The read model of a state, whose status must be the one at `state.lastRecordedAt`. */
export function project(state: EnrollmentState, status: PathwayStatus): Projection {
  const told = byKey(state.announced);
  const entered = enteredLateAt(state);
  const inTimeline = status.obligations.map((one) => rowOf(one, told.get(one.key) ?? [], entered));
  return {
    summary: summaryOf(state, status),
    obligations: [...inTimeline, ...supersededRows(state, status)],
    place: placeOf(status, state.endedAt),
  };
}

/** One line about the enrollment. */
export function summaryOf(state: EnrollmentState, status: PathwayStatus): EnrollmentSummary {
  const unmet = status.obligations.filter((obligation) => obligation.closedAt === null);
  const upcoming = unmet
    .filter((obligation) => obligation.status === 'open')
    .map((obligation) => obligation.due);
  return {
    version: state.version,
    stage: stageOf(state, status),
    level: status.level,
    emergency: status.emergency,
    coordinatorId: status.coordinatorId,
    receivedAt: state.steps[0]?.at ?? state.lastRecordedAt,
    nextDue: upcoming.length > 0 ? Math.min(...upcoming) : null,
    overdueCount: unmet.filter((obligation) => obligation.status === 'overdue').length,
    profileHash: status.policy.profileHash,
    calendarHash: status.policy.calendarHash,
    dischargedAt: status.dischargedAt,
    endedAt: state.endedAt,
    inErrorAt: status.inErrorAt,
  };
}

/** Rows are the same object for as long as nothing in them changes: most obligations of an enrollment are done with. */
const rows = new WeakMap<Obligation, { told: readonly Announcement[]; row: ObligationRow }>();

function rowOf(
  obligation: Obligation,
  told: readonly Announcement[],
  entered: Instant | null,
): ObligationRow {
  const known = rows.get(obligation);
  if (known?.told.length === told.length && known.told.every((one, place) => one === told[place]))
    return known.row;
  const present = told.find((one) => one.due === obligation.due && one.withdrawnAt === null);
  const miss = present?.missedAt != null ? present : told.findLast((one) => one.missedAt !== null);
  const row = {
    ...{ ...obligation, ...missOf(miss), rungs: present?.rungs ?? [], superseded: false },
    ...markOf(entered, obligation),
  };
  rows.set(obligation, { told, row });
  return row;
}

function byKey(announced: readonly Announcement[]): Map<string, Announcement[]> {
  const found = new Map<string, Announcement[]>();
  for (const told of announced) found.set(told.key, [...(found.get(told.key) ?? []), told]);
  return found;
}

/** What had been announced and is no longer part of the timeline stays, marked. */
function supersededRows(state: EnrollmentState, status: PathwayStatus): ObligationRow[] {
  const kept = new Set(status.obligations.map((obligation) => obligation.key));
  const rows = new Map<string, ObligationRow>();
  for (const told of state.announced) {
    if (told.missed === null || kept.has(told.key)) continue;
    const closedAt: Instant | null = told.withdrawnAt;
    rows.set(told.key, {
      ...{ ...told.missed, closedAt, ...missOf(told), rungs: told.rungs, superseded: true },
      ...markOf(enteredLateAt(state), told.missed),
    });
  }
  return [...rows.values()];
}

function markOf(entered: Instant | null, owed: Obligation): Pick<ObligationRow, 'enteredLate'> {
  return hadPassed(entered, owed) ? { enteredLate: true } : {};
}

function missOf(told: Announcement | undefined): Pick<ObligationRow, 'missRaisedAt' | 'missWithdrawnAt'> {
  return { missRaisedAt: told?.missedAt ?? null, missWithdrawnAt: told?.withdrawnAt ?? null };
}
