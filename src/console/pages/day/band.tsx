import { FormattedMessage } from 'react-intl';
import type { Band } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { BandIcon } from './band-icon.tsx';
import { ClientCard, type ShownCard } from './client-card.tsx';
import styles from './band.module.css';

type Props = {
  band: Band;
  cards: ShownCard[];
  time: AgencyTime;
  asOf: number;
  onRecord: (card: ShownCard) => void;
};

/** One part of the day. An empty one says so where that is good news, and is left out otherwise. */
export function BandSection({ band, cards, time, asOf, onRecord }: Props) {
  if (cards.length === 0 && band !== 'overdue') return null;
  return (
    <section id={`band-${band}`} aria-labelledby={`head-${band}`} className={styles['band']} data-band={band}>
      <h2 id={`head-${band}`} className={styles['title']}>
        <BandIcon band={band} />
        <FormattedMessage id={`band.${band}`} />
        <span className={styles['count']}>{cards.length}</span>
      </h2>
      {cards.length === 0 ? (
        <p className={styles['empty']}>
          <FormattedMessage id="band.overdue.empty" />
        </p>
      ) : (
        <ul className={styles['cards']}>
          {cards.map((card) => (
            <li key={card.enrollmentId}>
              <ClientCard card={card} time={time} asOf={asOf} onRecord={onRecord} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
