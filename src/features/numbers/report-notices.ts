import type { Instant } from '../../engine/calendar/index.ts';
import type { NotificationDraft } from '../../engine/notifications/notification.ts';
import type { Month } from './period.ts';

/** That a report is there, for the supervisors and the director: each once a revision. */
export function reportNotices({
  agencyId,
  month,
  revision,
  at,
}: {
  agencyId: string;
  month: Month;
  revision: number;
  at: Instant;
}): NotificationDraft[] {
  return (['supervisor', 'director'] as const).map((audience, place) => ({
    id: `${agencyId}/report-${month}-${revision}/${place + 1}`,
    ...{ kind: 'report', audience, staffId: null, obligation: null, duty: 'SU-3', due: null, raisedAt: at },
    deliveries: [{ channel: 'mail', notBefore: at }],
  }));
}
