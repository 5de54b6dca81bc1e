import { useEffect, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import styles from './held-back.module.css';

/**
 * Rows that come while somebody reads a list wait until they are asked for, so that nothing moves under a finger. What is gone goes,
 * what has changed changes in its place, and what is the reader's own doing (`own`) comes at once.
 */
export function useHeldBack<Row>(
  rows: readonly Row[] | undefined,
  keyOf: (row: Row) => string,
  own: (row: Row) => boolean,
): { isShown: (row: Row) => boolean; held: Row[]; show: () => void } {
  const [known, setKnown] = useState<ReadonlySet<string> | null>(null);
  const show = () => setKnown(new Set([...(known ?? []), ...(rows ?? []).map(keyOf)]));
  useEffect(() => {
    if (rows && known === null) setKnown(new Set(rows.map(keyOf)));
  }, [rows, known, keyOf]);
  const isShown = (row: Row) => known === null || known.has(keyOf(row)) || own(row);
  return { isShown, held: (rows ?? []).filter((row) => !isShown(row)), show };
}

/** How many wait to be shown; what cannot wait is said at once, also to who hears the page. */
export function HeldBack({ held, urgent, onShow }: { held: number; urgent: number; onShow: () => void }) {
  return (
    <div className={styles['place']} aria-live={urgent > 0 ? 'assertive' : 'polite'}>
      {held > 0 && (
        <button
          type="button"
          className={styles['button']}
          data-urgent={urgent > 0 || undefined}
          onClick={onShow}
        >
          <FormattedMessage id="live.new" values={{ count: held, urgent }} />
        </button>
      )}
    </div>
  );
}
