import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leftReply } from '../../src/features/staff/api/leaving-schemas.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
  rig.clock.set(monday);
});
afterAll(() => rig?.close());

const today = '2037-03-02';
const staff = () => rig.agency.staffIds;
const iso = (at: number) => new Date(at).toISOString();
const leave = (
  who: string,
  body: object = {},
  key: string = randomUUID(),
  login: 'supervisor' | 'director' = 'supervisor',
) =>
  rig.post(
    login,
    `/staff/${who}/leaving`,
    { lastDay: today, reason: 'Moves to the coast', ...body },
    { 'Idempotency-Key': key },
  );
const assign = (id: string, coordinatorId: string) =>
  rig.command('supervisor', id, 'assignCoordinator', { coordinatorId });

it('[ST-4] somebody leaves once all they had in hand is with others; then they sign in no more and take nobody', async () => {
  const [leaving, next] = [staff().coordinator, staff().coordinator2];
  const id = await rig.enroll();
  await assign(id, leaving).expect(200);
  expectProblem(await leave(leaving), 'still-has-clients');
  await rig.get('coordinator', '/worklists/mine').expect(200);

  // As a reassignment does it, client by client.
  await assign(id, next).expect(200);
  const shift = { staffId: leaving, from: '2037-03-03T18:00', until: '2037-03-04T08:00', rank: 1 };
  const { shifts } = (await rig.post('supervisor', '/on-call/shifts', shift).expect(200)).body as {
    shifts: { shiftId: string }[];
  };
  expectProblem(await leave(leaving), 'still-on-call');
  const reason = { reason: 'Leaves' };
  await rig.post('supervisor', `/on-call/shifts/${shifts[0]?.shiftId}/withdraw`, reason).expect(200);

  const away = { from: iso(monday + day), until: iso(monday + 3 * day), cover: leaving };
  const absence = await rig.post('supervisor', `/staff/${staff().coordinator3}/absences`, away).expect(200);
  expectProblem(await leave(leaving), 'still-covers');
  const { absence: named } = absence.body as { absence: string };
  await rig.post('supervisor', `/staff/${staff().coordinator3}/absences/${named}/end`).expect(200);

  expectProblem(await leave(leaving, { lastDay: '2037-03-03' }), 'leaving-ahead');
  const key = randomUUID();
  const left = asSent(leftReply, (await leave(leaving, {}, key).expect(200)).body);
  expect(left).toMatchObject({ staffId: leaving, lastDay: today, by: { staffId: staff().supervisor } });
  const again = await leave(leaving, {}, key).expect(200);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(asSent(leftReply, again.body)).toEqual(left);
  expectProblem(await leave(leaving, { reason: 'Another' }, key), 'idempotency-key-reused');
  await leave(leaving).expect(404);

  // For as long as an API process remembers a token.
  rig.clock.set(monday + 3_001);
  await rig.get('coordinator', '/worklists/mine').expect(401);
  expectProblem(await assign(await rig.enroll(), leaving), 'unknown-staff');
  const row = await rig.prisma.staff.findUniqueOrThrow({ where: { id: leaving } });
  expect(row).toMatchObject({ active: false, onCall: false, mayTakeUntil: null });
  const tokens = await rig.prisma.accessToken.findMany({ where: { staffId: leaving } });
  expect(tokens.every(({ revokedAt }) => revokedAt?.getTime() === monday)).toBe(true);
});

it('nobody lets themselves go, and leads are let go by the director', async () => {
  expectProblem(await leave(staff().supervisor), 'leaving-not-yours');
  expectProblem(await leave(staff().director), 'leaving-not-yours');
  expectProblem(await leave(staff().director, {}, randomUUID(), 'director'), 'leaving-not-yours');
  await leave(randomUUID()).expect(404);
  await rig
    .post('coordinator2', `/staff/${staff().intake}/leaving`, { lastDay: today, reason: 'x' })
    .expect(403);
});

it('of a client given to somebody and their leaving at the same time, one comes after the other', async () => {
  const leaving = staff().coordinator2;
  const id = await rig.enroll();
  const theirs = await rig.prisma.caseloadPlace.findMany({ where: { staffId: leaving } });
  for (const { enrollmentId } of theirs)
    await rig.command('supervisor', enrollmentId, 'discharge', { reason: 'deceased', note: 'Told us.' });
  const [given, left] = await Promise.all([
    assign(id, leaving),
    leave(leaving, { successor: staff().coordinator3 }),
  ]);
  const places = await rig.prisma.caseloadPlace.count({ where: { staffId: leaving } });
  expect([given.status, left.status, places]).toEqual(
    left.status === 200 ? [given.status, 200, 0] : [200, 409, 1],
  );
  expect(left.status === 200 ? [409, 422] : [200]).toContain(given.status);
});
