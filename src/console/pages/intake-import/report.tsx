import { FormattedMessage } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { ImportReport } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { Counts } from './counts.tsx';
import { Rows } from './rows.tsx';
import styles from './page.module.css';

/** While it runs it is looked at so often. */
const everyMs = 2_000;

type Props = {
  importId: string;
  /** Where the same files are at hand. */
  onGoOn?: () => void;
};

/** How far an import is; in the end what became of each row, and how it goes on where it broke off. */
export function Report({ importId, onGoOn }: Props) {
  const { operations } = useSignedIn();
  const { reply: report, problem } = useRead<ImportReport>(`/imports/${importId}`, { everyMs });
  if (!report) return <Unread problem={problem} />;
  const { stands, trouble, total, counts } = report;
  const open = counts['not-reached'];
  const done = Math.max(0, total - open);
  return (
    <section className={styles['card']} aria-label={importId}>
      <h2>
        <FormattedMessage id={`import.stands.${stands}`} values={{ done, total }} />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      {stands === 'running' && <progress value={done} max={total} aria-label={`${done} / ${total}`} />}
      {stands === 'broken-off' && (
        <p role="alert" className={styles['wrong']}>
          <FormattedMessage id={`import.trouble.${trouble ?? 'stopped'}`} values={{ open }} />
        </p>
      )}
      <Counts counts={counts} />
      {stands === 'broken-off' &&
        (onGoOn ? (
          <button type="button" className="main-action" onClick={onGoOn}>
            <FormattedMessage id="import.goOn" values={{ count: open }} />
          </button>
        ) : (
          <p>
            <FormattedMessage id="import.again" />
          </p>
        ))}
      {counts.started > 0 && stands !== 'running' && (
        <p>
          {operations.includes('assignment:read') ? (
            <Link to="/queue">
              <FormattedMessage id="import.queue" />
            </Link>
          ) : (
            <Link to="/intake">
              <FormattedMessage id="import.cameIn" />
            </Link>
          )}
        </p>
      )}
      <Rows of={report} />
    </section>
  );
}
