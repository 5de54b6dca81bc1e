import {
  IconAlertTriangle,
  IconChecklist,
  IconClock,
  IconPhone,
  IconUserShare,
  IconUsers,
} from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { DueReviews, OnCallNow, TeamDay } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { type AgencyTime, agencyTime } from '../../time/format.ts';
import styles from './page.module.css';

const weekMs = 7 * 86_400_000;

/** What a lead needs at 16:55: what is late, what waits for them, who is away, who is on call. */
export function TeamPage() {
  const intl = useIntl();
  const me = useSignedIn();
  const { reply: day, problem } = useRead<TeamDay>('/team');
  const { reply: onCall } = useRead<OnCallNow>('/on-call/now');
  const { reply: reviews } = useRead<DueReviews>('/reviews');
  if (!day) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, day.timeZone);
  const { duties, approvals, queue } = day;
  const soon = Date.parse(day.asOf) + weekMs;
  const due = (reviews?.items ?? [])
    .filter(({ supervisor }) => supervisor?.staffId === me.staffId)
    .flatMap((one) => one.duties)
    .filter((one) => Date.parse(one.due) <= soon);
  const late = due.filter(({ state }) => state === 'overdue').length;
  return (
    <>
      <h1>
        <FormattedMessage id="team.title" />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ul className={styles['counts']}>
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
        {reviews && (
          <li>
            <Link to="/reviews" data-tone={late > 0 ? 'overdue' : due.length > 0 ? 'today' : 'met'}>
              <IconChecklist size={20} aria-hidden="true" />
              <FormattedMessage id="team.reviews" values={{ count: due.length, late, b: bold }} />
            </Link>
          </li>
        )}
      </ul>
      <div className={styles['columns']}>
        <People people={day.people} />
        <Away away={day.away} time={time} />
        {onCall && <OnCall onCall={onCall} time={time} />}
      </div>
    </>
  );
}

const bold = (words: React.ReactNode) => <strong key="count">{words}</strong>;

function People({ people }: Pick<TeamDay, 'people'>) {
  const intl = useIntl();
  return (
    <section className={styles['part']} aria-labelledby="team-people">
      <h2 id="team-people">
        <FormattedMessage id="team.people" />
      </h2>
      {people.length === 0 ? (
        <p>
          <FormattedMessage id="overdue.none" />
        </p>
      ) : (
        <ul>
          {people.map(({ staff, overdue, today }) => (
            <li key={staff?.staffId ?? 'none'}>
              <Link to="/overdue" search={{ by: 'staff', staff: staff?.staffId ?? 'none' }}>
                <FormattedMessage
                  id="overdue.open"
                  values={{
                    of: staff?.name ?? intl.formatMessage({ id: 'overdue.nobody' }),
                    ...{ overdue, today },
                  }}
                />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Away({ away, time }: Pick<TeamDay, 'away'> & { time: AgencyTime }) {
  return (
    <section className={styles['part']} aria-labelledby="team-away">
      <h2 id="team-away">
        <FormattedMessage id="team.away" />
      </h2>
      {away.length === 0 ? (
        <p>
          <FormattedMessage id="team.away.nobody" />
        </p>
      ) : (
        <ul>
          {away.map(({ staff, cover, from, until }) => (
            <li key={`${staff.staffId} ${from}`}>
              <IconUserShare size={18} aria-hidden="true" />{' '}
              {until === null ? (
                <FormattedMessage id="team.away.open" values={{ name: staff.name, cover: cover.name }} />
              ) : (
                <FormattedMessage
                  id="team.away.until"
                  values={{ name: staff.name, cover: cover.name, ...time.parts(until) }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OnCall({ onCall, time }: { onCall: OnCallNow; time: AgencyTime }) {
  return (
    <section className={styles['part']} aria-labelledby="team-on-call">
      <h2 id="team-on-call">
        <FormattedMessage id="team.onCall" />
      </h2>
      {onCall.onCall.length === 0 ? (
        <p>
          <FormattedMessage id="team.onCall.nobody" />
        </p>
      ) : (
        <ul>
          {onCall.onCall.map(({ shiftId, name, until }) => (
            <li key={shiftId}>
              <IconPhone size={18} aria-hidden="true" />{' '}
              <FormattedMessage id="team.onCall.until" values={{ name, ...time.parts(until) }} />
            </li>
          ))}
        </ul>
      )}
      <Link className={styles['more']} to="/on-call">
        <FormattedMessage
          id="team.onCall.open"
          values={{ pages: onCall.pages.length, crises: onCall.crises.length }}
        />
      </Link>
    </section>
  );
}
