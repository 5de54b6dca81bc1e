import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import type { OverdueOrder } from '../../../features/day/bands.ts';
import type { Overdue } from '../../server/replies.ts';
import { gridOf, type Head } from './grid.ts';
import styles from './page.module.css';

type Asked = { kind?: string; staff?: string };
type Props = { overdue: Overdue; by: OverdueOrder; kind: string | undefined; staff: string | undefined };

/** How much of what is late with whom; each number opens its cases below. */
export function OverdueGrid({ overdue, by, kind, staff }: Props) {
  const intl = useIntl();
  const { rows, columns, at } = gridOf(overdue, by);
  const covers = new Map(overdue.staff.map((one) => [one.staff?.staffId ?? 'none', one.cover]));
  const caption = intl.formatMessage({ id: `overdue.grid.${by}` });
  const named = ({ name }: Head) => name ?? intl.formatMessage({ id: 'overdue.nobody' });
  const askedBy = (row: Head, column: Head | null): Asked =>
    by === 'duty'
      ? { kind: row.id, ...(column ? { staff: column.id } : {}) }
      : { staff: row.id, ...(column ? { kind: column.id } : {}) };
  const cell = (row: Head, column: Head | null) => {
    const counts = column ? at(row, column) : row;
    if (!counts) return null;
    const asked = askedBy(row, column);
    return (
      <Counts
        {...counts}
        asked={{ ...asked, by }}
        current={asked.kind === kind && asked.staff === staff}
        of={[named(row), ...(column ? [named(column)] : [])].join(', ')}
      />
    );
  };
  const person = (head: Head) => {
    const cover = covers.get(head.id);
    return (
      <>
        {named(head)}
        {cover && (
          <span className={styles['away']}>
            <FormattedMessage id="overdue.away" values={{ name: cover.name }} />
          </span>
        )}
      </>
    );
  };
  return (
    <div className={styles['scroll']} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles['table']}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <FormattedMessage id="overdue.all" />
            </th>
            {columns.map((column) => (
              <th key={column.id} scope="col">
                {by === 'duty' ? person(column) : named(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{by === 'duty' ? named(row) : person(row)}</th>
              <td>{cell(row, null)}</td>
              {columns.map((column) => (
                <td key={column.id}>{cell(row, column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type CountsProps = {
  overdue: number;
  today: number;
  asked: Asked & { by: OverdueOrder };
  current: boolean;
  of: string;
};

function Counts({ overdue, today, asked, current, of }: CountsProps) {
  const intl = useIntl();
  return (
    <Link
      to="/overdue"
      search={asked}
      className={styles['counts']}
      aria-current={current ? 'true' : undefined}
      aria-label={intl.formatMessage({ id: 'overdue.open' }, { of, overdue, today })}
    >
      {overdue > 0 && (
        <span className={styles['late']}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          {overdue}
        </span>
      )}
      {today > 0 && (
        <span className={styles['today']}>
          <IconClock size={16} aria-hidden="true" />
          {today}
        </span>
      )}
    </Link>
  );
}
