import { rounded } from './numbers.ts';
import type { Verdict } from './reach.ts';
import type { Figures, Results } from './results.ts';

type Row = { group: 'counts' | 'ratios' | 'times'; part: string; figure: string; value: string };

/** Counts first, then ratios, then raw times, then each bound with whether it holds. */
export function table(results: Results, verdicts: readonly Verdict[]): string {
  const rows = Object.entries(results).flatMap(([part, figures]) => rowsOf(part, figures));
  const lines = (['counts', 'ratios', 'times'] as const).flatMap((group) => [
    '',
    titles[group],
    ...aligned(
      rows.filter((row) => row.group === group).map(({ part, figure, value }) => [part, figure, value]),
    ),
  ]);
  const judged = verdicts.map(({ what, at, limit, value, verdict, why }) => [
    verdict === 'falls short' ? 'FALLS SHORT' : verdict,
    what,
    value === null ? '-' : String(rounded(value)),
    `${at === 'most' ? '<=' : '>='} ${limit}`,
    why ?? '',
  ]);
  return [...lines, '', 'Reach', ...aligned(judged), ''].join('\n').trimStart();
}

const titles = {
  counts: 'Counts (do not depend on the mood of the machine)',
  ratios: 'Ratios to the floors of the same run',
  times: 'Times (of this machine at this moment)',
};

function rowsOf(part: string, figures: Figures): Row[] {
  return Object.entries(figures)
    .filter(([, value]) => value === null || typeof value === 'number' || typeof value === 'boolean')
    .map(([figure, value]) => {
      const reason = figures[`${figure}Reason`];
      const shown =
        typeof value === 'number'
          ? String(rounded(value))
          : value === null
            ? `- (${String(reason)})`
            : value === true
              ? 'yes'
              : 'no';
      return { group: groupOf(figure), part, figure, value: shown };
    });
}

function groupOf(figure: string): Row['group'] {
  if (/Ratio|ratio/.test(figure)) return 'ratios';
  return /[Mm]s(\d+)?$|[Ss]econds?(\d+)?$|PerSecond|perSecond|Percent|Mb$/.test(figure) ? 'times' : 'counts';
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
