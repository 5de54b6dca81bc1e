import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReads, createWrites } from '../../src/api/reads.ts';
import { createMonthlyReports } from '../../src/features/numbers/activities/monthly-reports.ts';
import { reportPaper } from '../../src/features/numbers/report-paper.ts';
import { rotaReply } from '../../src/features/on-call/api/schemas.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import { countyStaffPolicy } from '../../src/pathway/profiles/county-staff.ts';
import { type ApiRig, createApiRig, day, monday } from '../support/api-rig.ts';
import { readPdf } from '../support/read-pdf.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
beforeEach(() => rig.clock.set(monday));
afterAll(() => rig?.close());

const { supervision, caseload, assignment, onCall, ...bare } = countyStaffPolicy;

/** Holds the agency to that staff policy, or to none. */
async function heldTo(content: object | null): Promise<void> {
  const where = { id: rig.agency.agencyId };
  if (content === null) {
    await rig.prisma.agency.update({ where, data: { staffPolicyHash: null, staffPolicySince: null } });
    return;
  }
  const hash = contentHash(content);
  const document = { hash, kind: 'staff-policy', name: 'Lakeshore', content: toJson(content) };
  await rig.prisma.policyDocument.createMany({ data: [document], skipDuplicates: true });
  const data = { staffPolicyHash: hash, staffPolicySince: new Date(monday - day) };
  await rig.prisma.agency.update({ where, data });
}

const bands = async () => {
  const { body } = await rig.get('supervisor', '/numbers/definitions').expect(200);
  return (body as { acuityBands: { value: { band: string; upTo: number | null }[] } }).acuityBands.value;
};

describe("an agency's own staff policy", () => {
  it('draws the line between moderate and high acuity', async () => {
    if (!supervision) throw new Error('the county says nothing of supervision');
    const { agenda } = supervision;
    const line = { ...agenda.moderateUpTo, value: 70 };
    await heldTo({ ...bare, supervision: { ...supervision, agenda: { ...agenda, moderateUpTo: line } } });
    expect(await bands()).toEqual([
      { band: 'low', upTo: 38 },
      { band: 'moderate', upTo: 70 },
      { band: 'high', upTo: null },
    ]);
  });

  it('says how far ahead the rota is looked at', async () => {
    if (!onCall) throw new Error('the county says nothing of the rota');
    const days = async () => {
      const { from, until } = rotaReply.parse((await rig.get('coordinator', '/on-call').expect(200)).body);
      return Math.round((until - from) / day);
    };
    await heldTo({ ...bare, onCall: { ...onCall, aheadDays: { ...onCall.aheadDays, value: 13 } } });
    expect(await days()).toBe(14);
    await heldTo(bare);
    expect(await days()).toBe(8);
  });
});

describe.each([
  ['a staff policy from before there were such terms', bare],
  ['no staff policy at all', null],
])('an agency held to %s has nobody else’s terms', (_, policy) => {
  beforeEach(() => heldTo(policy));

  it('counts what lies above the first line as one band, and a report says so', async () => {
    expect(await bands()).toEqual([
      { band: 'low', upTo: 38 },
      { band: 'above', upTo: null },
    ]);
    const reads = createReads(rig.prisma);
    const made = await createMonthlyReports({
      ...{ reads, policies: createPolicies(reads), writes: createWrites(rig.prisma) },
    }).make({
      ...{ agencyId: rig.agency.agencyId, month: '2037-03', at: monday, madeBy: null },
      commandId: `terms-${policy === null}`,
    });
    if (!('row' in made)) throw new Error(made.status);
    expect(made.row.content.notes).toEqual([expect.stringContaining('draws no line')]);
    const paper = reportPaper({ ...made.row, countedAt: '03/02/2037 09:00' });
    expect(JSON.stringify(paper.sections)).toContain('draws no line');
    const printed = await rig.get('supervisor', '/reports/2037-03.pdf').expect(200);
    expect((await readPdf(printed.body as Buffer)).pages[0]?.text).toContain('draws no line');
  });

  it('holds case reviews once it has settled how', async () => {
    const path = `/staff/${rig.agency.staffIds.coordinator}`;
    expectProblem(await rig.get('director', `${path}/agenda`), 'no-review-terms');
    const planned = { plannedOn: '2037-03-30', format: 'virtual' };
    expectProblem(await rig.post('director', `${path}/case-reviews`, planned), 'no-review-terms');
  });

  it('suggests coordinators by nothing but who has room, and shows no business time', async () => {
    const id = await rig.enroll();
    const { body } = await rig.get('supervisor', `/enrollments/${id}/suggestions`).expect(200);
    const { items, business } = body as { items: { points: number }[]; business: unknown };
    expect(items.length).toBeGreaterThan(1);
    expect([new Set(items.map(({ points }) => points)), business]).toEqual([new Set([0]), null]);
  });

  it('says itself how long before the deadline the system assigns', async () => {
    const change = (system: object) =>
      rig.post('director', '/assignment-settings/acts/change', { areas: [], system });
    expectProblem(await change({}), 'invalid-field', [{ pointer: '/system/minutesBefore' }]);
    await change({ minutesBefore: policy === null ? 90 : 60 }).expect(200);
  });
});

it('[ST-2] an agency held to no staff policy keeps files, which are judged once it adopts one', async () => {
  await heldTo(null);
  const person = { name: 'Imre Castellanos', email: 'imre@demo.example.org', role: 'coordinator' };
  const { body } = await rig.post('supervisor', '/staff', { ...person, hiredOn: '2037-03-02' }).expect(201);
  const staffId = (body as { documentId: string }).documentId;
  const record = (item: object) =>
    rig.post('supervisor', `/staff/${staffId}/file/acts/record-item`, { datedOn: '2036-01-05', ...item });
  expectProblem(await record({ kind: 'resume' }), 'evidence-missing');
  await record({ kind: 'resume', evidence: 'folder 12' }).expect(200);
  await record({ kind: 'horoscope', evidence: 'folder 12' }).expect(200);
  const missing = async () =>
    ((await rig.get('supervisor', `/staff/${staffId}`).expect(200)).body as { missing: string[] }).missing;
  expect(await missing()).toEqual([]);
  await heldTo({ ...bare, caseload, assignment });
  expect(await missing()).not.toContain('resume');
  expect(await missing()).toContain('degree');
  expectProblem(await record({ kind: 'horoscope', evidence: 'folder 12' }), 'unknown-file-item');
});
