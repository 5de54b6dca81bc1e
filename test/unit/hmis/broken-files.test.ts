import { describe, expect, test } from 'vitest';
import { BrokenExport } from '../../../src/hmis/broken-export.ts';
import type { BuiltExport } from '../../support/hmis-export.ts';
import { anExport, read, today } from './support.ts';
import { readExport } from '../../../src/hmis/read-export.ts';

const two = (): BuiltExport => anExport().participant('1').participant('2').write();

async function problemsOf(built: BuiltExport) {
  const error: unknown = await read(built).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BrokenExport)) throw new Error('it could be read', { cause: error });
  return error.problems.map(({ file, row, problem }) => `${file}:${row ?? '-'}: ${problem}`);
}

describe('a broken export says which file, which row and what to do', () => {
  test('a missing file', async () => {
    const built = two().drop('Exit').drop('Event');
    expect(await problemsOf(built)).toEqual(['Exit.csv:-: is missing', 'Event.csv:-: is missing']);
  });

  test('the file of current living situations may be missing: older exports have none', async () => {
    expect((await read(two().drop('CurrentLivingSituation'))).enrollments).toHaveLength(2);
  });

  test('a folder that does not exist, or a file instead of a folder', async () => {
    await expect(readExport('/nowhere/at-all', today)).rejects.toThrow(/does not exist\. Name the folder/);
    await expect(readExport(`${two().folder}/Client.csv`, today)).rejects.toThrow(/not a folder.*unzip/);
  });

  test('a missing column', async () => {
    const built = anExport().participant('1').rename('EntryDate', 'Begin').write();
    expect(await problemsOf(built)).toEqual(['Enrollment.csv:1: has no column EntryDate']);
  });

  test('a column that stands there twice', async () => {
    const built = anExport().participant('1').rename('ProjectID', 'PersonalID').write();
    expect(await problemsOf(built)).toEqual(['Enrollment.csv:1: has two columns PersonalID']);
  });

  test('semicolons for commas', async () => {
    const built = two();
    built.overwrite('Exit', built.read('Exit').toString().replaceAll(',', ';').replaceAll('"', ''));
    expect(await problemsOf(built)).toEqual(['Exit.csv:1: separates its columns by ";", not by commas']);
  });

  test.each([0, 3])('an empty file (%i blank lines)', async (lines) => {
    const built = two().overwrite('Disabilities', '\r\n'.repeat(lines));
    expect(await problemsOf(built)).toEqual(['Disabilities.csv:-: is empty: it has not even a header']);
  });

  test('a file with a header and no rows is fine, but not Export.csv', async () => {
    const built = two();
    const header = built.read('Export').toString().split('\r\n')[0] ?? '';
    expect(await problemsOf(built.overwrite('Export', `${header}\r\n`))).toEqual([
      'Export.csv:-: has no row that says what this export is',
    ]);
  });

  test('cut within a quoted value', async () => {
    const built = two();
    const text = built.read('Client').toString();
    expect(await problemsOf(built.overwrite('Client', text.slice(0, text.lastIndexOf('Finch') + 2)))).toEqual(
      ['Client.csv:3: ends within a quoted value: the file was cut off, or a quote is missing'],
    );
  });

  test.each(['"Annie" Ana', 'Ana "Annie"', '"Ana', 'A"na', '"Ana"x"'])(
    'quotes that are not as the format has them (%s): the row, and what to do, in our own words',
    async (name) => {
      const built = two();
      const text = built.read('Client').toString();
      const error: unknown = await read(built.overwrite('Client', text.replace('"Marigold"', name))).catch(
        (reason: unknown) => reason,
      );
      const [problem, ...more] = (error as BrokenExport).problems;
      expect([problem?.file, more]).toEqual(['Client.csv', []]);
      expect([2, 3]).toContain(problem?.row);
      expect(problem?.problem).toMatch(/quote/);
      expect(problem?.remedy).toMatch(/Export again|export again/);
      expect((error as Error).message).not.toMatch(/[A-Z]+_[A-Z]+|Ana/);
    },
  );

  test('cut between two values', async () => {
    const built = two();
    const text = built.read('Client').toString();
    expect(
      await problemsOf(built.overwrite('Client', text.slice(0, text.lastIndexOf('"Finch"') + 7))),
    ).toEqual([
      'Client.csv:3: has fewer or more columns than the header: the file was cut off, or changed by hand',
    ]);
  });

  test('cut within the last value, without quotes', async () => {
    const built = two();
    const text = built.read('Enrollment').toString().replaceAll('"', '').trimEnd();
    expect(await problemsOf(built.overwrite('Enrollment', text.slice(0, -1)))).toEqual([
      'Enrollment.csv:3: does not bear the ExportID of Export.csv: the file was cut off there, or is of another export',
    ]);
  });

  test('wherever a file is cut, nothing is taken for whole that is not', async () => {
    const built = two();
    const whole = built.read('Enrollment');
    const { enrollments } = await read(built);
    const lastRow = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let length = lastRow; length < whole.length - 2; length += 1) {
      built.overwrite('Enrollment', whole.subarray(0, length));
      const rows = await read(built).then(
        (found) => found.enrollments,
        (error: unknown) => {
          if (!(error instanceof BrokenExport)) throw error;
          return null;
        },
      );
      // Cut at the end of a row it is a smaller export: nothing in the format tells.
      expect(rows, `${length} bytes`).toEqual(length === lastRow ? enrollments.slice(0, 1) : null);
    }
  });

  test('Windows-1252, with the row', async () => {
    const built = anExport()
      .participant('1')
      .participant('2', { client: { LastName: 'Müller' } })
      .participant('3')
      .write();
    const bytes = Buffer.from(built.read('Client').toString('utf8'), 'latin1');
    expect(await problemsOf(built.overwrite('Client', bytes))).toEqual([
      'Client.csv:3: holds characters that are not UTF-8 (perhaps it is in Windows-1252)',
    ]);
  });

  test('UTF-16, with and without its mark', async () => {
    const built = two();
    const text = built.read('Client').toString();
    const found = await problemsOf(built.overwrite('Client', Buffer.from(`\uFEFF${text}`, 'utf16le')));
    expect(found).toEqual(['Client.csv:1: is in UTF-16, not in UTF-8']);
    expect(await problemsOf(built.overwrite('Client', Buffer.from(text, 'utf16le')))).toEqual([
      'Client.csv:1: holds zero bytes: it is in UTF-16, or no text at all',
    ]);
  });

  test('files of two exports in one folder', async () => {
    const built = two();
    built.overwrite('Client', built.read('Client').toString().replaceAll('E0A1', 'F0F0'));
    expect(await problemsOf(built)).toEqual([
      'Client.csv:2: does not bear the ExportID of Export.csv: the file was cut off there, or is of another export',
    ]);
  });

  test('all broken files are told at once, and none quotes what stands in them', async () => {
    const built = two().overwrite('Exit', '').overwrite('Event', 'EventID\r\n"Marigold" Finch\r\n');
    built.overwrite('Client', built.read('Client').toString().replace('"Marigold"', 'Mari"gold'));
    const problems = await problemsOf(built);
    expect(problems.map((line) => line.split(':')[0])).toEqual(['Exit.csv', 'Client.csv', 'Event.csv']);
    expect(problems.join()).not.toMatch(/gold|Finch/);
  });
});

describe('what a good export may look like', () => {
  test.each([{ bom: true }, { newline: '\n' }, { reversed: true }, {}])('%o', async (options) => {
    const built = anExport()
      .participant('1', { client: { LastName: 'O"Brien,\nSr Schröter' } })
      .write(options);
    const found = await read(built);
    expect(found.source).toEqual({
      exportId: 'E0A1',
      exportedOn: '2026-01-31',
      ...{ system: 'Keeper', sourceId: 'XX-500', sourceName: 'A county', software: 'Keeper' },
      version: 'FY2022',
    });
    expect(found.people.get('p1')?.[0]).toMatchObject({ row: 2, familyName: 'O"Brien, Sr Schröter' });
  });

  test('the row ends with CR alone', async () => {
    const built = two();
    const files = ['Export', 'Client', 'Enrollment', 'Exit', 'Disabilities', 'Event'] as const;
    for (const file of files) built.overwrite(file, built.read(file).toString().replaceAll('\r\n', '\r'));
    expect((await read(built)).enrollments.map(({ row }) => row)).toEqual([2, 3]);
  });

  test.each([',,,,,,,,,', '"",""', '""', '  , ,'])(
    'a row of nothing but empty cells (%s) is no row, wherever it stands',
    async (blank) => {
      const built = two();
      const [header = '', ...rows] = built.read('Enrollment').toString().trimEnd().split('\r\n');
      built.overwrite('Enrollment', [header, blank, ...rows, blank, ''].join('\r\n'));
      const found = await read(built);
      expect(found.enrollments.map(({ row }) => row)).toEqual([3, 4]);
      expect(found.tallies[0]).toMatchObject({ file: 'Enrollment.csv', rows: 2 });
    },
  );

  test('blank lines do not shift the numbers of rows', async () => {
    const built = two();
    built.overwrite('Enrollment', built.read('Enrollment').toString().replace('\r\n', '\r\n\r\n'));
    expect((await read(built)).enrollments.map(({ row }) => row)).toEqual([3, 4]);
  });
});
