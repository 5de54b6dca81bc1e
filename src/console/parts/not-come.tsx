import { FormattedMessage } from 'react-intl';
import styles from './problem-box.module.css';

/**
 * In the place of a page or form whose file did not come, or that cannot be shown: the connection is gone, or another
 * version of the console was installed since this tab was opened. Whoever reads it decides when the page is loaded again.
 */
export function NotCome({ heading: Heading = 'h1' }: { heading?: 'h1' | 'h2' }) {
  return (
    <div className={styles['box']} role="alert">
      <Heading>
        <FormattedMessage id="problem.notCome" />
      </Heading>
      <p>
        <FormattedMessage id="problem.offline.do" />
      </p>
      <button type="button" onClick={() => window.location.reload()}>
        <FormattedMessage id="problem.notCome.again" />
      </button>
    </div>
  );
}
