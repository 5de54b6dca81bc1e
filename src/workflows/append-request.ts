import type { RecordRequest } from '../contracts/record.ts';
import { samePlace } from '../features/caseload/place.ts';
import type { Change } from '../engine/deadlines/change.ts';
import { leavingsOf } from '../pathway/leavings.ts';
import { project } from '../pathway/projection.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import { notificationsOf } from '../pathway/notifications-of.ts';
import { statusAt } from '../engine/obligations/fold.ts';
import type { ObligationRow } from '../engine/obligations/row.ts';
import type { PathwayStatus } from '../engine/obligations/fold.ts';

/** All that has to be written because of a change: its events, the rows it alters, what it tells to whom. */
export function requestOf(change: Change, enrollmentId: string, fingerprint: string | null): RecordRequest {
  const { before, after, statusAfter } = change;
  const was = before ? rowsOf(before, statusAt(before.steps, before.lastRecordedAt)) : noRows;
  const is = rowsOf(after, statusAfter);
  const disclosures = leavingsOf(change);
  return {
    enrollmentId,
    agencyId: after.agencyId,
    clientId: after.clientId,
    expectedVersion: before?.version ?? 0,
    events: change.events,
    fingerprint,
    summary: is.summary,
    obligations: is.obligations.filter((row) => differs(row, was.byKey.get(row.key))),
    removedObligations: [...was.byKey.keys()].filter((key) => !is.byKey.has(key)),
    notifications: notificationsOf(change),
    ...(disclosures.length === 0 ? {} : { disclosures }),
    ...(samePlace(was.place, is.place) ? {} : { place: is.place }),
  };
}

type Rows = ReturnType<typeof project> & {
  /** By key. */
  byKey: ReadonlyMap<string, ObligationRow>;
};

const noRows: Pick<Rows, 'byKey' | 'place'> = { byKey: new Map(), place: null };

/** What one change leads to, the next one starts from: worked out once. */
const known = new WeakMap<EnrollmentState, Rows>();

function rowsOf(state: EnrollmentState, status: PathwayStatus): Rows {
  const before = known.get(state);
  if (before) return before;
  const projection = project(state, status);
  const rows = { ...projection, byKey: new Map(projection.obligations.map((row) => [row.key, row])) };
  known.set(state, rows);
  return rows;
}

/** Most rows are the very same; of the others, JSON tells. */
function differs(row: ObligationRow, before: ObligationRow | undefined): boolean {
  return row !== before && (before === undefined || JSON.stringify(row) !== JSON.stringify(before));
}
