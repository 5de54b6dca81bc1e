import { FormattedMessage, useIntl } from 'react-intl';
import type { Acuity } from '../../server/replies.ts';
import styles from './part.module.css';
import { usePart } from './use-client.ts';

const [width, height, edge] = [320, 120, 16];

/** Scores of the Acuity Index as they went, with the line between the levels; the same as a table. */
export function AcuityTrend() {
  const intl = useIntl();
  const { reply, time } = usePart<Acuity>('acuity');
  if (!reply || reply.scores.length === 0) return null;
  const { scores, caseManagementUpTo } = reply;
  const times = scores.map(({ occurredAt }) => Date.parse(occurredAt));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const top = Math.max(2 * caseManagementUpTo, ...scores.map(({ score }) => score));
  const x = (at: number) => edge + (to === from ? 0.5 : (at - from) / (to - from)) * (width - 2 * edge);
  const y = (score: number) => edge + (1 - score / top) * (height - 2 * edge);
  const points = scores.map(({ score, occurredAt }) => ({
    x: x(Date.parse(occurredAt)),
    y: y(score),
    score,
  }));
  const newest = scores.at(-1)?.score ?? 0;
  return (
    <section className={styles['card']} aria-labelledby="acuity">
      <h2 id="acuity" className={styles['title']}>
        <FormattedMessage id="acuity.title" values={{ score: newest }} />
      </h2>
      <svg
        className={styles['picture']}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={intl.formatMessage(
          { id: 'acuity.label' },
          { count: scores.length, score: newest, line: caseManagementUpTo },
        )}
      >
        <line data-line="axis" x1={edge} y1={y(0)} x2={width - edge} y2={y(0)} />
        <polyline
          data-line="even"
          points={`${edge},${y(caseManagementUpTo)} ${width - edge},${y(caseManagementUpTo)}`}
        />
        <polyline data-line="left" points={points.map((one) => `${one.x},${one.y}`).join(' ')} />
        {points.map((one, n) => (
          <g key={n}>
            <circle cx={one.x} cy={one.y} r={4} />
            <text x={one.x} y={one.y - 8} textAnchor="middle">
              {one.score}
            </text>
          </g>
        ))}
      </svg>
      <details>
        <summary>
          <FormattedMessage id="picture.table" />
        </summary>
        <table className={styles['table']}>
          <thead>
            <tr>
              {['picture.day', 'acuity.score', 'acuity.level', 'acuity.by'].map((id) => (
                <th key={id} scope="col">
                  <FormattedMessage id={id} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scores.map(({ stepId, occurredAt, score, level, by }) => (
              <tr key={stepId}>
                <td>{time.day(occurredAt)}</td>
                <td>{score}</td>
                <td>{level}</td>
                <td>{by.name ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
