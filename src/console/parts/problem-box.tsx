import { FormattedMessage } from 'react-intl';
import type { Problem } from '../server/request.ts';
import styles from './problem-box.module.css';

/** What is wrong and what to do, in the server's words; in ours where it was not reached. */
export function ProblemBox({ problem }: { problem: Problem }) {
  const offline = problem.code === 'offline';
  return (
    <div className={styles['box']} role="alert">
      <strong>{offline ? <FormattedMessage id="problem.offline" /> : problem.title}</strong>
      <p>{offline ? <FormattedMessage id="problem.offline.do" /> : problem.detail}</p>
    </div>
  );
}
