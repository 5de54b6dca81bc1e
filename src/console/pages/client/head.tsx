import { FormattedMessage, useIntl } from 'react-intl';
import { IconAlertTriangle, IconCar, IconPlus, IconUser } from '@tabler/icons-react';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { CallLink } from '../../parts/call-link.tsx';
import { fullName } from '../../parts/full-name.ts';
import { narrowHook } from '../../parts/use-narrow.ts';
import { RecordMenu } from '../../parts/record-menu.tsx';
import { SafetyPlanButton } from '../../parts/safety-plan.tsx';
import { ToldList } from '../../parts/told.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import type { Overview } from '../../server/replies.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { PartsNav } from './parts-nav.tsx';
import { Track } from './track.tsx';
import styles from './head.module.css';

/** As the style sheet has it: there the first duty is to be seen under the head. */
const usePhone = narrowHook(600);

/** Who the client is, how they are reached, what keeps them safe, who has them, what is next. */
export function ClientHead({ client }: { client: Overview }) {
  const me = useSignedIn();
  const intl = useIntl();
  const isPhone = usePhone();
  const [recording, setRecording] = usePlace(`contact/${client.enrollmentId}`);
  const { enrollmentId, reach, emergency } = client;
  const name = fullName(client.client);
  const time = agencyTime(intl.locale, client.timeZone);
  const records = me.operations.includes('command:logContact');
  useKeys(records ? { c: () => setRecording('logContact') } : {});
  return (
    <header className={styles['head']}>
      <div className={styles['who']}>
        <h1>{name}</h1>
        <span className={styles['level']}>{client.level}</span>
        <span className={styles['quiet']}>{client.client.reference}</span>
        {emergency && (
          <span className={styles['urgent']}>
            <IconAlertTriangle size={16} aria-hidden="true" />
            <FormattedMessage id="queue.emergency" />
          </span>
        )}
      </div>
      {client.told.length > 0 && (
        <details open={client.duties.some(({ band }) => band === 'now')}>
          <summary>
            <FormattedMessage id="told.title" values={{ about: aboutOf(client.told) || 'none' }} />
          </summary>
          <ToldList told={client.told} time={time} />
        </details>
      )}
      <div className={styles['acts']}>
        {reach && (
          <CallLink number={reach.phone} className={styles['call']}>
            <FormattedMessage id="card.call" values={{ phone: reach.phone, client: name }} />
            {!reach.mayLeaveMessage && (
              <strong className={styles['noMessage']}>
                <FormattedMessage id="card.noMessage" />
              </strong>
            )}
          </CallLink>
        )}
        {me.operations.includes('details:read') && (
          <SafetyPlanButton enrollmentId={enrollmentId} client={name} ownKey />
        )}
        {records && (
          <button
            type="button"
            className="main-action"
            aria-label={intl.formatMessage({ id: 'card.record' }, { client: name })}
            onClick={() => setRecording('logContact')}
          >
            <IconPlus size={18} aria-hidden="true" />
            <FormattedMessage id="card.record.short" />
          </button>
        )}
        <RecordMenu enrollmentId={enrollmentId} client={name} />
      </div>
      {isPhone ? (
        <details className={styles['folded']}>
          <summary>
            <FormattedMessage
              id="client.more"
              values={{ stage: intl.formatMessage({ id: `stage.${client.stage}` }) }}
            />
          </summary>
          <Standing client={client} />
        </details>
      ) : (
        <Standing client={client} />
      )}
      <PartsNav id={enrollmentId} client={name} />
      {recording !== null && (
        <FormDialog
          {...{ step: 'logContact', enrollmentId, client: name, duty: null }}
          onDone={() => setRecording(null)}
        />
      )}
    </header>
  );
}

/** What it is about in a few words, for whoever has no time to open it. */
const aboutOf = (told: Overview['told']): string =>
  [...new Set(told.flatMap(({ about }) => about.map(({ title }) => title)))].join(', ');

/** Who has them, what is next, and how far their way is. */
function Standing({ client }: { client: Overview }) {
  const intl = useIntl();
  const { coordinator, nextAppointment, pendingSteps, timeZone } = client;
  const time = agencyTime(intl.locale, timeZone);
  return (
    <>
      <ul className={styles['facts']}>
        <li>
          <IconUser size={16} aria-hidden="true" />
          {coordinator ? (
            <FormattedMessage id="crisis.coordinator" values={{ name: coordinator.name ?? '–' }} />
          ) : (
            <FormattedMessage id="client.noCoordinator" />
          )}
        </li>
        <li>
          <IconCar size={16} aria-hidden="true" />
          {nextAppointment ? (
            <>
              <FormattedMessage id="card.appointment" values={time.parts(nextAppointment.startsAt)} />
              {[nextAppointment.purpose, nextAppointment.place]
                .filter((one) => one !== null)
                .map((one) => `, ${one}`)}
            </>
          ) : (
            <FormattedMessage id="client.noAppointment" />
          )}
        </li>
        {pendingSteps > 0 && (
          <li>
            <FormattedMessage id="client.pending" values={{ count: pendingSteps }} />
          </li>
        )}
      </ul>
      <Track client={client} time={time} />
    </>
  );
}
