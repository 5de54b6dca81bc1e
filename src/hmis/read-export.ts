import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BrokenExport, exportAgain } from './broken-export.ts';
import type { FileProblem } from './broken-export.ts';
import { unhashed } from './codes.ts';
import { exportDate } from './dates.ts';
import type { HmisExport, Source } from './export.ts';
import { exportFiles } from './files.ts';
import type { FileFormat, Row } from './files.ts';
import { readEnrollments, readPeople } from './read-enrollments.ts';
import { readExits } from './read-exits.ts';
import { readHistories } from './read-histories.ts';
import { readRows } from './read-rows.ts';
import { createTallies } from './tallies.ts';

/** Older exports have no such file. */
const mayBeMissing = new Set<string>([exportFiles.currentLivingSituation.file]);

/**
 * Reads and checks a whole export before anything is done with it. Throws BrokenExport with all the files at fault.
 * `today` ('YYYY-MM-DD') is the day by which ages and dates are judged.
 */
export async function readExport(folder: string, today: string): Promise<HmisExport> {
  const paths = await findFiles(folder);
  const problems: FileProblem[] = [];
  /** A broken file does not keep the others from being looked at. */
  const each = async (format: FileFormat, take: (path: string) => Promise<void>): Promise<void> => {
    const path = paths.get(format.file);
    if (path === undefined) return;
    try {
      await take(path);
    } catch (error) {
      if (!(error instanceof BrokenExport)) throw error;
      problems.push(...error.problems);
    }
  };

  let source: Source & { hashed: boolean } = {
    exportId: '',
    exportedOn: null,
    system: '',
    sourceId: '',
    sourceName: '',
    software: '',
    version: '',
    hashed: false,
  };
  await each(exportFiles.export, async (path) => {
    source = await readSource(path);
  });
  const { hashed, ...from } = source;
  const tallies = createTallies(problems.length === 0 ? from.exportId : null);
  const found: HmisExport = {
    source: from,
    enrollments: [],
    people: new Map(),
    exits: new Map(),
    strayExits: { ofPerson: new Map(), ofId: new Map() },
    histories: new Map(),
    tallies: tallies.all,
    notes: tallies.notes,
  };
  const reading = { found, tallies, each, today };
  await readEnrollments(reading);
  await readExits(reading);
  await readPeople(reading, hashed);
  await readHistories(reading);
  // What a file that could not be read leaves unmatched says nothing of the others.
  if (problems.length === 0) problems.push(...tallies.columns.broken());
  if (problems.length > 0) throw new BrokenExport(problems);
  return found;
}

async function readSource(path: string): Promise<Source & { hashed: boolean }> {
  const { file } = exportFiles.export;
  const rows: Row<typeof exportFiles.export>[] = [];
  for await (const row of readRows(path, exportFiles.export)) {
    rows.push(row);
    if (rows.length > 1) break;
  }
  const [only] = rows;
  if (only === undefined || rows.length > 1) {
    const problem =
      only === undefined ? 'has no row that says what this export is' : 'describes more than one export';
    throw new BrokenExport([{ file, row: null, problem, remedy: exportAgain }]);
  }
  if (only.exportId === '') {
    throw new BrokenExport([{ file, row: only.row, problem: 'gives no ExportID', remedy: exportAgain }]);
  }
  return {
    exportId: only.exportId,
    exportedOn: exportDate(only.exportDate),
    system: only.software || only.source,
    sourceId: only.sourceId,
    sourceName: only.source,
    software: only.software,
    version: only.version,
    hashed: only.hashStatus !== '' && only.hashStatus !== unhashed,
  };
}

/** Paths by the format's names of files, whatever their letters' case. Throws BrokenExport for what is not there. */
async function findFiles(folder: string): Promise<Map<string, string>> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => null,
  );
  if (isFolder !== true) {
    const problem = isFolder === null ? 'does not exist' : 'is a file, not a folder';
    const remedy = 'Name the folder that holds the CSV files of the export; unzip it first.';
    throw new BrokenExport([{ file: folder, row: null, problem, remedy }]);
  }
  const there = new Map((await readdir(folder)).map((name) => [name.toLowerCase(), join(folder, name)]));
  const paths = new Map<string, string>();
  const problems: FileProblem[] = [];
  for (const { file } of Object.values(exportFiles)) {
    const path = there.get(file.toLowerCase());
    if (path !== undefined) paths.set(file, path);
    else if (!mayBeMissing.has(file)) {
      const remedy =
        'An HMIS CSV export holds it even where it has no rows: export again, and unzip all of it into one folder.';
      problems.push({ file, row: null, problem: 'is missing', remedy });
    }
  }
  if (problems.length > 0) throw new BrokenExport(problems);
  return paths;
}
