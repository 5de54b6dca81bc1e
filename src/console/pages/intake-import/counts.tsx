import { FormattedMessage } from 'react-intl';
import type { ImportReport } from '../../server/replies.ts';
import styles from './page.module.css';

const outcomes = ['started', 'not-reached', 'already-there', 'left', 'deleted', 'refused'] as const;

/** How many rows came to what; what nobody came to is left out, but not who is refused. */
export function Counts({ counts, planned = false }: { counts: ImportReport['counts']; planned?: boolean }) {
  return (
    <ul className={styles['counts']}>
      {outcomes
        .filter((one) => counts[one] > 0 || one === 'refused')
        .map((one) => (
          <li key={one} data-outcome={one}>
            <FormattedMessage
              id={planned && one === 'not-reached' ? 'import.count.planned' : `import.count.${one}`}
              values={{ count: counts[one] }}
            />
          </li>
        ))}
    </ul>
  );
}
