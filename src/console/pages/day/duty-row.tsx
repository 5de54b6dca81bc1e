import { type PropsWithChildren, type ReactNode, Suspense, useState } from 'react';
import { FormattedMessage, FormattedRelativeTime } from 'react-intl';
import type { DutyLine } from '../../server/replies.ts';
import { type AgencyTime, distance } from '../../time/format.ts';
import styles from './duty-row.module.css';

type Props = PropsWithChildren<{
  duty: Omit<DutyLine, 'band'>;
  time: AgencyTime;
  asOf: number;
  /** Its reasons besides: what opened it, what has become of its deadline, what would meet it. */
  why: ReactNode;
}>;

/** What is due, how long is left, and why; the rest of the rule behind "Why". Its children are what can be done about it. */
export function DutyRow({ duty, time, asOf, why, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <div className={styles['row']} data-tick>
      <span className={styles['title']}>{duty.title}</span>
      <span className={styles['left']}>
        <FormattedRelativeTime {...distance(asOf, Date.parse(duty.due))} numeric="auto" />
      </span>
      <time className={styles['due']} dateTime={duty.due}>
        {time.moment(duty.due)}
      </time>
      {duty.waitsFor.length > 0 && (
        <span className={styles['waits']}>
          <FormattedMessage id="duty.waitsFor" values={{ role: duty.waitsFor.join(', ') }} />
        </span>
      )}
      {duty.suspended && (
        <span className={styles['waits']}>
          <FormattedMessage
            id={`duty.${duty.suspended.type}`}
            values={{ day: time.day(duty.suspended.until) }}
          />
        </span>
      )}
      <details className={styles['why']} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <FormattedMessage id="duty.why" />
        </summary>
        <p>
          <FormattedMessage
            id={duty.within ? 'duty.within' : 'duty.because'}
            values={{ source: duty.source, duty: duty.duty, ...duty.within, ...time.parts(duty.opened) }}
          />{' '}
          <a href={`/policies/${duty.profileHash}#${duty.kind}`}>
            <FormattedMessage id="why.policy" />
          </a>
        </p>
        {open && <Suspense>{why}</Suspense>}
      </details>
      {children}
    </div>
  );
}
