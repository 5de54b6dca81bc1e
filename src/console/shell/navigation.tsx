import { IconMenu2 } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { type PropsWithChildren, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Inbox } from '../server/replies.ts';
import { useRead } from '../server/use-read.ts';
import { useSession, useSignedIn } from '../session/use-me.ts';
import { narrowHook } from '../parts/use-narrow.ts';
import { groupsOf, type pagesOf } from './pages.ts';
import styles from './navigation.module.css';

type Pages = ReturnType<typeof pagesOf>;
/** As the style sheet has it. */
const usePhone = narrowHook(900);

/** Where one may go: a list beside the page; on a phone four tabs under it, and the rest behind "More". */
export function Navigation({ pages }: { pages: Pages }) {
  const { name } = useSignedIn();
  const { signOut } = useSession();
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // On a phone they stand in a grid, all at once.
  const isPhone = usePhone();
  const { alone, groups } = isPhone ? { alone: pages, groups: [] } : groupsOf(pages);
  return (
    <nav
      className={styles['navigation']}
      aria-label={intl.formatMessage({ id: 'shell.pages' })}
      data-open={open}
      onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
    >
      <ul className={styles['pages']}>
        {alone.map((page) => (
          <li key={page.path}>
            <Page {...page} onGo={() => setOpen(false)} />
          </li>
        ))}
        {groups.map(({ group, pages: of }) => (
          <li key={group}>
            <Group group={group} isHere={of.some((page) => path.startsWith(page.path))}>
              {of.map((page) => (
                <li key={page.path}>
                  <Page {...page} onGo={() => setOpen(false)} />
                </li>
              ))}
            </Group>
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

/** Pages that belong together: open where one is, and otherwise a line. */
function Group({ group, isHere, children }: PropsWithChildren<{ group: string; isHere: boolean }>) {
  return (
    <details key={String(isHere)} open={isHere || undefined} className={styles['group']}>
      <summary>
        <FormattedMessage id={`shell.group.${group}`} />
      </summary>
      <ul>{children}</ul>
    </details>
  );
}

function Page({ path, icon: Icon, onGo }: Pages[number] & { onGo: () => void }) {
  return (
    <Link to={path} onClick={onGo}>
      <Icon aria-hidden size={20} />
      <span>
        <FormattedMessage id={`page${path}`} />
        {path === '/inbox' && <Waiting what="unread" />}
        {path === '/on-call' && <Waiting what="pages" />}
      </span>
    </Link>
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
