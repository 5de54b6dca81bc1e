import { FormattedMessage } from 'react-intl';
import { PaperLinks } from '../../parts/paper-links.tsx';
import type { Papers } from '../../server/replies.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';

/** What can be printed of the client, each with the day it is of, and who printed it last. */
export function PapersCard() {
  const { reply, time, id } = usePart<Papers>('papers');
  if (!reply) return null;
  return (
    <section className={`${styles['card']} no-print`} aria-labelledby="papers">
      <h3 id="papers">
        <FormattedMessage id="papers.title" />
      </h3>
      <ul>
        {reply.items.map(({ paper, of, state, writtenAt, printed }) => (
          <li key={`${paper} ${of}`}>
            <PaperLinks paper={paper} at={`/enrollments/${id}/papers/${paper}`} of={of} />{' '}
            <span className={styles['quiet']}>
              {time.day(writtenAt)}
              {state === 'draft' && (
                <>
                  {' '}
                  (<FormattedMessage id="document.draft" />)
                </>
              )}
              {printed && (
                <>
                  {' · '}
                  <FormattedMessage
                    id="papers.printed"
                    values={{ day: time.day(printed.at), name: printed.by.name ?? '–' }}
                  />
                </>
              )}
            </span>
          </li>
        ))}
        <li>
          <PaperLinks paper="release-template" at={`/enrollments/${id}/papers/release-form`} of="template" />
        </li>
      </ul>
    </section>
  );
}
