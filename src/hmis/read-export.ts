import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BrokenExport, exportAgain } from './broken-export.ts';
import type { FileProblem } from './broken-export.ts';
import { unhashed } from './codes.ts';
import { exportDate } from './dates.ts';
import type { HmisExport, Source } from './export.ts';
import { exportFiles } from '../features/imports/files.ts';
import type { FileFormat, Row } from '../features/imports/files.ts';
import { readEnrollments, readPeople } from './read-enrollments.ts';
import { readExits } from './read-exits.ts';
import { readHistories } from './read-histories.ts';
import { onDisk, type Open, readRows } from './read-rows.ts';
import { mayBeMissing } from '../features/imports/recognise.ts';
import { createTallies } from './tallies.ts';

/** The files of an export by the format's names of them. */
export type ExportFiles = ReadonlyMap<string, Open>;

/** Reads the export in a folder. */
export async function readExport(folder: string, today: string): Promise<HmisExport> {
  return readFiles(await findFiles(folder), today);
}

/**
 * Reads and checks a whole export before anything is done with it. Throws BrokenExport with all the files at fault.
 * `today` ('YYYY-MM-DD') is the day by which ages and dates are judged.
 */
export async function readFiles(files: ExportFiles, today: string): Promise<HmisExport> {
  const missing = missingOf(files);
  if (missing.length > 0) throw new BrokenExport(missing);
  const problems: FileProblem[] = [];
  /** A broken file does not keep the others from being looked at. */
  const each = async (format: FileFormat, take: (open: Open) => Promise<void>): Promise<void> => {
    const open = files.get(format.file);
    if (open === undefined) return;
    try {
      await take(open);
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
  await each(exportFiles.export, async (open) => {
    source = await readSource(open);
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

async function readSource(open: Open): Promise<Source & { hashed: boolean }> {
  const { file } = exportFiles.export;
  const rows: Row<typeof exportFiles.export>[] = [];
  for await (const row of readRows(open, exportFiles.export)) {
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

/** The files of a folder, whatever their letters' case. Throws BrokenExport where it is none. */
async function findFiles(folder: string): Promise<ExportFiles> {
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
  return new Map(
    Object.values(exportFiles).flatMap(({ file }) => {
      const path = there.get(file.toLowerCase());
      return path === undefined ? [] : [[file, onDisk(path)] as const];
    }),
  );
}

function missingOf(files: ExportFiles): FileProblem[] {
  const remedy =
    'An HMIS CSV export holds it even where it has no rows: export again, and unzip all of it into one folder.';
  return Object.values(exportFiles)
    .filter(({ file }) => !files.has(file) && !mayBeMissing.includes(file))
    .map(({ file }) => ({ file, row: null, problem: 'is missing', remedy }));
}
