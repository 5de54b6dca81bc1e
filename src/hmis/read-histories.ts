import { conditionTypes, referralTitles } from './codes.ts';
import { exportDate } from './dates.ts';
import type { HmisExport } from './export.ts';
import { exportFiles } from './files.ts';
import type { FileFormat } from './files.ts';
import { learn, noHistory } from './history.ts';
import type { Fact } from './history.ts';
import { readRows } from './read-rows.ts';
import type { Tallies } from './tallies.ts';

type Each = (format: FileFormat, take: (path: string) => Promise<void>) => Promise<void>;
type AboutEnrollment = {
  row: number;
  enrollmentId: string;
  personalId: string;
  on: string;
  deleted: string;
  exportId: string;
};
/** `null`: nothing the pathway needs. A text: why the row cannot be used. */
type Meaning = Fact | null | string;

/** Reads what else the export says of its enrollments: who left, and the facts of those who did not. */
export async function readHistories(
  found: HmisExport,
  tallies: Tallies,
  each: Each,
  today: string,
): Promise<void> {
  const personOf = new Map(
    found.enrollments.flatMap((cells) =>
      cells.deleted === '' ? [[cells.enrollmentId, cells.personalId] as const] : [],
    ),
  );

  /** One file, each row of which belongs to an enrollment. */
  const read = <R extends AboutEnrollment>(
    format: FileFormat,
    rows: (path: string) => AsyncIterable<R>,
    take: (cells: R, trouble: string | null, on: string) => string | null,
  ) =>
    each(format, async (path) => {
      for await (const cells of tallies.checked(format, rows(path))) {
        const person = personOf.get(cells.enrollmentId);
        const on = exportDate(cells.on);
        if (cells.deleted !== '') tallies.count(format, 'deleted');
        else if (person === undefined) tallies.count(format, 'unmatched');
        else {
          const trouble = troubleOf(cells, person, on, today);
          const problem = take(cells, trouble, on ?? '');
          if (problem !== null) tallies.note(format, cells.row, problem);
          tallies.count(format, problem === null ? 'read' : 'unusable');
        }
      }
    });

  await read(
    exportFiles.exit,
    (path) => readRows(path, exportFiles.exit),
    ({ row, enrollmentId }, trouble) => {
      found.exits.set(enrollmentId, [...(found.exits.get(enrollmentId) ?? []), { row, trouble }]);
      return trouble;
    },
  );

  const facts = <R extends AboutEnrollment>(
    format: FileFormat,
    rows: (path: string) => AsyncIterable<R>,
    meaning: (cells: R, on: string) => Meaning,
  ) =>
    read(format, rows, (cells, trouble, on) => {
      if (trouble !== null) return trouble;
      const fact = meaning(cells, on);
      if (fact === null || typeof fact === 'string') return fact;
      const history = found.histories.get(cells.enrollmentId) ?? noHistory();
      learn(history, fact);
      found.histories.set(cells.enrollmentId, history);
      return null;
    });

  const { disabilities, healthAndDv, event, currentLivingSituation } = exportFiles;
  await facts(
    disabilities,
    (path) => readRows(path, disabilities),
    ({ type, response }, on) => {
      if (!(Object.values(conditionTypes) as string[]).includes(type)) return null;
      const known = ['', '0', '1', '2', '3', '8', '9', '99'].includes(response);
      return known
        ? { about: 'condition', on, type, response }
        : 'DisabilityResponse is no code of the format';
    },
  );
  await facts(
    healthAndDv,
    (path) => readRows(path, healthAndDv),
    ({ survivor, fleeing }, on) => {
      const known = [survivor, fleeing].every((code) => ['', '0', '1', '8', '9', '99'].includes(code));
      return known
        ? { about: 'violence', on, survivor, fleeing }
        : 'an answer on domestic violence is no code of the format';
    },
  );
  await facts(
    event,
    (path) => readRows(path, event),
    ({ event: code, result, resultOn }, on) =>
      referralTitles.has(code)
        ? { about: 'referral', on, event: code, result, resultOn: exportDate(resultOn) }
        : 'Event is no code of the format',
  );
  await facts(
    currentLivingSituation,
    (path) => readRows(path, currentLivingSituation),
    ({ situation }, on) => ({
      about: 'living',
      on,
      situation,
    }),
  );
}

function troubleOf(cells: AboutEnrollment, person: string, on: string | null, today: string): string | null {
  if (cells.personalId !== person) return 'names another PersonalID than its enrollment does';
  if (on === null) return 'has no date that can be read';
  return on > today ? 'has a date in the future' : null;
}
