import { deletion, exportDate } from './dates.ts';
import { looseId } from './departure.ts';
import { exportFiles } from '../features/imports/files.ts';
import { unclearDeletion } from './read-enrollments.ts';
import type { Reading } from './read-enrollments.ts';
import { readRows } from './read-rows.ts';

const format = exportFiles.exit;

/** A row about an enrollment, as far as it says whose and when. */
type Dated = { personalId: string; on: string };

/** Why a row about an enrollment cannot be used as it stands. */
export function troubleOf(cells: Dated, person: string, on: string | null, today: string): string | null {
  if (cells.personalId !== person) return 'names another PersonalID than its enrollment does';
  if (on === null) return 'has no date that can be read';
  return on > today ? 'has a date in the future' : null;
}

/** By EnrollmentID, whose enrollment it is; null when it was deleted. */
export function peopleOf({ found, today }: Pick<Reading, 'found' | 'today'>): Map<string, string | null> {
  const people = new Map<string, string | null>();
  for (const { enrollmentId, personalId, deleted } of found.enrollments) {
    if (deletion(deleted, today) !== 'deleted') people.set(enrollmentId, personalId);
    else if (!people.has(enrollmentId)) people.set(enrollmentId, null);
  }
  return people;
}

/** Reads Exit.csv: who has left, of whom that is unclear, and the exits that are nobody's. */
export async function readExits({ found, tallies, each, today }: Reading): Promise<void> {
  const people = peopleOf({ found, today });
  await each(format, async (open) => {
    for await (const cells of tallies.checked(format, readRows(open, format))) {
      const { row, enrollmentId, personalId } = cells;
      const state = tallies.deletion(format, cells, today);
      const person = people.get(enrollmentId);
      if (state === 'deleted' || person === null) {
        tallies.count(format, 'deleted');
        continue;
      }
      tallies.columns.count(format.file, 'EnrollmentID', 'exits-unmatched', row, person !== undefined);
      if (person === undefined) {
        found.strayExits.ofPerson.set(personalId, row);
        found.strayExits.ofId.set(looseId(enrollmentId), row);
        tallies.note(format, row, 'is the exit of no enrollment in Enrollment.csv');
        tallies.count(format, 'unmatched');
        continue;
      }
      const on = exportDate(cells.on);
      tallies.columns.count(format.file, 'ExitDate', 'unreadable', row, on !== null);
      const trouble = state === 'unclear' ? unclearDeletion : troubleOf(cells, person, on, today);
      found.exits.set(enrollmentId, [...(found.exits.get(enrollmentId) ?? []), { row, on, trouble }]);
      if (trouble !== null) tallies.note(format, row, trouble);
      tallies.count(format, trouble === null ? 'read' : 'unusable');
    }
  });
}
