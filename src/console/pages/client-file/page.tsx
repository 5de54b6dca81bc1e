import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { StepType } from '../../../engine/record/steps/index.ts';
import { stepTitles } from '../../../pathway/step-titles.ts';
import { said } from '../../language/server-words.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { ClientFile } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePart } from '../client/use-client.ts';
import { Accounting } from './accounting.tsx';
import { Attachments } from './attachments.tsx';
import styles from '../client/part.module.css';
import { PapersCard } from './papers-card.tsx';
import { Printings } from './printings.tsx';

type Section = ClientFile['sections'][number];

/** Where what a section lacks is written. */
const filledAt: Partial<
  Record<
    Section['section'],
    '/clients/$id/team' | '/clients/$id/plan' | '/clients/$id/notes' | '/clients/$id/referrals'
  >
> = {
  'fact-sheet': '/clients/$id/team',
  'service-plan': '/clients/$id/plan',
  referrals: '/clients/$id/referrals',
  'case-notes': '/clients/$id/notes',
  updates: '/clients/$id/plan',
};

/** The client file in its fixed order, each section with what it lacks. */
export function FilePage() {
  const { reply, problem, time, id } = usePart<ClientFile>('file');
  if (!reply) return <Unread problem={problem} />;
  return (
    <>
      <section aria-labelledby="file">
        <h2 id="file" className={styles['title']}>
          <FormattedMessage id="client.part.file" />
        </h2>
        {problem && <ProblemBox problem={problem} />}
        <ol className={styles['list']}>
          {reply.sections.map((section) => (
            <li key={section.section} className={styles['card']}>
              <FileSection section={section} id={id} time={time} />
            </li>
          ))}
        </ol>
        <PapersCard />
      </section>
      <Attachments />
      <Accounting />
      <Printings />
    </>
  );
}

function FileSection({
  section: { section, items, missing },
  id,
  time,
}: {
  section: Section;
  id: string;
  time: AgencyTime;
}) {
  const to = filledAt[section];
  return (
    <>
      <h3>
        <FormattedMessage id={`file.${section}`} />
      </h3>
      {missing.length === 0 ? (
        <p className={styles['state']} data-state="done">
          <IconCheck size={16} aria-hidden="true" />
          <FormattedMessage id="file.whole" />
        </p>
      ) : (
        missing.map((gap) => (
          <p key={gap} className={styles['state']} data-state="late">
            <IconAlertTriangle size={16} aria-hidden="true" />
            <span>
              <Gap gap={gap} section={section} />
            </span>
          </p>
        ))
      )}
      {missing.length > 0 && to && (
        <p className="no-print">
          <Link to={to} params={{ id }}>
            <FormattedMessage id={`file.fill.${section}`} />
          </Link>
        </p>
      )}
      {items.length > 0 && (
        <ul>
          {items.map(({ what, at, state }, n) => (
            <li key={n}>
              {time.day(at)}: <What what={what} />
              {state && (
                <>
                  {' '}
                  (<FormattedMessage id={`document.${state}`} />)
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Of notes it says how many are not written; of the rest, what the section is for. */
function Gap({ gap, section }: { gap: string; section: Section['section'] }) {
  const count = /\d+/.exec(gap)?.[0];
  if (count !== undefined) return <FormattedMessage id="file.unnoted" values={{ count: Number(count) }} />;
  return <FormattedMessage id={`file.lacks.${section}`} />;
}

function What({ what }: { what: string }) {
  if (what in stepTitles) return said(what, stepTitles[what as StepType]);
  return <FormattedMessage id={`file.doc.${what}`} />;
}
