import { FormattedMessage } from 'react-intl';
import { Tick } from '../../parts/choice.tsx';
import type { Known, PartProps } from './fields.ts';
import { membersOf, rosterOf } from './roster.ts';
import styles from '../form.module.css';

/** Who is on the team that is formed. */
export function RosterPart({ known }: Pick<PartProps, 'known'>) {
  const members = membersOf(known);
  return (
    <div>
      <FormattedMessage id="field.members" />
      <ul>
        {members.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      {members.length === 0 && (
        <p className={styles['wrong']}>
          <FormattedMessage id="roster.writeFirst" />
        </p>
      )}
    </div>
  );
}

export type Attendance = { members: string[]; client: boolean; guests: string[] };

/** Whoever left the team since cannot be ticked any more, nor unticked. */
export function ofTheTeam(written: Attendance, known: Known): Attendance {
  // A draft of before knows of no guests.
  const there = { ...written, guests: written.guests ?? [] };
  if (!rosterOf(known)) return there;
  const ids = new Set(membersOf(known).map(({ id }) => id));
  return { ...there, members: there.members.filter((id) => ids.has(id)) };
}

/** As it is sent: without the lines that are empty. */
export function whoWasThere(there: Attendance): Attendance {
  return { ...there, guests: there.guests.map((name) => name.trim()).filter((name) => name !== '') };
}

export function AttendancePart({ value, known, onChange }: PartProps) {
  const there = value as Attendance;
  return (
    <fieldset className={styles['many']}>
      <legend>
        <FormattedMessage id="field.attendance" />
      </legend>
      <Tick checked={there.client} onChange={(client) => onChange({ ...there, client })}>
        {known.client}
      </Tick>
      {membersOf(known).map(({ id, name }) => (
        <Tick
          key={id}
          checked={there.members.includes(id)}
          onChange={(on) =>
            onChange({
              ...there,
              members: [...there.members.filter((one) => one !== id), ...(on ? [id] : [])],
            })
          }
        >
          {name}
        </Tick>
      ))}
      <label className={styles['words']}>
        <FormattedMessage id="field.guests" />
        <textarea
          rows={2}
          maxLength={4_000}
          value={there.guests.join('\n')}
          onChange={({ target }) =>
            onChange({ ...there, guests: target.value === '' ? [] : target.value.split('\n') })
          }
        />
      </label>
    </fieldset>
  );
}

/** One a line; what is empty is left out when it is sent. */
export function DecisionsPart({ value, onChange }: PartProps) {
  return (
    <label className={styles['words']}>
      <FormattedMessage id="field.decisions" />
      <textarea
        rows={3}
        maxLength={4_000}
        value={(value as string[]).join('\n')}
        onChange={({ target }) => onChange(target.value === '' ? [] : target.value.split('\n'))}
      />
    </label>
  );
}

type NextStep = { what: string; who: string; by?: string };

/** What is to be done, by whom, until when; an empty row is there for the next one. */
export function NextStepsPart({ value, onChange }: PartProps) {
  const rows = value as NextStep[];
  const shown = [...rows, { what: '', who: '' }];
  const set = (at: number, changed: Partial<NextStep>) => {
    const next = shown.map((row, n) => (n === at ? { ...row, ...changed } : row));
    onChange(
      next
        .filter(({ what, who }) => what !== '' || who !== '')
        .map(({ by, ...row }) => (by ? { ...row, by } : row)),
    );
  };
  return (
    <fieldset className={styles['rows']}>
      <legend>
        <FormattedMessage id="field.nextSteps" />
      </legend>
      {shown.map(({ what, who, by }, n) => (
        // Rows are told apart by their place alone.
        <div key={n} className={styles['row']}>
          <label className={styles['words']}>
            <FormattedMessage id="field.nextSteps.what" />
            <input
              maxLength={4_000}
              required={n < rows.length}
              value={what}
              onChange={({ target }) => set(n, { what: target.value })}
            />
          </label>
          <label className={styles['words']}>
            <FormattedMessage id="field.nextSteps.who" />
            <input
              maxLength={200}
              required={n < rows.length}
              value={who}
              onChange={({ target }) => set(n, { who: target.value })}
            />
          </label>
          <label className={styles['words']}>
            <FormattedMessage id="field.nextSteps.by" />
            <input type="date" value={by ?? ''} onChange={({ target }) => set(n, { by: target.value })} />
          </label>
        </div>
      ))}
    </fieldset>
  );
}
