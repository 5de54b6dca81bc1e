import { lazy, Suspense } from 'react';
import { FormattedMessage } from 'react-intl';
import { withWords } from '../language/page-words.ts';
import type { Problem } from '../server/request.ts';
import styles from './problem-box.module.css';

/** Where it does not come, the words say what to do as well. */
const Offered = lazy(async () => {
  const came = await withWords(import('./offered.tsx')).catch(() => null);
  return { default: came ? came.Offered : () => null };
});

/** What is wrong and what to do, in the server's words, and what helps; in ours where it was not reached. */
export function ProblemBox({ problem }: { problem: Problem }) {
  const offline = problem.code === 'offline';
  return (
    <div className={styles['box']} role="alert">
      <strong>{offline ? <FormattedMessage id="problem.offline" /> : problem.title}</strong>
      <p>{offline ? <FormattedMessage id="problem.offline.do" /> : problem.detail}</p>
      <Suspense>
        <Offered problem={problem} />
      </Suspense>
    </div>
  );
}
