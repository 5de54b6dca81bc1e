import type { NotificationRow } from '../reads.ts';

export const clientColumns = {
  select: { id: true, reference: true, givenName: true, familyName: true, birthDate: true },
} as const;

/** Epoch ms of a column that may be empty. */
export function instantOrNull(date: Date | null): number | null {
  return date === null ? null : date.getTime();
}

/** A JSON column that holds an object; anything else reads as an empty one. */
export function jsonObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** An open obligation that is past its due instant; whatever was announced. */
export function overdueAt(now: number) {
  return { closedAt: null, superseded: false, due: { lt: new Date(now) } };
}

type NotificationColumns = Omit<NotificationRow, 'due' | 'raisedAt' | 'readAt'> & {
  due: Date | null;
  raisedAt: Date;
  readAt: Date | null;
};

export function notificationRow(row: NotificationColumns): NotificationRow {
  return {
    id: row.id,
    enrollmentId: row.enrollmentId,
    aboutStaffId: row.aboutStaffId,
    aboutReport: row.aboutReport,
    kind: row.kind,
    audience: row.audience,
    obligation: row.obligation,
    duty: row.duty,
    due: instantOrNull(row.due),
    raisedAt: row.raisedAt.getTime(),
    readAt: instantOrNull(row.readAt),
  };
}
