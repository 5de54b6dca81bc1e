import { FormattedMessage } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useChange, useRead } from '../../server/use-read.ts';
import { type Preference, type Preferred, usePreference } from '../../session/preferences.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { CalendarAddress } from './calendar-address.tsx';
import styles from './page.module.css';

/** What somebody has their own way: on this device, and of what they are sent. */
export function SettingsPage() {
  const { operations } = useSignedIn();
  return (
    <>
      <h1>
        <FormattedMessage id="settings.title" />
      </h1>
      <section className={`${styles['part']} no-print`} aria-labelledby="settings-device">
        <h2 id="settings-device">
          <FormattedMessage id="settings.device" />
        </h2>
        <Choosing name="language" />
        <Choosing name="theme" />
        <Choosing name="keys" />
      </section>
      {operations.includes('inbox') && <Mail />}
      {operations.includes('calendar:own') && <CalendarAddress />}
      <p className={styles['more']}>
        <Link to="/accessibility">
          <FormattedMessage id="page/accessibility" />
        </Link>
      </p>
    </>
  );
}

function Choosing({ name }: { name: Preference }) {
  const [choice, choose, choices] = usePreference(name);
  return (
    <label className={styles['choice']}>
      <FormattedMessage id={`settings.${name}`} />
      <select value={choice} onChange={({ target }) => choose(target.value as Preferred<Preference>)}>
        {choices.map((one) => (
          <FormattedMessage key={one} id={`settings.${name}.${one}`}>
            {(text) => <option value={one}>{text}</option>}
          </FormattedMessage>
        ))}
      </select>
    </label>
  );
}

/** One digest in the morning, or each by itself: of what can wait. */
function Mail() {
  const { reply, problem } = useRead<{ choice: string }>('/inbox/choice');
  const { change, problem: refused } = useChange();
  const failed = problem ?? refused;
  return (
    <section className={`${styles['part']} no-print`} aria-labelledby="settings-mail">
      <h2 id="settings-mail">
        <FormattedMessage id="settings.mail" />
      </h2>
      {reply && (
        <label className={styles['choice']}>
          <FormattedMessage id="settings.mail.choice" />
          <select
            value={reply.choice}
            onChange={({ target }) => change('/inbox/choice', { choice: target.value })}
          >
            {['digest', 'each'].map((one) => (
              <FormattedMessage key={one} id={`settings.mail.${one}`}>
                {(text) => <option value={one}>{text}</option>}
              </FormattedMessage>
            ))}
          </select>
        </label>
      )}
      {failed && <ProblemBox problem={failed} />}
    </section>
  );
}
