import { FormattedMessage, FormattedNumber } from 'react-intl';
import type { Definition, Figure } from './months.ts';

type Props = { figure: Figure | null; unit: Definition['unit'] };

/** A number in its unit; a dash where there is nothing to take it from. */
export function Value({ figure, unit }: Props) {
  const value = figure?.value ?? null;
  if (value === null) return <FormattedMessage id="numbers.nothing" />;
  if (unit === 'percent')
    return <FormattedNumber value={value / 100} style="percent" maximumFractionDigits={1} />;
  if (unit !== 'hours') return <FormattedNumber value={value} />;
  return <FormattedNumber value={value} style="unit" unit="hour" unitDisplay="narrow" />;
}
