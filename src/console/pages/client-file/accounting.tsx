import { FormattedMessage } from 'react-intl';
import { DisclosedLine } from '../../parts/disclosed-line.tsx';
import { PaperLinks } from '../../parts/paper-links.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Accounting as Left } from '../../server/replies.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';

/** The accounting of disclosures: what has left the agency about the client, the newest first (RF-3). */
export function Accounting() {
  const { operations } = useSignedIn();
  const mayRead = operations.includes('accounting:read');
  const { reply, problem, time, id } = usePart<Left>(mayRead ? 'disclosures' : null);
  if (!mayRead) return null;
  if (!reply) return <Unread problem={problem} />;
  return (
    <section className={styles['list']} aria-labelledby="accounting">
      <h2 id="accounting" className={styles['title']}>
        <FormattedMessage id="disclosed.title" />
      </h2>
      {reply.items.length === 0 && (
        <p>
          <FormattedMessage id="disclosed.none" />
        </p>
      )}
      {reply.items.some(({ inError }) => !inError) && (
        <p>
          <PaperLinks
            paper="accounting-of-disclosures"
            at={`/enrollments/${id}/papers/accounting-of-disclosures`}
          />
        </p>
      )}
      <ol className={styles['list']}>
        {reply.items.map(({ words, ...line }) => (
          <li key={line.disclosureId} className={styles['card']}>
            {line.inError && (
              <p className={styles['state']}>
                <FormattedMessage id="disclosed.inError" />
              </p>
            )}
            <DisclosedLine {...{ line, time }} named={words?.['recipientName']} />
          </li>
        ))}
      </ol>
    </section>
  );
}
