import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useSearch } from '@tanstack/react-router';
import type { z } from 'zod';
import { monthAfter } from '../../../features/numbers/period.ts';
import type { definitionsReply } from '../../../features/numbers/api/schemas.ts';
import { SavedViews } from '../../parts/saved-views.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { MonthsTable, type Row } from './months-table.tsx';
import { isOnlyShares, monthAt, monthName, monthsUpTo, type Numbers, partsOf } from './months.ts';
import { NumberRow } from './number-row.tsx';
import { useReports } from './reports.tsx';
import { Tellings } from './tellings.tsx';
import { now } from '../../time/now.ts';
import styles from './page.module.css';

const shownMonths = 6;
const monthPattern = /^\d{4}-\d{2}$/;

/** How well the work is done: each number with half a year beside it, as bars or as a table. */
export function NumbersPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const { through: asked = '', view } = useSearch({ from: '/numbers' });
  const current = monthAt(now(), agency.timeZone);
  const through = monthPattern.test(asked) && asked <= current ? asked : current;
  const months = monthsUpTo(through, shownMonths);
  const { reply: words, problem: wordsProblem } =
    useRead<z.input<typeof definitionsReply>>('/numbers/definitions');
  const { reply: numbers, problem } = useRead<Numbers>(
    `/numbers?month=${months[0]}&through=${through}&by=month`,
  );
  const reportOf = useReports();
  if (!words || !numbers) return <Unread problem={problem ?? wordsProblem} />;
  const asTable = view === 'table';
  const span = {
    from: monthName(intl.locale, months[0] ?? through, 'long'),
    through: monthName(intl.locale, through, 'long'),
  };
  return (
    <>
      <h1>
        <FormattedMessage id="numbers.title" values={span} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      {!numbers.complete && (
        <p className={styles['note']}>
          <FormattedMessage id="numbers.running" />
        </p>
      )}
      <nav className={styles['ways']} aria-label={intl.formatMessage({ id: 'numbers.ways' })}>
        {(['asBars', 'asTable'] as const).map((way) => (
          <Link
            key={way}
            to="/numbers"
            search={{ through, ...(way === 'asTable' ? { view: 'table' } : {}) }}
            activeOptions={{ exact: true }}
            aria-current={asTable === (way === 'asTable') ? 'true' : undefined}
          >
            <FormattedMessage id={`numbers.${way}`} />
          </Link>
        ))}
      </nav>
      <div className={`${styles['ways']} no-print`}>
        <SavedViews />
      </div>
      <p className={`${styles['ways']} no-print`}>
        <Link
          to="/numbers"
          search={{ through: monthAfter(through, -shownMonths), ...(view ? { view } : {}) }}
        >
          <FormattedMessage id="numbers.earlier" />
        </Link>
        {through < current && (
          <Link to="/numbers" search={view ? { view } : {}}>
            <FormattedMessage id="numbers.now" />
          </Link>
        )}
      </p>
      {asTable ? (
        <MonthsTable
          caption={intl.formatMessage({ id: 'numbers.title' }, span)}
          rows={words.items.flatMap((definition): Row[] => {
            const name = intl.formatMessage({ id: `number.${definition.id}` });
            if (!isOnlyShares(definition.id)) return [{ definition, part: null, name }];
            return partsOf(numbers, definition.id).map((part) => ({
              ...{ definition, part },
              name: `${name}: ${intl.formatMessage({ id: `numbers.cause.${part}` })}`,
            }));
          })}
          {...{ numbers, months }}
          below={reportOf}
        />
      ) : (
        <div className={styles['numbers']}>
          {words.items.map((definition) => (
            <NumberRow key={definition.id} {...{ definition, words, numbers, months }} />
          ))}
        </div>
      )}
      <Tellings month={through} />
    </>
  );
}
