import { FormattedMessage } from 'react-intl';
import type { OtherAgencies, Providers } from '../../server/replies.ts';
import { TypedField } from '../typed-field.tsx';
import type { Known, Option, PartProps, Words } from './fields.ts';
import { membersOf, teamPath } from './roster.ts';
import styles from '../form.module.css';

const providersPath = '/providers';
const agenciesPath = '/transfers/agencies';
/** Whoever refers clients reads no roster: of the team they name nobody. */
export const recipientReads = (given: Pick<Known, 'enrollmentId' | 'me'>) => [
  ...[providersPath, agenciesPath],
  ...(given.me.operations.includes('details:read') ? [teamPath(given)] : []),
];

/** Who can be told, of the directory, the other agencies or the team. */
function recipients(kind: unknown, given: Known): Option[] {
  if (kind === 'payer') return [];
  if (kind === 'provider')
    return ((given.reply(providersPath) as Providers | undefined)?.items ?? []).map(
      ({ documentId, content }) => ({ value: documentId, label: content.name }),
    );
  if (kind === 'agency')
    return ((given.reply(agenciesPath) as OtherAgencies | undefined)?.items ?? []).map(
      ({ agencyId, name }) => ({ value: agencyId, label: name }),
    );
  return membersOf(given).map(({ id, name }) => ({ value: id, label: name }));
}

/** Nothing is chosen yet; the empty text is somebody who is on none of the lists. */
const onNoList = '';
/** Whom the lists name, or nobody yet; of a person, where the roster has nobody, somebody else is meant. */
export function firstRecipient(known: Known, { recipientKind }: Words): string | undefined {
  const none = recipientKind !== 'team-member' && recipients(recipientKind, known).length === 0;
  return none ? onNoList : undefined;
}

/** Somebody who is named in words, with an address. */
export const isNamed = ({ recipient, recipientKind }: Words) =>
  recipient === onNoList && recipientKind !== 'payer';
const isTyped = (words: Words) => isNamed(words) || words['recipientKind'] === 'payer';

export function recipientName(given: Known, words: Words): string | undefined {
  const found = recipients(words['recipientKind'], given);
  return found.find(({ value }) => value === words['recipient'])?.label;
}

/** Whom the list has by that name; else somebody who is on no list. */
export function recipientCalled(given: Known, { recipientKind }: Words, name: string): string {
  const called = name.trim().toLocaleLowerCase();
  const found = recipients(recipientKind, given).find(({ label }) => label.toLocaleLowerCase() === called);
  return found?.value ?? onNoList;
}

/** One of the lists, or somebody else. */
export function RecipientPart({ value, known, words, onChange }: PartProps) {
  const kind = words['recipientKind'];
  const options = recipients(kind, known);
  if (kind === 'payer' || (options.length === 0 && kind !== 'team-member')) return null;
  const listed = options.some((option) => option.value === value);
  return (
    <label className={styles['words']}>
      <FormattedMessage id="field.recipient" />
      <select
        required
        value={listed ? String(value) : value === onNoList ? other : ''}
        onChange={({ target }) => onChange(target.value === other ? onNoList : target.value)}
      >
        <option value="" disabled />
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
        {kind !== 'team-member' && (
          <option value={other}>
            <FormattedMessage id="option.recipient.other" />
          </option>
        )}
      </select>
    </label>
  );
}

const other = 'other';

/** Of whoever is on no list; of all others it is known. */
export function NamePart({ value, words, onChange }: PartProps) {
  if (!isTyped(words)) return null;
  return (
    <TypedField
      {...{ label: 'field.recipientName', required: true, maxLength: 200, onChange }}
      value={typeof value === 'string' ? value : ''}
    />
  );
}
