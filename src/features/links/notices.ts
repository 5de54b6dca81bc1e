import type { Instant } from '../../engine/calendar/index.ts';
import type { NotificationDraft } from '../../engine/notifications/notification.ts';

/**
 * What whoever has the client hears, at once: another file tells of danger that theirs did not know, or what they have read
 * there was somebody else's.
 */
export function linkNotice(act: {
  kind: 'files-linked' | 'files-parted';
  enrollmentId: string;
  coordinatorId: string;
  linkId: string;
  at: Instant;
}): NotificationDraft {
  return {
    id: `${act.enrollmentId}/${act.kind}-${act.linkId}/1`,
    ...{ kind: act.kind, audience: 'coordinator', staffId: act.coordinatorId },
    ...{ obligation: null, duty: null, due: null },
    raisedAt: act.at,
    deliveries: [{ channel: 'mail', notBefore: act.at }],
  };
}
