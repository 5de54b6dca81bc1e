import { FormattedMessage } from 'react-intl';
import type { Printings as Printed } from '../../server/replies.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';

/** Who printed which paper of the client when, the newest first: for those who answer for it. */
export function Printings() {
  const mayRead = useSignedIn().operations.includes('printings:read');
  const { reply, time } = usePart<Printed>(mayRead ? 'printings' : null);
  if (!mayRead || !reply) return null;
  return (
    <section className={styles['card']} aria-labelledby="printings">
      <h3 id="printings">
        <FormattedMessage id="printings.title" />
      </h3>
      {reply.items.length === 0 ? (
        <p>
          <FormattedMessage id="printings.none" />
        </p>
      ) : (
        <ol>
          {reply.items.map(({ at, by, paper, format, revision }, n) => (
            <li key={n}>
              {time.moment(at)}: <FormattedMessage id={`papers.${paper}`} /> (
              <FormattedMessage id={`papers.${format}`} />
              {revision !== null && (
                <>
                  , <FormattedMessage id="printings.revision" values={{ revision }} />
                </>
              )}
              ), {by.name ?? '–'}
            </li>
          ))}
        </ol>
      )}
      {reply.more && (
        <p className={styles['quiet']}>
          <FormattedMessage id="printings.more" values={{ count: reply.items.length }} />
        </p>
      )}
    </section>
  );
}
