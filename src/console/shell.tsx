import { Link, Outlet } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { OutboxProvider } from './outbox/outbox-provider.tsx';
import { Sendings } from './outbox/sendings.tsx';
import type { Inbox } from './server/replies.ts';
import { useRead } from './server/use-read.ts';
import { useSession, useSignedIn } from './session/use-me.ts';
import styles from './shell.module.css';

/** Pages in the order of the navigation, which shows those that the caller may read; the first of them is their home. */
export const pages = [
  { path: '/day', operation: 'day:own' },
  { path: '/queue', operation: 'assignment:read' },
  { path: '/requests', operation: 'requests:read' },
  { path: '/numbers', operation: 'numbers:read' },
  { path: '/ops', operation: 'ops:read' },
  { path: '/paperwork', operation: 'worklist:mine' },
  { path: '/on-call', operation: 'on-call:mine' },
  { path: '/inbox', operation: 'inbox' },
  { path: '/reviews', operation: 'reviews:read' },
  { path: '/hires', operation: 'hire:read' },
  { path: '/mis', operation: 'mis:export' },
] as const;

/** What stays around each page: where one may go, who is signed in, and the way out. */
export function Shell() {
  const me = useSignedIn();
  const { signOut } = useSession();
  const intl = useIntl();
  const mine = pages.filter(({ operation }) => me.operations.includes(operation));
  return (
    <OutboxProvider>
      <header className={styles['bar']}>
        <span className={styles['agency']}>{me.agency.name}</span>
        <nav aria-label={intl.formatMessage({ id: 'shell.pages' })}>
          <ul className={styles['pages']}>
            {mine.map(({ path }) => (
              <li key={path}>
                <Link to={path}>
                  <FormattedMessage id={`page${path}`} />
                  {path === '/inbox' && <UnreadCount />}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <span>{me.name}</span>
        <button type="button" onClick={() => void signOut()}>
          <FormattedMessage id="session.end" />
        </button>
      </header>
      <main className={styles['main']}>
        <Outlet />
      </main>
      <Sendings />
    </OutboxProvider>
  );
}

/** How many messages nobody has read, beside the way to them. */
function UnreadCount() {
  const { reply } = useRead<Inbox>('/inbox?limit=1');
  if (!reply || reply.unread === 0) return null;
  return (
    <span className={styles['unread']}>
      <FormattedMessage id="shell.unread" values={{ count: reply.unread }} />
    </span>
  );
}
