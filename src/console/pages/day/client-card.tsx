import { lazy } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { IconCar, IconPhone, IconPlus, IconUserShare } from '@tabler/icons-react';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { withActions } from '../../forms/actions.ts';
import { withWords } from '../../language/page-words.ts';
import { DutyActions } from '../../parts/duty-actions.tsx';
import { RecordMenu } from '../../parts/record-menu.tsx';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { fullName } from '../../parts/full-name.ts';
import { SafetyPlanButton } from '../../parts/safety-plan.tsx';
import type { DayCard } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { DutyRow } from './duty-row.tsx';
import styles from './client-card.module.css';

/** Comes after the page, and before anybody asks: a tab that is offline later still says what it knows. */
export const whyComes = () => withWords(import('./read-why.tsx'));
const ReadWhy = lazy(async () => ({ default: (await whyComes()).ReadWhy }));

/** `owed`: all that is owed to the client in any part of the day. */
export type ShownCard = DayCard & { owed: DayCard['duties'] };
type Props = { card: ShownCard; time: AgencyTime; asOf: number; onRecord: (card: ShownCard) => void };

/** A client, how they are reached, and what is due of them. */
export function ClientCard({ card, time, asOf, onRecord }: Props) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const [outcome, setOutcome] = usePlace(`outcome/${card.enrollmentId}`);
  const name = fullName(card.client);
  const { reach, nextAppointment, coveringFor } = card;
  return (
    <article className={styles['card']} aria-label={name}>
      <header className={styles['head']}>
        <h3 className={styles['name']}>
          <Link to="/clients/$id" params={{ id: card.enrollmentId }}>
            {name}
          </Link>
        </h3>
        <span className={styles['level']}>{card.level}</span>
        {reach && (
          <a className={styles['call']} href={`tel:${reach.phone.replaceAll(/[^\d+]/g, '')}`}>
            <IconPhone size={18} aria-hidden="true" />
            <FormattedMessage id="card.call" values={{ phone: reach.phone, client: name }} />
            <span className={styles['message']} data-may={reach.mayLeaveMessage}>
              <FormattedMessage id={reach.mayLeaveMessage ? 'card.mayMessage' : 'card.noMessage'} />
            </span>
          </a>
        )}
      </header>
      <ul className={styles['facts']}>
        {nextAppointment && (
          <li>
            <IconCar size={16} aria-hidden="true" />
            <FormattedMessage id="card.appointment" values={time.parts(nextAppointment.startsAt)} />
            {Date.parse(nextAppointment.startsAt) <= asOf && (
              <button
                type="button"
                className={styles['outcome']}
                aria-label={intl.formatMessage({ id: 'card.outcome.of' }, { client: name })}
                onClick={() => setOutcome(nextAppointment.appointmentId)}
              >
                <FormattedMessage id="step.recordAppointment" />
              </button>
            )}
          </li>
        )}
        {coveringFor && (
          <li>
            <IconUserShare size={16} aria-hidden="true" />
            <FormattedMessage id="card.covering" values={{ name: coveringFor.name }} />
          </li>
        )}
      </ul>
      <div className={styles['record']}>
        {card.duties.some(({ metBy }) => metBy.includes('logContact')) && (
          <button
            type="button"
            data-key="c"
            className="main-action"
            aria-label={intl.formatMessage({ id: 'card.record' }, { client: name })}
            onClick={() => onRecord(card)}
          >
            <IconPlus size={18} aria-hidden="true" />
            <FormattedMessage id="card.record.short" />
          </button>
        )}
        {card.hasSafetyPlan && <SafetyPlanButton enrollmentId={card.enrollmentId} client={name} />}
        <RecordMenu enrollmentId={card.enrollmentId} client={name} />
      </div>
      {outcome !== null && (
        <FormDialog
          {...{ step: 'recordAppointment', enrollmentId: card.enrollmentId, client: name, about: outcome }}
          duty={null}
          onDone={() => setOutcome(null)}
        />
      )}
      <ul className={styles['duties']}>
        {withActions(card.duties, { operations, now: asOf, elsewhere: 'logContact', owed: card.owed }).map(
          ({ line, actions }) => (
            <li key={line.key}>
              <DutyRow
                duty={line}
                time={time}
                asOf={asOf}
                why={<ReadWhy enrollmentId={card.enrollmentId} duty={line.key} time={time} />}
              >
                {actions && <DutyActions enrollmentId={card.enrollmentId} client={name} actions={actions} />}
              </DutyRow>
            </li>
          ),
        )}
      </ul>
    </article>
  );
}
