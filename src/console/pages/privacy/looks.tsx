import { FormattedMessage, useIntl } from 'react-intl';
import { useOutbox, useSettling } from '../../outbox/outbox-provider.tsx';
import type { BrokenGlass } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { By } from './by.tsx';
import { Rows } from './listed.tsx';
import styles from './page.module.css';

type Props = { looks: BrokenGlass; days: object; time: AgencyTime };

/** Looks at clients through the glass: who, whom, why, from when until when; and whether somebody has looked into it. */
export function Looks({ looks, days, time }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const settling = useSettling();
  const rows = looks.items.filter(({ id, reviewed }) => reviewed !== null || !settling.has(id));
  if (rows.length === 0)
    return (
      <p>
        <FormattedMessage id="privacy.waiting.none" />
      </p>
    );
  return (
    <Rows page={looks}>
      {rows.map(({ id, by, reference, reason, from, until, reviewed }) => (
        <li key={id} className={styles['row']} data-waits={reviewed === null}>
          <p>
            <By by={by} days={days} />
            {' · '}
            <FormattedMessage id="privacy.whom" values={{ reference: reference ?? '–' }} />
          </p>
          <p className={styles['why']}>{reason}</p>
          <p className={styles['quiet']}>
            <FormattedMessage
              id="privacy.span"
              values={{ from: time.moment(from), until: time.moment(until) }}
            />
            {reviewed && (
              <>
                {' · '}
                <FormattedMessage
                  id="privacy.reviewedBy"
                  values={{ name: reviewed.by.name ?? '–', at: time.moment(reviewed.at) }}
                />
              </>
            )}
          </p>
          {reviewed === null && (
            <button
              type="button"
              aria-label={intl.formatMessage(
                { id: 'privacy.review.of' },
                { name: by.name ?? '–', reference: reference ?? '–' },
              )}
              onClick={() =>
                outbox.add({
                  ...{ enrollmentId: id, client: reference ?? '–', about: id, body: {} },
                  path: `/break-glass/${id}/review`,
                })
              }
            >
              <FormattedMessage id="privacy.review" />
            </button>
          )}
        </li>
      ))}
    </Rows>
  );
}
