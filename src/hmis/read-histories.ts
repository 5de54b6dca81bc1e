import { conditionTypes, isLivingSituation, lists } from './codes.ts';
import { exportDate } from './dates.ts';
import { departureOf } from './departure.ts';
import { exportFiles } from '../features/imports/files.ts';
import type { FileFormat } from '../features/imports/files.ts';
import { learn, noHistory } from './history.ts';
import type { Fact } from './history.ts';
import { unclearDeletion } from './read-enrollments.ts';
import type { Reading } from './read-enrollments.ts';
import { peopleOf, troubleOf } from './read-exits.ts';
import { type Open, readRows } from './read-rows.ts';

type AboutEnrollment = {
  row: number;
  enrollmentId: string;
  personalId: string;
  on: string;
  deleted: string;
  exportId: string;
};
/** The columns that say something, each with whether it can be read, and the fact they come to where all can. */
type Meaning = { says: Record<string, boolean>; fact: Fact | null };

const nothing: Meaning = { says: {}, fact: null };

/** Reads what else the export says of its enrollments. Facts are kept of those only who may still be there. */
export async function readHistories({ found, tallies, each, today }: Reading): Promise<void> {
  const people = peopleOf({ found, today });
  const left = new Set(
    found.enrollments.flatMap((row) => (departureOf(row, found).as === 'left' ? [row.enrollmentId] : [])),
  );

  /** Takes one row; answers what became of it, and in a text why it could not be used. */
  const take = (
    format: FileFormat,
    cells: AboutEnrollment,
    meaning: (on: string) => Meaning,
  ): string | null => {
    const { row, enrollmentId } = cells;
    const on = exportDate(cells.on);
    tallies.columns.count(format.file, String(format.columns['on']), 'unreadable', row, on !== null);
    const person = people.get(enrollmentId) ?? '';
    const { says, fact } = meaning(on ?? '');
    for (const [name, readable] of Object.entries(says))
      tallies.columns.count(format.file, name, 'unreadable', row, readable);
    const trouble = troubleOf(cells, person, on, today);
    if (trouble !== null) return trouble;
    const unreadable = Object.keys(says).filter((name) => says[name] === false);
    if (unreadable.length > 0) return `${unreadable.join(', ')} is no code of the format`;
    if (fact === null || left.has(enrollmentId)) return null;
    const history = found.histories.get(enrollmentId) ?? noHistory();
    learn(history, fact);
    found.histories.set(enrollmentId, history);
    return null;
  };

  const facts = <R extends AboutEnrollment>(
    format: FileFormat,
    rows: (open: Open) => AsyncIterable<R>,
    meaning: (cells: R, on: string) => Meaning,
  ) =>
    each(format, async (open) => {
      for await (const cells of tallies.checked(format, rows(open))) {
        const { row, enrollmentId } = cells;
        const state = tallies.deletion(format, cells, today);
        const person = people.get(enrollmentId);
        if (state === 'deleted' || person === null) tallies.count(format, 'deleted');
        else {
          tallies.columns.count(format.file, 'EnrollmentID', 'unmatched', row, person !== undefined);
          const problem =
            person === undefined
              ? 'is about no enrollment in Enrollment.csv'
              : state === 'unclear'
                ? unclearDeletion
                : take(format, cells, (on) => meaning(cells, on));
          if (problem !== null) tallies.note(format, row, problem);
          tallies.count(format, person === undefined ? 'unmatched' : problem === null ? 'read' : 'unusable');
        }
      }
    });

  const { disabilities, healthAndDv, event, currentLivingSituation } = exportFiles;
  const code = (text: string, list: ReadonlySet<string>): boolean => text === '' || list.has(text);
  await facts(
    disabilities,
    (open) => readRows(open, disabilities),
    ({ type, response }, on) =>
      (Object.values(conditionTypes) as string[]).includes(type)
        ? {
            says: { DisabilityResponse: code(response, lists.disability) },
            fact: { about: 'condition', on, type, response },
          }
        : nothing,
  );
  await facts(
    healthAndDv,
    (open) => readRows(open, healthAndDv),
    ({ survivor, fleeing }, on) => ({
      says: {
        DomesticViolenceSurvivor: code(survivor, lists.yesOrNo),
        CurrentlyFleeing: code(fleeing, lists.yesOrNo),
      },
      fact: { about: 'violence', on, survivor, fleeing },
    }),
  );
  await facts(
    event,
    (open) => readRows(open, event),
    ({ event: kind, result, resultOn }, on) => ({
      says: { Event: lists.event.has(kind) },
      fact: { about: 'referral', on, event: kind, result, resultOn: exportDate(resultOn) },
    }),
  );
  await facts(
    currentLivingSituation,
    (open) => readRows(open, currentLivingSituation),
    ({ situation }, on) => ({
      says: { CurrentLivingSituation: situation === '' || isLivingSituation(situation) },
      fact: { about: 'living', on, situation },
    }),
  );
}
