import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useSearch } from '@tanstack/react-router';
import { overdueOrders } from '../../../features/day/bands.ts';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Overdue } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { agencyTime } from '../../time/format.ts';
import { CaseLine } from './case-line.tsx';
import { OverdueGrid } from './overdue-grid.tsx';
import styles from './page.module.css';

/** What is late in the agency, and what will be tonight: by duty or by person, with the cases and why. */
export function OverduePage() {
  const intl = useIntl();
  const { by: order, kind, staff, when, after } = useSearch({ from: '/overdue' });
  const by = order === 'staff' ? 'staff' : 'duty';
  const asked = Object.entries({ by, kind, staff, when, cursor: after });
  const query = new URLSearchParams(
    asked.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const all = new URLSearchParams(query);
  all.delete('cursor');
  const { reply: overdue, problem } = useRead<Overdue>(`/overdue?${query}`, { keeps: true });
  const cases = useRef<HTMLHeadingElement>(null);
  // Whoever opened a number of the grid goes on with its cases.
  useEffect(() => {
    if (kind !== undefined || staff !== undefined) cases.current?.focus();
  }, [kind, staff, overdue === undefined]);
  if (!overdue) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, overdue.timeZone);
  const filtered = {
    by,
    ...(kind === undefined ? {} : { kind }),
    ...(staff === undefined ? {} : { staff }),
  };
  const ofWhat = overdue.cells.find((cell) => cell.kind === kind)?.title;
  const ofWhom =
    staff === 'none'
      ? intl.formatMessage({ id: 'overdue.nobody' })
      : overdue.staff.find((one) => one.staff?.staffId === staff)?.staff?.name;
  const of = [ofWhat, ofWhom].filter(Boolean).join(', ');
  return (
    <>
      <h1>
        <FormattedMessage id="overdue.title" values={overdue.counts} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read={`/overdue?${all}`} clients />
      {overdue.cells.length === 0 ? (
        <p>
          <FormattedMessage id="overdue.none" />
        </p>
      ) : (
        <>
          <nav className={styles['ways']} aria-label={intl.formatMessage({ id: 'overdue.by' })}>
            {overdueOrders.map((way) => (
              <Link
                key={way}
                to="/overdue"
                search={{ ...filtered, ...(when === undefined ? {} : { when }), by: way }}
                activeOptions={{ exact: true }}
                aria-current={by === way ? 'true' : undefined}
              >
                <FormattedMessage id={`overdue.by.${way}`} />
              </Link>
            ))}
          </nav>
          <OverdueGrid {...{ overdue, by, kind, staff }} />
          <section aria-labelledby="cases">
            <h2 id="cases" ref={cases} tabIndex={-1}>
              <FormattedMessage
                id={of === '' ? 'overdue.cases' : 'overdue.cases.of'}
                values={of === '' ? {} : { of }}
              />
            </h2>
            <nav className={styles['ways']} aria-label={intl.formatMessage({ id: 'overdue.which' })}>
              {([undefined, 'overdue', 'today'] as const).map((way) => (
                <Link
                  key={way ?? 'both'}
                  to="/overdue"
                  search={{ ...filtered, ...(way === undefined ? {} : { when: way }) }}
                  activeOptions={{ exact: true }}
                  aria-current={when === way ? 'true' : undefined}
                >
                  <FormattedMessage id={`overdue.which.${way ?? 'both'}`} />
                </Link>
              ))}
              {of !== '' && (
                <Link to="/overdue" search={{ by }} activeOptions={{ exact: true }}>
                  <FormattedMessage id="overdue.everything" />
                </Link>
              )}
            </nav>
            {overdue.items.length === 0 ? (
              <p>
                <FormattedMessage id="overdue.cases.none" />
              </p>
            ) : (
              <ul className={styles['list']}>
                {overdue.items.map((one) => (
                  <CaseLine
                    key={`${one.enrollmentId} ${one.key}`}
                    {...{ one, time }}
                    asOf={Date.parse(overdue.asOf)}
                  />
                ))}
              </ul>
            )}
            {overdue.nextCursor !== null && (
              <Link
                className={styles['more']}
                to="/overdue"
                search={(now) => ({ ...now, after: overdue.nextCursor ?? '' })}
              >
                <FormattedMessage id="overdue.next" />
              </Link>
            )}
          </section>
        </>
      )}
    </>
  );
}
