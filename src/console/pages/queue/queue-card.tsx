import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { IconBellRinging } from '@tabler/icons-react';
import { fullName } from '../../parts/full-name.ts';
import type { QueuedClient } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import type { Offer } from './given.ts';
import styles from './page.module.css';

type Props = {
  one: QueuedClient;
  time: AgencyTime;
  offers: readonly Offer[];
  /** Somebody was chosen here, and could not have the client. */
  refused: boolean;
  onTake: (nth: number) => void;
};

const hour = 60;

/** Who waits, how much business time is left, and the best three who could take them. */
export function QueueCard({ one, time, offers, refused, onTake }: Props) {
  const intl = useIntl();
  const client = fullName(one.client);
  const { business, due } = one;
  const late = (business?.overdueMinutes ?? 0) > 0;
  const minutes = late ? (business?.overdueMinutes ?? 0) : (business?.leftMinutes ?? 0);
  return (
    <article className={styles['card']} aria-label={client} data-late={late}>
      <header className={styles['head']}>
        <h2>
          <Link to="/clients/$id" params={{ id: one.enrollmentId }}>
            {client}
          </Link>
        </h2>
        <span>{one.level.toUpperCase()}</span>
        {one.emergency && (
          <span className={styles['urgent']}>
            <IconBellRinging size={18} aria-hidden="true" />
            <FormattedMessage id="queue.emergency" />
          </span>
        )}
      </header>
      <p className={styles['due']}>
        {one.held ? (
          <FormattedMessage id="queue.held" />
        ) : (
          due !== null && (
            <FormattedMessage
              id={late ? 'queue.over' : 'queue.left'}
              values={{
                hours: Math.floor(minutes / hour),
                minutes: minutes % hour,
                ...time.parts(due),
              }}
            />
          )
        )}
      </p>
      {refused && (
        <p className={styles['gone']} role="alert">
          <FormattedMessage id="queue.gone" />
        </p>
      )}
      {offers.length === 0 ? (
        <p>
          <FormattedMessage id="queue.nobody" />
        </p>
      ) : (
        <ul className={styles['suggestions']}>
          {offers.map(({ staffId, name, why, given }, nth) => (
            <li key={staffId}>
              <button
                type="button"
                aria-label={intl.formatMessage({ id: 'queue.take' }, { name, client })}
                onClick={() => onTake(nth)}
              >
                <kbd>{nth + 1}</kbd> {name}
              </button>
              <strong className="print-only">{name}</strong>
              <span>{why}</span>
              {given > 0 && (
                <span>
                  <FormattedMessage id="queue.given" values={{ count: given }} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
