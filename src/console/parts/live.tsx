import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { watchChanges } from '../server/live.ts';
import { useSignedIn } from '../session/use-me.ts';
import { agencyTime } from '../time/format.ts';
import { now } from '../time/now.ts';
import styles from './live.module.css';

/** After that it is said that others may have done something that is not shown. */
const patienceMs = 60_000;

/** What others do appears by itself; while it cannot, it says as of when the page is. */
export function Live() {
  const queries = useQueryClient();
  const intl = useIntl();
  const { agency } = useSignedIn();
  const [asOf, setAsOf] = useState<number | null>(null);

  useEffect(() => {
    let beat = Date.now();
    const end = watchChanges({
      queries,
      onBeat() {
        beat = Date.now();
        setAsOf(null);
      },
    });
    const look = setInterval(() => {
      if (document.hidden || Date.now() - beat < patienceMs) return;
      // What is shown is as old as the oldest that was read.
      const read = queries
        .getQueryCache()
        .findAll({ queryKey: ['read'], type: 'active' })
        .flatMap(({ state }) => (state.dataUpdatedAt > 0 ? [state.dataUpdatedAt] : []));
      setAsOf(now() - Math.max(0, ...read.map((at) => Date.now() - at)));
    }, 5_000);
    return () => {
      end();
      clearInterval(look);
    };
  }, [queries]);

  return (
    <p aria-live="polite" className={`${styles['note']} no-print`}>
      {asOf !== null && (
        <FormattedMessage
          id="live.asOf"
          values={agencyTime(intl.locale, agency.timeZone).parts(new Date(asOf).toISOString())}
        />
      )}
    </p>
  );
}
