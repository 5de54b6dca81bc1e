import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Inbox } from '../server/replies.ts';
import { useRead } from '../server/use-read.ts';
import { useSession, useSignedIn } from '../session/use-me.ts';
import type { pagesOf } from './pages.ts';
import styles from './navigation.module.css';

/** Where one may go: a list beside the page; on a phone four tabs under it, and the rest behind "More". */
export function Navigation({ pages }: { pages: ReturnType<typeof pagesOf> }) {
  const { name } = useSignedIn();
  const { signOut } = useSession();
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  return (
    <nav
      className={styles['navigation']}
      aria-label={intl.formatMessage({ id: 'shell.pages' })}
      data-open={open}
      onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
    >
      <ul className={styles['pages']}>
        {pages.map(({ path, icon: Icon }) => (
          <li key={path}>
            <Link to={path} onClick={() => setOpen(false)}>
              <Icon aria-hidden size={20} />
              <span>
                <FormattedMessage id={`page${path}`} />
                {path === '/inbox' && <Waiting what="unread" />}
                {path === '/on-call' && <Waiting what="pages" />}
              </span>
            </Link>
          </li>
        ))}
        <li className={styles['more']}>
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            <IconMenu2 aria-hidden size={20} />
            <FormattedMessage id={open ? 'shell.less' : 'shell.more'} />
          </button>
        </li>
      </ul>
      <div className={styles['person']}>
        <Link to="/settings" className={styles['me']} onClick={() => setOpen(false)}>
          <span>{name}</span>{' '}
          <span>
            <FormattedMessage id="shell.settings" />
          </span>
        </Link>
        <button type="button" onClick={() => void signOut()}>
          <FormattedMessage id="session.end" />
        </button>
      </div>
    </nav>
  );
}

/** How many messages nobody has read, or pages nobody has answered, beside the way to them. */
function Waiting({ what }: { what: 'unread' | 'pages' }) {
  const { reply } = useRead<Inbox>('/inbox?limit=1');
  if (!reply || reply[what] === 0) return null;
  return (
    <span className={styles['unread']} data-urgent={what === 'pages'}>
      <FormattedMessage
        id={what === 'pages' ? 'shell.paged' : 'shell.unread'}
        values={{ count: reply[what], word: (word) => <span className={styles['word']}>{word}</span> }}
      />
    </span>
  );
}
