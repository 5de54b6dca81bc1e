import { useIntl } from 'react-intl';
import { CasesLink } from './cases-link.tsx';
import { acrossMonths, type Definition, monthName, type Numbers } from './months.ts';
import { Value } from './value.tsx';
import styles from './page.module.css';

export type Row = { definition: Definition; part: string | null; name: string };
type Props = {
  caption: string;
  rows: readonly Row[];
  numbers: Numbers;
  months: readonly string[];
  /** What stands below each month's name. */
  below?: (month: string) => React.ReactNode;
};

/** Months beside each other; each cell opens its cases. */
export function MonthsTable({ caption, rows, numbers, months, below }: Props) {
  const intl = useIntl();
  return (
    <div className={styles['scroll']} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles['table']}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {months.map((month) => (
              <th key={month} scope="col">
                {monthName(intl.locale, month, 'short')}
                {below?.(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ definition, part, name }) => (
            <tr key={`${definition.id} ${part}`}>
              <th scope="row">{name}</th>
              {acrossMonths(numbers, months, definition.id, part).map((figure, n) => {
                const month = months[n] ?? '';
                return (
                  <td key={month}>
                    {figure ? (
                      <CasesLink {...{ definition, month, part }} title={name}>
                        <Value figure={figure} unit={definition.unit} />
                      </CasesLink>
                    ) : (
                      <Value figure={null} unit={definition.unit} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
