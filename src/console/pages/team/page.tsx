import { IconPhone, IconUserShare } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { OnCallNow, TeamDay } from '../../server/replies.ts';
import { partOf, type TeamTogether, troublesOf } from '../../server/together.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { type AgencyTime, agencyTime } from '../../time/format.ts';
import { Counts } from './counts.tsx';
import styles from './page.module.css';

/** What a lead needs at 16:55: what is late, what waits for them, who is away, who is on call. */
export function TeamPage() {
  const intl = useIntl();
  const me = useSignedIn();
  const read = useRead<TeamTogether>('/team/together');
  const parts = [partOf(read, 'day'), partOf(read, 'onCall'), partOf(read, 'reviews')] as const;
  const [{ reply: day }, { reply: onCall }, { reply: reviews }] = parts;
  if (!read.reply) return <Unread problem={read.problem} />;
  const time = agencyTime(intl.locale, me.agency.timeZone);
  return (
    <>
      <h1>
        <FormattedMessage id="team.title" />
      </h1>
      {troublesOf(...parts).map((trouble) => (
        <ProblemBox key={trouble.code} problem={trouble} />
      ))}
      <Counts {...{ day, reviews, time }} staffId={me.staffId} />
      <div className={styles['columns']}>
        {day && <People people={day.people} />}
        {day && <Away away={day.away} time={time} />}
        {onCall && <OnCall onCall={onCall} time={time} />}
      </div>
    </>
  );
}

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
