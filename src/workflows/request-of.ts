import type { RecordRequest } from '../contracts/record.ts';
import type { Change } from '../domain/enrollment/decide.ts';
import { project } from '../domain/enrollment/projection.ts';
import type { Projection } from '../domain/enrollment/projection.ts';
import { notificationsOf } from '../domain/notifications/notifications-of.ts';
import { standingAt } from '../domain/obligations/fold.ts';

/** All that has to be written because of a change: its events, the rows it alters, what it tells to whom. */
export function requestOf(change: Change, enrollmentId: string, fingerprint: string | null): RecordRequest {
  const { before, after, standingAfter } = change;
  const was: Projection['obligations'] = before
    ? project(before, standingAt(before.steps, before.lastRecordedAt)).obligations
    : [];
  const is = project(after, standingAfter);
  const known = new Map(was.map((row) => [row.key, JSON.stringify(row)]));
  const kept = new Set(is.obligations.map((row) => row.key));
  return {
    enrollmentId,
    agencyId: after.agencyId,
    clientId: after.clientId,
    expectedVersion: before?.version ?? 0,
    events: change.events,
    fingerprint,
    summary: is.summary,
    obligations: is.obligations.filter((row) => known.get(row.key) !== JSON.stringify(row)),
    removedObligations: was.filter((row) => !kept.has(row.key)).map((row) => row.key),
    notifications: notificationsOf(change),
  };
}
