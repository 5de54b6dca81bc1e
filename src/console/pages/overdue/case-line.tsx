import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { FormattedMessage, FormattedRelativeTime } from 'react-intl';
import { fullName } from '../../parts/full-name.ts';
import type { OverdueCase } from '../../server/replies.ts';
import { type AgencyTime, distance } from '../../time/format.ts';
import styles from './page.module.css';

type Props = { one: OverdueCase; time: AgencyTime; asOf: number };

/** One duty that is late, or will be: of whom, since when, and why it is owed. */
export function CaseLine({ one, time, asOf }: Props) {
  const { client, title, due, coordinator, level, suspended } = one;
  const late = Date.parse(due) < asOf;
  const Icon = late ? IconAlertTriangle : IconClock;
  return (
    <li className={styles['case']} data-late={late}>
      <span className={styles['who']}>
        <a href={`/clients/${one.enrollmentId}`}>{fullName(client)}</a>
        <span>{level.toUpperCase()}</span>
      </span>
      <strong className={styles['what']}>{title}</strong>
      <span className={styles['when']}>
        <Icon size={16} aria-hidden="true" />
        <FormattedRelativeTime {...distance(asOf, Date.parse(due))} numeric="auto" />
        {' · '}
        <time dateTime={due}>{time.moment(due)}</time>
      </span>
      <span>{coordinator ? coordinator.name : <FormattedMessage id="overdue.nobody" />}</span>
      <p className={styles['why']}>
        <FormattedMessage
          id="duty.because"
          values={{ source: one.source, duty: one.duty, ...time.parts(one.opened) }}
        />
        {suspended && (
          <>
            {' '}
            <FormattedMessage id={`duty.${suspended.type}`} values={{ day: time.day(suspended.until) }} />
          </>
        )}
      </p>
    </li>
  );
}
