import { FormattedMessage } from 'react-intl';
import styles from './form.module.css';

type LabelProps = {
  /** A message. */
  label: string;
  /** It says that it may be left out. */
  optional?: true | undefined;
};

type Props = LabelProps & {
  required: boolean;
  value: string;
  onChange: (text: string) => void;
  /** As many lines at first; left out, it is one line of that type. */
  rows?: number;
  type?: 'text' | 'date' | 'datetime-local' | 'number';
  maxLength?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
};

/** A field that one types into, under its label. */
export function TypedField({ label, optional, onChange, rows, type = 'text', min, max, ...field }: Props) {
  return (
    <label className={styles['words']}>
      <FieldLabel {...{ label, optional }} />
      {rows === undefined ? (
        <input {...{ ...field, type, min, max }} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <textarea {...{ ...field, rows }} onChange={({ target }) => onChange(target.value)} />
      )}
    </label>
  );
}

/** What a field is called, and whether it may be left out. */
export function FieldLabel({ label, optional }: LabelProps) {
  return (
    <span>
      <FormattedMessage id={label} />
      {optional && (
        <>
          {' '}
          <FormattedMessage id="form.optional" />
        </>
      )}
    </span>
  );
}
