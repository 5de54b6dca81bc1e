import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { Calendar } from '../../engine/calendar/index.ts';
import { Choice } from '../parts/choice.tsx';
import { asItWas, before, type SaidWhen, whens, type Which } from './said-when.ts';
import { instantOf } from './steps/values.ts';
import { now } from '../time/now.ts';
import styles from './form.module.css';

export type When = {
  which: Which;
  local: string;
  set: (changed: { which?: Which; local?: string }) => void;
  /** The instant that is meant, where it is pressed at that one; null while a day and a time are missing. */
  at: (pressed: number) => number | null;
};

/** When something was. `calendar`: of the agency, once it is known. `said`: as it is kept. */
export function useWhen(
  calendar: Calendar | undefined,
  said: SaidWhen | undefined,
  keep: (said: SaidWhen) => void,
): When {
  const [opened] = useState(() => now());
  const { which, local } = asItWas(said, opened, calendar);
  return {
    ...{ which, local },
    set: (changed) => keep({ which, local, ...changed, said: now() }),
    at: (pressed) => {
      if (which !== 'other') return before(pressed, which);
      return calendar ? instantOf(local, calendar) : null;
    },
  };
}

/** Now, a while ago, or any other time, on the agency's clocks. */
export function WhenChoice({ when, label = 'contact.when' }: { when: When; label?: string }) {
  return (
    <>
      <Choice
        name="when"
        label={label}
        options={whens}
        words="contact.when"
        value={when.which}
        onChange={(which) => when.set({ which })}
      />
      {when.which === 'other' && (
        <label className={styles['words']}>
          <FormattedMessage id="contact.when.exactly" />
          <input
            type="datetime-local"
            required
            value={when.local}
            onChange={({ target }) => when.set({ local: target.value })}
          />
        </label>
      )}
    </>
  );
}
