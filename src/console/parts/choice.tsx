import type { PropsWithChildren } from 'react';
import { FormattedMessage } from 'react-intl';
import styles from './choice.module.css';

type Props<Option extends string> = {
  name: string;
  /** Message of the question; `words`: what the options' messages begin with. */
  label: string;
  words: string;
  options: readonly Option[];
  value: Option | null;
  onChange: (option: Option) => void;
};

/** One of a few, a tap each: radio buttons for whoever hears or types, a row of segments for the eye. */
export function Choice<Option extends string>({
  name,
  label,
  words,
  options,
  value,
  onChange,
}: Props<Option>) {
  return (
    <fieldset className={styles['choice']}>
      <legend>
        <FormattedMessage id={label} />
      </legend>
      <div className={styles['options']}>
        {options.map((option) => (
          <label key={option} className={styles['option']}>
            <input
              type="radio"
              name={name}
              value={option}
              checked={value === option}
              onChange={() => onChange(option)}
            />
            <span>
              <FormattedMessage id={`${words}.${option}`} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type TickProps = PropsWithChildren<{ checked: boolean; onChange: (checked: boolean) => void }>;

/** Yes or no, in one tap. */
export function Tick({ checked, onChange, children }: TickProps) {
  return (
    <label className={styles['option']}>
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      <span>{children}</span>
    </label>
  );
}
