import { FormattedMessage, FormattedRelativeTime, useIntl } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { fullName } from '../../parts/full-name.ts';
import { NextPage } from '../../parts/if-nobody.tsx';
import { ToldList } from '../../parts/told.tsx';
import type { OpenCrisis } from '../../server/replies.ts';
import { type AgencyTime, distance } from '../../time/format.ts';
import { Call } from './page-card.tsx';
import styles from './page.module.css';

type Props = {
  crisis: OpenCrisis;
  time: AgencyTime;
  asOf: number;
  /** Something of it is on its way from here. */
  settling: boolean;
  onNext: () => void;
};

/** A crisis that is not over: what it is, who is on it, and the step that brings it on. */
export function CrisisCard({ crisis, time, asOf, settling, onNext }: Props) {
  const intl = useIntl();
  const name = fullName(crisis.client);
  const { called, full, answeredBy, coordinator, next, owed } = crisis;
  const word = next.action ?? next.step;
  return (
    <article className={styles['card']} data-urgent={answeredBy === null} aria-label={name}>
      <h3 className={styles['name']}>
        <Link to="/clients/$id" params={{ id: crisis.enrollmentId }}>
          {name}
        </Link>
      </h3>
      <p>
        {called ?? <FormattedMessage id="crisis.unnamed" />}
        {full && (
          <>
            {' · '}
            <strong>
              <FormattedMessage id="crisis.full" />
            </strong>
          </>
        )}
      </p>
      <ToldList told={crisis.told} time={time} />
      <p className={styles['quiet']}>
        <FormattedMessage id="crisis.reported" values={time.parts(crisis.reportedAt)} />
        {' · '}
        {answeredBy ? (
          <FormattedMessage id="crisis.answered" values={{ name: answeredBy.name ?? '–' }} />
        ) : (
          <>
            <FormattedMessage id="crisis.unanswered" />
            {' · '}
            <NextPage next={crisis.nextPage} time={time} />
          </>
        )}
        {coordinator && (
          <>
            {' · '}
            <FormattedMessage id="crisis.coordinator" values={{ name: coordinator.name }} />
          </>
        )}
      </p>
      {owed && (
        <p>
          {owed.title}
          {' · '}
          <strong>
            <FormattedRelativeTime {...distance(asOf, Date.parse(owed.due))} numeric="auto" />
          </strong>
        </p>
      )}
      <div className={styles['acts']}>
        <button
          type="button"
          className="main-action"
          disabled={settling}
          aria-label={intl.formatMessage(
            { id: 'crisis.next.of' },
            { client: name, step: intl.formatMessage({ id: `crisis.next.${word}` }) },
          )}
          onClick={onNext}
        >
          <FormattedMessage id={`crisis.next.${word}`} />
        </button>
        {crisis.reach && <Call reach={crisis.reach} name={name} />}
      </div>
    </article>
  );
}
