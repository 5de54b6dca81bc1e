import { useEffect } from 'react';
import { FormattedMessage } from 'react-intl';
import type { Providers, TeamView } from '../../server/replies.ts';
import type { Known, Option, PartProps, Words } from './fields.ts';
import styles from '../form.module.css';

const providersPath = '/providers';
const teamPath = ({ enrollmentId }: Pick<Known, 'enrollmentId'>) => `/enrollments/${enrollmentId}/team`;
export const recipientReads = (given: Pick<Known, 'enrollmentId'>) => [providersPath, teamPath(given)];

/** Who can be told, of the directory or the team. */
function recipients(kind: unknown, given: Known): Option[] {
  if (kind === 'provider')
    return ((given.reply(providersPath) as Providers | undefined)?.items ?? []).map(
      ({ documentId, content }) => ({ value: documentId, label: content.name }),
    );
  const roster = (given.reply(teamPath(given)) as TeamView | undefined)?.roster?.content;
  return [...(roster?.formal ?? []), ...(roster?.informal ?? [])].map(({ id, name }) => ({
    value: id,
    label: name,
  }));
}

export function recipientName(given: Known, words: Words): string | undefined {
  const found = recipients(words['recipientKind'], given);
  return found.find(({ value }) => value === words['recipient'])?.label;
}

/** By its id; somebody who is in no list is given one. */
export function RecipientPart({ value, known, words, onChange }: PartProps) {
  const kind = words['recipientKind'];
  const options = recipients(kind, known);
  const isNew = kind === 'person' && value === undefined;
  useEffect(() => {
    if (isNew) onChange(crypto.randomUUID());
    // Once, whatever else is written meanwhile.
  }, [isNew]);
  if (kind === 'person') return null;
  return (
    <label className={styles['words']}>
      <FormattedMessage id="field.recipient" />
      <select
        required
        value={options.some((option) => option.value === value) ? String(value) : ''}
        onChange={({ target }) => onChange(target.value)}
      >
        <option value="" />
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Of a person who is in no list; of all others it is known. */
export function NamePart({ value, words, onChange }: PartProps) {
  if (words['recipientKind'] !== 'person') return null;
  return (
    <label className={styles['words']}>
      <FormattedMessage id="field.recipientName" />
      <input
        required
        maxLength={200}
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}
