import { FormattedMessage, useIntl } from 'react-intl';
import type { ShownClients as Shown } from '../../server/replies.ts';
import type { Reading } from '../../server/use-read.ts';
import type { AgencyTime } from '../../time/format.ts';
import { By } from './by.tsx';
import { Listed } from './listed.tsx';
import styles from './page.module.css';

type Props = { reading: Reading<Shown>; filters: string; days: object; time: AgencyTime };

/** To whom a search or a referral has shown reference and initials of clients with whom they have nothing to do. */
export function ShownClients({ reading, filters, days, time }: Props) {
  const intl = useIntl();
  return (
    <Listed of="shown" csv={`/search/shown?${filters}`} reading={reading}>
      {reading.reply?.items.map(({ id, by, at, occasion, clients }) => (
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
    </Listed>
  );
}
