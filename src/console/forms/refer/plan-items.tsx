import type { ComponentType } from 'react';
import { FormattedMessage } from 'react-intl';
import type { Picked } from '../../../features/referrals/from-plan.ts';
import { Tick } from '../../parts/choice.tsx';
import type { PartProps } from '../steps/fields.ts';
import { itemsOf } from './plan.ts';
import styles from '../form.module.css';

/** Items of the client's plan, of which one at least is told: nobody types what the plan says. */
export function PlanItems(field: keyof Picked, label: string): ComponentType<PartProps> {
  return function Items({ value, known, words, onChange }) {
    const chosen = (value ?? []) as string[];
    return (
      <fieldset className={styles['many']}>
        <legend>
          <FormattedMessage id={label} />
        </legend>
        {itemsOf(field, words, known).map(({ id, text }) => (
          <Tick
            key={id}
            checked={chosen.includes(id)}
            required={chosen.length === 0}
            onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
          >
            {text}
          </Tick>
        ))}
      </fieldset>
    );
  };
}
