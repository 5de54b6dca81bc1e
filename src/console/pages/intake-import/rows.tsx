import { FormattedMessage } from 'react-intl';
import { Link } from '@tanstack/react-router';
import type { ImportReport } from '../../server/replies.ts';
import styles from './page.module.css';

type Told = Pick<ImportReport, 'rows' | 'rowsLeftOut' | 'notes' | 'notesLeftOut'>;

/** The rows of which there is something to say, with what it is; those of the other files, folded. */
export function Rows({ of, planned = false }: { of: Told; planned?: boolean }) {
  const refused = of.rows.filter(({ outcome }) => outcome === 'refused');
  const others = of.rows.filter(({ outcome }) => outcome !== 'refused');
  return (
    <>
      {refused.length > 0 && <Table rows={refused} name="refused" />}
      {others.length > 0 && <Table rows={others} name={planned ? 'look' : 'looked'} />}
      {of.rowsLeftOut > 0 && (
        <p className={styles['quiet']}>
          <FormattedMessage id="import.more" values={{ count: of.rowsLeftOut }} />
        </p>
      )}
      {of.notes.length > 0 && (
        <details className={styles['notes']}>
          <summary>
            <FormattedMessage id="import.notes" values={{ count: of.notes.length + of.notesLeftOut }} />
          </summary>
          <ul>
            {of.notes.map(({ file, row, problem }) => (
              <li key={`${file} ${row} ${problem}`}>
                <FormattedMessage id="import.place" values={{ file, row: row ?? 0 }} /> {problem}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Table({ rows, name }: { rows: Told['rows']; name: string }) {
  return (
    <table className={styles['table']}>
      <caption>
        <FormattedMessage id={`import.rows.${name}`} values={{ count: rows.length }} />
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <FormattedMessage id="import.row" />
          </th>
          <th scope="col">
            <FormattedMessage id="import.person" />
          </th>
          <th scope="col">
            <FormattedMessage id="import.why" />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, personalId, reason, remark, enrollmentId }) => (
          <tr key={row}>
            <th scope="row">{row}</th>
            <td>{personalId}</td>
            <td>
              {reason ?? remark}
              {enrollmentId !== null && (
                <>
                  {' '}
                  <Link to="/clients/$id" params={{ id: enrollmentId }}>
                    <FormattedMessage id="import.open" values={{ row }} />
                  </Link>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
