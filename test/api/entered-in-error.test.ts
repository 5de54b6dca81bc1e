import { afterAll, beforeAll, expect, it } from 'vitest';
import { numbersReply } from '../../src/features/numbers/api/schemas.ts';
import { judging } from '../../src/features/notifications/postgres/judging.ts';
import { createOutbox } from '../../src/kit/postgres/outbox.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let id = '';
const client = { reference: 'E-1', givenName: 'Wilhelmine', familyName: 'Acker' };
const reason = 'Referred twice: the county meant her brother.';
const reached = { with: 'client', mode: 'phone', outcome: 'reached' };
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll({ client });
  await rig.assign(id);
  rig.clock.set(monday + 10 * day);
  await rig.gateway.tick(id);
});
afterAll(() => rig?.close());

const numbers = async () => {
  const { body } = await rig.get('director', '/numbers?month=2037-03&by=agency').expect(200);
  const [group] = asSent(numbersReply, body).groups;
  return Object.fromEntries(
    (group?.figures ?? []).filter(({ part }) => part === null).map((one) => [one.number, one.numerator]),
  );
};
const list = async (login: 'supervisor' | 'quality' = 'supervisor') =>
  (await rig.get(login, '/entered-in-error').expect(200)).body.items;
const claim = () =>
  createOutbox(rig.prisma, judging).claim({
    channel: 'mail',
    now: monday + 40 * day,
    limit: 500,
    leaseMs: 1,
  });
const toldOf = async () =>
  (await claim())
    // What several messages say in one mail is said as well.
    .flatMap((one) => [one, ...(one.along ?? [])])
    .filter(({ notification }) => notification.enrollmentId === id)
    .map(({ notification }) => notification.kind);

it('is for a lead, with a reason, and takes the enrollment out of all that is done and counted', async () => {
  const service = await rig
    .command('coordinator', id, 'logContact', { ...reached, summary: 'A short call.' })
    .expect(200);
  const [{ stepId }] = service.body.steps;
  await rig.post('supervisor', '/mis/batches', undefined, { 'Idempotency-Key': 'mis-1' }).expect(201);
  const before = await numbers();
  expect(before['client-days']).toBeGreaterThan(0);
  expect(before['entered-in-error']).toBe(0);

  expectProblem(await rig.command('coordinator', id, 'enterInError', { reason }), 'forbidden');
  expectProblem(await rig.command('supervisor', id, 'enterInError', {}), 'invalid-field');
  const occurredAt = new Date(monday + hour).toISOString();
  expectProblem(
    await rig.command('supervisor', id, 'enterInError', { reason, occurredAt }),
    'error-dated-back',
  );
  const { body } = await rig.command('supervisor', id, 'enterInError', { reason }).expect(200);
  expect(body).toMatchObject({ stage: 'entered-in-error', nextDue: null, opened: [] });

  const row = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ openClientId: null, overdueCount: 0, stage: 'entered-in-error' });
  expect(await rig.prisma.caseloadPlace.count({ where: { enrollmentId: id } })).toBe(0);
  const one = (await rig.get('supervisor', `/enrollments/${id}`).expect(200)).body;
  expect(one.enteredInErrorAt).not.toBeNull();
  const listed = async (query: string) =>
    (await rig.get('supervisor', `/enrollments${query}`).expect(200)).body.items.length;
  expect([await listed(''), await listed('?stage=entered-in-error')]).toEqual([0, 1]);
  const mine = (await rig.get('coordinator', '/worklists/mine').expect(200)).body;
  expect([mine.overdue, mine.dueSoon, mine.later]).toEqual([[], [], []]);
  expect((await rig.get('coordinator', '/worklists/mine/paperwork').expect(200)).body.items).toEqual([]);
  const team = (await rig.get('supervisor', '/worklists/team').expect(200)).body;
  expect(team.counts).toMatchObject({ byStage: {}, overdue: 0, dueSoon: 0, later: 0 });
  expect(await numbers()).toMatchObject({
    'client-days': 0,
    missed: 0,
    timeliness: 0,
    'entered-in-error': 1,
  });

  const { body: batch } = await rig
    .post('supervisor', '/mis/batches', undefined, { 'Idempotency-Key': 'mis-2' })
    .expect(201);
  const { text } = await rig.get('supervisor', `/mis/batches/${batch.batchId}`).expect(200);
  expect(text).toContain(`1,withdraw,E-1,${id},${stepId}`);
});

it('is told to the director and the quality office, and listed with what had been missed', async () => {
  const kinds = await toldOf();
  expect(new Set(kinds)).toEqual(new Set(['entered-in-error']));
  const [row, ...others] = await list();
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    ...{ enrollmentId: id, reason, undoneAt: null },
    ...{ client: { givenName: 'Wilhelmine' }, by: { staffId: rig.agency.staffIds.supervisor } },
  });
  expect(row.missesWithdrawn).toBeGreaterThan(0);
  const [seen] = await list('quality');
  expect(seen).not.toHaveProperty('reason');
  expect(JSON.stringify(seen)).not.toMatch(/Wilhelmine|brother/);
  expectProblem(await rig.get('coordinator', '/entered-in-error'), 'forbidden');
});

it('takes nothing more in, while the client is referred anew', async () => {
  expectProblem(await rig.command('coordinator', id, 'logContact', reached), 'entered-in-error');
  expectProblem(
    await rig.command('intake', id, 'reportCrisis', { kind: 'overdose', what: 'On the stairs.' }),
    'entered-in-error',
  );
  expectProblem(await rig.command('supervisor', id, 'reopen', { reason }), 'entered-in-error');
  const draft = { text: { type: 'other' } };
  expectProblem(await rig.post('coordinator', `/enrollments/${id}/notes`, draft), 'entered-in-error');
  const again = await rig.enroll({ client });
  expect(again).not.toBe(id);

  const [{ stepId }] = await list();
  const undo = { step: stepId, reason: 'It was her after all.' };
  expectProblem(await rig.command('coordinator', id, 'voidStep', undo), 'not-your-step');
  expectProblem(await rig.command('supervisor', id, 'voidStep', undo), 'client-enrolled-elsewhere');
  rig.clock.set(monday + 11 * day);
  await rig.command('supervisor', again, 'enterInError', { reason: 'The first was right.' }).expect(200);
  await rig.command('supervisor', id, 'voidStep', undo).expect(200);
  expect(await rig.prisma.caseloadPlace.count({ where: { enrollmentId: id } })).toBe(1);
  expect((await list()).map((one: { undoneAt: string | null }) => one.undoneAt !== null)).toEqual([
    false,
    true,
  ]);
  expect(await toldOf()).toContain('overdue');
  expect((await numbers())['entered-in-error']).toBe(1);
});
