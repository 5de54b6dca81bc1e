import { IconAlertTriangle, IconChecklist, IconClock, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import type { DueReviews, TeamDay } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import styles from './page.module.css';

const weekMs = 7 * 86_400_000;

type Props = {
  day: TeamDay | undefined;
  reviews: DueReviews | undefined;
  /** Whose reviews are counted. */
  staffId: string;
  time: AgencyTime;
};

/** How much there is of each, and where it leads. */
export function Counts({ day, reviews, staffId, time }: Props) {
  return (
    <ul className={styles['counts']}>
      {day && <DayCounts day={day} time={time} />}
      {reviews && <ReviewCount {...{ reviews, staffId }} />}
    </ul>
  );
}

function DayCounts({ day, time }: { day: TeamDay; time: AgencyTime }) {
  const { duties, approvals, queue } = day;
  return (
    <>
      <li>
        <Link to="/overdue" search={{ when: 'overdue' }} data-tone={duties.overdue > 0 ? 'overdue' : 'met'}>
          <IconAlertTriangle size={20} aria-hidden="true" />
          <FormattedMessage id="team.overdue" values={{ count: duties.overdue, b: bold }} />
        </Link>
      </li>
      <li>
        <Link to="/overdue" search={{ when: 'today' }} data-tone={duties.today > 0 ? 'today' : 'met'}>
          <IconClock size={20} aria-hidden="true" />
          <FormattedMessage id="team.today" values={{ count: duties.today, b: bold }} />
        </Link>
      </li>
      <li>
        <Link to="/approvals" data-tone={approvals.waiting > 0 ? 'waiting' : 'met'}>
          <IconChecklist size={20} aria-hidden="true" />
          <FormattedMessage id="team.approvals" values={{ count: approvals.waiting, b: bold }} />
          {approvals.oldest !== null && (
            <span>
              <FormattedMessage id="team.since" values={{ day: time.day(approvals.oldest) }} />
            </span>
          )}
        </Link>
      </li>
      <li>
        <Link
          to="/queue"
          data-tone={
            queue.due !== null && Date.parse(queue.due) < Date.parse(day.asOf)
              ? 'overdue'
              : queue.waiting > 0
                ? 'waiting'
                : 'met'
          }
        >
          <IconUsers size={20} aria-hidden="true" />
          <FormattedMessage id="team.queue" values={{ count: queue.waiting, b: bold }} />
          {queue.due !== null && (
            <span>
              <FormattedMessage
                id={Date.parse(queue.due) < Date.parse(day.asOf) ? 'team.queue.late' : 'team.queue.due'}
                values={time.parts(queue.due)}
              />
            </span>
          )}
        </Link>
      </li>
    </>
  );
}

function ReviewCount({ reviews, staffId }: { reviews: DueReviews; staffId: string }) {
  const soon = Date.parse(reviews.asOf) + weekMs;
  const due = reviews.items
    .filter(({ supervisor }) => supervisor?.staffId === staffId)
    .flatMap((one) => one.duties)
    .filter((one) => Date.parse(one.due) <= soon);
  const late = due.filter(({ state }) => state === 'overdue').length;
  return (
    <li>
      <Link to="/reviews" data-tone={late > 0 ? 'overdue' : due.length > 0 ? 'today' : 'met'}>
        <IconChecklist size={20} aria-hidden="true" />
        <FormattedMessage id="team.reviews" values={{ count: due.length, late, b: bold }} />
      </Link>
    </li>
  );
}

const bold = (words: React.ReactNode) => <strong key="count">{words}</strong>;
