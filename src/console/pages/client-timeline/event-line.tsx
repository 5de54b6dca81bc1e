import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { IconCheck, IconPlayerPlay } from '@tabler/icons-react';
import { FilesLink } from '../../parts/files-link.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Obligations, TimelineEvent } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePart } from '../client/use-client.ts';
import { Voids } from './voids.tsx';
import styles from './page.module.css';

/** One thing that happened: what, when, who, in which words, what it opened and met. */
export function EventLine({ event, time }: { event: TimelineEvent; time: AgencyTime }) {
  const { occurredAt, recordedAt, title, by, voidedBySeq, details, facts, opened, closed, stepId } = event;
  const { id } = useParams({ from: '/clients/$id' });
  const late = Date.parse(recordedAt) - Date.parse(occurredAt) > lateMs;
  const of = facts['title'];
  return (
    <article className={styles['event']} data-voided={voidedBySeq !== null}>
      <p>
        <time dateTime={occurredAt}>{time.parts(occurredAt).time}</time> <strong>{title}</strong>
        {typeof of === 'string' && `: ${of}`}
        {voidedBySeq !== null && (
          <>
            {' '}
            <FormattedMessage id="timeline.voided" />
          </>
        )}
      </p>
      <p className={styles['quiet']}>
        {[by.name, ...factsOf(facts)].filter(Boolean).join(' · ')}
        {late && (
          <>
            {' · '}
            <FormattedMessage id="timeline.late" values={time.parts(recordedAt)} />
          </>
        )}
      </p>
      <Voids {...{ event, time }} />
      {stepId !== null && <FilesLink {...{ id, about: stepId }} of={`${title}, ${time.day(occurredAt)}`} />}
      {wordsOf(details).map((words, n) => (
        <p key={n} className={styles['words']}>
          {words}
        </p>
      ))}
      {closed.map((duty) => (
        <Deadline
          key={duty.key}
          duty={duty}
          how={duty.status === 'cancelled' ? 'withdrawn' : 'met'}
          time={time}
        />
      ))}
      {opened.map((duty) => (
        <Deadline key={duty.key} duty={duty} how="opened" time={time} />
      ))}
    </article>
  );
}

/** Entered so much later than it happened, that is said. */
const lateMs = 12 * 3_600_000;

/** Needs and crises by what they are called, before what was said of them. */
function wordsOf(details: TimelineEvent['details']): string[] {
  const { kind: code, title, needs, need, ...said } = details ?? {};
  const told: unknown[] = Array.isArray(needs) ? needs : [];
  const called = told.map((one) => one as { title?: string; words?: string });
  return [
    ...called.map((one) => [one.title, one.words].filter(Boolean).join(': ')),
    ...[title ?? code ?? need, ...Object.values(said)].filter((one) => typeof one === 'string'),
  ].filter((words) => words !== '');
}

/** How somebody was contacted, and at which points an index stands. */
function factsOf(facts: TimelineEvent['facts']): string[] {
  const { level } = facts;
  const said = [facts['score'], typeof level === 'string' ? level.toUpperCase() : level, facts['units']];
  return said.flatMap((one) => (typeof one === 'number' || typeof one === 'string' ? [String(one)] : []));
}

type Duty = TimelineEvent['opened'][number];

/** A deadline that began or ended with it: rule, start, holds and what met it, once it is opened. */
function Deadline({
  duty,
  how,
  time,
}: {
  duty: Duty;
  how: 'met' | 'withdrawn' | 'opened';
  time: AgencyTime;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles['deadline']}
      data-how={how}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {how === 'opened' ? (
          <IconPlayerPlay size={16} aria-hidden="true" />
        ) : (
          <IconCheck size={16} aria-hidden="true" />
        )}{' '}
        <FormattedMessage id={`timeline.${how}`} values={{ title: duty.title }} />
      </summary>
      {open && <WholeDeadline dutyKey={duty.key} time={time} />}
    </details>
  );
}

function WholeDeadline({ dutyKey, time }: { dutyKey: string; time: AgencyTime }) {
  const { reply, problem } = usePart<Obligations>('obligations');
  if (!reply) return <Unread problem={problem} />;
  const found = reply.items.find(({ key }) => key === dutyKey);
  if (!found) return null;
  const { why, opened, due, openedBy, closedBy, closedAt, changes, status } = found;
  return (
    <ul className={styles['whole']}>
      <li>
        <FormattedMessage
          id="duty.because"
          values={{ source: why.source, duty: why.duty, ...time.parts(opened) }}
        />
      </li>
      {openedBy && (
        <li>
          <FormattedMessage
            id="timeline.began"
            values={{ name: openedBy.by.name ?? '–', ...time.parts(openedBy.occurredAt) }}
          />
        </li>
      )}
      {changes.map((change, n) => (
        <li key={n}>
          <FormattedMessage
            id={`why.change.${change.type}`}
            values={{ from: time.moment(change.from), to: time.moment(change.to), day: time.day(change.at) }}
          />
        </li>
      ))}
      <li>
        <FormattedMessage id="timeline.due" values={time.parts(due)} />
      </li>
      <li>
        <FormattedMessage id={`duty.status.${status}`} />
        {closedAt !== null && ` ${time.moment(closedAt)}`}
        {closedBy?.by.name && `, ${closedBy.by.name}`}
      </li>
    </ul>
  );
}
