import { FormattedMessage, FormattedRelativeTime, useIntl } from 'react-intl';
import { IconBellRinging } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { CallLink } from '../../parts/call-link.tsx';
import { fullName } from '../../parts/full-name.ts';
import { NextPage } from '../../parts/if-nobody.tsx';
import { ToldList } from '../../parts/told.tsx';
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
        <IconBellRinging size={20} aria-hidden="true" />
        {mayOpen(page) ? (
          <Link to="/clients/$id" params={{ id: page.enrollmentId }}>
            {name}
          </Link>
        ) : (
          name
        )}
      </h3>
      <p>
        {page.title ?? <FormattedMessage id="crisis.unnamed" />}
        {page.due !== null && (
          <>
            {' · '}
            <strong>
              <FormattedRelativeTime {...distance(asOf, Date.parse(page.due))} numeric="auto" />
            </strong>
          </>
        )}
      </p>
      <ToldList told={page.told} time={time} />
      <p className={styles['quiet']}>
        <FormattedMessage id="onCall.paged" values={time.parts(page.raisedAt)} />
        {' · '}
        <NextPage next={page.next} time={time} />
      </p>
      <div className={styles['acts']}>
        <button
          type="button"
          className="main-action"
          aria-label={intl.formatMessage({ id: 'onCall.answer.of' }, { client: name })}
          onClick={onAnswer}
        >
          <FormattedMessage id="onCall.answer" />
        </button>
        {page.reach && <Call reach={page.reach} name={name} />}
      </div>
    </article>
  );
}

/** Of whom they have nothing to do with, a page shows initials. */
export const mayOpen = ({ client }: Pick<WaitingPage, 'client'>): boolean => client.id !== undefined;

/** How they are reached from the card itself. */
export function Call({ reach, name }: { reach: NonNullable<WaitingPage['reach']>; name: string }) {
  return (
    <CallLink number={reach.phone} className={styles['call']}>
      <FormattedMessage id="card.call" values={{ phone: reach.phone, client: name }} />
      {!reach.mayLeaveMessage && (
        <strong className={styles['noMessage']}>
          <FormattedMessage id="card.noMessage" />
        </strong>
      )}
    </CallLink>
  );
}
