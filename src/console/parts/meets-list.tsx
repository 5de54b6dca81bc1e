import { FormattedMessage } from 'react-intl';
import { IconCheck } from '@tabler/icons-react';
import type { Foreseen } from '../forms/preview.ts';
import styles from './meets-list.module.css';

/** What a form will do once it is sent, or why it would be refused: said beforehand. */
export function MeetsList({ foreseen }: { foreseen: Foreseen | null }) {
  return (
    <div className={styles['meets']} aria-live="polite">
      {foreseen && 'refused' in foreseen && <p className={styles['refused']}>{foreseen.refused}</p>}
      {foreseen && 'met' in foreseen && (
        <>
          <p>
            <FormattedMessage id="meets.title" values={{ count: foreseen.met.length }} />
          </p>
          <ul>
            {foreseen.met.map(({ key, title }) => (
              <li key={key}>
                <IconCheck size={18} aria-hidden="true" /> {title}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
