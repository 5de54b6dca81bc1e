import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Tick } from '../../parts/choice.tsx';
import type { Caseload } from '../../server/replies.ts';
import type { Problem } from '../../server/request.ts';
import type { AgencyTime } from '../../time/format.ts';
import styles from './page.module.css';

/** What is filled in, until it is on record. */
export const absenceDraft = (staffId: string) => `absence/${staffId}`;

type Props = {
  staffId: string;
  name: string;
  people: readonly Caseload[];
  dayEnds: readonly string[];
  time: AgencyTime;
  refused: { key: string; problem: Problem } | null;
  onClose: () => void;
};

/** Somebody is away, from now on or from a later day, and somebody covers; nothing is reassigned. */
export function AbsenceForm({ staffId, name, people, dayEnds, time, refused, onClose }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const draft = absenceDraft(staffId);
  const { words, write } = useDraft(draft, {
    from: '',
    until: dayEnds[0] ?? '',
    cover: '',
    shiftsKnown: false,
  });
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const endAfter = (begins: string) => dayEnds.find((end) => end > begins) ?? '';
  const close = () => {
    if (refused) outbox.dismiss(refused.key);
    onClose();
  };
  // A day begins when the one before it ends. Left empty, now.
  const from = words.from;
  const ends = dayEnds.filter((end) => end > from);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        const { until, cover, shiftsKnown } = words;
        outbox.add({
          ...{ enrollmentId: staffId, client: name, draft: { name: draft, words } },
          path: `/staff/${staffId}/absences`,
          body: {
            ...(from === '' ? {} : { from }),
            ...(until === '' ? {} : { until }),
            ...(cover === '' ? {} : { cover }),
            ...(shiftsKnown ? { shiftsKnown } : {}),
          },
        });
        close();
      }}
    >
      {refused && <ProblemBox problem={refused.problem} />}
      <label>
        <FormattedMessage id="caseloads.from" />
        <select
          ref={first}
          value={from}
          onChange={({ target: { value } }) => {
            const until = words.until === '' || words.until > value ? words.until : endAfter(value);
            write({ ...words, from: value, until });
          }}
        >
          <option value="">{intl.formatMessage({ id: 'caseloads.from.now' })}</option>
          {dayEnds.slice(0, -1).map((begins) => (
            <option key={begins} value={begins}>
              {time.day(begins)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <FormattedMessage id="caseloads.until" />
        <select value={words.until} onChange={({ target }) => write({ ...words, until: target.value })}>
          {ends.map((end) => (
            <option key={end} value={end}>
              {time.day(new Date(Date.parse(end) - 1).toISOString())}
            </option>
          ))}
          <option value="">{intl.formatMessage({ id: 'caseloads.until.open' })}</option>
        </select>
      </label>
      <label>
        <FormattedMessage id="caseloads.cover" />
        <select value={words.cover} onChange={({ target }) => write({ ...words, cover: target.value })}>
          <option value="">{intl.formatMessage({ id: 'caseloads.cover.proposed' })}</option>
          {people
            .filter((one) => one.staffId !== staffId && one.active)
            .map((one) => (
              <option key={one.staffId} value={one.staffId}>
                {intl.formatMessage({ id: 'caseloads.cover.one' }, { name: one.name, used: one.usedPercent })}
              </option>
            ))}
        </select>
      </label>
      {refused?.problem.code === 'on-call-then' && (
        <Tick checked={words.shiftsKnown} onChange={(shiftsKnown) => write({ ...words, shiftsKnown })}>
          <FormattedMessage id="caseloads.shiftsKnown" />
        </Tick>
      )}
      <div className={styles['acts']}>
        <button type="submit" aria-label={intl.formatMessage({ id: 'caseloads.absence.send' }, { name })}>
          <FormattedMessage
            id={from === '' ? 'caseloads.absence.send.short' : 'caseloads.absence.send.later'}
          />
        </button>
        <button type="button" onClick={close}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </form>
  );
}
