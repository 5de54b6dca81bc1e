import { FormattedMessage, useIntl } from 'react-intl';
import { IconCheck, IconPointFilled } from '@tabler/icons-react';
import type { Overview } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import styles from './head.module.css';

const parts = ['intake', 'planning', 'active', 'discharge'] as const;
/** In which part of the way a stage is. */
const partOf: Record<Overview['stage'], (typeof parts)[number] | null> = {
  intake: 'intake',
  triage: 'intake',
  assignment: 'intake',
  engagement: 'intake',
  planning: 'planning',
  'team-formation': 'planning',
  active: 'active',
  discharge: 'discharge',
  ended: 'discharge',
  'entered-in-error': null,
};

/** How far the client's way is: what is done, where they are, what is ahead, in words and signs. */
export function Track({ client, time }: { client: Overview; time: AgencyTime }) {
  const intl = useIntl();
  const { stage, receivedAt, dischargedAt, endedAt, enteredInErrorAt } = client;
  const at = partOf[stage];
  if (at === null)
    return (
      <p className={styles['error']}>
        <FormattedMessage
          id="client.inError"
          values={{ day: enteredInErrorAt === null ? '–' : time.day(enteredInErrorAt) }}
        />
      </p>
    );
  const place = parts.indexOf(at);
  return (
    <div>
      <ol className={styles['track']} aria-label={intl.formatMessage({ id: 'client.track' })}>
        {parts.map((part, n) => {
          const state = n < place ? 'done' : n === place ? 'now' : 'ahead';
          return (
            <li key={part} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
              {state === 'done' && <IconCheck size={16} aria-hidden="true" />}
              {state === 'now' && <IconPointFilled size={16} aria-hidden="true" />}
              <span>
                <FormattedMessage id={`track.${part}`} />
                <small>
                  <FormattedMessage id={`track.state.${state}`} />
                </small>
              </span>
            </li>
          );
        })}
      </ol>
      <p className={styles['quiet']}>
        <FormattedMessage id={`stage.${stage}`} />
        {' · '}
        <FormattedMessage id="client.received" values={{ day: time.day(receivedAt) }} />
        {dischargedAt !== null && (
          <>
            {' · '}
            <FormattedMessage id="client.discharged" values={{ day: time.day(dischargedAt) }} />
          </>
        )}
        {endedAt !== null && (
          <>
            {' · '}
            <FormattedMessage id="client.ended" values={{ day: time.day(endedAt) }} />
          </>
        )}
      </p>
    </div>
  );
}
