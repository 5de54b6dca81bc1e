import type { PropsWithChildren, ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import styles from './choice.module.css';

type Props<Option extends string> = {
  name: string;
  options: readonly Option[];
  value: Option | null;
  /** One of them has to be chosen. */
  required?: boolean;
  onChange: (option: Option) => void;
} & (
  | { /** Message of the question. */ label: string }
  | { /** The question itself, where it is no message. */ asked: string }
) &
  (
    | { /** What the options' messages begin with. */ words: string }
    /** What an option is called, where that is no message. */
    | { say: (option: Option) => ReactNode }
  );

/** One of a few, a tap each: radio buttons for whoever hears or types, a row of segments for the eye. */
export function Choice<Option extends string>(props: Props<Option>) {
  const { name, options, value, required = false, onChange } = props;
  return (
    <fieldset className={styles['choice']}>
      <legend>{'asked' in props ? props.asked : <FormattedMessage id={props.label} />}</legend>
      <div className={styles['options']}>
        {options.map((option) => (
          <label key={option} className={styles['option']}>
            <input
              type="radio"
              name={name}
              value={option}
              required={required}
              checked={value === option}
              onChange={() => onChange(option)}
            />
            <span>
              {'say' in props ? props.say(option) : <FormattedMessage id={`${props.words}.${option}`} />}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type TickProps = PropsWithChildren<{
  checked: boolean;
  required?: boolean;
  onChange: (checked: boolean) => void;
}>;

/** Yes or no, in one tap. */
export function Tick({ checked, required = false, onChange, children }: TickProps) {
  return (
    <label className={styles['option']}>
      <input
        type="checkbox"
        required={required}
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
