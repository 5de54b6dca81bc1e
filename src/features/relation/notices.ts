import type { Instant } from '../../engine/calendar/index.ts';
import { markOf } from '../../engine/notifications/mark.ts';
import type { NotificationDraft } from '../../engine/notifications/notification.ts';

/** What the privacy officer is told when somebody breaks the glass: once an act, at once, by mail as well. */
export function glassNotice(act: {
  enrollmentId: string;
  commandId: string;
  at: Instant;
}): NotificationDraft {
  return {
    id: `${act.enrollmentId}/glass-${markOf(act.commandId)}/1`,
    ...{
      kind: 'break-glass',
      audience: 'privacy-officer',
      staffId: null,
      obligation: null,
      duty: null,
      due: null,
    },
    raisedAt: act.at,
    deliveries: [{ channel: 'mail', notBefore: act.at }],
  };
}
