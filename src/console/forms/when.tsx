import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { Calendar } from '../../engine/calendar/index.ts';
import { Choice } from '../parts/choice.tsx';
import { instantOf } from './steps/values.ts';
import styles from './form.module.css';

const minuteMs = 60_000;
/** When it was, in the taps that it takes to say so; minutes before the press. */
const ago = { now: 0, half: 30, twoHours: 120 } as const;
const whens = ['now', 'half', 'twoHours', 'other'] as const;
type Which = (typeof whens)[number];

export type When = {
  which: Which;
  local: string;
  set: (changed: { which?: Which; local?: string }) => void;
  /** The instant that is meant, where it is pressed at that one; null while a day and a time are missing. */
  at: (pressed: number) => number | null;
};

/** When something was. `calendar`: of the agency, once it is known. */
export function useWhen(calendar: Calendar | undefined): When {
  const [{ which, local }, setWhen] = useState<{ which: Which; local: string }>({ which: 'now', local: '' });
  return {
    ...{ which, local },
    set: (changed) => setWhen((before) => ({ ...before, ...changed })),
    at: (pressed) => {
      if (which !== 'other') return pressed - ago[which] * minuteMs;
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
