import { FormattedMessage } from 'react-intl';
import type { Overview } from '../server/replies.ts';
import type { AgencyTime } from '../time/format.ts';
import styles from './told.module.css';

type Props = { told: Overview['told']; time: AgencyTime };

/** What an emergency or a crisis is about, in the words in which it came in. */
export function ToldList({ told, time }: Props) {
  return told.map(({ stepId, at, by, about, words }) => (
    <div key={stepId} className={styles['told']}>
      {about.length > 0 && (
        <ul>
          {about.map((one, n) => (
            <li key={n}>
              <strong>{one.title}</strong>
              {one.words !== null && `: ${one.words}`}
            </li>
          ))}
        </ul>
      )}
      {words.map((said, n) => (
        <p key={n}>{said}</p>
      ))}
      <p className={styles['by']}>
        <FormattedMessage id="told.by" values={{ name: by.name ?? '–', ...time.parts(at) }} />
      </p>
    </div>
  ));
}
