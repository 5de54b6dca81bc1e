import { FormattedMessage, useIntl } from 'react-intl';
import type { Authorization } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import styles from '../client/part.module.css';
import { daysBetween, unitsLeft } from './units.ts';

type Props = {
  granted: NonNullable<Authorization['granted']>;
  uses: Authorization['uses'];
  today: string;
  time: AgencyTime;
};
const [width, height, edge] = [320, 120, 16];
const x = (share: number) => edge + share * (width - 2 * edge);

/** What is left as time passes, beside even use; the same as a table. */
export function BurnDown({ granted, uses, today, time }: Props) {
  const intl = useIntl();
  const points = unitsLeft(
    granted,
    uses.map(({ at, units }) => ({ on: time.local(at), units })),
  );
  const y = (units: number) => edge + (1 - units / Math.max(1, granted.units)) * (height - 2 * edge);
  const now = Math.min(
    1,
    Math.max(0, daysBetween(granted.from, today) / Math.max(1, daysBetween(granted.from, granted.through))),
  );
  const last = points.at(-1)?.left ?? granted.units;
  // It goes down at each use, and is level until today.
  const steps = points.flatMap(({ share, left }, n) => {
    const before = points[n - 1];
    return before ? [`${x(share)},${y(before.left)}`, `${x(share)},${y(left)}`] : [`${x(share)},${y(left)}`];
  });
  const label = intl.formatMessage(
    { id: 'burnDown.label' },
    { units: granted.units, left: last, from: time.date(granted.from), through: time.date(granted.through) },
  );
  return (
    <>
      <svg className={styles['picture']} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <line data-line="axis" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(0)} />
        <polyline data-line="even" points={`${x(0)},${y(granted.units)} ${x(1)},${y(0)}`} />
        <line data-line="now" x1={x(now)} y1={edge} x2={x(now)} y2={y(0)} />
        <polyline
          data-line="left"
          points={[...steps, `${x(Math.max(now, points.at(-1)?.share ?? 0))},${y(last)}`].join(' ')}
        />
      </svg>
      <details>
        <summary>
          <FormattedMessage id="picture.table" />
        </summary>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">
                <FormattedMessage id="picture.day" />
              </th>
              <th scope="col">
                <FormattedMessage id="burnDown.left" />
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ on, left }, n) => (
              <tr key={n}>
                <td>{time.date(on)}</td>
                <td>{left}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
