import type { Instant } from '../../engine/calendar/index.ts';
import { markOf } from '../../engine/notifications/mark.ts';
import type { NotificationDraft } from '../../engine/notifications/notification.ts';
import type { AssignmentSettings } from './settings.document.ts';

const minuteMs = 60_000;

/** What a lasting coordinator would meet, as far as the system's own assigning goes. */
type Owed = { key: string; kind: string; duty: string; opened: Instant; due: Instant; held: boolean };

/** Whether the deadline is so near that the system assigns, where the agency chose so. A stopped clock is no deadline. */
export function isNear({ due, held }: Owed, { system }: AssignmentSettings, at: Instant): boolean {
  return system !== null && !held && at >= due - system.minutesBefore * minuteMs;
}

/** Names the system's one assignment for that obligation: it assigns once, and what a lead takes back stays taken back. */
export function systemCommandId(owed: Owed): string {
  return `system-assigns-${markOfOwed(owed)}`;
}

/** Nobody can take the client, and the time is up: for the supervisor, once an obligation. */
export function nobodyFits(enrollmentId: string, owed: Owed, at: Instant): NotificationDraft {
  return {
    id: `${enrollmentId}/assign-${markOfOwed(owed)}/1`,
    ...{ kind: 'nobody-fits', audience: 'supervisor', staffId: null, raisedAt: at },
    ...{ obligation: owed.kind, obligationKey: owed.key, duty: owed.duty, due: owed.due },
    deliveries: [{ channel: 'mail', notBefore: at }],
  };
}

function markOfOwed({ key, opened }: Owed): string {
  return markOf(`${key}/${opened}`);
}
