import { FormattedMessage } from 'react-intl';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { numberCasesReply } from '../../../features/numbers/api/schemas.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { AgencyTime } from '../../time/format.ts';
import type { Definition } from '../numbers/months.ts';
import styles from './page.module.css';

type Case = z.input<typeof numberCasesReply>['items'][number];
type Props = { one: Case; time: AgencyTime; definition: Definition; nameOf: (part: string) => string };

/** One case: whose, when, what came of it, and whether the number counts it. */
export function CaseLine({ one, time, definition, nameOf }: Props) {
  const { operations } = useSignedIn();
  const { client, coordinator, level, part, outcome, cause, counted, at, value, enteredLate } = one;
  const name = [client.givenName, client.familyName].filter(Boolean).join(' ') || client.reference;
  return (
    <li className={styles['case']} data-counted={counted}>
      <strong>
        {operations.includes('chart:read') ? (
          <Link to="/clients/$id" params={{ id: one.enrollmentId }}>
            {name}
          </Link>
        ) : (
          name
        )}
      </strong>
      <span>
        {part !== null && `${nameOf(part)} · `}
        <span className={styles['level']}>{level}</span> · {time.moment(at)}
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
