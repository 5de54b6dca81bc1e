import { FormattedMessage } from 'react-intl';
import { IconBellRinging } from '@tabler/icons-react';
import type { Intake } from '../../server/replies.ts';
import { LevelField, NeedFields, NoteField } from './need-fields.tsx';
import { NameFields, PhoneFields, TellingFields } from './person-fields.tsx';
import { Refused } from './refused.tsx';
import { Twins } from './twins.tsx';
import { calledName } from './told.ts';
import type { useTelling } from './use-telling.ts';
import { now } from '../../time/now.ts';
import styles from './page.module.css';

type Props = { telling: ReturnType<typeof useTelling>; intake: Intake };

/** An emergency by phone, on one screen: what it is about, who it is, and whoever is on call is paged. */
export function EmergencyForm({ telling, intake }: Props) {
  const { told, set, problem, press } = telling;
  const fields = { told, onChange: set };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        press(now(), intake.levels[0]?.id ?? '');
      }}
    >
      <h1>
        <FormattedMessage id="intake.emergency" />
      </h1>
      {problem && <Refused {...{ problem, told }} onChange={set} />}
      <NeedFields {...fields} way="emergency" needs={intake.needs} />
      <NameFields {...fields} />
      <Twins told={told} refused={problem?.candidates} onChange={set} />
      <PhoneFields {...fields} />
      <details className={styles['more']}>
        <summary>
          <FormattedMessage id="intake.more" />
        </summary>
        <div className={styles['form']}>
          <TellingFields {...fields} />
          <LevelField {...fields} levels={intake.levels} />
          <NoteField {...fields} />
        </div>
      </details>
      <div className={styles['send']}>
        <p>
          <IconBellRinging size={18} aria-hidden="true" />{' '}
          {intake.onCall[0] ? (
            <FormattedMessage id="intake.willPage" values={{ name: intake.onCall[0].name }} />
          ) : (
            <FormattedMessage id="intake.nobodyOnCall" />
          )}
        </p>
        <button type="submit">
          <FormattedMessage
            id="intake.emergency.send"
            values={{ named: calledName(told) === '' ? 'no' : 'yes', client: calledName(told) }}
          />
        </button>
      </div>
    </form>
  );
}
