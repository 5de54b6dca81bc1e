import { FormattedMessage, useIntl } from 'react-intl';
import { IconCar, IconPhone, IconPlus, IconShieldCheck, IconUserShare } from '@tabler/icons-react';
import { fullName } from '../../parts/full-name.ts';
import type { DayCard } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { DutyRow } from './duty-row.tsx';
import styles from './client-card.module.css';

type Props = { card: DayCard; time: AgencyTime; asOf: number; onRecord: (card: DayCard) => void };

/** A client, how they are reached, and what is due of them. */
export function ClientCard({ card, time, asOf, onRecord }: Props) {
  const intl = useIntl();
  const name = fullName(card.client);
  const { reach, nextAppointment, coveringFor } = card;
  return (
    <article className={styles['card']} aria-label={name}>
      <header className={styles['head']}>
        <h3 className={styles['name']}>{name}</h3>
        <span className={styles['level']}>{card.level}</span>
        {reach && (
          <a className={styles['call']} href={`tel:${reach.phone.replaceAll(/[^\d+]/g, '')}`}>
            <IconPhone size={18} aria-hidden="true" />
            <FormattedMessage id="card.call" values={{ phone: reach.phone, client: name }} />
            {!reach.mayLeaveMessage && (
              <span className={styles['quiet']}>
                <FormattedMessage id="card.noMessage" />
              </span>
            )}
          </a>
        )}
      </header>
      <ul className={styles['facts']}>
        {card.hasSafetyPlan && (
          <li>
            <IconShieldCheck size={16} aria-hidden="true" />
            <FormattedMessage id="card.safetyPlan" />
          </li>
        )}
        {nextAppointment && (
          <li>
            <IconCar size={16} aria-hidden="true" />
            <FormattedMessage id="card.appointment" values={time.parts(nextAppointment.startsAt)} />
          </li>
        )}
        {coveringFor && (
          <li>
            <IconUserShare size={16} aria-hidden="true" />
            <FormattedMessage id="card.covering" values={{ name: coveringFor.name }} />
          </li>
        )}
      </ul>
      {card.duties.some(({ metBy }) => metBy.includes('logContact')) && (
        <button
          type="button"
          className={`main-action ${styles['record']}`}
          aria-label={intl.formatMessage({ id: 'card.record' }, { client: name })}
          onClick={() => onRecord(card)}
        >
          <IconPlus size={18} aria-hidden="true" />
          <FormattedMessage id="card.record.short" />
        </button>
      )}
      <ul className={styles['duties']}>
        {card.duties.map((duty) => (
          <li key={duty.key}>
            <DutyRow duty={duty} time={time} asOf={asOf} />
          </li>
        ))}
      </ul>
    </article>
  );
}
