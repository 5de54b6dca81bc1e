import type { z } from 'zod';
import { monthAfter } from '../../../features/numbers/period.ts';
import type { definitionsReply, numbersReply } from '../../../features/numbers/api/schemas.ts';

export type Numbers = z.input<typeof numbersReply>;
export type Figure = Numbers['groups'][number]['figures'][number];
export type Definition = z.input<typeof definitionsReply>['items'][number];

/** 'YYYY-MM' on the agency's clocks at that moment. */
export function monthAt(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit' });
  const of = (type: string) => parts.formatToParts(instant).find((one) => one.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}`;
}

/** So many months that end with that one, the oldest first. */
export function monthsUpTo(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => monthAfter(last, n + 1 - count));
}

/** Nov 2026, or with less of it. */
export function monthName(locale: string, month: string, style: 'long' | 'short'): string {
  const format =
    style === 'long'
      ? ({ month: 'long', year: 'numeric' } as const)
      : ({ month: 'short', year: '2-digit' } as const);
  return new Intl.DateTimeFormat(locale, { ...format, timeZone: 'UTC' }).format(Date.parse(`${month}-01`));
}

/** Of each month in its order, what a number came to; null where nothing was counted. */
export function acrossMonths(
  { groups }: Numbers,
  months: readonly string[],
  number: string,
  part: string | null,
): (Figure | null)[] {
  return months.map((month) => {
    const figures = groups.find(({ key }) => key === month)?.figures ?? [];
    return figures.find((one) => one.number === number && one.part === part) ?? null;
  });
}

/** The parts that a number has in any of the months, each once. */
export function partsOf({ groups }: Numbers, number: string): string[] {
  const all = groups.flatMap(({ figures }) => figures);
  const parts = all.flatMap((one) => (one.number === number && one.part !== null ? [one.part] : []));
  return [...new Set(parts)].toSorted();
}

export type Definitions = z.input<typeof definitionsReply>;

/** Shares of one whole: the whole is always all of it, and says nothing. */
export const isOnlyShares = (id: Definition['id']): boolean => id === 'miss-causes';

/** What the number opens on: the cases that it counts, where it is counted among others. */
export const countedOf = ({ denominator }: Definition): { counted?: 'true' } =>
  denominator === null ? {} : { counted: 'true' };

/** A duty by what it is called, its number behind it; other parts as they are called. */
export function dutyName({ duties }: Pick<Definitions, 'duties'>, part: string): string {
  const titles = [...new Set(duties.flatMap((one) => (one.duty === part ? [one.title] : [])))];
  return titles.length === 0 ? part : `${titles.join('; ')} (${part})`;
}
