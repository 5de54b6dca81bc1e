import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useRefused } from '../../outbox/outbox-provider.tsx';
import { MeetsList } from '../../parts/meets-list.tsx';
import { Unread } from '../../parts/unread.tsx';
import { useJudging } from '../../server/use-judging.ts';
import { FormFrame } from '../frame.tsx';
import { type Foreseen, foresee, type Judging } from '../preview.ts';
import type { FormProps } from '../registry.ts';
import type { SaidWhen } from '../said-when.ts';
import { useWhen, WhenChoice } from '../when.tsx';
import { FieldPart } from './field-part.tsx';
import { useKnown } from './use-known.ts';
import type { AnyForm, Known, Words } from './fields.ts';
import { bodyOf, factsOf, type Filled, filledIn } from './values.ts';
import { now } from '../../time/now.ts';
import styles from '../form.module.css';

type Props = FormProps & { form: AnyForm };

/** The form of a step with these fields; what it will meet is judged as the pathway judges it. */
export function formWith(form: AnyForm) {
  return function StepForm(props: FormProps) {
    const judging = useJudging(props.enrollmentId);
    return judging ? <Judged {...props} {...{ form, judging }} /> : <Unread problem={null} />;
  };
}

function Judged({ form, step, judging, onDone, ...of }: Props & { judging: Judging }) {
  const { enrollmentId, client, duty } = of;
  const about = of.about ?? duty?.about ?? null;
  const intl = useIntl();
  const outbox = useOutbox();
  const [opened] = useState(() => now());
  const asOpened = useKnown({ form, enrollmentId, client, duty, about, judging, opened });
  const name = ['step', step, enrollmentId, about ?? duty?.kind ?? ''].join('/');
  const { words, write, discard } = useDraft<Words>(name, of.begun ?? {});
  const refused = useRefused(name);
  const set = (field: string, value: unknown) => write({ ...words, [field]: value });
  // Of each step: no field of a form has these names.
  const when = useWhen(asOpened.status.policy.calendar, words['occurredAt'] as SaidWhen | undefined, (said) =>
    set('occurredAt', said),
  );
  const at = when.at(opened);
  const known = { ...asOpened, at: at ?? opened };
  const amends = words['amendment'] === true;

  const all = filledIn(form, words, known);
  const asked = all.fields.filter(
    ({ name: field, field: { kind } }) => field !== form.press && kind !== 'known',
  );
  const foreseenOf = (said: Words): Foreseen | null => {
    const facts = factsOf(step, form, said, known);
    if (!facts || at === null) return null;
    const command = { facts, ...(when.which === 'now' ? {} : { occurredAt: at }) };
    const { staffId, role, agency } = known.me;
    const amendment = amends ? { amendment: true } : {};
    return foresee(
      judging,
      [{ ...command, ...amendment }],
      { staffId, role, agencyId: agency.agencyId },
      opened,
    );
  };
  const presses = pressesOf(form, known);
  const foreseen = presses ? null : foreseenOf(words);
  const pointless = foreseen && 'refused' in foreseen && foreseen.code === 'nothing-to-meet';

  function record(pressed: string): void {
    const said = form.press === undefined ? words : { ...words, [form.press]: pressed };
    const body = bodyOf(form, said, known);
    const happened = when.at(now());
    if (!body || happened === null) return;
    const command = { type: step, ...body, occurredAt: new Date(happened).toISOString() };
    if (refused) outbox.dismiss(refused.key);
    outbox.add({
      ...{
        enrollmentId,
        client,
        draft: { name, words },
        form: { step, duty, ...(of.about === undefined ? {} : { about: of.about }) },
      },
      ...(form.atOnce ? { atOnce: true } : {}),
      path: `/enrollments/${enrollmentId}/commands`,
      body: { commands: [{ ...command, ...(amends ? { amendment: true } : {}) }] },
    });
    discard();
    onDone();
  }

  const wrongOf = (field: string) =>
    refused?.problem.errors?.find(({ pointer }) => pointer?.replace(/\/\d+$/, '').endsWith(`/${field}`))
      ?.detail;
  const partOf = (filled: Filled) => (
    <FieldPart
      key={filled.name}
      {...{ filled, known }}
      words={all.words}
      wrong={wrongOf(filled.name)}
      onChange={(value) => set(filled.name, value)}
    />
  );
  const Shows = form.shows;
  const more = asked.filter(({ field }) => field.more);
  // Of what lies ahead one asks when that is; when it was arranged is mostly now.
  const isAhead = asked.some(({ field }) => field.kind === 'moment');
  return (
    <FormFrame
      title={
        <FormattedMessage
          id="form.title"
          values={{ what: <FormattedMessage id={`step.${step}`} />, client }}
        />
      }
      problem={refused?.problem ?? null}
      buttons={
        presses ? (
          presses.map(({ value, label }) => (
            <button key={value} type="submit" value={value}>
              {label}
            </button>
          ))
        ) : (
          <button type="submit" aria-label={intl.formatMessage({ id: 'form.record.of' }, { client })}>
            <FormattedMessage id="contact.record" />
          </button>
        )
      }
      onSubmit={record}
      onClose={onDone}
    >
      {duty && <p className={styles['foretold']}>{duty.title}</p>}
      {asked.filter(({ field }) => !field.more).map(partOf)}
      {Shows && <Shows known={known} words={all.words} />}
      {!form.now && !isAhead && <WhenChoice when={when} />}
      {(more.length > 0 || isAhead) && (
        <details className={styles['more']} open={more.some(({ shown }) => shown !== undefined) || undefined}>
          <summary>
            <FormattedMessage id="form.more" />
          </summary>
          <div className={styles['inMore']}>
            {more.map(partOf)}
            {!form.now && isAhead && <WhenChoice when={when} label="contact.when.arranged" />}
          </div>
        </details>
      )}
      {(pointless || amends) && (
        <label className={styles['foretold']}>
          <span>
            <input
              type="checkbox"
              checked={amends}
              onChange={({ target }) => set('amendment', target.checked)}
            />{' '}
            <FormattedMessage id="form.amends" />
          </span>
        </label>
      )}
      {presses ? (
        <ul className={styles['foretold']}>
          {presses.map(({ value, label }) => (
            <li key={value}>
              <Comes label={label} foreseen={foreseenOf({ ...words, [form.press ?? '']: value })} />
            </li>
          ))}
        </ul>
      ) : (
        <MeetsList foreseen={foreseen} />
      )}
    </FormFrame>
  );
}

/** What one of the buttons will do. */
function Comes({ label, foreseen }: { label: string; foreseen: Foreseen | null }) {
  if (!foreseen) return null;
  if ('refused' in foreseen)
    return (
      <>
        {label}: {foreseen.refused}
      </>
    );
  const titles = foreseen.met.map(({ title }) => title);
  return (
    <FormattedMessage
      id="form.comes"
      values={{ press: label, count: titles.length, met: titles.join('; ') }}
    />
  );
}

function pressesOf({ press, facts }: AnyForm, known: Known) {
  const field = press === undefined ? null : facts[press];
  if (field?.kind !== 'one') return null;
  return field.options(known, {}).map((value) => ({ value, label: known.say(`${field.words}.${value}`) }));
}
