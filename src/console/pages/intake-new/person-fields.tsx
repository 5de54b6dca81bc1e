import { FormattedMessage } from 'react-intl';
import { Choice } from '../../parts/choice.tsx';
import type { Told } from './told.ts';
import styles from './page.module.css';

export type FieldsProps = { told: Told; onChange: (changed: Partial<Told>) => void };

const names = ['givenName', 'familyName'] as const;
const mayBe = ['no', 'yes'] as const;

/** What the person is called: one of the two names is enough. */
export function NameFields({ told, onChange }: FieldsProps) {
  const nameless = names.every((name) => told[name].trim() === '');
  return (
    <div className={styles['pair']}>
      {names.map((name) => (
        <label key={name} className={styles['field']}>
          <FormattedMessage id={`intake.${name}`} />
          <input
            autoComplete="off"
            maxLength={200}
            required={nameless && name === 'givenName'}
            value={told[name]}
            onChange={({ target }) => onChange({ [name]: target.value })}
          />
        </label>
      ))}
    </div>
  );
}

/** Where the person is reached, and whether a message may be left there: not, unless somebody said so. */
export function PhoneFields({ told, onChange }: FieldsProps) {
  return (
    <>
      <label className={styles['field']}>
        <FormattedMessage id="intake.phone" />
        <input
          type="tel"
          autoComplete="off"
          maxLength={40}
          value={told.phone}
          onChange={({ target }) => onChange({ phone: target.value })}
        />
      </label>
      {told.phone.trim() !== '' && (
        <Choice
          name="message"
          label="intake.message"
          words="intake.message"
          options={mayBe}
          value={told.mayLeaveMessage ? 'yes' : 'no'}
          onChange={(said) => onChange({ mayLeaveMessage: said === 'yes' })}
        />
      )}
    </>
  );
}

/** By what else the person is told from others. */
export function TellingFields({ told, onChange }: FieldsProps) {
  return (
    <div className={styles['pair']}>
      <label className={styles['field']}>
        <FormattedMessage id="intake.birthDate" />
        <input
          type="date"
          value={told.birthDate}
          onChange={({ target }) => onChange({ birthDate: target.value })}
        />
      </label>
      <label className={styles['field']}>
        <FormattedMessage id="intake.reference" />
        <input
          autoComplete="off"
          maxLength={100}
          value={told.same?.reference ?? told.reference}
          readOnly={told.same !== null}
          onChange={({ target }) => onChange({ reference: target.value })}
        />
        <small className={styles['quiet']}>
          <FormattedMessage id="intake.reference.none" />
        </small>
      </label>
    </div>
  );
}
