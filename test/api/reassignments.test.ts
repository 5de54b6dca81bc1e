import { giveAccess } from '../support/access.ts';
import type { ReassignmentInput } from '../../src/features/reassignment/activities/contract.ts';
import { carryingOut } from '../../src/features/reassignment/activities/sweep.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMoveRecord } from '../../src/features/reassignment/postgres/record.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import {
  previewReply,
  reassignmentReply,
  reassignmentsReply,
} from '../../src/features/reassignment/api/schemas.ts';
import { shareOfCap } from '../../src/features/caseload/share.ts';
import { createMoveActivities } from '../../src/features/reassignment/activities/moves.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let now = monday;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
beforeEach(() => {
  rig.clock.set((now += minute));
  rig.gateway.outage = null;
});

const nobody = randomUUID();

/** Somebody with room for so many at level rsc-i. */
async function hired(most: number, name = 'Wanda Ferreira'): Promise<string> {
  const id = randomUUID();
  await rig.prisma.staff.create({
    data: {
      ...{ id, agencyId: rig.agency.agencyId, name, email: `${id}@agency.example`, role: 'coordinator' },
      caseloadLimit: most * shareOfCap(20),
    },
  });
  await giveAccess(rig.prisma, id);
  return id;
}

async function clientsOf(coordinatorId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = await rig.enroll();
    await rig.command('supervisor', id, 'assignCoordinator', { coordinatorId }).expect(200);
    ids.push(id);
  }
  return ids;
}

async function preview(body: object) {
  return asSent(
    previewReply,
    (await rig.post('supervisor', '/reassignments/preview', body).expect(200)).body,
  );
}

const plan = (from: string, items: { enrollmentId: string; to: string }[], key: string = randomUUID()) =>
  rig.post('supervisor', '/reassignments', { from, reason: 'Moves away', items }, { 'Idempotency-Key': key });

/** Does what the workflow does, one after the other. */
async function run(): Promise<void> {
  const activities = createMoveActivities({
    ...{ gateway: rig.gateway, moves: createMoveRecord(rig.prisma), now: rig.clock.now },
    record: createRecordReader(rig.prisma),
  });
  for (const start of rig.gateway.begun.splice(0)) {
    const input = start.input as ReassignmentInput;
    for (const enrollmentId of await activities.clientsToMove(input))
      await activities.moveClient({ ...input, enrollmentId });
    await activities.endReassignment(input);
  }
}

async function page(path: string, login: 'supervisor' | 'coordinator' = 'supervisor') {
  return asSent(reassignmentReply, (await rig.get(login, path).expect(200)).body);
}
const pathOf = (reply: { headers: object }) =>
  String((reply.headers as Record<string, string>)['location']).replace('/api/v1', '');

describe('[ST-4] somebody leaves', () => {
  it('[ST-4] it is previewed who would go where, planned, done, and shown; due dates stay', async () => {
    const [from, roomy, narrow] = [await hired(20), await hired(20, 'Roomy'), await hired(10, 'Narrow')];
    const ids = await clientsOf(from, 6);
    const before = await rig.written();
    const owed = await dueOf(ids);
    const shown = await preview({ from, to: [roomy, narrow] });
    expect(await rig.written()).toEqual(before);
    expect(shown).toMatchObject({ from: { staffId: from }, unplaced: 0, beyond: 0 });
    expect(
      shown.people.map(({ name, takes, beforePercent, afterPercent }) => [
        name,
        takes,
        beforePercent,
        afterPercent,
      ]),
    ).toEqual([
      ['Narrow', 2, 0, 10],
      ['Roomy', 4, 0, 20],
    ]);
    expect(shown.items[0]?.client).toMatchObject({ familyName: 'Brandywine' });

    const items = shown.items.map(({ enrollmentId, to }) => ({ enrollmentId, to: to?.staffId ?? '' }));
    const reply = await plan(from, items).expect(202);
    expect(asSent(reassignmentReply, reply.body)).toMatchObject({
      state: 'running',
      counts: { waiting: 6, moved: 0 },
    });
    await run();
    const done = await page(pathOf(reply));
    expect(done).toMatchObject({ state: 'done', counts: { waiting: 0, moved: 6, refused: 0, left: 0 } });
    expect(done.by).toMatchObject({ staffId: rig.agency.staffIds.supervisor });
    for (const { enrollmentId, to } of items) {
      const { coordinatorId } = await rig.prisma.enrollment.findUniqueOrThrow({
        where: { id: enrollmentId },
      });
      expect(coordinatorId).toBe(to);
    }
    expect(await dueOf(ids)).toEqual(owed);
    expect(rig.logs.join('')).not.toContain('Brandywine');
  });

  it('one that finds no room meanwhile is refused by name, the others go; it is offered again to somebody else', async () => {
    const [from, one, other] = [await hired(20), await hired(2), await hired(20)];
    const [a = '', b = '', c = ''] = await clientsOf(from, 3);
    const shown = await preview({ from, to: [one] });
    expect(shown.unplaced).toBe(1);
    expect(shown.items.find(({ to }) => to === null)?.why).toMatchObject({ code: 'caseload-full' });
    const reply = await plan(
      from,
      [a, b, c].map((enrollmentId) => ({ enrollmentId, to: one })),
    ).expect(202);
    await run();
    const done = await page(pathOf(reply));
    expect(done).toMatchObject({ state: 'done', counts: { moved: 2, refused: 1 } });
    const refused = done.items.filter(({ state }) => state === 'refused');
    expect(refused.map(({ why }) => why?.code)).toEqual(['caseload-full']);
    const left = refused.map(({ enrollmentId }) => enrollmentId);
    const again = await preview({ from, to: [other], enrollments: left });
    expect(again.items.map(({ enrollmentId, to }) => [enrollmentId, to?.staffId])).toEqual([
      [left[0], other],
    ]);
    const second = await plan(from, [{ enrollmentId: left[0] ?? '', to: other }]).expect(202);
    await run();
    expect(await page(pathOf(second))).toMatchObject({ state: 'done', counts: { moved: 1 } });
  });

  it('is planned once a key, and each client moved once however often it runs', async () => {
    const [from, to] = [await hired(20), await hired(20)];
    const items = (await clientsOf(from, 2)).map((enrollmentId) => ({ enrollmentId, to }));
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => plan(from, items, key)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(pathOf)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(2);
    expectProblem(await plan(from, items.slice(1), key), 'idempotency-key-reused');
    await run();
    expect((await plan(from, items, key)).status).toBe(202);
    expect(rig.gateway.begun).toEqual([]);
    for (const { enrollmentId } of items)
      expect(await rig.prisma.event.count({ where: { enrollmentId, type: 'CoordinatorAssigned' } })).toBe(2);
  });

  it('whoever was given to somebody else meanwhile stays there', async () => {
    const [from, to] = [await hired(20), await hired(20)];
    const [id = ''] = await clientsOf(from, 1);
    const reply = await plan(from, [{ enrollmentId: id, to }]).expect(202);
    await rig.assign(id, 'coordinator3');
    await run();
    const done = await page(pathOf(reply));
    expect(done.items.map(({ state, why }) => [state, why?.code])).toEqual([['refused', 'not-their-client']]);
    const { coordinatorId } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id } });
    expect(coordinatorId).toBe(rig.agency.staffIds.coordinator3);
  });

  it('is stopped: nobody else is moved, and what is over cannot be stopped', async () => {
    const [from, to] = [await hired(20), await hired(20)];
    const items = (await clientsOf(from, 2)).map((enrollmentId) => ({ enrollmentId, to }));
    const path = pathOf(await plan(from, items).expect(202));
    const stop = () => rig.post('director', `${path}/stop`);
    const stopping = asSent(reassignmentReply, (await stop().expect(200)).body);
    expect(stopping).toMatchObject({ state: 'stopping', stopped: { by: { role: 'director' } } });
    expect(asSent(reassignmentReply, (await stop().expect(200)).body).stopped).toEqual(stopping.stopped);
    await run();
    expect(await page(path)).toMatchObject({ state: 'stopped', counts: { left: 2, moved: 0 } });
    // Free to be planned anew.
    const second = pathOf(await plan(from, items).expect(202));
    await run();
    expect(await page(second)).toMatchObject({ state: 'done', counts: { moved: 2 } });
    expectProblem(await rig.post('director', `${second}/stop`), 'reassignment-over');
    expectProblem(await rig.post('director', `/reassignments/${nobody}/stop`), 'not-found');
  });

  it('is planned while Temporal is away, and begun when somebody looks for it', async () => {
    const [from, to] = [await hired(20), await hired(20)];
    const [id = ''] = await clientsOf(from, 1);
    rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
    const path = pathOf(await plan(from, [{ enrollmentId: id, to }]).expect(202));
    rig.gateway.outage = null;
    for (const input of await createMoveRecord(rig.prisma).open(100))
      await rig.gateway.begin(carryingOut(input));
    await run();
    expect(await page(path)).toMatchObject({ state: 'done', counts: { moved: 1 } });
  });
});

describe('a reassignment that makes no sense', () => {
  it('is refused by name, and nothing is written', async () => {
    const [from, to, third] = [await hired(20), await hired(20), await hired(20)];
    const [id = ''] = await clientsOf(from, 1);
    const [theirs = ''] = await clientsOf(third, 1);
    const item = (enrollmentId: string, who: string) => [{ enrollmentId, to: who }];
    const plans = () => rig.prisma.reassignment.count();
    const before = await plans();
    expectProblem(await plan(from, item(theirs, to)), 'not-their-client');
    expectProblem(await plan(from, item(id, from)), 'already-there');
    expectProblem(await plan(from, item(id, rig.agency.staffIds.intake)), 'unknown-staff');
    expectProblem(await plan(from, item(id, rig.otherAgency.staffIds.coordinator)), 'unknown-staff');
    expectProblem(await plan(nobody, item(id, to)), 'unknown-staff');
    expectProblem(await plan(from, []), 'invalid-field');
    expectProblem(await plan(from, [...item(id, to), ...item(id, third)]), 'invalid-field');
    expect(await plans()).toBe(before);
    await plan(from, item(id, to)).expect(202);
    expectProblem(await plan(from, item(id, third)), 'being-moved');
    await run();
    const ask = (body: object) => rig.post('supervisor', '/reassignments/preview', body);
    expectProblem(await ask({ from: nobody }), 'unknown-staff');
    expectProblem(await ask({ from: third, to: [third] }), 'already-there');
    expectProblem(await ask({ from: third, to: [nobody] }), 'unknown-staff');
    expectProblem(await ask({ from: third, enrollments: [id] }), 'not-their-client');
  });

  it('is for leads; coordinators read what concerns them, and another agency nothing', async () => {
    const me = rig.agency.staffIds.coordinator;
    const [from, other] = [await hired(20), await hired(20)];
    const [mine = '', theirs = ''] = await clientsOf(from, 2);
    const items = [
      { enrollmentId: mine, to: me },
      { enrollmentId: theirs, to: other },
    ];
    for (const login of ['coordinator', 'intake', 'payer'] as const) {
      expectProblem(await rig.post(login, '/reassignments', { from, reason: 'x', items }), 'forbidden');
      expectProblem(await rig.post(login, '/reassignments/preview', { from }), 'forbidden');
    }
    const path = pathOf(await plan(from, items).expect(202));
    expectProblem(await rig.post('coordinator', `${path}/stop`), 'forbidden');
    await run();
    expect((await page(path, 'coordinator')).items.map(({ enrollmentId }) => enrollmentId)).toEqual([mine]);
    expectProblem(await rig.get('coordinator3', path), 'not-found');
    const list = asSent(
      reassignmentsReply,
      (await rig.get('coordinator3', '/reassignments').expect(200)).body,
    );
    expect(list.items.map(({ reassignmentId }) => `/reassignments/${reassignmentId}`)).not.toContain(path);
    const all = asSent(reassignmentsReply, (await rig.get('director', '/reassignments').expect(200)).body);
    expect(`/reassignments/${all.items[0]?.reassignmentId}`).toBe(path);
    expectProblem(await rig.get('payer', path), 'forbidden');
  });
});

async function dueOf(ids: string[]) {
  const rows = await rig.prisma.obligation.findMany({
    where: { enrollmentId: { in: ids } },
    orderBy: [{ enrollmentId: 'asc' }, { key: 'asc' }],
  });
  return rows.map(({ enrollmentId, key, due, originalDue }) => ({ enrollmentId, key, due, originalDue }));
}
