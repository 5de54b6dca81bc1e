import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { ImportHead } from '../../server/replies.ts';
import { agencyTime } from '../../time/format.ts';
import { Report } from './report.tsx';
import styles from './page.module.css';

type Props = { items: readonly ImportHead[]; timeZone: string };

/** Imports of before, each with its report; which of them goes on with the same files. */
export function Earlier({ items, timeZone }: Props) {
  const intl = useIntl();
  const time = agencyTime(intl.locale, timeZone);
  const [shown, setShown] = useState<string | null>(null);
  return (
    <section aria-labelledby="earlier" className={styles['page']}>
      <h2 id="earlier">
        <FormattedMessage id="import.earlier" values={{ count: items.length }} />
      </h2>
      <ul className={styles['page']}>
        {items.map(({ importId, source, startedAt, startedBy, stands, counts }) => {
          const at = time.parts(startedAt);
          const isOpen = shown === importId;
          return (
            <li key={importId} className={styles['page']}>
              <article className={styles['earlier']} aria-label={intl.formatMessage({ id: 'import.of' }, at)}>
                <p>
                  <strong>
                    <FormattedMessage id={`import.stood.${stands}`} />
                  </strong>
                  {' · '}
                  <FormattedMessage id="import.by" values={{ ...at, name: startedBy.name ?? '–', source }} />
                </p>
                <p className={styles['quiet']}>
                  <FormattedMessage
                    id="import.sum"
                    values={{ started: counts.started, refused: counts.refused, open: counts['not-reached'] }}
                  />
                </p>
                <button
                  type="button"
                  aria-expanded={isOpen}
                  aria-label={intl.formatMessage({ id: 'import.report.of' }, at)}
                  onClick={() => setShown(isOpen ? null : importId)}
                >
                  <FormattedMessage id="import.report" />
                </button>
              </article>
              {isOpen && <Report importId={importId} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
