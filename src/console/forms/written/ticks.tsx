import { FormattedMessage } from 'react-intl';
import { Tick } from '../../parts/choice.tsx';
import type { Option } from '../steps/fields.ts';
import { listOf } from './parts.ts';
import styles from '../form.module.css';

type TicksProps = {
  onChange: (value: unknown) => void;
  label: string;
  options: readonly Option[];
  value: unknown;
};

/** Several of what there is. */
export function Ticks({ label, options, value, onChange }: TicksProps) {
  const chosen = listOf(value);
  return (
    <fieldset className={styles['many']}>
      <legend>
        <FormattedMessage id={label} />
      </legend>
      {options.length === 0 && (
        <p className={styles['scale']}>
          <FormattedMessage id="form.nothingThere" />
        </p>
      )}
      {options.map((one) => (
        <Tick
          key={one.value}
          checked={chosen.includes(one.value)}
          onChange={(on) =>
            onChange([...chosen.filter((id) => id !== one.value), ...(on ? [one.value] : [])])
          }
        >
          {one.label}
        </Tick>
      ))}
    </fieldset>
  );
}
