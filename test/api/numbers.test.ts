import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReads, createWrites } from '../../src/api/reads.ts';
import { definitionsReply, numberCasesReply, numbersReply } from '../../src/features/numbers/api/schemas.ts';
import { reportReply, reportsReply } from '../../src/features/numbers/api/report-schemas.ts';
import { definitions } from '../../src/features/numbers/definitions.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { createMonthlyReports } from '../../src/features/numbers/activities/monthly-reports.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { readPdf } from '../support/read-pdf.ts';
import { asSent } from '../support/as-sent.ts';

const month = '2037-03';
let rig: ApiRig;
let late = '';
beforeAll(async () => {
  rig = await createApiRig();
  late = await rig.enroll();
  await rig.enroll();
  rig.clock.set(monday + hour);
  await rig.assign(late);
  rig.clock.set(monday + 4 * day);
  const reached = { with: 'client', mode: 'face-to-face', outcome: 'reached' };
  await rig.command('coordinator', late, 'logContact', reached).expect(200);
});
afterAll(() => rig?.close());

const numbers = async (login: 'supervisor' | 'director' | 'payer', query = `month=${month}`) =>
  asSent(numbersReply, (await rig.get(login, `/numbers?${query}`).expect(200)).body);
const cases = async (id: string, query = '', login: 'supervisor' | 'payer' = 'supervisor') =>
  asSent(
    numberCasesReply,
    (await rig.get(login, `/numbers/${id}/cases?month=${month}${query}`).expect(200)).body,
  );

describe('the numbers', () => {
  it('[SU-3] stand by agency and coordinator, each with a definition', async () => {
    const { items } = asSent(
      definitionsReply,
      (await rig.get('payer', '/numbers/definitions').expect(200)).body,
    );
    expect(items.map(({ id }) => id)).toEqual(definitions.map(({ id }) => id));
    // What is said to open does, and nothing else.
    for (const login of ['payer', 'quality', 'supervisor'] as const) {
      const { body } = await rig.get(login, '/numbers/definitions').expect(200);
      for (const { id, opens } of asSent(definitionsReply, body).items) {
        const { status } = await rig.get(login, `/numbers/${id}/cases?month=${month}`);
        expect([login, id, status]).toEqual([login, id, opens ? 200 : 403]);
      }
    }
    const { groups, complete, of } = await numbers('director', `month=${month}&by=coordinator`);
    expect({ complete, of }).toEqual({ complete: false, of: 'all' });
    const theo = groups.find(({ key }) => key === rig.agency.staffIds.coordinator);
    expect(theo?.name).toBe('Theo Marchetti');
    expect(theo?.figures).toContainEqual({
      ...{ number: 'met-late', part: 'IN-5', numerator: 1, denominator: 1, value: 100 },
    });
    expect(groups.at(-1)?.key).toBeNull();
  });

  it('[SU-3] open the cases behind them, page by page', async () => {
    const { items } = await cases('met-late', '&part=IN-5&counted=true');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      ...{ enrollmentId: late, outcome: 'met-late', cause: 'staff', derivedCause: 'staff' },
      client: { familyName: 'Brandywine' },
      coordinator: { name: 'Theo Marchetti' },
    });
    const all = (await cases('timeliness')).items;
    const paged = [];
    for (let cursor = ''; ;) {
      const page = await cases('timeliness', `&limit=1${cursor}`);
      paged.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(1);
  });

  it('[SU-3] show what a supervisor says of a miss beside what the record says', async () => {
    const [missed] = (await cases('met-late', '&part=IN-5&counted=true')).items;
    const why = { obligation: missed?.about, cause: 'client', reason: 'She was in hospital.' };
    expectProblem(await rig.command('coordinator', late, 'explainMiss', why), 'forbidden');
    await rig.command('supervisor', late, 'explainMiss', why).expect(200);
    const [after] = (await cases('met-late', '&part=IN-5&counted=true')).items;
    expect(after).toMatchObject({ cause: 'client', derivedCause: 'staff' });
    const other = { ...why, obligation: 'sccp.full~1' };
    expectProblem(await rig.command('supervisor', late, 'explainMiss', other), 'not-missed');
  });

  it('[SU-3] are for leads and the payer, who counts only what was put before it and reads no names or answers', async () => {
    for (const login of ['coordinator', 'intake', 'ops'] as const)
      expectProblem(await rig.get(login, `/numbers?month=${month}`), 'forbidden');
    const before = await numbers('payer');
    expect(before.of).toBe('put-before-payer');
    expect((await cases('timeliness', '', 'payer')).items).toEqual([]);
    const enclosed = await rig.enclosing(late);
    const justification = 'A room.';
    const ask = { initial: true, units: 4, through: '2037-06-01', enclosed, justification };
    await rig.command('coordinator', late, 'requestExtension', ask).expect(200);
    const { items } = await cases('timeliness', '', 'payer');
    expect(items.length).toBeGreaterThan(0);
    expect(JSON.stringify(items)).not.toContain('Brandywine');
    expectProblem(await rig.get('payer', `/numbers/satisfaction/cases?month=${month}`), 'forbidden');
    expectProblem(await rig.get('director', '/numbers?month=2037-13'), 'invalid-parameter');
    expectProblem(await rig.get('director', `/numbers?month=${month}&through=2036-01`), 'invalid-parameter');
    expectProblem(await rig.get('director', `/numbers/tea/cases?month=${month}`), 'not-found');
  });
});

const terms = async (): Promise<[string, string]> => {
  const { profileHash, calendarHash } = await rig.prisma.agency.findUniqueOrThrow({
    where: { id: rig.agency.agencyId },
  });
  return [profileHash, calendarHash];
};

describe('the monthly report', () => {
  it('[SU-3] is made anew as a new revision, once a key; the old one stays, and leads are told', async () => {
    const make = (key: string) =>
      rig.post('supervisor', `/reports/${month}`, undefined, { 'Idempotency-Key': key });
    const first = asSent(reportReply, (await make('r-1').expect(201)).body);
    expect(first).toMatchObject({ month, revision: 1, madeBy: { name: 'Ruth Okonjo' } });
    expect(asSent(reportReply, (await make('r-1').expect(200)).body)).toEqual(first);
    const old = (await rig.get('director', `/reports/${month}.csv`).expect(200)).text;
    expect(old).toMatch(/^month,of,name,number,title,part,value,unit,numerator,denominator\r\n/);
    expect(old).not.toContain('Brandywine');
    rig.clock.set(monday + 20 * day);
    expect((await make('r-2').expect(201)).body).toMatchObject({ revision: 2 });
    expect((await rig.get('payer', `/reports/${month}.csv?revision=1`).expect(200)).text).toBe(old);
    expect((await rig.get('payer', `/reports/${month}.csv`).expect(200)).text).not.toBe(old);
    const { items } = asSent(reportsReply, (await rig.get('director', '/reports').expect(200)).body);
    expect(items.map(({ revision }) => revision)).toEqual([2, 1]);
    const told = await rig.prisma.notification.findMany({
      where: { kind: 'report' },
      orderBy: { id: 'asc' },
    });
    expect(told.map(({ audience, aboutReport }) => `${audience} ${aboutReport}`).toSorted()).toEqual(
      ['director', 'director', 'supervisor', 'supervisor'].map((role) => `${role} ${month}`),
    );
    await expect(rig.prisma.monthlyReport.deleteMany()).rejects.toThrow();
    expectProblem(await rig.post('supervisor', '/reports/2037-09'), 'not-found');
    expectProblem(await rig.post('payer', `/reports/${month}`), 'forbidden');
    expectProblem(await rig.get('director', '/reports/2036-01.pdf'), 'not-found');
  });

  it('[SU-3] is a document to print: each number by its title with its id beside it, with who printed it', async () => {
    const reply = await rig.get('director', `/reports/${month}.pdf`).buffer().expect(200);
    expect(reply.headers['content-type']).toBe('application/pdf');
    const read = await readPdf(reply.body as Buffer);
    expect({ title: read.title, marked: read.marked }).toEqual({
      title: `Numbers of ${month}`,
      marked: true,
    });
    const whole = read.pages.map(({ text }) => text).join(' ');
    const { name } = await rig.prisma.staff.findUniqueOrThrow({
      where: { id: rig.agency.staffIds.director },
    });
    for (const words of [`Printed by ${name}`, 'Page 1 of', 'Done in time (timeliness)', 'Theo Marchetti'])
      expect(whole).toContain(words);
    const profile = (await createPolicies(createReads(rig.prisma)).policy(...(await terms())))?.profile;
    const [rule] = profile?.rules.filter(({ duty }) => duty === 'IN-5') ?? [];
    expect(whole.replaceAll(/\s+/g, ' ')).toContain(rule?.title);
    expect(whole).toContain('(IN-5)');
    const page = await rig.get('director', `/reports/${month}.html`).expect(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('Done in time (timeliness)');
    expect(page.text).toMatch(/– [^<(]+\(IN-5\)/);
  });

  it('[SU-3] makes itself once, on the first business day of the next month', async () => {
    const { agencyId } = rig.agency;
    const reads = createReads(rig.prisma);
    const reports = createMonthlyReports({
      ...{ reads, policies: createPolicies(reads) },
      writes: createWrites(rig.prisma),
    });
    const at = (local: string) => Date.parse(`${local}:00-05:00`);
    // 1 August 2037 is a Saturday.
    for (const [when, made] of [
      ['2037-08-01T06:00', false],
      ['2037-08-02T06:00', false],
      ['2037-08-03T06:00', true],
      ['2037-08-04T06:00', false],
    ] as const)
      expect(await reports.makeMonthlyReport({ agencyId, at: at(when) })).toEqual({ made, month: '2037-07' });
    const row = await rig.prisma.monthlyReport.findMany({ where: { agencyId, month: '2037-07' } });
    expect(row).toMatchObject([{ revision: 1, madeBy: null }]);
  });
});

it('every month that can be asked for has an answer, or a refusal that says why', async () => {
  const months = ['1900-01', '1969-12', '1999-12', '2025-01', '2036-12', '2037-03', '2038-01', '2099-12'];
  for (const asked of months) {
    const replies = [
      await rig.get('supervisor', `/numbers?month=${asked}`),
      await rig.get('supervisor', `/numbers/timeliness/cases?month=${asked}`),
      await rig.post('supervisor', `/reports/${asked}`),
      await rig.get('supervisor', `/reports/${asked}.csv`),
    ];
    for (const { status, text } of replies) {
      expect([200, 201, 400, 404, 422], `${asked}: ${text.slice(0, 200)}`).toContain(status);
      if (status === 422) expect(text).toContain('"beyond-calendar"');
      // What has not begun has no numbers.
      if (status === 400)
        expect([asked > '2037-03', text]).toEqual([true, expect.stringContaining('"month"')]);
    }
  }
  expectProblem(await rig.get('supervisor', '/numbers?month=1900-01'), 'beyond-calendar');
});
