import { FormattedMessage } from 'react-intl';
import { createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router';
import { DayPage } from './pages/day/page.tsx';
import { QueuePage } from './pages/queue/page.tsx';
import { RequestsPage } from './pages/requests/page.tsx';
import { useSignedIn } from './session/use-me.ts';
import { pages, Shell } from './shell.tsx';

/** A page that is not there, or not built for this work yet: said, so that nobody waits for it. */
function NothingHere({ why }: { why: 'unknown' | 'no-page-yet' }) {
  return (
    <section>
      <h1>
        <FormattedMessage id={`nothing.${why}`} />
      </h1>
      <p>
        <FormattedMessage id={`nothing.${why}.do`} values={{ docs: <a href="/docs">/docs</a> }} />
      </p>
    </section>
  );
}

const root = createRootRoute({ component: Shell, notFoundComponent: () => <NothingHere why="unknown" /> });

/** To the first page of whoever is signed in, by what they may do. */
function Home() {
  const { operations } = useSignedIn();
  const first = pages.find(({ operation }) => operations.includes(operation));
  return first ? <Navigate to={first.path} replace /> : <NothingHere why="no-page-yet" />;
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
const day = createRoute({ getParentRoute: () => root, path: '/day', component: DayPage });
const queue = createRoute({ getParentRoute: () => root, path: '/queue', component: QueuePage });
const requests = createRoute({ getParentRoute: () => root, path: '/requests', component: RequestsPage });

export const router = createRouter({ routeTree: root.addChildren([home, day, queue, requests]) });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
