import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { type ApiRig, createApiRig, minute } from '../support/api-rig.ts';
import { type BuiltExport, hmisExport } from '../support/hmis-export.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

/** An export of a source of its own, so that no test meets another's people. */
let made = 0;
function exported(build: (one: BuiltExport) => BuiltExport): BuiltExport {
  made += 1;
  const built = hmisExport();
  onTestFinished(() => built.remove());
  Object.assign(built.rows.Export[0] ?? {}, { SourceID: `XX-${made}` });
  return build(built).write();
}

/** Names and dates of one person a test, so that nobody looks like somebody of another. */
const called = (FirstName: string, DOB = '1980-05-17') => ({
  client: { FirstName, LastName: 'Quillfeather', DOB },
});

type Row = {
  row: number;
  outcome: string;
  reason: string | null;
  remark: string | null;
  enrollmentId: string | null;
};
type Report = {
  importId: string;
  stands: string;
  trouble: string | null;
  total: number;
  counts: Record<string, number>;
  rows: Row[];
};

const preview = (built: BuiltExport, more: object = {}, as: Login = 'intake') =>
  rig.post(as, '/imports/preview', { files: built.sent(), ...more });
const start = (built: BuiltExport, more: object = {}, as: Login = 'intake') =>
  rig.post(as, '/imports', { files: built.sent(), ...more });

async function ended(importId: string): Promise<Report> {
  return await expect
    .poll(
      async () => {
        const { body } = await rig.get('intake', `/imports/${importId}`).expect(200);
        return body as Report;
      },
      { timeout: 60_000 },
    )
    .toSatisfy(({ stands }: Report) => stands !== 'running')
    .then(async () => (await rig.get('intake', `/imports/${importId}`)).body as Report);
}

const tables = async () => ({
  ...(await rig.written()),
  sources: await rig.prisma.hmisSource.count(),
  people: await rig.prisma.hmisPerson.count(),
  imports: await rig.prisma.hmisImport.count(),
});

describe('the preview of an import', () => {
  it('says of each row what would become of it, in ids alone, and writes nothing', async () => {
    const built = exported((one) =>
      one
        .participant('1', called('Amaryllis'))
        .participant('2', called('Bartholomew'))
        .exit('2')
        .participant('3', {
          ...called('Columbine', '2019-12-01'),
          enrollment: { HouseholdID: 'h1', RelationshipToHoH: 2 },
        })
        .participant('4', called('Damaris'))
        .participant('5', called('Damaris')),
    );
    const before = await tables();
    const { body, text } = await preview(built).expect(200);
    expect(body).toMatchObject({
      ready: true,
      stops: [],
      asks: null,
      source: `xx-${made}`,
      from: { system: 'Keeper' },
      counts: { 'not-reached': 3, left: 1, refused: 1, started: 0 },
      lookAlikes: 2,
    });
    const { rows } = body as Report;
    expect(rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      [4, 'refused'],
      [5, 'not-reached'],
      [6, 'not-reached'],
    ]);
    expect(rows[0]?.reason).toMatch(/a minor/);
    expect(rows[1]?.remark).toBe('looks like row 6 of Client.csv');
    expect(text).not.toMatch(/Amaryllis|Quillfeather|1980-05-17|123456789/);
    expect(await tables()).toEqual(before);
    expect(rig.logs.join('')).not.toMatch(/Amaryllis|Quillfeather/);
  });

  it('says what is wrong with whole files, where, and what to do; such an export is not started', async () => {
    const built = exported((one) => one.participant('1', called('Euphemia'))).drop('Exit');
    const { body } = await preview(built).expect(200);
    expect(body).toMatchObject({
      ready: false,
      counts: null,
      stops: [{ file: 'Exit.csv', problem: 'is missing' }],
    });
    const latin = exported((one) => one.participant('1', called('Zoe'))).overwrite(
      'Client',
      Buffer.from('PersonalID,FirstName\r\np1,Zo\xEB\r\n', 'latin1'),
    );
    const told = await preview(latin).expect(200);
    expect((told.body as { stops: object[] }).stops).toContainEqual(
      expect.objectContaining({
        file: 'Client.csv',
        row: 2,
        problem: expect.stringContaining('not UTF-8') as string,
      }),
    );
    expect(told.text).not.toContain('Zo');
    const before = await tables();
    const { body: refused } = await start(built).expect(422);
    expect(refused).toMatchObject({ code: 'export-unusable' });
    expect(await tables()).toEqual(before);
  });

  it('asks which HMIS it is of, where the export does not say', async () => {
    const built = exported((one) => one.participant('1', called('Floribel')));
    Object.assign(built.rows.Export[0] ?? {}, { SourceID: '', SourceName: '' });
    built.write();
    const { body } = await preview(built).expect(200);
    expect(body).toMatchObject({ ready: false, asks: { about: 'source', why: 'unnamed', choices: [] } });
    const { body: named } = await preview(built, { source: 'The harbor' }).expect(200);
    expect(named).toMatchObject({ ready: true, source: 'the harbor' });
  });

  it('refuses a level that the policy has not', async () => {
    const built = exported((one) => one.participant('1', called('Gwendolyn')));
    const { body } = await preview(built, { level: 'rsc' }).expect(422);
    expect(body).toMatchObject({ code: 'unknown-level' });
  });

  it('refuses what is larger than 50 MB, in words about that', async () => {
    const files = [{ file: 'Client.csv', content: Buffer.alloc(50_000_001, 65).toString('base64') }];
    const { body } = await rig.post('intake', '/imports/preview', { files }).expect(413);
    expect(body).toMatchObject({ code: 'export-too-large' });
    const larger = [{ file: 'Client.csv', content: 'A'.repeat(70_000_000) }];
    const { body: refused } = await rig.post('intake', '/imports/preview', { files: larger }).expect(413);
    expect(refused).toMatchObject({ code: 'export-too-large' });
  }, 60_000);
});

describe('an import', () => {
  it('starts who can be started; a second press starts nobody twice, and its report stays', async () => {
    const built = exported((one) =>
      one
        .participant('1', called('Hyacinth'))
        .participant('2', called('Isadora'))
        .participant('3', called('Jocasta'))
        .exit('3'),
    );
    const { body, headers } = await start(built).expect(202);
    const { importId } = body as Report;
    expect(headers['location']).toBe(`/api/v1/imports/${importId}`);
    const report = await ended(importId);
    expect(report).toMatchObject({
      ...{ stands: 'whole', trouble: null, total: 2 },
      counts: { started: 2, left: 1, refused: 0, 'not-reached': 0 },
      startedBy: { staffId: rig.agency.staffIds.intake },
    });
    const { body: listed } = await rig.get('intake', '/enrollments').expect(200);
    const names = (listed as { items: { client: { givenName?: string } }[] }).items.map(
      ({ client }) => client.givenName,
    );
    expect(names).toEqual(expect.arrayContaining(['Hyacinth', 'Isadora']));
    expect(names).not.toContain('Jocasta');

    const before = await rig.written();
    rig.clock.set(rig.clock.now() + minute);
    const again = await start(built).expect(202);
    expect(await ended((again.body as Report).importId)).toMatchObject({
      ...{ stands: 'whole', total: 0 },
      counts: { started: 0, 'already-there': 2, left: 1 },
    });
    expect(await rig.written()).toEqual(before);
    const { body: all } = await rig.get('supervisor', '/imports').expect(200);
    const [newest, earlier] = (all as { items: Report[] }).items;
    expect([newest?.counts['already-there'], earlier?.importId]).toEqual([2, importId]);
    expect(earlier).not.toHaveProperty('rows');
  });

  it('cut in the middle it says so, and the same export goes on from there', async () => {
    const built = exported((one) => {
      for (const n of Array.from({ length: 12 }, (_, at) => at))
        one.participant(String(n), called(`K${'abcdefghijkl'.charAt(n)}leb`, `1970-01-${10 + n}`));
      return one;
    });
    // Temporal goes away after the fifth.
    const enroll = rig.gateway.enroll.bind(rig.gateway);
    let asked = 0;
    rig.gateway.enroll = (...given) => {
      asked += 1;
      if (asked > 5) return Promise.resolve({ status: 'unavailable', unknown: false, away: 'engine' });
      return enroll(...given);
    };
    onTestFinished(() => void (rig.gateway.enroll = enroll));
    const { body } = await start(built).expect(202);
    const cut = await ended((body as Report).importId);
    expect(cut).toMatchObject({ stands: 'broken-off', trouble: 'away', total: 12 });
    expect(cut.counts).toMatchObject({ started: 5, 'not-reached': 7, refused: 0 });

    rig.gateway.enroll = enroll;
    const more = await start(built).expect(202);
    const whole = await ended((more.body as Report).importId);
    expect(whole).toMatchObject({ stands: 'whole', trouble: null, total: 7 });
    expect(whole.counts).toMatchObject({ started: 7, 'already-there': 5, 'not-reached': 0 });
  });

  it('one of an agency runs at a time: a second press finds the first', async () => {
    const built = exported((one) => one.participant('1', called('Lavinia')));
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const enroll = rig.gateway.enroll.bind(rig.gateway);
    rig.gateway.enroll = async (...given) => {
      await held;
      return enroll(...given);
    };
    onTestFinished(() => void (rig.gateway.enroll = enroll));
    const { body } = await start(built).expect(202);
    const { importId } = body as Report;
    const second = await start(built, {}, 'supervisor').expect(200);
    expect(second.body).toMatchObject({ importId, stands: 'running', total: 1 });
    // Its process goes away and says nothing more: it reads as broken off, and the next press takes over.
    goOn();
    await ended(importId);
    await rig.prisma.hmisImport.update({
      where: { id: importId },
      data: { endedAt: null, beatAt: new Date(rig.clock.now() - 61_000) },
    });
    expect(await ended(importId)).toMatchObject({ stands: 'broken-off', counts: { started: 1 } });
    const taken = await start(built).expect(202);
    expect((await ended((taken.body as Report).importId)).counts).toMatchObject({ 'already-there': 1 });
  });

  it('is refused by row where the client has an open enrollment here by another way', async () => {
    const built = exported((one) => one.participant('1', called('Marguerite')));
    const first = await ended(((await start(built).expect(202)).body as Report).importId);
    expect(first.counts['started']).toBe(1);
    const twin = exported((one) =>
      one.participant('1', { ...called('Marguerite'), enrollment: { EnrollmentID: 'another' } }),
    );
    Object.assign(twin.rows.Export[0] ?? {}, { SourceID: `XX-${made - 1}` });
    twin.write();
    const { body } = await preview(twin).expect(200);
    expect(body).toMatchObject({ counts: { refused: 1, 'not-reached': 0 } });
    expect((body as Report).rows[0]?.reason).toMatch(/^the client has an open enrollment here: /);
  });
});

describe('who may', () => {
  it('intake and leads; nobody else, and nobody of another agency reads a report', async () => {
    const built = exported((one) => one.participant('1', called('Nerissa')));
    for (const as of ['coordinator', 'payer', 'ops', 'privacy'] as const) {
      for (const path of ['/imports/preview', '/imports'])
        expect((await rig.post(as, path, { files: built.sent() })).status, `${as} ${path}`).toBe(403);
      expect((await rig.get(as, '/imports')).status).toBe(403);
    }
    const { body } = await start(built, {}, 'director').expect(202);
    const { importId } = body as Report;
    await ended(importId);
    const token = rig.otherAgency.tokens.supervisor;
    const { default: request } = await import('supertest');
    const elsewhere = (path: string) =>
      request(rig.app).get(`/api/v1${path}`).set('Authorization', `Bearer ${token}`);
    expect((await elsewhere(`/imports/${importId}`)).status).toBe(404);
    expect((await elsewhere('/imports')).body).toEqual({ items: [] });
  });
});
