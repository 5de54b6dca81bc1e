import type { HmisExport, Source, Tally } from '../../hmis/export.ts';

export type Outcome = 'started' | 'already-there' | 'left' | 'deleted' | 'refused' | 'not-reached';

/** What became of one row of Enrollment.csv. Ids of the source only: no names, no birth dates. */
export type RowReport = {
  row: number;
  enrollmentId: string;
  personalId: string;
  outcome: Outcome;
  /** Why refused; what to do about a client who left. */
  reason?: string;
  /** The enrollment here. */
  enrollment?: string;
  level?: string;
  /** What somebody should look at, though it was started. */
  remark?: string;
};

export type Report = {
  source: Source;
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

export function countsOf(rows: readonly RowReport[]): Record<Outcome, number> {
  const counts = { started: 0, 'already-there': 0, left: 0, deleted: 0, refused: 0, 'not-reached': 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** The report as one line of JSON. */
export function asJson(report: Report): string {
  const { source, agency, rows, files, notes, trouble } = report;
  const counts = countsOf(rows);
  return JSON.stringify({
    export: source,
    agency,
    complete: trouble === null,
    trouble,
    counts,
    rows,
    files,
    notes,
  });
}

/** The report for a person. */
export function asText({ source, agency, rows, files, notes, trouble }: Report): string {
  const counts = countsOf(rows);
  const of = (outcome: Outcome): RowReport[] => rows.filter((row) => row.outcome === outcome);
  const version = source.version === '' ? '' : ` (${source.version})`;
  return [
    `HMIS export ${source.exportId} of ${source.system || 'an unnamed system'}${version}, made ${source.exportedOn ?? 'on an unknown day'}`,
    `into ${agency.name} (${agency.id})`,
    '',
    ...table([
      ['Enrollment.csv', 'rows', ''],
      ...(Object.keys(outcomes) as Outcome[])
        .filter((outcome) => counts[outcome] > 0 || !['deleted', 'not-reached'].includes(outcome))
        .map((outcome) => [
          words(outcome),
          String(counts[outcome]),
          counts[outcome] > 0 ? outcomes[outcome] : '',
        ]),
      ['all', String(rows.length), ''],
    ]),
    ...listed('Started', of('started')),
    ...listed('Already there', of('already-there')),
    ...listed('Left', of('left')),
    ...listed('Refused', of('refused')),
    ...listed('Not reached', of('not-reached')),
    '',
    'Rows of each file',
    ...table([
      ['file', 'rows', 'read', 'deleted', 'of no enrollment', 'unusable'],
      ...files.map((tally) => [
        tally.file,
        ...[tally.rows, tally.read, tally.deleted, tally.unmatched, tally.unusable].map(String),
      ]),
    ]),
    ...(notes.length === 0 ? [] : ['', 'Rows not used, or not wholly']),
    ...table(notes.map(({ file, row, problem }) => [file, `row ${row}`, problem])),
    ...(trouble === null ? [] : ['', trouble]),
  ].join('\n');
}

function listed(title: string, rows: RowReport[]): string[] {
  if (rows.length === 0) return [];
  return [
    '',
    title,
    ...table([
      [
        'file',
        'row',
        'EnrollmentID',
        'PersonalID',
        title === 'Refused' ? 'reason' : title === 'Left' ? '' : 'enrollment here',
      ],
      ...rows.map(({ row, enrollmentId, personalId, reason, enrollment, level, remark }) => [
        'Enrollment.csv',
        String(row),
        enrollmentId,
        personalId,
        reason ?? [enrollment, level, remark].filter((part) => part !== undefined).join('  '),
      ]),
    ]),
  ];
}

const words = (outcome: Outcome): string => outcome.replaceAll('-', ' ');

/** Columns as wide as their widest cell; numbers stand to the right. */
function table(lines: string[][]): string[] {
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
  const isNumber = widths.map((_, at) => lines.slice(1).every((line) => /^\d+$/.test(line[at] ?? '')));
  return lines.map((line) => {
    const cells = line.map((cell, at) =>
      isNumber[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
    );
    return `  ${cells.join('  ')}`.trimEnd();
  });
}
