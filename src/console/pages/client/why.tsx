import { FormattedMessage, useIntl } from 'react-intl';
import type { OwedDuty } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import styles from './page.module.css';

/** Why it is due then: whose number it is, what opened it, what has become of its deadline, what would meet it. */
export function Why({ duty, time }: { duty: OwedDuty; time: AgencyTime }) {
  const { basis, openedBy, changes, ways, enteredLate } = duty;
  return (
    <ul className={styles['why']}>
      <li>
        <FormattedMessage id={`why.basis.${basis}`} />
      </li>
      {openedBy && (
        <li>
          <FormattedMessage
            id="why.opened"
            values={{ title: openedBy.title, name: openedBy.by.name ?? '–', ...time.parts(openedBy.at) }}
          />
        </li>
      )}
      {enteredLate && (
        <li>
          <FormattedMessage id="why.enteredLate" />
        </li>
      )}
      {changes.map((change, n) => (
        <li key={n}>
          <FormattedMessage
            id={`why.change.${change.type}`}
            values={{ from: time.moment(change.from), to: time.moment(change.to), day: time.day(change.at) }}
          />
          {change.by && (
            <>
              {' '}
              <FormattedMessage id="why.by" values={{ name: change.by.name ?? '–' }} />
            </>
          )}
          {change.reason && <q>{change.reason}</q>}
        </li>
      ))}
      <li>
        <FormattedMessage id="why.ways" />
        <ul>
          {ways.map((way) => (
            <li key={way.step}>
              <Way way={way} />
            </li>
          ))}
        </ul>
      </li>
    </ul>
  );
}

function Way({ way: { title, modes } }: { way: OwedDuty['ways'][number] }) {
  const intl = useIntl();
  if (modes.length === 0) return title;
  const how = modes.map((mode) => intl.formatMessage({ id: `contact.mode.${mode}` }));
  return `${title}: ${intl.formatList(how, { type: 'disjunction' })}`;
}
