import { FormattedMessage, useIntl } from 'react-intl';
import type { Calendar } from '../../../engine/calendar/index.ts';
import { agencyTime } from '../../time/format.ts';
import styles from './page.module.css';

/** A Monday: weekdays are named from it. */
const monday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** Which days are worked. */
export function CalendarPart({ content }: { content: unknown }) {
  const intl = useIntl();
  const { timeZone, weekend, holidays, closures } = content as Calendar;
  const time = agencyTime(intl.locale, timeZone);
  const weekday = (day: number) =>
    intl.formatDate(monday + (day - 1) * dayMs, { weekday: 'long', timeZone: 'UTC' });
  return (
    <ul className={styles['lines']}>
      <li>
        <FormattedMessage id="policy.zone" />: <strong>{timeZone}</strong>
      </li>
      <li>
        <FormattedMessage id="policy.weekend" />: <strong>{weekend.map(weekday).join(', ')}</strong>
      </li>
      <li>
        <FormattedMessage id="policy.holidays" />: {holidays.map(({ name }) => name).join(', ')}
      </li>
      {closures.length > 0 && (
        <li>
          <FormattedMessage id="policy.closures" />: {closures.map((day) => time.date(day)).join(', ')}
        </li>
      )}
    </ul>
  );
}
