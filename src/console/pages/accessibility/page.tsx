import { FormattedMessage } from 'react-intl';
import styles from './page.module.css';

const parts = {
  met: ['keyboard', 'reader', 'sight', 'words'],
  not: ['pictures', 'tried'],
  tell: ['whom'],
} as const;

/** What is met of WCAG 2.2 AA, what is not, and whom to tell. */
export function AccessibilityPage() {
  return (
    <>
      <h1>
        <FormattedMessage id="page/accessibility" />
      </h1>
      {Object.entries(parts).map(([part, lines]) => (
        <section key={part} className={styles['part']} aria-labelledby={`accessible-${part}`}>
          <h2 id={`accessible-${part}`}>
            <FormattedMessage id={`accessible.${part}`} />
          </h2>
          <ul>
            {lines.map((line) => (
              <li key={line}>
                <FormattedMessage id={`accessible.${part}.${line}`} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
