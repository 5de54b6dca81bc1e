import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { z } from 'zod';
import type { numberCasesReply } from '../../../features/numbers/api/schemas.ts';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { type Definitions, monthAt, monthName } from '../numbers/months.ts';
import { usePartName } from '../numbers/parts.tsx';
import { CaseLine } from './case-line.tsx';
import { now } from '../../time/now.ts';
import styles from './page.module.css';

type Cases = z.input<typeof numberCasesReply>;

/** The cases behind a number of a month: those it counts, and those it counts them among. */
export function NumberCasesPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const { number } = useParams({ from: '/numbers/$number' });
  const { month: asked, part, counted, after } = useSearch({ from: '/numbers/$number' });
  const month = asked ?? monthAt(now(), agency.timeZone);
  const query = new URLSearchParams({
    month,
    ...(part === undefined ? {} : { part }),
    ...(counted === undefined ? {} : { counted }),
    ...(after === undefined ? {} : { cursor: after }),
  });
  const all = new URLSearchParams(query);
  all.delete('cursor');
  const { reply: data, problem } = useRead<Cases>(`/numbers/${number}/cases?${query}`);
  const { reply: words } = useRead<Definitions>('/numbers/definitions');
  const definition = words?.items.find(({ id }) => id === number);
  const nameOf = usePartName(words ?? { duties: [] }, { id: data?.number ?? 'missed' });
  if (!data || !definition) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const ways = { all: undefined, counted: 'true', others: 'false' } as const;
  return (
    <>
      <p>
        <Link to="/numbers" search={{ through: month }}>
          <FormattedMessage id="numbers.back" />
        </Link>
      </p>
      <h1>
        <FormattedMessage
          id="numbers.cases.title"
          values={{
            title: intl.formatMessage({ id: `number.${data.number}` }),
            month: monthName(intl.locale, month, 'long'),
            part: part === undefined ? 'none' : nameOf(part),
          }}
        />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read={`/numbers/${number}/cases?${all}`} clients />
      <p className={styles['counted']}>{definition.counted}</p>
      {definition.denominator !== null && (
        <nav className={styles['ways']} aria-label={intl.formatMessage({ id: 'numbers.cases.which' })}>
          {(['all', 'counted', 'others'] as const).map((way) => (
            <Link
              key={way}
              to="/numbers/$number"
              params={{ number }}
              search={{ month, ...(part ? { part } : {}), ...(ways[way] ? { counted: ways[way] } : {}) }}
              activeOptions={{ exact: true }}
              aria-current={counted === ways[way] ? 'true' : undefined}
            >
              <FormattedMessage id={`numbers.cases.${way}`} />
            </Link>
          ))}
        </nav>
      )}
      {definition.denominator !== null && (
        <p>
          <strong>
            <FormattedMessage
              id="numbers.cases.shown"
              values={{
                way: counted ?? 'all',
                counted: definition.numerator,
                among: definition.denominator,
              }}
            />
          </strong>
        </p>
      )}
      {data.items.length === 0 ? (
        <p>
          <FormattedMessage id="numbers.cases.none" />
        </p>
      ) : (
        <ul className={styles['list']}>
          {data.items.map((one) => (
            <CaseLine
              key={`${one.enrollmentId} ${one.about} ${one.part} ${one.at} ${one.level}`}
              {...{ one, time, definition, nameOf }}
            />
          ))}
        </ul>
      )}
      {data.nextCursor !== null && (
        <Link
          className={styles['more']}
          to="/numbers/$number"
          params={{ number }}
          search={(now) => ({ ...now, after: data.nextCursor ?? '' })}
        >
          <FormattedMessage id="numbers.cases.next" />
        </Link>
      )}
    </>
  );
}
