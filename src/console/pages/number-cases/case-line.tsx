import { FormattedMessage } from 'react-intl';
import type { z } from 'zod';
import type { numberCasesReply } from '../../../features/numbers/api/schemas.ts';
import type { AgencyTime } from '../../time/format.ts';
import type { Definition } from '../numbers/months.ts';
import styles from './page.module.css';

type Case = z.input<typeof numberCasesReply>['items'][number];
type Props = { one: Case; time: AgencyTime; definition: Definition };

/** One case: whose, when, what came of it, and whether the number counts it. */
export function CaseLine({ one, time, definition }: Props) {
  const { client, coordinator, level, part, outcome, cause, counted, at, value, enteredLate } = one;
  const name = [client.givenName, client.familyName].filter(Boolean).join(' ') || client.reference;
  return (
    <li className={styles['case']} data-counted={counted}>
      <strong>{name}</strong>
      <span>
        {part !== null && `${part} · `}
        {level} · {time.moment(at)}
      </span>
      <span>
        {outcome !== null && <FormattedMessage id={`numbers.outcome.${outcome}`} />}
        {cause !== null && (
          <>
            {' · '}
            <FormattedMessage id={`numbers.cause.${cause}`} />
          </>
        )}
        {definition.unit === 'hours' && <FormattedMessage id="numbers.hours" values={{ value }} />}
        {enteredLate && (
          <>
            {' · '}
            <FormattedMessage id="numbers.enteredLate" />
          </>
        )}
      </span>
      <span className={styles['who']}>
        {coordinator === null ? <FormattedMessage id="numbers.nobody" /> : coordinator.name}
      </span>
    </li>
  );
}
