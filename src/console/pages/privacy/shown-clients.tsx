import { FormattedMessage, useIntl } from 'react-intl';
import { CsvLink } from '../../parts/list-tools.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { ShownClients as Shown } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import type { AgencyTime } from '../../time/format.ts';
import { By } from './by.tsx';
import styles from './page.module.css';

type Props = { filters: string; days: object; time: AgencyTime };

/** To whom a search or a referral has shown reference and initials of clients with whom they have nothing to do. */
export function ShownClients({ filters, days, time }: Props) {
  const intl = useIntl();
  const { reply, problem } = useRead<Shown>(`/search/shown?${filters}`, { keeps: true });
  if (!reply) return <Unread problem={problem} />;
  return (
    <section aria-labelledby="shown">
      <h2 id="shown">
        <FormattedMessage id="privacy.shown" />
      </h2>
      {reply.items.length === 0 && (
        <p>
          <FormattedMessage id="privacy.shown.none" />
        </p>
      )}
      <ul className={styles['list']}>
        {reply.items.map(({ id, by, at, occasion, clients }) => (
          <li key={id} className={styles['row']}>
            <p>
              <By by={by} days={days} />
              {' · '}
              {intl.formatList(
                clients.map(({ reference }) => reference),
                { type: 'unit' },
              )}
            </p>
            <p className={styles['quiet']}>
              {time.moment(at)} · <FormattedMessage id={`privacy.occasion.${occasion}`} />
            </p>
          </li>
        ))}
      </ul>
      {reply.nextCursor !== null && (
        <p className={styles['quiet']}>
          <FormattedMessage id="privacy.more" />
        </p>
      )}
      <CsvLink read={`/search/shown?${filters}`} of={intl.formatMessage({ id: 'privacy.shown' })} />
    </section>
  );
}
