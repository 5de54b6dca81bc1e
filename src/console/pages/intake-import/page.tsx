import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { ExportPreview, ImportReport, Imports, Intake } from '../../server/replies.ts';
import { useAnswer, useRead } from '../../server/use-read.ts';
import { ChooseFiles } from './choose-files.tsx';
import { type Chosen, mostBytes, read } from './chosen.ts';
import { Earlier } from './earlier.tsx';
import { Preview } from './preview.tsx';
import { Report } from './report.tsx';
import styles from './page.module.css';

/** Referrals from an HMIS export: choose its files, see what would become of each row, start; what was started before stays. */
export function IntakeImportPage() {
  const { reply: imports, problem: unread } = useRead<Imports>('/imports');
  const { reply: intake, problem } = useRead<Intake>('/intake');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [asked, setAsked] = useState({ source: '', level: '' });
  /** What was chosen when it was started: other files begin anew. */
  const [startedOf, setStartedOf] = useState<Chosen | null>(null);
  const preview = useAnswer<ExportPreview>('/imports/preview');
  const start = useAnswer<ImportReport>('/imports');
  if (!imports || !intake) return <Unread problem={unread ?? problem} />;

  const bodyOf = ({ files }: Chosen, { source, level } = asked) => ({
    files: files.map(({ file, content }) => ({ file, content })),
    ...(source.trim() === '' ? {} : { source }),
    ...(level === '' ? {} : { level }),
  });
  const choose = async (given: readonly File[]) => {
    const next = await read(given);
    setChosen(next);
    if (next.files.length > 0 && next.bytes <= mostBytes) preview.ask(bodyOf(next));
  };
  const say = (next: typeof asked) => {
    setAsked(next);
    if (chosen) preview.ask(bodyOf(chosen, next));
  };
  const begin = () => {
    if (!chosen) return;
    setStartedOf(chosen);
    start.ask(bodyOf(chosen));
  };
  const isStarted = chosen !== null && startedOf === chosen;
  const isShown = chosen !== null && chosen.files.length > 0 && chosen.bytes <= mostBytes && !isStarted;
  return (
    <div className={styles['page']}>
      <h1>
        <FormattedMessage id="import.title" />
      </h1>
      <p className={styles['quiet']}>
        <FormattedMessage id="import.about" />
      </p>
      <ChooseFiles chosen={chosen} onChoose={(given) => void choose(given)} />
      <div aria-live="polite" className={styles['page']}>
        {isShown && preview.isAsking && (
          <p role="status">
            <FormattedMessage id="import.reading" />
          </p>
        )}
        {isShown && preview.problem && <ProblemBox problem={preview.problem} />}
        {isShown && preview.reply && (
          <Preview
            {...{ preview: preview.reply, asked }}
            levels={intake.levels}
            onSay={say}
            onStart={begin}
          />
        )}
        {isStarted && start.problem && <ProblemBox problem={start.problem} />}
        {isStarted && start.isAsking && (
          <p role="status">
            <FormattedMessage id="import.reading" />
          </p>
        )}
        {isStarted && start.reply && !start.isAsking && (
          <Report key={start.reply.importId} importId={start.reply.importId} onGoOn={begin} />
        )}
      </div>
      <Earlier items={imports.items} timeZone={intake.timeZone} />
      <Link to="/intake">
        <FormattedMessage id="intake.back" />
      </Link>
    </div>
  );
}
