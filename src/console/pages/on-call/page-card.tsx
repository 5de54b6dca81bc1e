import { FormattedMessage, FormattedRelativeTime, useIntl } from 'react-intl';
import { IconBellRinging } from '@tabler/icons-react';
import { fullName } from '../../parts/full-name.ts';
import type { WaitingPage } from '../../server/replies.ts';
import { type AgencyTime, distance } from '../../time/format.ts';
import styles from './page.module.css';

type Props = { page: WaitingPage; time: AgencyTime; asOf: number; onAnswer: () => void };

/** A page that nobody has answered: one tap, and nobody else is paged. */
export function PageCard({ page, time, asOf, onAnswer }: Props) {
  const intl = useIntl();
  const name = fullName(page.client);
  return (
    <article className={styles['card']} data-urgent="true" aria-label={name}>
      <h3 className={styles['name']}>
        <IconBellRinging size={20} aria-hidden="true" /> {name}
      </h3>
      <p>
        {page.title}
        {page.due !== null && (
          <>
            {' · '}
            <strong>
              <FormattedRelativeTime {...distance(asOf, Date.parse(page.due))} numeric="auto" />
            </strong>
          </>
        )}
      </p>
      <p className={styles['quiet']}>
        <FormattedMessage id="onCall.paged" values={time.parts(page.raisedAt)} />
      </p>
      <button
        type="button"
        className="main-action"
        aria-label={intl.formatMessage({ id: 'onCall.answer.of' }, { client: name })}
        onClick={onAnswer}
      >
        <FormattedMessage id="onCall.answer" />
      </button>
    </article>
  );
}
