import { FormattedMessage, useIntl } from 'react-intl';
import {
  IconCheck,
  IconCircleDashed,
  IconCircleDotted,
  IconFlag,
  IconLock,
  IconPencil,
} from '@tabler/icons-react';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { OverPage } from '../../parts/over-page.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Readiness } from '../../server/replies.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';
import { DiscardForm, stepOf } from './begin-form.tsx';
import { placeIn, type PlanGap, type Task, tasksOf } from './readiness.ts';
import { SectionForm, SignForm, type Writing } from './section-form.tsx';

const icons = {
  'not-started': IconCircleDashed,
  'in-progress': IconPencil,
  'cannot-start': IconLock,
  'not-asked': IconCircleDotted,
  done: IconCheck,
};
const tones = {
  'not-started': undefined,
  'in-progress': 'late',
  'cannot-start': 'waiting',
  'not-asked': undefined,
  done: 'done',
} as const;

/** What a draft still lacks, as a list of tasks: each opens the form that writes it, the last one completes the plan. */
export function TaskList({ writing }: { writing: Writing }) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const { enrollmentId, client, plan } = writing;
  const { reply, problem, time } = usePart<Readiness>(`plans/${plan.documentId}/readiness`);
  const [opened, setOpened] = usePlace(`plan/${plan.documentId}`);
  if (!reply) return <Unread problem={problem} />;
  const tasks = tasksOf(plan.content, reply.missing);
  const task = tasks.find(({ part }) => part === opened);
  const completes = stepOf[plan.content.version];
  const writes = operations.includes('plan:write');
  const close = () => setOpened(null);
  const title = (part: string) => intl.formatMessage({ id: `plan.part.${part}` });
  const lacking = tasks.filter(({ state }) => state !== 'done' && state !== 'not-asked');
  return (
    <section className={styles['card']} aria-labelledby="readiness">
      <h3 id="readiness">
        <FormattedMessage id="plan.readiness" />
      </h3>
      <ul className={styles['tasks']}>
        {tasks.map((one) => (
          <li key={one.part}>
            <TaskLine task={one} client={client} {...(writes ? { onOpen: () => setOpened(one.part) } : {})} />
          </li>
        ))}
        {operations.includes(`command:${completes}`) && (
          <li>
            <span className={styles['row']}>
              {lacking.length === 0 ? (
                <button
                  type="button"
                  className="main-action"
                  aria-label={intl.formatMessage({ id: 'plan.complete.of' }, { client })}
                  onClick={() => setOpened('complete')}
                >
                  <IconFlag size={18} aria-hidden="true" /> <FormattedMessage id="plan.complete" />
                </button>
              ) : (
                <>
                  <strong>
                    <FormattedMessage id="plan.complete" />
                  </strong>
                  <StateOf state="cannot-start" />
                </>
              )}
            </span>
            {lacking.length > 0 && <After parts={lacking.map(({ part }) => title(part))} />}
          </li>
        )}
        {reply.countdown.map(({ task: due, by, done }) => (
          <li key={due}>
            <FormattedMessage id={`plan.countdown.${due}`} values={{ day: time.date(by) }} />{' '}
            <StateOf state={done ? 'done' : 'not-started'} />
          </li>
        ))}
      </ul>
      {writes && (
        <button
          type="button"
          className={styles['aside']}
          aria-label={intl.formatMessage({ id: 'plan.discard.of' }, { client })}
          onClick={() => setOpened('discard')}
        >
          <FormattedMessage id="plan.discard" />
        </button>
      )}
      {opened === 'complete' && (
        <FormDialog
          {...{ step: completes, enrollmentId, client, duty: null, about: plan.documentId }}
          onDone={close}
        />
      )}
      {opened === 'discard' && (
        <OverPage label={intl.formatMessage({ id: 'plan.discard.title' }, { client })} onClose={close}>
          <DiscardForm {...{ enrollmentId, client, plan }} onDone={close} />
        </OverPage>
      )}
      {task && (
        <OverPage
          label={intl.formatMessage({ id: 'form.title' }, { what: title(task.part), client })}
          onClose={close}
        >
          {task.part === 'signatures' ? (
            <SignForm writing={writing} onDone={close} />
          ) : (
            <SectionForm writing={writing} task={task} onDone={close} />
          )}
        </OverPage>
      )}
    </section>
  );
}

function StateOf({ state }: Pick<Task, 'state'>) {
  const Icon = icons[state];
  return (
    <span className={styles['state']} data-state={tones[state]}>
      <Icon size={16} aria-hidden="true" />
      <FormattedMessage id={`plan.task.${state}`} />
    </span>
  );
}

function After({ parts }: { parts: readonly string[] }) {
  return (
    <p className={styles['quiet']}>
      <FormattedMessage id="plan.after" values={{ parts: parts.join(', ') }} />
    </p>
  );
}

type LineProps = { task: Task; client: string; onOpen?: () => void };

function TaskLine({ task: { part, state, gaps, after }, client, onOpen }: LineProps) {
  const intl = useIntl();
  const title = intl.formatMessage({ id: `plan.part.${part}` });
  const opens = onOpen && state !== 'cannot-start';
  return (
    <>
      <span className={styles['row']}>
        {opens ? (
          <button
            type="button"
            aria-label={intl.formatMessage({ id: 'form.title' }, { what: title, client })}
            onClick={onOpen}
          >
            {title}
          </button>
        ) : (
          <strong>{title}</strong>
        )}
        <StateOf state={state} />
      </span>
      {state === 'cannot-start' ? (
        <After parts={after.map((one) => intl.formatMessage({ id: `plan.part.${one}` }))} />
      ) : (
        gaps.map((gap) => (
          <p key={`${gap.pointer} ${gap.detail}`} className={styles['quiet']}>
            <GapLine gap={gap} />
          </p>
        ))
      )}
    </>
  );
}

/** Which item, which field, and what is to stand there. */
function GapLine({ gap: { pointer, detail } }: { gap: PlanGap }) {
  const place = placeIn(pointer);
  return (
    <>
      {place && (
        <>
          <FormattedMessage id={place.item} values={{ n: place.n }} />
          {': '}
          {place.field !== null && (
            <>
              <FormattedMessage id={place.field} />
              {' – '}
            </>
          )}
        </>
      )}
      {detail}
    </>
  );
}
