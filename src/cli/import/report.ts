import type { HmisExport, Source, Tally } from '../../hmis/export.ts';
import { countsOf, type Outcome, type RowReport } from '../../hmis/import/rows.ts';

export type Report = {
  from: Source;
  /** Within which the ids of the export mean something. */
  source: string;
  agency: { id: string; name: string };
  rows: RowReport[];
  files: Tally[];
  notes: HmisExport['notes'];
  /** What went away, if anything did; the rows it left undone are `not-reached`. */
  trouble: string | null;
};

const outcomes: Record<Outcome, string> = {
  started: 'their clocks start now',
  'already-there': 'by an earlier import; nothing changed',
  left: 'with an exit in the export; skipped',
  deleted: 'with a date of deletion; skipped',
  refused: 'see below',
  'not-reached': 'run the same command again: it goes on from here',
};

/** The report as one line of JSON, in pieces: an export may have more rows than one text can hold. */
export function* asJson(report: Report): Generator<string> {
  const { from, source, agency, rows, files, notes, trouble } = report;
  const counts = countsOf(rows);
  const head = { export: from, source, agency, complete: trouble === null, trouble, counts, files };
  yield JSON.stringify(head).slice(0, -1);
  yield* list('rows', rows);
  yield* list('notes', notes);
  yield '}\n';
}

function* list(name: string, items: readonly unknown[]): Generator<string> {
  yield `,${JSON.stringify(name)}:[`;
  for (const [at, item] of items.entries()) yield `${at === 0 ? '' : ','}${JSON.stringify(item)}`;
  yield ']';
}

/** The report for a person, line by line. */
export function* asText({ from, source, agency, rows, files, notes, trouble }: Report): Generator<string> {
  const counts = countsOf(rows);
  const version = from.version === '' ? '' : ` (${from.version})`;
  yield `HMIS export ${from.exportId} of ${from.system || 'an unnamed system'}${version}, made ${from.exportedOn ?? 'on an unknown day'}\n`;
  yield `of the source ${source}\n`;
  yield `into ${agency.name} (${agency.id})\n\n`;
  yield* table([
    ['Enrollment.csv', 'rows', ''],
    ...(Object.keys(outcomes) as Outcome[])
      .filter((outcome) => counts[outcome] > 0 || !['deleted', 'not-reached'].includes(outcome))
      .map((outcome) => [
        words(outcome),
        String(counts[outcome]),
        counts[outcome] > 0 ? outcomes[outcome] : '',
      ]),
    ['all', String(rows.length), ''],
  ]);
  for (const [outcome, last] of sections) {
    if (counts[outcome] === 0) continue;
    const title = words(outcome);
    yield `\n${title.charAt(0).toUpperCase()}${title.slice(1)}\n`;
    const shown = rows.filter((row) => row.outcome === outcome).map(lineOf);
    yield* table([['file', 'row', 'EnrollmentID', 'PersonalID', last], ...shown]);
  }
  yield '\nRows of each file\n';
  yield* table([
    ['file', 'rows', 'read', 'deleted', 'of no enrollment', 'unusable'],
    ...files.map((tally) => [
      tally.file,
      ...[tally.rows, tally.read, tally.deleted, tally.unmatched, tally.unusable].map(String),
    ]),
  ]);
  if (notes.length > 0) {
    yield '\nRows not used, or not wholly\n';
    yield* table(notes.map(({ file, row, problem }) => [file, `row ${row}`, problem]));
  }
  if (trouble !== null) yield `\n${trouble}\n`;
}

/** Which rows are listed, in which order, and what stands in their last column. */
const sections: [Outcome, string][] = [
  ['started', 'enrollment here'],
  ['already-there', 'enrollment here'],
  ['left', ''],
  ['refused', 'reason'],
  ['not-reached', ''],
];

function lineOf({ row, enrollmentId, personalId, reason, enrollment, level, remark }: RowReport): string[] {
  const last = reason ?? [enrollment, level, remark].filter((part) => part !== undefined).join('  ');
  return ['Enrollment.csv', String(row), enrollmentId, personalId, last];
}

const words = (outcome: Outcome): string => outcome.replaceAll('-', ' ');

/** Columns as wide as their widest cell; numbers stand to the right. */
function* table(lines: string[][]): Generator<string> {
  const widths: number[] = [];
  const isText = new Set<number>();
  for (const [at, line] of lines.entries())
    for (const [column, cell] of line.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
      if (at > 0 && !/^\d+$/.test(cell)) isText.add(column);
    }
  for (const line of lines) {
    const cells = line.map((cell, at) =>
      isText.has(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    yield `  ${cells.join('  ')}`.trimEnd() + '\n';
  }
}
