import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BrokenExport } from '../../../src/hmis/broken-export.ts';
import { judge } from '../../../src/hmis/judge.ts';
import { anExport, read, today, verdicts } from './support.ts';

const minor = { DOB: '2008-03-03' };
const justAdult = { DOB: '2008-03-02' };

describe('each row is started, skipped or refused with its reason', () => {
  test('who has left is skipped', async () => {
    const built = anExport().participant('1').participant('2').exit('2');
    expect(await verdicts(built)).toEqual([
      { row: 2, as: 'start', family: false },
      { row: 3, as: 'left' },
    ]);
  });

  test('deleted rows count for nothing, an exit that was deleted neither', async () => {
    const gone = { DateDeleted: '2021-05-05 00:00:00' };
    const built = anExport().participant('1', { enrollment: gone }).participant('2').exit('2', gone);
    expect(await verdicts(built)).toEqual([
      { row: 2, as: 'deleted' },
      { row: 3, as: 'start', family: false },
    ]);
    expect(
      (await read(built)).tallies.map(({ file, rows, deleted }) => [file, rows, deleted]).slice(0, 3),
    ).toEqual([
      ['Enrollment.csv', 2, 1],
      ['Exit.csv', 1, 1],
      ['Client.csv', 2, 0],
    ]);
  });

  test('an exit without a date, in the future, before the entry, or of another person leaves it unclear', async () => {
    const built = anExport().participant('1').participant('2').participant('3');
    built.participant('4').participant('5');
    built.exit('1', { ExitDate: '' }).exit('2', { ExitDate: '2026-03-03' }).exit('3', { PersonalID: 'p1' });
    built.exit('4', { ExitDate: '2020-05-31' }).exit('5', { ExitDate: '2020-06-01' });
    const unclear = (row: number, why: string) =>
      `its row ${row} of Exit.csv ${why}: whether the client has left is unclear`;
    expect((await verdicts(built)).map(({ reason }) => reason)).toEqual([
      unclear(2, 'has no date that can be read'),
      unclear(3, 'has a date in the future'),
      unclear(4, 'names another PersonalID than its enrollment does'),
      unclear(5, 'has a date before the entry date'),
      undefined,
    ]);
    expect(await verdicts(built)).toContainEqual({ row: 6, as: 'left' });
  });

  test.each([
    ['no entry date', { EntryDate: '' }],
    ['an entry date that is no date (YYYY-MM-DD)', { EntryDate: '6/1/2020' }],
    ['an entry date that is no date (YYYY-MM-DD)', { EntryDate: '2021-02-29' }],
    ['an entry date in the future', { EntryDate: '2026-03-03' }],
    ['an entry date before the birth date', { EntryDate: '1980-05-16' }],
    ['its PersonalID is not in Client.csv, or deleted there', { PersonalID: 'p9' }],
    ['no PersonalID that can be used', { PersonalID: '' }],
    ['no EnrollmentID that can be used', { EnrollmentID: '' }],
    ['no EnrollmentID that can be used', { EnrollmentID: 'e\u001B[31m' }],
  ])('refused: %s', async (reason, enrollment) => {
    expect(await verdicts(anExport().participant('1', { enrollment }))).toEqual([
      { row: 2, as: 'refused', reason },
    ]);
  });

  test('a person who stands twice in Client.csv', async () => {
    const built = anExport()
      .participant('1')
      .participant('2', {
        client: { PersonalID: 'p1' },
        enrollment: { PersonalID: 'p1', EntryDate: '2021-01-01' },
      });
    const reason = 'its PersonalID stands several times in Client.csv (rows 2, 3)';
    expect(await verdicts(built)).toEqual([
      { row: 2, as: 'refused', reason },
      { row: 3, as: 'refused', reason },
    ]);
  });

  test('the same enrollment twice: the first counts; for two people neither does', async () => {
    const same = anExport().participant('1');
    same.rows.Enrollment.push({ ...same.rows.Enrollment[0] });
    expect(await verdicts(same)).toMatchObject([
      { as: 'start' },
      { reason: 'the same EnrollmentID as in row 2' },
    ]);
    const differ = anExport()
      .participant('1')
      .participant('2', { enrollment: { EnrollmentID: 'e1' } });
    const reason = 'its EnrollmentID stands in several rows, for different clients';
    expect(await verdicts(differ)).toMatchObject([{ reason }, { reason }]);
  });

  test('of several open enrollments of a client the one entered first counts', async () => {
    const built = anExport().participant('1').participant('2').exit('3');
    built.rows.Enrollment.push(
      { EnrollmentID: 'e1b', PersonalID: 'p1', EntryDate: '2019-01-01', RelationshipToHoH: 1 },
      { EnrollmentID: 'e1c', PersonalID: 'p1', EntryDate: '2019-01-01', RelationshipToHoH: 1 },
    );
    const reason = 'the client is open in row 4 already: one enrollment a client';
    expect(await verdicts(built)).toMatchObject([{ reason }, { as: 'start' }, { as: 'start' }, { reason }]);
  });

  test('a minor is refused to the day before the birthday', async () => {
    const built = anExport().participant('1', { client: minor }).participant('2', { client: justAdult });
    expect(await verdicts(built)).toMatchObject([
      { as: 'refused', reason: expect.stringMatching(/^a minor/) },
      { as: 'start' },
    ]);
  });

  test.each([2, 3, 5, 99, '', 'x'])(
    'without a birth date a head of household counts as an adult, relationship "%s" does not',
    async (RelationshipToHoH) => {
      const client = { DOB: '', DOBDataQuality: 99 };
      const built = anExport()
        .participant('1', { client })
        .participant('2', { client, enrollment: { RelationshipToHoH } });
      expect(await verdicts(built)).toMatchObject([
        { as: 'start' },
        { as: 'refused', reason: expect.stringMatching(/unclear/) },
      ]);
    },
  );

  test('a birth date of unknown quality makes nobody an adult, but whoever heads a household may be a minor', async () => {
    const child = { DOB: '2020-01-01', DOBDataQuality: 99 };
    const built = anExport()
      .participant('1', { client: child })
      .participant('2', { client: { DOBDataQuality: 99 }, enrollment: { RelationshipToHoH: 3 } });
    expect((await verdicts(built)).map(({ reason }) => reason)).toEqual([
      'a minor by a birth date of unknown quality: whether an adult is unclear',
      'of unknown birth date, and not the head of household: whether an adult is unclear',
    ]);
  });

  test('a family is a head of household with a minor who has not left; other adults stay individuals', async () => {
    const inHousehold = (HouseholdID: string, RelationshipToHoH: number) => ({
      HouseholdID,
      RelationshipToHoH,
    });
    const built = anExport()
      .participant('1', { enrollment: inHousehold('a', 1) })
      .participant('2', { enrollment: inHousehold('a', 3) })
      .participant('3', { client: minor, enrollment: inHousehold('a', 2) })
      .participant('4', { enrollment: inHousehold('b', 1) })
      .participant('5', { client: minor, enrollment: inHousehold('b', 2) })
      .exit('5')
      .participant('6', { enrollment: inHousehold('', 1) })
      .participant('7', { client: minor, enrollment: inHousehold('', 2) });
    expect(
      (await verdicts(built)).map((verdict) => ('family' in verdict ? verdict.family : verdict.as)),
    ).toEqual([...[true, false, 'refused', false, 'left', false, 'refused']]);
  });
});

describe('rows about an enrollment', () => {
  test('those that cannot be used are told with their row, and change nothing', async () => {
    const built = anExport().participant('1').participant('2');
    built
      .disability('1', 9, 1, { PersonalID: 'p2' })
      .disability('1', 9, 'yes')
      .violence('1', 1, 'constructor');
    built.event('1', 'toString').event('1', 13, { EventDate: 'soon' }).event('9', 13);
    const found = await read(built.write());
    expect(found.notes).toEqual([
      { file: 'Disabilities.csv', row: 2, problem: 'names another PersonalID than its enrollment does' },
      { file: 'Disabilities.csv', row: 3, problem: 'DisabilityResponse is no code of the format' },
      { file: 'HealthAndDV.csv', row: 2, problem: 'CurrentlyFleeing is no code of the format' },
      { file: 'Event.csv', row: 2, problem: 'Event is no code of the format' },
      { file: 'Event.csv', row: 3, problem: 'has no date that can be read' },
      { file: 'Event.csv', row: 4, problem: 'is about no enrollment in Enrollment.csv' },
    ]);
    expect(found.histories.size).toBe(0);
  });
});

test('whatever the export says, each row gets one verdict and each row of each file is counted once', async () => {
  const date = fc.constantFrom('2020-01-01', '2019-05-05', '', 'x', '2030-01-01');
  const few = (letter: string) =>
    fc.constantFrom('1', '2', '3', '').map((n) => (n === '' ? '' : `${letter}${n}`));
  const deleted = fc.constantFrom('', '', '', '2021-01-01');
  const cells = { EnrollmentID: few('e'), PersonalID: few('p'), DateDeleted: deleted };
  const arbitrary = fc.record({
    Client: fc.array(
      fc.record({
        ...cells,
        DOB: fc.constantFrom('1980-01-01', '2015-01-01', ''),
        DOBDataQuality: fc.constantFrom(1, 99),
      }),
      { maxLength: 4 },
    ),
    Enrollment: fc.array(
      fc.record({
        ...cells,
        EntryDate: date,
        HouseholdID: few('h'),
        RelationshipToHoH: fc.constantFrom(1, 2),
      }),
      { maxLength: 6 },
    ),
    Exit: fc.array(fc.record({ ...cells, ExitDate: date }), { maxLength: 3 }),
    Disabilities: fc.array(
      fc.record({
        ...cells,
        InformationDate: date,
        DisabilityType: fc.constant(9),
        DisabilityResponse: fc.constantFrom(1, 7),
      }),
      { maxLength: 3 },
    ),
    Event: fc.array(fc.record({ ...cells, EventDate: date, Event: fc.constantFrom(13, 40) }), {
      maxLength: 3,
    }),
  });
  await fc.assert(
    fc.asyncProperty(arbitrary, async (rows) => {
      const built = anExport();
      try {
        Object.assign(built.rows, rows);
        const found = await read(built.write()).catch((error: unknown) => {
          if (error instanceof BrokenExport) return null;
          throw error;
        });
        // Too many rows of a column could not be read.
        if (found === null) return;
        const judged = judge(found, today);
        expect(judged.map(({ row }) => row.row)).toEqual(rows.Enrollment.map((_, at) => at + 2));
        const started = judged.flatMap((one) => (one.as === 'start' ? [one.person.personalId] : []));
        expect(new Set(started).size).toBe(started.length);
        for (const { file, rows: all, read: used, deleted: gone, unmatched, unusable } of found.tallies) {
          const name = file.replace('.csv', '') as keyof typeof built.rows;
          expect([file, all, used + gone + unmatched + unusable]).toEqual([
            file,
            ...[1, 1].map(() => built.rows[name].length),
          ]);
          expect(found.notes.filter((note) => note.file === file && file !== 'Client.csv')).toHaveLength(
            file === 'Client.csv' ? 0 : unusable + unmatched,
          );
        }
      } finally {
        built.remove();
      }
    }),
    { numRuns: 100 },
  );
});
