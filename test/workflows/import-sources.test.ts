import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inForce } from '../../src/engine/policy/code-lists.ts';
import { standardLists } from '../../src/features/code-lists/standard.ts';
import { createImportPeople } from '../../src/features/imports/postgres/import-people.ts';
import { createImportStore } from '../../src/features/imports/postgres/imports.ts';
import { decideSource } from '../../src/cli/import/decide-source.ts';
import { earlierEnrollmentId, importCommandId } from '../../src/hmis/import/ids.ts';
import { importHmis } from '../../src/cli/import/import-hmis.ts';
import { inLines } from '../../src/cli/import/progress.ts';
import { countsOf } from '../../src/hmis/import/rows.ts';
import { keepSaid } from '../../src/cli/import/said-same.ts';
import { readExport } from '../../src/hmis/read-export.ts';
import { type BuiltExport, hmisExport } from '../support/hmis-export.ts';
import { clientStore } from '../support/client-store.ts';
import { createDocuments } from '../../src/api/documents.ts';
import {
  type IdentityAct,
  type IdentityContent,
  identityKind,
} from '../../src/features/identity/identity.document.ts';
import type { Identity } from '../../src/features/identity/identity.ts';
import { startWorkflowRig, type WorkflowRig } from '../support/workflow-rig.ts';

const today = '2026-03-02';
let rig: WorkflowRig;
const exports: BuiltExport[] = [];

/** An export of that source, which describes itself as no other does. */
function exportOf(source: string): BuiltExport {
  const built = hmisExport();
  Object.assign(built.rows.Export[0] ?? {}, { SourceID: source, SourceName: `County of ${source}` });
  exports.push(built);
  return built;
}

beforeAll(async () => {
  rig = await startWorkflowRig();
});
afterAll(async () => {
  for (const built of exports) built.remove();
  await rig?.stop();
});

/** Imports are of an agency each, so that no test meets the people of another. */
async function agency(): Promise<{ id: string; name: string }> {
  const { profileHash, calendarHash } = rig.policy;
  const id = crypto.randomUUID();
  return rig.prisma.agency.create({
    data: { id, name: 'Agency', profileHash, calendarHash },
    select: { id: true, name: true },
  });
}

async function run(
  built: BuiltExport,
  into: { id: string; name: string },
  said: { source?: string; same?: string[][]; by?: string } = {},
) {
  const { prisma, policy } = rig;
  const store = { ...createImportStore(prisma, clientStore(prisma)), ...createImportPeople(prisma) };
  const found = await readExport(built.write().folder, today);
  const source = await decideSource(store, into.id, found.source, said.source);
  const file = join(built.folder, 'same.csv');
  if (said.same) writeFileSync(file, [['PersonalID', 'Client'], ...said.same].join('\n'));
  const saidNew = await keepSaid(store, said.same && { file, by: said.by ?? '' }, {
    ...{ agencyId: into.id, source, found },
  });
  const report = await importHmis(
    {
      gateway: async () => rig.gateway,
      store,
      seal: rig.seal,
      policy,
      needs: inForce(standardLists(policy.profile), 'needs'),
    },
    {
      ...{ found, today, source, saidNew, level: undefined, agency: into },
      progress: (total) => inLines(total, () => {}),
    },
  );
  for (const { enrollment, outcome } of report.rows)
    if (outcome === 'started' && enrollment) rig.started.push(enrollment);
  return report;
}

const clientsOf = ({ id }: { id: string }) =>
  rig.prisma.client.findMany({ where: { agencyId: id }, orderBy: { reference: 'asc' } });

/** As imports did before they knew sources: a client by the PersonalID, an enrollment by the EnrollmentID. */
async function importedBefore(built: BuiltExport, { id: agencyId }: { id: string }): Promise<void> {
  for (const cells of built.rows.Enrollment) {
    const client = built.rows.Client.find(({ PersonalID }) => PersonalID === cells['PersonalID']);
    const enrollmentId = earlierEnrollmentId(agencyId, String(cells['EnrollmentID']));
    const clientId = crypto.randomUUID();
    await makeClient(rig.prisma, {
      ...{ clientId, agencyId, reference: `hmis:${cells['PersonalID']}` },
      givenName: String(client?.['FirstName']),
      familyName: String(client?.['LastName']),
      birthDate: String(client?.['DOB']),
    });
    await rig.prisma.client.update({ where: { id: clientId }, data: { attributes: { hmis: {} } } });
    const { policy } = rig;
    const outcome = await rig.gateway.enroll(enrollmentId, {
      ...{ commandId: importCommandId(enrollmentId), clientId, level: 'rsc-i', emergency: false, policy },
      by: { staffId: 'hmis-import', role: 'ops', agencyId },
      origin: {
        ...{ type: 'hmis-import', sourceEnrollmentId: String(cells['EnrollmentID']) },
        entryDate: String(cells['EntryDate']),
      },
      ...{ onCallId: null, fingerprint: 'before' },
    });
    expect(outcome.status).toBe('accepted');
    rig.started.push(enrollmentId);
  }
}

const heron = { FirstName: 'Ivo', LastName: 'Heron', DOB: '1969-09-09' };

test('the ids of another source are other people and other enrollments; who looks alike is told by row', async () => {
  const into = await agency();
  const first = exportOf('XX-500').participant('1', { client: heron }).participant('2');
  expect(countsOf((await run(first, into)).rows)).toMatchObject({ started: 2 });

  // Its p1 is another; its p2 has name and birth date of the first's, written otherwise.
  const client = { FirstName: 'MARIGOLD', LastName: 'Fínch' };
  const other = exportOf('YY-600').participant('1').participant('2', { client });
  Object.assign(other.rows.Client[0] ?? {}, { FirstName: 'Ana', LastName: 'Silva' });
  const report = await run(other, into);
  expect(report.rows.map(({ outcome, remark }) => [outcome, remark])).toEqual([
    ['started', undefined],
    ['started', 'looks like the client hmis:xx-500/p2'],
  ]);
  expect((await clientsOf(into)).map(({ reference, givenName }) => [reference, givenName])).toEqual([
    ['hmis:xx-500/p1', 'Ivo'],
    ['hmis:xx-500/p2', 'Marigold'],
    ['hmis:yy-600/p1', 'Ana'],
    ['hmis:yy-600/p2', 'MARIGOLD'],
  ]);
  for (const built of [first, other])
    expect(countsOf((await run(built, into)).rows)).toMatchObject({ started: 0, 'already-there': 2 });
});

const numbers = async (into: { id: string }, reference: string) => {
  const { id } = await rig.prisma.client.findFirstOrThrow({ where: { agencyId: into.id, reference } });
  const { revision, content } = await rig.prisma.document.findUniqueOrThrow({ where: { id } });
  return { id, revision, ...(content as Pick<Identity, 'identifier' | 'birthDateQuality'>) };
};

test('a PersonalID is a number of the client, of the source that gave it; how good a birth date is, the export says', async () => {
  const into = await agency();
  const first = exportOf('XX-500').participant('1', { client: { ...heron, DOBDataQuality: 2 } });
  first.participant('2', { client: { DOB: '', DOBDataQuality: 9 } });
  expect(countsOf((await run(first, into)).rows)).toMatchObject({ started: 2 });
  expect(await numbers(into, 'hmis:xx-500/p1')).toMatchObject({
    ...{ revision: 1, birthDate: '1969-09-09', birthDateQuality: 'approximate' },
    identifier: [
      { system: 'agency', value: 'hmis:xx-500/p1' },
      { system: 'hmis:xx-500', value: 'p1' },
    ],
  });
  expect(await numbers(into, 'hmis:xx-500/p2')).toMatchObject({
    birthDate: null,
    birthDateQuality: 'refused',
  });

  // Another source's number of a client who is here, as a person says; what is there twice is once.
  const by = crypto.randomUUID();
  const lead = { name: 'Lead', email: `${by}@agency.example`, role: 'supervisor' };
  await rig.prisma.staff.create({ data: { id: by, agencyId: into.id, ...lead } });
  const other = exportOf('YY 600/b').participant('9', { client: heron });
  for (const said of [{ same: [['p9', 'hmis:xx-500/p1']], by }, {}]) await run(other, into, said);
  const { id, revision, identifier } = await numbers(into, 'hmis:xx-500/p1');
  expect([revision, identifier.slice(2)]).toEqual([2, [{ system: 'hmis:yy%20600%2Fb', value: 'p9' }]]);

  // Whoever corrects it has the last word: no import adds again what was taken away.
  const documents = createDocuments(rig.prisma, { renew: () => Promise.resolve() });
  const { source: _, ...said } = (await rig.prisma.document.findUniqueOrThrow({ where: { id } }))
    .content as unknown as IdentityContent;
  const content = { ...said, identifier: said.identifier.slice(0, 2) };
  const act: IdentityAct = { type: 'correct', reason: 'p9 is his brother.', content };
  const outcome = await documents.act({
    ...{ by: { staffId: by, role: 'supervisor', agencyId: into.id }, commandId: by, fingerprint: by },
    ...{ enrollmentId: null, clientId: id, documentId: id, kind: identityKind, act, now: Date.now() },
  });
  expect(outcome.status).toBe('written');
  await run(other, into);
  expect((await numbers(into, 'hmis:xx-500/p1')).identifier).toHaveLength(2);
});

test('the same person under two ids of one export is told, and stays two', async () => {
  const report = await run(exportOf('XX-500').participant('1').participant('2'), await agency());
  expect(report.rows.map(({ outcome, remark }) => [outcome, remark])).toEqual([
    ['started', 'looks like row 3 of Client.csv'],
    ['started', 'looks like row 2 of Client.csv'],
  ]);
});

test('a person says that two are one: on record, by whom, and never written over', async () => {
  const into = await agency();
  const by = crypto.randomUUID();
  const role = { name: 'Lead', email: `${by}@agency.example`, role: 'supervisor' };
  await rig.prisma.staff.create({ data: { id: by, agencyId: into.id, ...role } });
  await run(exportOf('XX-500').participant('1', { client: heron }), into);

  const other = exportOf('YY-600').participant('9', { client: { ...heron, LastName: 'Herons' } });
  const same = [['p9', 'hmis:xx-500/p1']];
  await expect(run(other, into, { same, by: crypto.randomUUID() })).rejects.toThrow(/works at the agency/);
  const wrong = [
    ['p8', 'new'],
    ['p9', 'hmis:nobody'],
  ];
  await expect(run(other, into, { same: wrong, by })).rejects.toThrow(
    /row 2: names a PersonalID that has no enrollment[^]*row 3: names a client who is not here/,
  );
  expect(await rig.prisma.hmisPerson.count({ where: { source: 'yy-600', agencyId: into.id } })).toBe(0);

  expect((await run(other, into, { same, by })).rows).toMatchObject([
    { outcome: 'refused', reason: expect.stringMatching(/open enrollment here/) },
  ]);
  const [client, ...more] = await clientsOf(into);
  expect(more).toEqual([]);
  expect(client).toMatchObject({ familyName: 'Heron' });
  const person = { agencyId: into.id, source: 'yy-600', personalId: 'p9' };
  expect(await rig.prisma.hmisPerson.findMany({ where: person })).toMatchObject([
    { clientId: client?.id, knownBy: 'said', saidBy: by },
  ]);
  await expect(rig.prisma.hmisPerson.deleteMany({ where: person })).rejects.toThrow(/constraint/);
  // Once said it needs not be said again, and cannot be said otherwise.
  expect((await run(other, into)).rows).toMatchObject([{ outcome: 'refused' }]);
  await expect(run(other, into, { same: [['p9', 'new']], by })).rejects.toThrow(
    /another than who is on record/,
  );
});

test('what was imported before imports knew sources is recognised, and nobody is started twice', async () => {
  const into = await agency();
  const first = exportOf('XX-500').participant('1', { client: heron }).participant('2');
  await importedBefore(first, into);
  // Another source comes first: its e1 and p2 are not those.
  const other = exportOf('YY-600').participant('9', { enrollment: { EnrollmentID: 'e1' } });
  other.participant('2', { enrollment: { EnrollmentID: 'f2' } });
  const told = await run(other, into);
  expect(told.rows.map(({ outcome, remark }) => [outcome, remark])).toEqual([
    ['started', 'looks like the client hmis:p2, row 3 of Client.csv'],
    ['started', 'looks like the client hmis:p2, row 2 of Client.csv'],
  ]);

  const newer = exportOf('XX-500').participant('1', { client: heron }).participant('2').participant('3');
  newer.rows.Enrollment.push({ ...newer.rows.Enrollment[0], EnrollmentID: 'e1b', EntryDate: '2022-01-01' });
  const before = await clientsOf(into);
  const report = await run(newer, into);
  expect(report.rows.map(({ outcome }) => outcome)).toEqual([
    ...['already-there', 'already-there', 'started', 'refused'],
  ]);
  expect(await clientsOf(into)).toHaveLength(before.length + 1);
  const names = await rig.prisma.hmisPerson.findMany({
    where: { agencyId: into.id, source: 'xx-500' },
    orderBy: { personalId: 'asc' },
    select: { personalId: true, knownBy: true, client: { select: { reference: true } } },
  });
  expect(names).toEqual([
    { personalId: 'p1', knownBy: 'earlier-import', client: { reference: 'hmis:p1' } },
    { personalId: 'p2', knownBy: 'earlier-import', client: { reference: 'hmis:p2' } },
    { personalId: 'p3', knownBy: 'import', client: { reference: 'hmis:xx-500/p3' } },
  ]);
  // Gone from the export with its enrollment, a person is still the one they were.
  const last = exportOf('XX-500').participant('1', { client: heron, enrollment: { EnrollmentID: 'e77' } });
  expect((await run(last, into)).rows).toMatchObject([
    { outcome: 'refused', reason: expect.stringMatching(/open enrollment here/) },
  ]);
});

test('an earlier import’s person who differs is refused until a person says who it is', async () => {
  const into = await agency();
  const first = exportOf('XX-500').participant('1').participant('2').participant('3', { client: heron });
  await importedBefore(first, into);
  const newer = exportOf('XX-500').participant('1').participant('2');
  newer.participant('3', { client: { ...heron, LastName: 'Crane' }, enrollment: { EnrollmentID: 'e9' } });
  const report = await run(newer, into);
  expect(report.rows.map(({ outcome }) => outcome)).toEqual(['already-there', 'already-there', 'refused']);
  expect(report.rows[2]?.reason).toMatch(/who differs: say in a file for --same who it is/);
  const by = crypto.randomUUID();
  const lead = { name: 'Lead', email: `${by}@agency.example`, role: 'supervisor' };
  await rig.prisma.staff.create({ data: { id: by, agencyId: into.id, ...lead } });
  expect((await run(newer, into, { same: [['p3', 'new']], by })).rows[2]).toMatchObject({
    outcome: 'started',
  });
  expect(
    await rig.prisma.hmisPerson.findFirst({ where: { agencyId: into.id, personalId: 'p3' } }),
  ).toMatchObject({
    ...{ knownBy: 'said', saidBy: by },
  });
});

test('an export that describes itself otherwise under a known code is asked about', async () => {
  const into = await agency();
  await run(exportOf('XX-500').participant('1'), into);
  const other = exportOf('XX-500').participant('1');
  Object.assign(other.rows.Export[0] ?? {}, { SoftwareName: 'Vend' });
  await expect(run(other, into)).rejects.toThrow(/described themselves as .*Nothing was started/);
  expect(countsOf((await run(other, into, { source: 'xx-500' })).rows)).toMatchObject({ 'already-there': 1 });
  expect(countsOf((await run(other, into)).rows)).toMatchObject({ 'already-there': 1 });
});

test('two imports of one export at once end well, and start nobody twice', async () => {
  const into = await agency();
  const built = exportOf('XX-500');
  for (let i = 1; i <= 12; i += 1)
    built.participant(String(i), { client: { LastName: `Finch${'abcdefghijkl'[i - 1]}` } });
  built.write();
  const reports = await Promise.all([run(built, into), run(built, into), run(built, into)]);
  for (const { trouble, rows } of reports) {
    expect(trouble).toBe(null);
    const { started, 'already-there': there } = countsOf(rows);
    expect(started + there).toBe(12);
  }
  expect(await clientsOf(into)).toHaveLength(12);
  expect(await rig.prisma.enrollment.count({ where: { agencyId: into.id } })).toBe(12);
});
