import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { OutboxProvider } from '../outbox/outbox-provider.tsx';
import { Sendings } from '../outbox/sendings.tsx';
import { FindClient } from '../parts/find-client.tsx';
import { Keys } from '../parts/keys.tsx';
import { Live } from '../parts/live.tsx';
import { useSignedIn } from '../session/use-me.ts';
import { FormsOver } from './forms-over.tsx';
import { Navigation } from './navigation.tsx';
import { pagesOf } from './pages.ts';
import styles from './shell.module.css';

/** What stays around each page: where one may go, who is signed in, the way out, and what is on its way. */
export function Shell() {
  const me = useSignedIn();
  const intl = useIntl();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  const mine = pagesOf(me);
  const page = mine.find((one) => path.startsWith(one.path));
  useEffect(() => {
    const name = page && intl.formatMessage({ id: `page${page.path}` });
    document.title = [name, me.agency.name].filter(Boolean).join(', ');
  }, [intl, me.agency.name, page]);
  useEffect(() => {
    // Another page: whoever goes by keyboard or hears it goes on from its beginning.
    if (before.current !== path) main.current?.focus();
    before.current = path;
  }, [path]);
  return (
    <OutboxProvider>
      <FormsOver>
        <a className={styles['skip']} href="#main">
          <FormattedMessage id="shell.skip" />
        </a>
        <div className={styles['shell']}>
          <header className={styles['bar']}>
            <span className={styles['agency']}>{me.agency.name}</span>
            {me.operations.includes('client:search') && <FindClient />}
          </header>
          <Navigation pages={mine} />
          <div className={styles['middle']}>
            <Live />
            <main id="main" className={styles['main']} ref={main} tabIndex={-1}>
              <Outlet />
            </main>
            <Sendings />
            <Keys paths={mine.map((one) => one.path)} />
          </div>
        </div>
      </FormsOver>
    </OutboxProvider>
  );
}
