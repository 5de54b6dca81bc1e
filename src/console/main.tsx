import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Language } from './language/language.tsx';
import { SignInPage } from './pages/sign-in/page.tsx';
import { ProblemBox } from './parts/problem-box.tsx';
import { router } from './routes.tsx';
import { RequestError } from './server/request.ts';
import { applyTheme } from './session/preferences.ts';
import { SessionLock } from './session/session-lock.tsx';
import { useLeft, useMe } from './session/use-me.ts';
import './look/tokens.css';
import './look/base.css';
import './look/print.css';

/** What was refused is refused the second time as well; what was not reached is asked again. */
const queries: QueryClient = new QueryClient({
  // Whoever is not signed in any more is asked to, wherever that is noticed.
  queryCache: new QueryCache({
    onError(error, { queryKey }) {
      const isOver = error instanceof RequestError && error.problem.status === 401;
      if (isOver && queryKey[0] !== 'me') void queries.invalidateQueries({ queryKey: ['me'] });
    },
  }),
  defaultOptions: {
    queries: {
      retry: (count, error) =>
        count < 2 && !(error instanceof RequestError && error.problem.code !== 'offline'),
    },
  },
});

/** Whoever is signed in sees their pages; who is not, how to sign in. */
function Console() {
  const { me, error } = useMe();
  const left = useLeft(me);
  if (me === undefined) return error ? <ProblemBox problem={error.problem} /> : null;
  if (me === null) return <SignInPage left={left} />;
  return (
    <>
      <RouterProvider router={router} />
      <SessionLock />
    </>
  );
}

// What says that nothing is lost, where a page is reloaded without a connection; without it the browser says so.
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/offline-worker.js').catch(() => {});

applyTheme();
const place = document.querySelector('#console');
if (!place) throw new Error('the page has no place for the console');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Language>
        <Console />
      </Language>
    </QueryClientProvider>
  </StrictMode>,
);
