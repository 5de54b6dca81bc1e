import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconCheck, IconCircleDashed, IconLock, IconPencil } from '@tabler/icons-react';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { PlanList, PlanOnFile, Readiness } from '../../server/replies.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';
import { Comparison } from './comparison.tsx';
import { type Task, tasksOf } from './readiness.ts';
import { PlanSections } from './sections.tsx';

/** The plan of care: the newest version or an earlier one, what a draft still lacks, and what differs between two. */
export function PlanPage() {
  const intl = useIntl();
  const { reply, problem, time } = usePart<PlanList>('plans?limit=50');
  const [chosen, setChosen] = useState<string | null>(null);
  const [other, setOther] = useState('');
  if (!reply) return <Unread problem={problem} />;
  const plans = reply.items.filter(({ state }) => state !== 'discarded');
  const plan = plans.find(({ documentId }) => documentId === chosen) ?? plans[0];
  const called = ({ content, state, createdAt }: PlanOnFile) =>
    [
      intl.formatMessage({ id: `plan.version.${content.version}` }),
      createdAt === null ? '' : time.day(createdAt),
      intl.formatMessage({ id: `document.${state}` }),
    ].join(', ');
  return (
    <section aria-labelledby="plan">
      <h2 id="plan" className={styles['title']}>
        <FormattedMessage id="client.part.plan" />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      {!plan ? (
        <p>
          <FormattedMessage id="plan.none" />
        </p>
      ) : (
        <>
          <div className={styles['acts']}>
            <label>
              <FormattedMessage id="plan.which" />{' '}
              <select value={plan.documentId} onChange={({ target }) => setChosen(target.value)}>
                {plans.map((one) => (
                  <option key={one.documentId} value={one.documentId}>
                    {called(one)}
                  </option>
                ))}
              </select>
            </label>
            {plans.length > 1 && (
              <label>
                <FormattedMessage id="plan.compare" />{' '}
                <select value={other} onChange={({ target }) => setOther(target.value)}>
                  <option value="">{intl.formatMessage({ id: 'plan.compare.none' })}</option>
                  {plans
                    .filter(({ documentId }) => documentId !== plan.documentId)
                    .map((one) => (
                      <option key={one.documentId} value={one.documentId}>
                        {called(one)}
                      </option>
                    ))}
                </select>
              </label>
            )}
          </div>
          {other !== '' && other !== plan.documentId && <Comparison left={other} right={plan.documentId} />}
          {plan.state === 'draft' && <ReadinessList plan={plan} />}
          <PlanSections plan={plan} time={time} />
        </>
      )}
    </section>
  );
}

const icons = {
  'not-started': IconCircleDashed,
  'in-progress': IconPencil,
  'cannot-start': IconLock,
  done: IconCheck,
};
const tones = {
  'not-started': undefined,
  'in-progress': 'late',
  'cannot-start': 'waiting',
  done: 'done',
} as const;

/** What a draft still lacks, as a list of tasks. */
function ReadinessList({ plan }: { plan: PlanOnFile }) {
  const { reply, problem, time } = usePart<Readiness>(`plans/${plan.documentId}/readiness`);
  if (!reply) return <Unread problem={problem} />;
  return (
    <section className={styles['card']} aria-labelledby="readiness">
      <h3 id="readiness">
        <FormattedMessage id="plan.readiness" />
      </h3>
      <ul>
        {tasksOf(plan.content, reply.missing).map((task) => (
          <li key={task.part}>
            <TaskLine task={task} />
          </li>
        ))}
        {reply.countdown.map(({ task, by, done }) => (
          <li key={task}>
            <FormattedMessage id={`plan.countdown.${task}`} values={{ day: time.date(by) }} />{' '}
            <span className={styles['state']} data-state={done ? 'done' : undefined}>
              <FormattedMessage id={`plan.task.${done ? 'done' : 'not-started'}`} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TaskLine({ task: { part, state, gaps } }: { task: Task }) {
  const Icon = icons[state];
  return (
    <>
      <span className={styles['row']}>
        <strong>
          <FormattedMessage id={`plan.part.${part}`} />
        </strong>
        <span className={styles['state']} data-state={tones[state]}>
          <Icon size={16} aria-hidden="true" />
          <FormattedMessage id={`plan.task.${state}`} />
        </span>
      </span>
      {state !== 'cannot-start' && gaps.length > 0 && (
        <p className={styles['quiet']}>{[...new Set(gaps)].join('; ')}</p>
      )}
    </>
  );
}
