import { inventedName } from '../../prisma/seed/invented-name.ts';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll();
});
afterAll(() => rig?.close());

const phone = { kind: 'phone', value: '+1 414 555 0100', mayLeaveMessage: false };
const library = { kind: 'place', value: 'The library on Vliet Street, mornings', mayLeaveMessage: true };
const address = (enrollmentId = id) => `/enrollments/${enrollmentId}/contact-information`;
const change = (ways: object[], headers = {}, enrollmentId = id) =>
  rig.post('coordinator', `${address(enrollmentId)}/acts/change`, { ways }, headers);

it('[CO-4] contact information is kept current, and what it was stays to be read', async () => {
  expectProblem(await rig.get('coordinator', address()), 'not-found');
  const first = await change([phone]).expect(200);
  expect(first.headers['etag']).toBe('"1"');
  rig.clock.set(monday + hour);
  const second = await change([library, phone], { 'If-Match': '"1"' }).expect(200);
  expect(second.body).toMatchObject({ revision: 2, content: { ways: [library, phone] } });
  const now = await rig.get('supervisor', address()).expect(200);
  expect(now.body).toEqual(second.body);
  expect(now.headers['etag']).toBe('"2"');
  const { body } = await rig.get('coordinator', `${address()}/revisions`).expect(200);
  expect(body.items).toMatchObject([
    { revision: 1, act: 'change', content: { ways: [phone] }, recordedAt: '2037-03-02T15:00:00.000Z' },
    { revision: 2, by: { staffId: rig.agency.staffIds.coordinator, name: 'Theo Marchetti' } },
  ]);
});

it('[CO-4] changes with Temporal away as it does with it', async () => {
  rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
  // Even for a client whose referral still waits to be recorded.
  const client = { reference: 'W-1', ...inventedName('W-1') };
  const body = { client, referral: { level: 'rsc-i', emergency: false } };
  const waiting = await rig.post('intake', '/enrollments', body).expect(202);
  const mine = String(waiting.body.enrollmentId);
  await rig.letLook(mine);
  await change([phone], {}, mine).expect(200);
  await rig.get('coordinator', address(mine)).expect(200);
  rig.gateway.outage = null;
});

it('two people at once: one wins, the other is told', async () => {
  const other = await rig.enroll();
  await change([phone], {}, other).expect(200);
  const answers = await Promise.all([
    change([library], { 'If-Match': '"1"' }, other),
    change([library, phone], { 'If-Match': '"1"' }, other),
  ]);
  const lost = answers.filter(({ status }) => status !== 200);
  expect(lost).toHaveLength(1);
  if (lost[0]) expectProblem(lost[0], 'version-conflict');
});

it('the same request again changes nothing, and the same key with other words is refused', async () => {
  const other = await rig.enroll();
  const headers = { 'Idempotency-Key': 'once' };
  const first = await change([phone], headers, other).expect(200);
  await change([library], {}, other).expect(200);
  const again = await change([phone], headers, other).expect(200);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(again.body).toEqual(first.body);
  expectProblem(await change([library], headers, other), 'idempotency-key-reused');
  expectProblem(await change([library], {}, other), 'nothing-changed');
});

it('bad input is refused by name, and nothing of it is written or logged', async () => {
  const before = await rig.written();
  expectProblem(await change([]), 'invalid-field', [{ pointer: '/ways' }]);
  expectProblem(await change([{ ...phone, secret: 1 }]), 'unknown-field', [{ pointer: '/ways/0/secret' }]);
  const ahead = { ways: [phone], occurredAt: '2037-03-02T16:02:00Z' };
  expectProblem(await rig.post('coordinator', `${address()}/acts/change`, ahead), 'occurred-in-future', [
    { pointer: '/occurredAt' },
  ]);
  expectProblem(await change([phone], {}, randomUUID()), 'not-found');
  expectProblem(await rig.post('payer', `${address()}/acts/change`, { ways: [phone] }), 'forbidden');
  const stranger = await request(rig.app)
    .post(`/api/v1${address()}/acts/change`)
    .auth(rig.otherAgency.tokens.coordinator, { type: 'bearer' })
    .send({ ways: [phone] });
  expectProblem(stranger, 'not-found');
  expect(await rig.written()).toEqual(before);
  expect(rig.logs.join('')).not.toMatch(/414 555|Vliet/);
});
