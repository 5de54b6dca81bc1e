import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveAccess } from '../support/access.ts';
import { createPeopleRound } from '../../src/features/staff/postgres/round.ts';
import { type ApiRig, createApiRig, day, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type Kind, kinds, sound } from '../support/staff-files.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const evidence = 'folder 12';
let people = 0;

async function hire(changes: object = {}, headers = {}) {
  people += 1;
  const person = { name: 'Imre Castellanos', email: `imre${people}@demo.example.org`, role: 'coordinator' };
  const reply = await rig.post(
    'supervisor',
    '/staff',
    { ...person, hiredOn: '2037-03-02', ...changes },
    headers,
  );
  return reply;
}
async function hired(): Promise<string> {
  const reply = await hire();
  expect(reply.status).toBe(201);
  return (reply.body as { documentId: string }).documentId;
}
const act = (staffId: string, name: string, body: object, login: 'supervisor' | 'director' = 'supervisor') =>
  rig.post(login, `/staff/${staffId}/file/acts/${name}`, body);
const verify = (staffId: string, kind: Kind, changes: object = {}) =>
  act(staffId, 'record-item', { kind, evidence, ...sound[kind], ...changes });
async function complete(staffId: string, left: Kind[] = []) {
  for (const kind of kinds.filter((one) => !left.includes(one))) await verify(staffId, kind).expect(200);
}
async function assign(coordinatorId: string) {
  return rig.command('supervisor', await rig.enroll(), 'assignCoordinator', { coordinatorId });
}
const person = async (staffId: string) => (await rig.get('supervisor', `/staff/${staffId}`).expect(200)).body;

describe('staff files', () => {
  it('[ST-1, ST-2] somebody who is hired takes clients once all of their file is verified, and not after it expires', async () => {
    rig.clock.set(monday);
    const staffId = await hired();
    expect(await person(staffId)).toMatchObject({
      mayTakeClients: false,
      missing: kinds,
      clients: 0,
      held: true,
    });
    expectProblem(await assign(staffId), 'staff-file-incomplete');
    await complete(staffId, ['degree', 'auto-insurance']);
    await verify(staffId, 'auto-insurance', { expiresOn: '2037-04-30' }).expect(200);
    expectProblem(await assign(staffId), 'staff-file-incomplete');
    expect((await person(staffId)).missing).toEqual(['degree']);
    await verify(staffId, 'degree').expect(200);
    // The file is one thing, to be able to sign in another.
    expectProblem(await assign(staffId), 'without-access');
    await giveAccess(rig.prisma, staffId);
    expect(await person(staffId)).toMatchObject({
      ...{ mayTakeClients: true, missing: [], until: '2037-05-01T04:59:59.999Z' },
    });
    expect((await assign(staffId)).status).toBe(200);

    rig.clock.set(Date.parse('2037-05-01T05:00:00Z'));
    expectProblem(await assign(staffId), 'staff-file-incomplete');
    expect(await person(staffId)).toMatchObject({ mayTakeClients: false, missing: [], clients: 1 });
    await verify(staffId, 'auto-insurance', { datedOn: '2037-05-01', expiresOn: '2038-04-30' }).expect(200);
    expect((await assign(staffId)).status).toBe(200);
    await act(staffId, 'withdraw-item', { item: 4, reason: 'The licence was revoked.' }).expect(200);
    expectProblem(await assign(staffId), 'staff-file-incomplete');
    rig.clock.set(monday);
  });

  it('[ST-2] an act that is refused says why by name, and changes nothing', async () => {
    const staffId = await hired();
    const before = await rig.written();
    expectProblem(
      await act(staffId, 'record-item', { kind: 'resume', datedOn: '2036-01-05' }),
      'evidence-missing',
      [{ pointer: '/evidence' }],
    );
    expectProblem(await verify(staffId, 'degree', { states: { degree: 'ba' } }), 'item-not-accepted', [
      { pointer: '/states/field' },
    ]);
    expectProblem(await verify(staffId, 'resume', { kind: 'horoscope' }), 'unknown-file-item');
    expectProblem(await verify(staffId, 'resume', { verifiedOn: '2037-03-03' }), 'occurred-in-future', [
      { pointer: '/verifiedOn' },
    ]);
    expectProblem(await act(staffId, 'withdraw-item', { item: 1, reason: 'x' }), 'unknown-entry');
    expectProblem(await act(staffId, 'begin', { hiredOn: '2037-03-01' }), 'file-begun');
    expectProblem(await act(randomUUID(), 'begin', { hiredOn: '2037-03-01' }), 'not-found');
    expect(await rig.written()).toEqual(before);

    const own = rig.agency.staffIds.supervisor;
    await act(own, 'begin', { hiredOn: '2036-03-01' }).expect(200);
    expectProblem(await verify(own, 'resume'), 'verified-by-oneself');
  });

  it('[ST-5] trainings and meetings are set, attended, excused; each act is a revision', async () => {
    const staffId = await hired();
    const set = (kind: string) =>
      act(staffId, 'mandate', { kind, title: 'Safe visits', dueOn: '2037-03-20' });
    await set('training').expect(200);
    await set('meeting').expect(200);
    expectProblem(await set('picnic'), 'unknown-file-item');
    expectProblem(await act(staffId, 'attend', { mandate: 3 }), 'unknown-entry');
    await act(staffId, 'attend', { mandate: 1, evidence: 'certificate 4' }).expect(200);
    expectProblem(await act(staffId, 'attend', { mandate: 1 }), 'entry-closed');
    await act(staffId, 'excuse', { mandate: 2, reason: 'On leave.' }).expect(200);
    const { duties } = await person(staffId);
    const trainings = (duties as { duty: string }[]).filter(({ duty }) => duty === 'ST-5');
    expect(trainings).toMatchObject([{ kind: 'training', state: 'met', metOn: '2037-03-02' }]);
    const { body } = await rig.get('director', `/staff/${staffId}/file/revisions`).expect(200);
    expect((body.items as { act: string }[]).map((one) => one.act)).toEqual([
      'hire',
      'mandate',
      'mandate',
      'attend',
      'excuse',
    ]);
  });
});

it('[ST-5] what is mandated for everybody stands in each file once, however often it is sent', async () => {
  const ask = (body: object, key = 'mandate-1') =>
    rig.post('director', '/mandates', body, { 'Idempotency-Key': key });
  const mandate = { kind: 'training', title: 'New forms', dueOn: '2037-04-01' };
  const everybody = await rig.prisma.staff.findMany({
    where: { agencyId: rig.agency.agencyId, role: 'coordinator', active: true },
  });
  const { body: first } = await ask(mandate).expect(200);
  expect(first.given.toSorted()).toEqual(everybody.map(({ id }) => id).toSorted());
  expect(first.withoutFile).toEqual([]);
  await ask(mandate).expect(200);
  for (const { id } of everybody) {
    const { body } = await rig.get('supervisor', `/staff/${id}/file`).expect(200);
    const mandates = body.content.mandates as { title: string }[];
    expect(mandates.filter(({ title }) => title === 'New forms')).toHaveLength(1);
  }
  const { body: leads } = await ask({ ...mandate, roles: ['director'] }, 'mandate-2').expect(200);
  expect(leads).toEqual({ given: [], withoutFile: [rig.agency.staffIds.director] });
  expectProblem(await ask({ ...mandate, title: 'Other forms' }), 'idempotency-key-reused');
  expectProblem(await ask({ ...mandate, kind: 'picnic' }, 'mandate-3'), 'unknown-file-item');
  expectProblem(await rig.post('coordinator', '/mandates', mandate), 'forbidden');
});

describe('a hire', () => {
  it('[ST-3] is done once a key, and an address belongs to one person', async () => {
    const once = { email: 'once@demo.example.org' };
    const first = await hire(once, { 'Idempotency-Key': 'hire-1' });
    const again = await hire(once, { 'Idempotency-Key': 'hire-1' });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expectProblem(
      await hire({ ...once, role: 'supervisor' }, { 'Idempotency-Key': 'hire-1' }),
      'idempotency-key-reused',
    );
    expectProblem(await hire({ email: 'ONCE@demo.example.org' }), 'staff-known');
    expectProblem(await hire({ hiredOn: '2037-03-03' }), 'occurred-in-future', [{ pointer: '/hiredOn' }]);
    expect(
      await rig.prisma.staff.count({ where: { email: { contains: 'once', mode: 'insensitive' } } }),
    ).toBe(1);
  });

  it('[ST-3] is told to the quality office with what is verified; access is requested', async () => {
    const staffId = await hired();
    await verify(staffId, 'degree').expect(200);
    const told = async () =>
      ((await rig.get('payer', '/hires').expect(200)).body.items as { staffId: string }[]).filter(
        (one) => one.staffId === staffId,
      );
    expect(await told()).toEqual([]);
    await act(staffId, 'send-notice', {}).expect(200);
    const { body: inbox } = await rig.get('payer', '/inbox').expect(200);
    expect(inbox.items).toMatchObject([
      { kind: 'hire', duty: 'ST-3', aboutStaffId: staffId, enrollmentId: null },
    ]);
    await act(staffId, 'request-access', {}).expect(200);
    expect(await told()).toMatchObject([
      { name: 'Imre Castellanos', hiredOn: '2037-03-02', noticeSentOn: '2037-03-02', verified: ['degree'] },
    ]);
    expectProblem(await act(staffId, 'send-notice', {}), 'nothing-changed');
    const { duties } = await person(staffId);
    const ofHire = (duties as { duty: string }[]).filter(({ duty }) => duty === 'ST-3');
    expect(ofHire).toMatchObject([
      { kind: 'hire.notice', state: 'met', due: '2037-03-05T23:00:00.000Z' },
      { kind: 'hire.access', state: 'met' },
    ]);
  });
});

describe('who sees what', () => {
  it('leads see everybody, others themselves, and another agency nobody', async () => {
    const { staffIds } = rig.agency;
    const mine = staffIds.coordinator;
    for (const path of [`/staff/${mine}`, `/staff/${mine}/file`, `/staff/${mine}/file/revisions`]) {
      await rig.get('coordinator', path).expect(200);
      await rig.get('director', path).expect(200);
      for (const login of ['coordinator2', 'payer', 'intake', 'ops'] as const)
        expectProblem(await rig.get(login, path), 'not-found');
      const other = await request(rig.app)
        .get(`/api/v1${path}`)
        .auth(rig.otherAgency.tokens.director, { type: 'bearer' });
      expectProblem(other, 'not-found');
    }
    const foreign = await request(rig.app)
      .post(`/api/v1/staff/${mine}/file/acts/withdraw-item`)
      .auth(rig.otherAgency.tokens.director, { type: 'bearer' })
      .send({ item: 1, reason: 'x' });
    expectProblem(foreign, 'not-found');
    for (const login of ['coordinator', 'payer', 'intake', 'ops'] as const) {
      expectProblem(await rig.get(login, '/staff'), 'forbidden');
      expectProblem(await rig.post(login, '/staff', {}), 'forbidden');
      expectProblem(await rig.post(login, `/staff/${mine}/file/acts/withdraw-item`, {}), 'forbidden');
    }
    expectProblem(await rig.get('coordinator', '/hires'), 'forbidden');
    const { body } = await rig.get('supervisor', '/staff').expect(200);
    const row = (body.items as { staffId: string }[]).find((one) => one.staffId === mine);
    expect(row).toMatchObject({ mayTakeClients: true, missing: [], overdue: 0 });
  });

  it('an agency that is held to no staff policy keeps nobody from clients', async () => {
    const agency = { id: rig.agency.agencyId };
    const held = await rig.prisma.agency.findUniqueOrThrow({ where: agency });
    await rig.prisma.agency.update({
      where: agency,
      data: { staffPolicyHash: null, staffPolicySince: null },
    });
    try {
      const staffId = await hired();
      expect(await person(staffId)).toMatchObject({
        held: false,
        mayTakeClients: true,
        // Nobody else's policy stands in for one of its own.
        missing: [],
        duties: [],
      });
      await giveAccess(rig.prisma, staffId);
      expect((await assign(staffId)).status).toBe(200);
    } finally {
      const { staffPolicyHash, staffPolicySince } = held;
      await rig.prisma.agency.update({ where: agency, data: { staffPolicyHash, staffPolicySince } });
    }
  });
});

it('[ST-2] the person is told in their inbox, and the notice leads to their file', async () => {
  const { prisma, agency } = rig;
  const at = monday + 1_010 * day;
  await createPeopleRound(prisma).raiseStaffNotices({ agencyId: agency.agencyId, at });
  const { body: none } = await rig.get('coordinator2', '/inbox').expect(200);
  // Nobody warns who has no client to lose.
  expect((none.items as { duty: string }[]).filter(({ duty }) => duty === 'ST-2')).toEqual([]);
  await rig.assign(await rig.enroll(), 'coordinator2');
  await createPeopleRound(prisma).raiseStaffNotices({ agencyId: agency.agencyId, at });
  const { body } = await rig.get('coordinator2', '/inbox').expect(200);
  const told = (body.items as { id: string; duty: string }[]).filter(({ duty }) => duty === 'ST-2');
  expect(told).toMatchObject([
    {
      kind: 'warning',
      enrollmentId: null,
      aboutStaffId: agency.staffIds.coordinator2,
      obligation: 'background-check',
    },
  ]);
  await rig.post('coordinator2', `/inbox/${told[0]?.id}/read`).expect(200);
  expectProblem(await rig.post('coordinator2', `/pages/${told[0]?.id}/acknowledge`), 'not-found');
});
