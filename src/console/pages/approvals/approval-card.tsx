import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { FormattedMessage, FormattedRelativeTime, useIntl } from 'react-intl';
import { fullName } from '../../parts/full-name.ts';
import { Sameness } from '../../parts/sameness.tsx';
import type { Approval, Approvals } from '../../server/replies.ts';
import { type AgencyTime, distance } from '../../time/format.ts';
import { DecisionForm } from './decision-form.tsx';
import { decisionsOf } from './decisions.ts';
import styles from './page.module.css';

type Props = { one: Approval; time: AgencyTime; levels: Approvals['levels']; asOf: number };

/** What waits, since when, by what it is decided, and the decision. */
export function ApprovalCard({ one, time, levels, asOf }: Props) {
  const intl = useIntl();
  const { sameness, duty, client, coordinator, level, index, offer, review, since, enrollmentId } = one;
  const name =
    (client && fullName(client)) ??
    review?.staff.name ??
    intl.formatMessage({ id: 'approvals.offer.client' });
  const titleOf = (id: string | null) => levels.find((each) => each.level === id)?.title ?? id;
  const late = duty !== null && Date.parse(duty.due) < asOf;
  const DueIcon = late ? IconAlertTriangle : IconClock;
  return (
    <article className={styles['card']} aria-label={name}>
      <header className={styles['head']}>
        <h2>{enrollmentId ? <a href={`/clients/${enrollmentId}`}>{name}</a> : name}</h2>
        {level && <span>{titleOf(level)}</span>}
        <span className={styles['age']}>
          <FormattedMessage id="approvals.since" values={time.parts(since)} />
        </span>
      </header>
      <p className={styles['what']}>
        {duty && duty.title}
        {offer && (
          <FormattedMessage
            id="approvals.offer"
            values={{
              ...{ from: offer.from, level: titleOf(offer.level) },
              reason: intl.formatMessage({ id: `approvals.reason.${offer.reason}` }),
            }}
          />
        )}
        {review && <FormattedMessage id="approvals.review" />}
        {sameness !== null && <FormattedMessage id="approvals.sameness" />}
      </p>
      {duty && (
        <p className={styles['due']} data-late={late}>
          <DueIcon size={16} aria-hidden="true" />
          <FormattedRelativeTime {...distance(asOf, Date.parse(duty.due))} numeric="auto" />
          {' · '}
          {time.moment(duty.due)}
        </p>
      )}
      {index && (
        <p>
          <FormattedMessage
            id={`approvals.index.${index.indicates}`}
            values={{ score: index.score, level: titleOf(level) }}
          />
        </p>
      )}
      <p className={styles['why']}>
        {duty && (
          <FormattedMessage
            id="duty.because"
            values={{ source: duty.source, duty: duty.duty, ...time.parts(since) }}
          />
        )}{' '}
        {coordinator && <FormattedMessage id="crisis.coordinator" values={{ name: coordinator.name }} />}
      </p>
      {enrollmentId !== null && sameness !== null && (
        <Sameness {...{ enrollmentId, client: name, count: sameness }} />
      )}
      {decisionsOf(one).length > 0 && <DecisionForm {...{ one, levels, name }} />}
    </article>
  );
}
