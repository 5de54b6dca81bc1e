import { exportDate } from './dates.ts';
import type { EnrollmentCells, HmisExport } from './export.ts';

/** Whether who was enrolled has left, as far as Exit.csv says. `unclear`: why it cannot be told. */
export type Departure = { as: 'there' | 'left' } | { as: 'unclear'; reason: string };

export function departureOf(
  row: EnrollmentCells,
  { exits, strayExits }: Pick<HmisExport, 'exits' | 'strayExits'>,
): Departure {
  const own = exits.get(row.enrollmentId) ?? [];
  const entered = exportDate(row.entryDate);
  for (const { row: at, on, trouble } of own) {
    if (trouble !== null) return unclear(`its row ${at}`, trouble);
    if (on !== null && entered !== null && on < entered)
      return unclear(`its row ${at}`, 'has a date before the entry date');
  }
  if (own.length > 0) return { as: 'left' };
  const lookalike = strayExits.ofId.get(looseId(row.enrollmentId));
  if (lookalike !== undefined)
    return unclear(
      `row ${lookalike}`,
      'names an enrollment that is not in the export, whose id is almost this one',
    );
  const stray = strayExits.ofPerson.get(row.personalId);
  return stray === undefined
    ? { as: 'there' }
    : unclear(`row ${stray}`, 'names this PersonalID and an enrollment that is not in the export');
}

function unclear(row: string, why: string): Departure {
  return { as: 'unclear', reason: `${row} of Exit.csv ${why}: whether the client has left is unclear` };
}

/** What is left of an id after a spreadsheet: 00417 is 417 there, or 417.0. */
export function looseId(id: string): string {
  return id
    .toLowerCase()
    .replace(/^0+(?=.)/, '')
    .replace(/\.0+$/, '');
}
