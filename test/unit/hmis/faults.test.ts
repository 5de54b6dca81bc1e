import { describe, expect, test } from 'vitest';
import { BrokenExport } from '../../../src/hmis/broken-export.ts';
import type { BuiltExport } from '../../support/hmis-export.ts';
import { anExport, read, referral, verdicts } from './support.ts';

/** As many adults, each the head of a household. */
function adults(count: number): BuiltExport {
  const built = anExport();
  for (let i = 1; i <= count; i += 1) built.participant(String(i));
  return built;
}

async function stoppedBy(built: BuiltExport) {
  const error: unknown = await read(built.write()).catch((reason: unknown) => reason);
  if (!(error instanceof BrokenExport)) throw new Error('it could be read', { cause: error });
  return error.problems;
}

describe('exits of no enrollment', () => {
  test('a few: each is told with its row, and nobody is started who may be the one who left', async () => {
    const built = adults(3).exit('1', { EnrollmentID: 'gone', PersonalID: 'p1' });
    built.exit('2', { EnrollmentID: 'gone too', PersonalID: 'p9' });
    expect((await verdicts(built)).map(({ reason }) => reason)).toEqual([
      'row 2 of Exit.csv names this PersonalID and an enrollment that is not in the export: whether the client has left is unclear',
      undefined,
      undefined,
    ]);
    expect((await read(built)).notes).toEqual([
      { file: 'Exit.csv', row: 2, problem: 'is the exit of no enrollment in Enrollment.csv' },
      { file: 'Exit.csv', row: 3, problem: 'is the exit of no enrollment in Enrollment.csv' },
    ]);
  });

  test.each([
    ['00417', '417'],
    ['00417', '417.0'],
    ['AB-0', 'ab-0'],
  ])(
    'an id that a spreadsheet changed (%s, then %s) leaves its enrollment unclear',
    async (before, after) => {
      const built = anExport().participant('1', { enrollment: { EnrollmentID: before } });
      built.exit('1', { EnrollmentID: after, PersonalID: 'p9' });
      expect(await verdicts(built)).toMatchObject([
        { as: 'refused', reason: expect.stringMatching(/whose id is almost this one/) },
      ]);
    },
  );

  test('a tenth of the exits, and three: nothing is started', async () => {
    const built = adults(40);
    for (let i = 1; i <= 27; i += 1) built.exit(String(i));
    for (let i = 28; i <= 30; i += 1) built.exit(String(i), { EnrollmentID: `x${i}` });
    expect(await stoppedBy(built)).toEqual([
      {
        file: 'Exit.csv',
        row: null,
        problem: 'EnrollmentID names no enrollment of the export in 3 of 30 rows (29, 30, 31)',
        remedy: expect.stringMatching(/leading zeros.*Export again/),
      },
    ]);
    built.exit('31');
    expect((await verdicts(built)).filter(({ as }) => as === 'start')).toHaveLength(9);
  });

  test('the exit of a deleted enrollment is nobody’s fault', async () => {
    const built = adults(1)
      .participant('2', { enrollment: { DateDeleted: '2021-05-05' } })
      .exit('2');
    expect(await verdicts(built)).toMatchObject([{ as: 'start' }, { as: 'deleted' }]);
    expect((await read(built)).notes).toEqual([]);
  });
});

describe('DateDeleted is empty or a date', () => {
  const values = [
    'NULL',
    '0',
    'no',
    '1900-01-01',
    '0001-01-01 00:00:00',
    '9999-12-31',
    '2021-02-30',
    'false',
  ];
  const unclear = /DateDeleted that is neither empty nor the date of a day that was/;

  test.each(values)('%s in any file: unclear, and refused with its reason', async (DateDeleted) => {
    const inExit = adults(1).exit('1', { DateDeleted });
    const inClient = anExport().participant('1', { client: { DateDeleted } });
    const inEnrollment = anExport().participant('1', { enrollment: { DateDeleted } });
    for (const built of [inExit, inClient, inEnrollment])
      expect(await verdicts(built)).toMatchObject([
        { as: 'refused', reason: expect.stringMatching(unclear) },
      ]);
    const inFact = adults(1).disability('1', 9, 1, { DateDeleted });
    expect(await verdicts(inFact)).toMatchObject([{ as: 'start' }]);
    expect((await read(inFact)).notes).toMatchObject([
      { file: 'Disabilities.csv', row: 2, problem: expect.stringMatching(unclear) },
    ]);
  });

  test.each(['2021-05-05', '2021-05-05 10:00:00', '2021-05-05T10:00:00.000Z', '2021-05-05 1:02:03 PM'])(
    '%s: deleted',
    async (DateDeleted) => {
      expect(await verdicts(anExport().participant('1', { enrollment: { DateDeleted } }))).toMatchObject([
        { as: 'deleted' },
      ]);
    },
  );
});

describe('a column of which most rows cannot be read stops the import', () => {
  const cases: [string, string, (built: BuiltExport, name: string) => BuiltExport][] = [
    ['Client.csv', 'DOB', (built, name) => built.participant(name, { client: { DOB: '2/3/1980' } })],
    ['Client.csv', 'DOB', (built, name) => built.participant(name, { client: { DOB: '' } })],
    [
      'Client.csv',
      'DOBDataQuality',
      (built, name) => built.participant(name, { client: { DOBDataQuality: 'Full', DOB: '1980-01-01' } }),
    ],
    [
      'Client.csv',
      'NameDataQuality',
      (built, name) => built.participant(name, { client: { NameDataQuality: 'Full' } }),
    ],
    [
      'Client.csv',
      'DateDeleted',
      (built, name) => built.participant(name, { client: { DateDeleted: 'NULL' } }),
    ],
    [
      'Enrollment.csv',
      'EntryDate',
      (built, name) => built.participant(name, { enrollment: { EntryDate: '6/1/2020' } }),
    ],
    [
      'Enrollment.csv',
      'RelationshipToHoH',
      (built, name) => built.participant(name, { enrollment: { RelationshipToHoH: 'Self' } }),
    ],
    [
      'Enrollment.csv',
      'LivingSituation',
      (built, name) => built.participant(name, { enrollment: { LivingSituation: 'Street' } }),
    ],
    [
      'Enrollment.csv',
      'PersonalID',
      (built, name) => built.participant(name, { client: { PersonalID: `${name}.0` } }),
    ],
    ['Exit.csv', 'ExitDate', (built, name) => built.participant(name).exit(name, { ExitDate: '6/1/2021' })],
    [
      'Disabilities.csv',
      'InformationDate',
      (built, name) => built.participant(name).disability(name, 9, 1, { InformationDate: '1/1/2021' }),
    ],
    [
      'Disabilities.csv',
      'DisabilityResponse',
      (built, name) => built.participant(name).disability(name, 9, 'Yes'),
    ],
    [
      'Disabilities.csv',
      'EnrollmentID',
      (built, name) => built.participant(name).disability(name, 9, 1, { EnrollmentID: `${name}.0` }),
    ],
    [
      'HealthAndDV.csv',
      'DomesticViolenceSurvivor',
      (built, name) => built.participant(name).violence(name, 'Yes', 1),
    ],
    ['Event.csv', 'Event', (built, name) => built.participant(name).event(name, 'Rapid re-housing')],
    [
      'CurrentLivingSituation.csv',
      'CurrentLivingSituation',
      (built, name) =>
        built
          .participant(name)
          .living(name, 16, { CurrentLivingSituation: 'Place not meant for habitation' }),
    ],
  ];

  test.each(cases)('%s, %s', async (file, column, broken) => {
    const built = anExport();
    for (const name of ['1', '2', '3']) broken(built, name);
    built.participant('4').participant('5').participant('6').exit('4').event('4', 13).violence('4', 1, 1);
    const problems = await stoppedBy(built.disability('4', 9, 1).living('4', 16));
    expect(problems).toMatchObject([
      { file, row: null, problem: expect.stringMatching(new RegExp(`^${column} .* in 3 of \\d \\w+ \\(`)) },
    ]);
    expect(problems[0]?.remedy).toMatch(/Export again/);
  });

  test.each(cases)('%s, %s: two rows stop nothing, and are told', async (file, column, broken) => {
    const built = anExport();
    for (const name of ['1', '2']) broken(built, name);
    const judged = await verdicts(built.participant('3'));
    expect(judged.at(-1)).toMatchObject({ as: 'start' });
    const told = (await read(built)).notes.filter((note) => note.file === file).length;
    const refused = judged.filter(({ as }) => as === 'refused').length;
    expect(Math.max(told, refused), column).toBe(2);
  });
});

describe('names that are hashes', () => {
  const sha256 = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';
  test.each([
    sha256,
    sha256.toUpperCase(),
    sha256.slice(0, 32),
    sha256.slice(0, 40),
    `0x${sha256}`,
    'uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=',
  ])('%s: said, and not taken for a name', async (hash) => {
    const built = anExport().participant('1', { client: { LastName: hash } });
    const made = await referral(built);
    expect(made.client).toMatchObject({ givenName: 'Unknown', familyName: 'Unknown' });
    expect(made.background['nameQuality']).toBe('unknown');
    expect((await read(built)).notes).toEqual([
      { file: 'Client.csv', row: 2, problem: 'the name looks like a hash: not taken for a name' },
    ]);
  });

  test.each(['Wolfeschlegelsteinhausenbergerdorff', 'Keihanaikukauakahihuliheekahaunaele', 'Abe', 'III'])(
    '%s is a name',
    async (LastName) => {
      const made = await referral(anExport().participant('1', { client: { LastName } }));
      expect(made.client.familyName).toBe(LastName);
    },
  );
});
