import type { RecordRequest } from '../../contracts/record.ts';
import type { Place } from '../../engine/record/place.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { EnrollmentSummary } from '../../engine/record/summary.ts';
import type { NotificationDraft } from '../../engine/notifications/notification.ts';
import { asNamedNow } from '../../engine/obligations/obligation.ts';
import type { ObligationRow } from '../../engine/obligations/row.ts';
import { toJson } from './event-rows.ts';
import { Prisma } from './generated/client.ts';

const dateOf = (at: Instant): Date => new Date(at);
const dateOrNull = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

/** Columns of `enrollment` that follow from its events. `updatedAt` is when the newest of them was recorded. */
export function enrollmentColumns(clientId: string, summary: EnrollmentSummary, updatedAt: Instant) {
  // Discharged clients may be referred anew; reopening takes the place again, or is refused where it is taken.
  const { dischargedAt, endedAt, inErrorAt } = summary;
  const open = dischargedAt === null && endedAt === null && inErrorAt === null;
  return {
    openClientId: open ? clientId : null,
    version: summary.version,
    stage: summary.stage,
    level: summary.level,
    emergency: summary.emergency,
    coordinatorId: summary.coordinatorId,
    receivedAt: dateOf(summary.receivedAt),
    nextDue: dateOrNull(summary.nextDue),
    overdueCount: summary.overdueCount,
    profileHash: summary.profileHash,
    calendarHash: summary.calendarHash,
    dischargedAt: dateOrNull(summary.dischargedAt),
    endedAt: dateOrNull(summary.endedAt),
    inErrorAt: dateOrNull(summary.inErrorAt),
    updatedAt: dateOf(updatedAt),
  };
}

/** The row of one obligation. */
export function obligationColumns(enrollmentId: string, agencyId: string, row: ObligationRow) {
  return {
    enrollmentId,
    agencyId,
    key: row.key,
    kind: row.kind,
    thing: asNamedNow(row).focus ?? null,
    duty: row.duty,
    level: row.level,
    opened: dateOf(row.opened),
    openedBySeq: row.openedBySeq,
    due: dateOf(row.due),
    originalDue: dateOf(row.originalDue),
    status: row.status,
    closedAt: dateOrNull(row.closedAt),
    closedBySeq: row.closedBySeq,
    profileHash: row.profileHash,
    calendarHash: row.calendarHash,
    changes: toJson(row.changes),
    suspended: row.suspended === null ? Prisma.DbNull : toJson(row.suspended),
    acknowledged: row.acknowledged,
    missRaisedAt: dateOrNull(row.missRaisedAt),
    missWithdrawnAt: dateOrNull(row.missWithdrawnAt),
    rungs: row.rungs,
    superseded: row.superseded,
    enteredLate: row.enteredLate ?? false,
  };
}

/** The row of the place it takes. `changedAt`: when what changed it was recorded; overrides are looked at as of then. */
export function placeColumns(enrollmentId: string, agencyId: string, place: Place, changedAt: Instant) {
  const { staffId, level, share, provisional, since } = place;
  return {
    ...{ enrollmentId, agencyId, staffId, level, share, provisional },
    since: dateOf(since),
    changedAt: dateOf(changedAt),
  };
}

/** The row of the inbox; `enrollmentId` null where it is about no enrollment. */
export function notificationColumns(enrollmentId: string | null, agencyId: string, draft: NotificationDraft) {
  return {
    id: draft.id,
    enrollmentId,
    agencyId,
    kind: draft.kind,
    audience: draft.audience,
    staffId: draft.staffId,
    obligation: draft.obligation,
    obligationKey: draft.obligationKey ?? null,
    duty: draft.duty,
    due: dateOrNull(draft.due),
    raisedAt: dateOf(draft.raisedAt),
  };
}

/** The rows of the outbox. */
export function deliveryColumns(draft: NotificationDraft) {
  return draft.deliveries.map(({ channel, notBefore }) => ({
    id: `${draft.id}/${channel}`,
    notificationId: draft.id,
    channel,
    notBefore: dateOf(notBefore),
  }));
}

/** The row of something that left with a step. */
export function disclosureColumns(
  enrollmentId: string,
  agencyId: string,
  {
    id,
    stepId,
    at,
    recordedAt,
    by,
    way,
    to,
    purpose,
    content,
    items,
    release,
    law,
  }: NonNullable<RecordRequest['disclosures']>[number],
) {
  return {
    ...{ id, agencyId, enrollmentId, stepId, way, toKind: to.kind, toId: to.id },
    ...{ purpose, content, items: toJson(items), release, law, actor: toJson(by) },
    ...{ at: dateOf(at), recordedAt: dateOf(recordedAt) },
  };
}
