import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import { CasesLink } from './cases-link.tsx';
import {
  acrossMonths,
  type Definition,
  type Definitions,
  isOnlyShares,
  monthName,
  type Numbers,
} from './months.ts';
import { Parts } from './parts.tsx';
import { Value } from './value.tsx';
import styles from './page.module.css';

type Props = { definition: Definition; words: Definitions; numbers: Numbers; months: readonly string[] };

const barHeight = 64;

/** One number: what it is now, against the month before, and six months as bars, each of which opens its cases. */
export function NumberRow({ definition, words, numbers, months }: Props) {
  const intl = useIntl();
  const { id, unit } = definition;
  const figures = acrossMonths(numbers, months, id, null);
  const [before, now] = figures.slice(-2);
  const change =
    now?.value == null || before?.value == null ? null : Math.round((now.value - before.value) * 10) / 10;
  const most = unit === 'percent' ? 100 : Math.max(1, ...figures.map((one) => one?.value ?? 0));
  const title = intl.formatMessage({ id: `number.${id}` });
  if (isOnlyShares(id))
    return (
      <article className={styles['number']} aria-label={title}>
        <header>
          <h2>{title}</h2>
        </header>
        <Parts {...{ definition, words, numbers, months, title }} />
        <Meaning definition={definition} />
      </article>
    );
  return (
    <article className={styles['number']} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p className={styles['value']}>
          <Value figure={now ?? null} unit={unit} />
        </p>
        <p className={styles['change']}>
          {change !== null && (
            <FormattedMessage
              id={unit === 'percent' ? 'numbers.change.points' : 'numbers.change'}
              values={{ change: <FormattedNumber value={change} signDisplay="exceptZero" /> }}
            />
          )}
        </p>
      </header>
      <ol className={styles['bars']}>
        {months.map((month, n) => {
          const figure = figures[n] ?? null;
          const height = Math.round((barHeight * (figure?.value ?? 0)) / most);
          return (
            <li key={month}>
              <CasesLink {...{ definition, month, title }} part={null}>
                <svg viewBox={`0 0 40 ${barHeight}`} preserveAspectRatio="none" aria-hidden="true">
                  <rect x="4" width="32" rx="3" y={barHeight - height} height={height} />
                </svg>
                <span>
                  <Value figure={figure} unit={unit} />
                </span>
                <span className={styles['month']}>{monthName(intl.locale, month, 'short')}</span>
              </CasesLink>
            </li>
          );
        })}
      </ol>
      <Parts {...{ definition, words, numbers, months, title }} />
      <Meaning definition={definition} />
    </article>
  );
}

/** What is counted, of what, what is left out, and where that comes from. */
function Meaning({
  definition: { counted, numerator, denominator, leftOut, source, opens },
}: {
  definition: Definition;
}) {
  return (
    <details>
      <summary>
        <FormattedMessage id="numbers.meaning" />
      </summary>
      <dl className={styles['meaning']}>
        <dd>{counted}</dd>
        {!opens && (
          <dd>
            <FormattedMessage id="numbers.closed" />
          </dd>
        )}
        <dt>
          <FormattedMessage id="numbers.numerator" />
        </dt>
        <dd>{numerator}</dd>
        {denominator !== null && (
          <>
            <dt>
              <FormattedMessage id="numbers.denominator" />
            </dt>
            <dd>{denominator}</dd>
          </>
        )}
        <dt>
          <FormattedMessage id="numbers.leftOut" />
        </dt>
        <dd>{leftOut}</dd>
        <dt>
          <FormattedMessage id="numbers.source" />
        </dt>
        <dd>{source}</dd>
      </dl>
    </details>
  );
}
