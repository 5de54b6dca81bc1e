import { FormattedMessage, useIntl } from 'react-intl';
import { fullName } from '../../parts/full-name.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Inbox, InboxItem } from '../../server/replies.ts';
import { useChange, useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { type AgencyTime, agencyTime } from '../../time/format.ts';
import styles from './page.module.css';

/** What somebody was told, newest first; what is opened is read. */
export function InboxPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const { reply, problem } = useRead<Inbox>('/inbox?limit=100');
  const { change, problem: refused } = useChange();
  if (!reply) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const [newest] = reply.items;
  const wrong = refused ?? problem;
  return (
    <>
      <header className={styles['head']}>
        <h1>
          <FormattedMessage id="inbox.title" values={{ count: reply.unread }} />
        </h1>
        {newest && reply.unread > 0 && (
          <button type="button" onClick={() => change('/inbox/read-all', { upTo: newest.id })}>
            <FormattedMessage id="inbox.readAll" />
          </button>
        )}
      </header>
      {wrong && <ProblemBox problem={wrong} />}
      {reply.items.length === 0 ? (
        <p>
          <FormattedMessage id="inbox.none" />
        </p>
      ) : (
        <ul className={styles['items']}>
          {reply.items.map((item) => (
            <li key={item.id}>
              <Item item={item} time={time} onRead={() => change(`/inbox/${item.id}/read`)} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type Props = { item: InboxItem; time: AgencyTime; onRead: () => void };

function Item({ item, time, onRead }: Props) {
  const intl = useIntl();
  const { client, title, due, raisedAt, readAt, link, notSentBecause } = item;
  const name = client === null ? null : fullName(client);
  const kind = intl.formatMessage({ id: `inbox.kind.${item.kind}` });
  const unread = readAt === null;
  const about = [name, title].filter(Boolean).join(' · ');
  return (
    <article className={styles['item']} data-unread={unread} aria-label={[kind, about].join(': ')}>
      <p className={styles['kind']}>
        {kind}
        {unread && (
          <span className={styles['new']}>
            <FormattedMessage id="inbox.new" />
          </span>
        )}
      </p>
      <h2 className={styles['about']}>
        {link === null ? (
          about || kind
        ) : (
          <a href={link} onClick={unread ? onRead : undefined}>
            {about || kind}
          </a>
        )}
      </h2>
      <p className={styles['quiet']}>
        <time dateTime={raisedAt}>{time.moment(raisedAt)}</time>
        {due !== null && (
          <>
            {' · '}
            <FormattedMessage id="inbox.due" values={time.parts(due)} />
          </>
        )}
        {notSentBecause !== null && (
          <>
            {' · '}
            <FormattedMessage id={`inbox.notSent.${notSentBecause}`} />
          </>
        )}
      </p>
      {unread && (
        <button
          type="button"
          aria-label={intl.formatMessage({ id: 'inbox.read.of' }, { about: about || kind })}
          onClick={onRead}
        >
          <FormattedMessage id="inbox.read" />
        </button>
      )}
    </article>
  );
}
