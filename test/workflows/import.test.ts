import { afterAll, beforeAll, expect, test } from 'vitest';
import { inForce } from '../../src/engine/policy/code-lists.ts';
import { standardLists } from '../../src/features/code-lists/standard.ts';
import { clientStore } from '../support/client-store.ts';
import { createImportStore } from '../../src/features/imports/postgres/imports.ts';
import { createImportPeople } from '../../src/features/imports/postgres/import-people.ts';
import { decideSource } from '../../src/cli/import/decide-source.ts';
import { importHmis } from '../../src/cli/import/import-hmis.ts';
import { inLines } from '../../src/cli/import/progress.ts';
import { keepSaid } from '../../src/cli/import/said-same.ts';
import { asText } from '../../src/cli/import/report.ts';
import { countsOf } from '../../src/hmis/import/rows.ts';
import { enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import { readExport } from '../../src/hmis/read-export.ts';
import { hmisExport } from '../support/hmis-export.ts';
import { startWorkflowRig, type WorkflowRig } from '../support/workflow-rig.ts';

const today = '2026-03-02';
let rig: WorkflowRig;
const county = hmisExport();
const shelter = hmisExport();

beforeAll(async () => {
  rig = await startWorkflowRig();
  county
    .participant('1', { enrollment: { LivingSituation: 16 } })
    .disability('1', 9, 1)
    .violence('1', 1, 1)
    .event('1', 13, { ReferralResult: 1 })
    .participant('2')
    .exit('2')
    .participant('3', {
      client: { DOB: '2015-01-01' },
      enrollment: { HouseholdID: 'h4', RelationshipToHoH: 2 },
    })
    .participant('4')
    .write();
  shelter
    .participant('1', { enrollment: { EnrollmentID: 's1' } })
    .participant('5')
    .write();
});

afterAll(async () => {
  county.remove();
  shelter.remove();
  await rig?.stop();
});

async function run(folder: string, same?: { file: string; by: string }) {
  const { prisma, policy, agencyId } = rig;
  const told: string[] = [];
  const store = { ...createImportStore(prisma, clientStore(prisma)), ...createImportPeople(prisma) };
  const found = await readExport(folder, today);
  const source = await decideSource(store, agencyId, found.source, undefined);
  const saidNew = await keepSaid(store, same, { agencyId, source, found });
  const report = await importHmis(
    {
      gateway: async () => rig.gateway,
      store,
      seal: rig.seal,
      policy,
      needs: inForce(standardLists(policy.profile), 'needs'),
    },
    {
      ...{ found, today, source, saidNew, level: undefined },
      agency: { id: agencyId, name: 'Agency' },
      progress: (total) => inLines(total, (line) => told.push(line)),
    },
  );
  for (const { enrollment, outcome } of report.rows)
    if (outcome === 'started' && enrollment) rig.started.push(enrollment);
  return { report, told };
}

test('an export becomes enrollments once, whose clocks start now, whatever day they were entered', async () => {
  const before = await rig.now();
  const first = await run(county.folder);
  expect(countsOf(first.report.rows)).toMatchObject({ started: 2, left: 1, refused: 1 });
  expect(first.told.at(-1)).toBe('importing: 100 % (2 of 2 enrollments)');
  const [one, , , four] = first.report.rows;
  expect([one?.level, four?.level]).toEqual(['rsc-i', 'rsc-f']);

  const enrollment = await rig.prisma.enrollment.findUniqueOrThrow({
    where: { id: one?.enrollment ?? '' },
    include: { client: true, obligations: true },
  });
  expect(enrollment).toMatchObject({
    stage: 'assignment',
    level: 'rsc-i',
    emergency: false,
    overdueCount: 0,
  });
  expect(enrollment.receivedAt.getTime()).toBeGreaterThanOrEqual(before);
  // A baseline of today: an assignment within a business day, nothing of 2020, and no page (IN-2).
  expect(enrollment.obligations.map(({ kind }) => kind)).toContain('assignment');
  expect(enrollment.obligations.map(({ kind }) => kind)).not.toContain('emergency.contact-client');
  expect(enrollment.obligations.every(({ due }) => due.getTime() > before)).toBe(true);

  const [event] = await rig.prisma.event.findMany({ where: { enrollmentId: enrollment.id } });
  expect(event).toMatchObject({
    type: 'ReferralReceived',
    actor: { staffId: 'hmis-import', role: 'ops' },
    data: {
      origin: { type: 'hmis-import', source: 'xx-500', sourceEnrollmentId: 'e1', entryDate: '2020-06-01' },
    },
  });
  const background = {
    conditions: ['mental-health'],
    domesticViolence: { survivor: true, fleeing: 'yes' },
    referrals: [{ title: 'Rapid re-housing', result: 'accepted' }],
  };
  expect(event?.details).toMatchObject({ needs: ['housing', 'safety'], hmis: background });
  expect(enrollment.client).toMatchObject({
    reference: 'hmis:xx-500/p1',
    givenName: 'Marigold',
    birthDate: '1980-05-17',
    attributes: { hmis: background },
  });
  // Who was skipped or refused was not written, and Temporal holds nothing protected.
  expect(await rig.prisma.client.count()).toBe(2);
  // An import assigns nobody: no caseload takes any of them.
  expect(await rig.prisma.caseloadPlace.count()).toBe(0);
  const history = await rig.client.workflow.getHandle(enrollmentWorkflowId(enrollment.id)).fetchHistory();
  const inTemporal = JSON.stringify(history).replaceAll(/"data":"([^"]+)"/g, (_all, data: string) =>
    Buffer.from(data, 'base64').toString('utf8'),
  );
  expect(inTemporal.includes('hmis-import')).toBe(true);
  expect(
    /Marigold|Finch|1980-05-17|mental-health|domesticViolence|hmis:xx|\bp1\b/.exec(inTemporal)?.[0],
  ).toBe(undefined);
  expect([...asText(first.report)].join('')).not.toMatch(/Marigold|Finch|1980|mental|violence/);
});

test('a second run changes nothing and says so; another export of the same client is refused', async () => {
  const everything = async () =>
    JSON.stringify([
      await rig.prisma.event.findMany({ orderBy: [{ enrollmentId: 'asc' }, { seq: 'asc' }] }),
      await rig.prisma.client.findMany({ orderBy: { id: 'asc' } }),
      await rig.prisma.enrollment.count(),
    ]);
  const before = await everything();
  const second = await run(county.folder);
  expect(countsOf(second.report.rows)).toMatchObject({ started: 0, 'already-there': 2, left: 1, refused: 1 });
  expect(second.told).toEqual([]);
  expect(await everything()).toBe(before);

  const other = await run(shelter.folder);
  expect(other.report.rows).toMatchObject([
    {
      enrollmentId: 's1',
      outcome: 'refused',
      reason: expect.stringMatching(/^the client has an open enrollment here: [0-9a-f-]{36}$/),
    },
    { enrollmentId: 'e5', outcome: 'started' },
  ]);
});

test('who has left since, in a newer export, is told to be discharged by hand', async () => {
  county.exit('4').write();
  const { report } = await run(county.folder);
  expect(report.rows[3]).toMatchObject({
    outcome: 'left',
    reason: expect.stringMatching(/discharge it by hand/),
  });
  expect(await rig.prisma.enrollment.count({ where: { dischargedAt: null } })).toBe(3);
});
