import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { CsvErrorCode, Info } from 'csv-parse';
import { BrokenExport, exportAgain } from './broken-export.ts';
import type { FileFormat, Row } from '../features/imports/files.ts';
import { inUtf8 } from './utf8.ts';

const longestRecord = 1_000_000;

/** Opens a file, wherever it is: on a disk, or in what somebody sent. */
export type Open = () => Readable;

export const onDisk =
  (path: string): Open =>
  () =>
    createReadStream(path);

/** Reads one file row by row, never the whole of it. Throws BrokenExport where it cannot be read as the format says. */
export async function* readRows<F extends FileFormat>(open: Open, format: F): AsyncGenerator<Row<F>> {
  const { file } = format;
  let keys: (string | false)[] | null = null;
  const parser = parse({
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    // Counted here: a row of nothing but empty cells is no row, however many they are.
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: longestRecord,
  });
  const reading = pipeline(open(), (chunks: AsyncIterable<Buffer>) => inUtf8(file, chunks), parser);
  // What goes wrong in reading also ends the loop below, which tells of it.
  reading.catch(() => {});
  try {
    for await (const item of parser) {
      const { record, info } = item as { record: string[]; info: Info };
      // Some exporters end with such a line.
      if (record.every((cell) => cell === '')) continue;
      const row = info.records + info.empty_lines;
      if (keys === null) {
        keys = keysOf(format, record);
        continue;
      }
      if (record.length !== keys.length) throw broken(file, row, wrongLength, exportAgain);
      yield cellsOf(format, keys, record, row);
    }
    await reading;
  } catch (error) {
    throw asBroken(file, error);
  }
  if (keys === null) {
    throw new BrokenExport([
      { file, row: null, problem: 'is empty: it has not even a header', remedy: exportAgain },
    ]);
  }
}

function cellsOf<F extends FileFormat>(
  format: F,
  keys: (string | false)[],
  record: string[],
  row: number,
): Row<F> {
  const cells: Record<string, string | number> = { row };
  for (const key of Object.keys(format.ifThere)) cells[key] = '';
  for (const [at, key] of keys.entries()) if (key !== false) cells[key] = record[at] ?? '';
  return cells as Row<F>;
}

/** Our names for the columns, in the file's order; false for a column nobody reads. */
function keysOf(format: FileFormat, header: string[]): (string | false)[] {
  const names = header.map((name) => name.toLowerCase());
  const keys: (string | false)[] = header.map(() => false);
  const missing: string[] = [];
  const place = (key: string, candidates: readonly string[]): void => {
    const found = names.flatMap((name, at) =>
      candidates.some((one) => one.toLowerCase() === name) ? [at] : [],
    );
    const [at] = found;
    if (at === undefined) missing.push(candidates.join(' or '));
    else if (found.length > 1) throw broken(format.file, 1, `has two columns ${candidates.join(' or ')}`);
    else keys[at] = key;
  };
  for (const [key, name] of Object.entries(format.columns))
    place(key, typeof name === 'string' ? [name] : name);
  for (const [key, name] of Object.entries(format.ifThere)) {
    if (names.includes(name.toLowerCase())) place(key, [name]);
  }
  if (missing.length === 0) return keys;
  const separator = header.length === 1 ? /[;\t|]/.exec(header[0] ?? '')?.[0] : undefined;
  if (separator !== undefined)
    throw broken(format.file, 1, `separates its columns by ${JSON.stringify(separator)}, not by commas`);
  throw broken(format.file, 1, `has no column ${missing.join(', ')}`);
}

const wrongLength = 'has fewer or more columns than the header: the file was cut off, or changed by hand';
const quotes =
  'A value that holds quotes stands in quotes as a whole, with each quote in it twice ("Ann ""Annie"" Lee"): correct that row in the HMIS and export again.';
const misplaced = { problem: 'has a quote in the wrong place', remedy: quotes };

/** What the parser finds wrong with a file. Its other codes are about how it was set up: faults of this program. */
const csvProblems: Partial<Record<CsvErrorCode, { problem: string; remedy: string }>> = {
  CSV_QUOTE_NOT_CLOSED: {
    problem: 'ends within a quoted value: the file was cut off, or a quote is missing',
    remedy: exportAgain,
  },
  CSV_INVALID_CLOSING_QUOTE: misplaced,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: misplaced,
  INVALID_OPENING_QUOTE: misplaced,
  CSV_MAX_RECORD_SIZE: {
    problem: 'is longer than any row of an export: a quote is missing there or above',
    remedy: quotes,
  },
};

/** Its own words only: the parser's may quote what stands in the file. */
function asBroken(file: string, error: unknown): unknown {
  if (error instanceof BrokenExport) return error;
  if (error instanceof CsvError) {
    const records = typeof error['records'] === 'number' ? error['records'] : 0;
    const empty = typeof error['empty_lines'] === 'number' ? error['empty_lines'] : 0;
    const { problem, remedy } = csvProblems[error.code] ?? {
      problem: 'cannot be read as comma-separated values',
      remedy: exportAgain,
    };
    return broken(file, records + empty + 1, problem, remedy);
  }
  if (error instanceof Error && 'code' in error && 'syscall' in error) {
    const remedy = 'See that this user may read the file, and try again.';
    return new BrokenExport([{ file, row: null, problem: `cannot be read (${String(error.code)})`, remedy }]);
  }
  return error;
}

function broken(file: string, row: number, problem: string, remedy = exportAgain): BrokenExport {
  return new BrokenExport([{ file, row, problem, remedy }]);
}
