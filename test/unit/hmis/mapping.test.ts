import { describe, expect, test } from 'vitest';
import { anExport, read, referral } from './support.ts';

describe('what an enrollment is started with', () => {
  test('the client, the entry date as history, and nothing that was not said', async () => {
    expect(await referral(anExport().participant('1'))).toEqual({
      sourceEnrollmentId: 'e1',
      personalId: 'p1',
      entryDate: '2020-06-01',
      level: 'rsc-i',
      needs: [],
      client: {
        reference: 'hmis:xx-500/p1',
        givenName: 'Marigold',
        familyName: 'Finch',
        birthDate: '1980-05-17',
        birthDateQuality: 'full',
        identifier: { system: 'hmis:xx-500', value: 'p1' },
      },
      background: {
        export: {
          ...{ exportId: 'E0A1', exportedOn: '2026-01-31', system: 'Keeper', version: 'FY2022' },
          ...{ sourceId: 'XX-500', sourceName: 'A county', software: 'Keeper' },
        },
        source: 'xx-500',
        enrollmentId: 'e1',
        entryDate: '2020-06-01',
        nameQuality: 'full',
        birthDateQuality: 'full',
        disablingCondition: false,
        conditions: [],
        substances: null,
        domesticViolence: null,
        livingSituation: { on: '2020-06-01', code: '10' },
        referrals: [],
      },
    });
  });

  test.each([
    { type: 9, response: 1, conditions: ['mental-health'], substances: null },
    { type: 9, response: 0, conditions: [], substances: null },
    { type: 10, response: 1, conditions: ['substance-use'], substances: 'alcohol' },
    { type: 10, response: 2, conditions: ['substance-use'], substances: 'drugs' },
    { type: 10, response: 3, conditions: ['substance-use'], substances: 'alcohol-and-drugs' },
    { type: 10, response: 99, conditions: [], substances: null },
    { type: 8, response: 1, conditions: [], substances: null },
  ])('disability type $type, response $response: $conditions', async ({ type, response, ...expected }) => {
    const { background } = await referral(anExport().participant('1').disability('1', type, response));
    expect(background).toMatchObject(expected);
  });

  test('the latest answer counts, in any order of rows; no answer takes its place', async () => {
    const built = anExport()
      .participant('1')
      .disability('1', 9, 0, { InformationDate: '2022-01-01' })
      .disability('1', 9, 1, { InformationDate: '2021-01-01' })
      .disability('1', 10, 2, { InformationDate: '2021-01-01' })
      .disability('1', 10, 99, { InformationDate: '2022-01-01' });
    expect((await referral(built)).background).toMatchObject({
      conditions: ['substance-use'],
      substances: 'drugs',
    });
  });

  test('what is said of HIV, Social Security numbers and the like is nowhere in it', async () => {
    const built = anExport().participant('1').disability('1', 8, 1);
    const found = await read(built.write());
    const text = JSON.stringify([
      await referral(built),
      [...found.people],
      [...found.histories],
      found.enrollments,
    ]);
    expect(text).not.toMatch(/123456789|"8"/);
  });

  test.each([
    { victim: 1, fleeing: 1, needs: ['safety'] },
    { victim: 1, fleeing: 99, needs: ['safety'] },
    { victim: 1, fleeing: '', needs: ['safety'] },
    { victim: 1, fleeing: 0, needs: [] },
    { victim: 0, fleeing: '', needs: [] },
    { victim: 99, fleeing: 1, needs: [] },
  ])('domestic violence $victim, fleeing $fleeing: $needs', async ({ victim, fleeing, needs }) => {
    expect((await referral(anExport().participant('1').violence('1', victim, fleeing))).needs).toEqual(needs);
  });

  test.each([
    { situation: 16, needs: ['housing'] },
    { situation: 1, needs: ['housing'] },
    { situation: 35, needs: ['housing'] },
    { situation: 116, needs: ['housing'] },
    { situation: 336, needs: ['housing'] },
    { situation: 10, needs: [] },
    { situation: 435, needs: [] },
    { situation: 99, needs: [] },
    { situation: '', needs: [] },
  ])('living situation $situation: $needs', async ({ situation, needs }) => {
    const built = anExport().participant('1', { enrollment: { LivingSituation: situation } });
    expect((await referral(built)).needs).toEqual(needs);
  });

  test('a later living situation counts for more than that of the entry, an earlier one does not', async () => {
    const later = anExport().participant('1').living('1', 16, { InformationDate: '2020-06-02' });
    expect((await referral(later)).needs).toEqual(['housing']);
    const earlier = anExport().participant('1').living('1', 16, { InformationDate: '2020-05-31' });
    expect((await referral(earlier)).needs).toEqual([]);
  });

  test('referral events in order, with their results', async () => {
    const built = anExport()
      .participant('1')
      .event('1', 17, { EventDate: '2021-03-01', ReferralResult: 1, ResultDate: '2021-03-05' })
      .event('1', 13, { EventDate: '2021-02-01' });
    expect((await referral(built)).background['referrals']).toEqual([
      { event: '13', title: 'Rapid re-housing', on: '2021-02-01', result: null, resultOn: null },
      {
        event: '17',
        title: 'Emergency Housing Voucher',
        on: '2021-03-01',
        result: 'accepted',
        resultOn: '2021-03-05',
      },
    ]);
  });

  test.each([
    { quality: 1, client: ['1980-05-17', 'full'], background: { birthDateQuality: 'full' } },
    {
      quality: 2,
      client: ['1980-05-17', 'approximate'],
      background: { birthDateQuality: 'partial', estimatedBirthDate: '1980-05-17' },
    },
    { quality: 8, client: [null, 'unknown'], background: { birthDateQuality: 'unknown' } },
    { quality: 9, client: [null, 'refused'], background: { birthDateQuality: 'unknown' } },
    { quality: 99, client: [null, 'not-collected'], background: { birthDateQuality: 'unknown' } },
  ])('a birth date of quality $quality', async ({ quality, client, background }) => {
    const made = await referral(anExport().participant('1', { client: { DOBDataQuality: quality } }));
    expect([made.client.birthDate, made.client.birthDateQuality]).toEqual(client);
    expect(made.background).toMatchObject(background);
    expect('estimatedBirthDate' in made.background).toBe('estimatedBirthDate' in background);
  });

  test.each(['1880-01-01', '2030-01-01', '17.5.1980', ''])(
    'a birth date that cannot be one (%s) is unknown, and told',
    async (DOB) => {
      const built = anExport().participant('1', { client: { DOB } });
      const { birthDate, birthDateQuality } = (await referral(built)).client;
      expect([birthDate, birthDateQuality]).toEqual([null, 'not-collected']);
      expect((await read(built)).notes).toEqual([
        { file: 'Client.csv', row: 2, problem: 'the birth date cannot be one: taken as unknown' },
      ]);
    },
  );

  test('names that are missing or hashed are unknown', async () => {
    const missing = anExport().participant('1', { client: { FirstName: '', NameDataQuality: 2 } });
    expect((await referral(missing)).client).toMatchObject({ givenName: 'Unknown', familyName: 'Finch' });
    const hashed = anExport().participant('1');
    Object.assign(hashed.rows.Export[0] ?? {}, { HashStatus: 4 });
    const made = await referral(hashed);
    expect(made.client).toMatchObject({ givenName: 'Unknown', familyName: 'Unknown' });
    expect(made.background['nameQuality']).toBe('unknown');
  });

  test('names of columns of FY2024', async () => {
    const built = anExport()
      .rename('DomesticViolenceVictim', 'DomesticViolenceSurvivor')
      .participant('1')
      .violence('1', 1, 1);
    expect((await referral(built)).needs).toEqual(['safety']);
  });

  test('a head of household with a minor is a family; --level says otherwise', async () => {
    const built = anExport()
      .participant('1')
      .participant('2', {
        client: { DOB: '2015-01-01' },
        enrollment: { HouseholdID: 'h1', RelationshipToHoH: 2 },
      });
    expect((await referral(built)).level).toBe('rsc-f');
    expect((await referral(built, 'cm')).level).toBe('cm');
  });
});
