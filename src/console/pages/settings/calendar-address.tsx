import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useChange, useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import styles from './page.module.css';

/** The address at which somebody's own calendar reads when they have appointments; shown once. */
export function CalendarAddress() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const { reply, problem } = useRead<{ since: string | null }>('/me/calendar');
  const { change, problem: refused } = useChange();
  const [address, setAddress] = useState<string | null>(null);
  const failed = problem ?? refused;
  const since = reply?.since ?? null;
  const make = () => change('/me/calendar', {}, (made) => setAddress((made as { address: string }).address));
  return (
    <section className={styles['part']} aria-labelledby="settings-calendar">
      <h2 id="settings-calendar">
        <FormattedMessage id="settings.calendar" />
      </h2>
      <p>
        <FormattedMessage id="settings.calendar.what" />
      </p>
      {since !== null && (
        <p>
          <FormattedMessage
            id="settings.calendar.since"
            values={agencyTime(intl.locale, agency.timeZone).parts(since)}
          />
        </p>
      )}
      {address !== null && (
        <label className={styles['address']}>
          <FormattedMessage id="settings.calendar.address" />
          <input readOnly value={address} onFocus={({ target }) => target.select()} />
        </label>
      )}
      <div className={styles['acts']}>
        <button type="button" onClick={make}>
          <FormattedMessage id={since === null ? 'settings.calendar.make' : 'settings.calendar.anew'} />
        </button>
        {since !== null && (
          <button
            type="button"
            onClick={() => {
              setAddress(null);
              change('/me/calendar/end');
            }}
          >
            <FormattedMessage id="settings.calendar.end" />
          </button>
        )}
      </div>
      {failed && <ProblemBox problem={failed} />}
    </section>
  );
}
