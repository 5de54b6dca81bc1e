import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login, SeededAgency } from '../../prisma/seed/index.ts';
import { startPendingDelivery } from '../../src/features/pending-steps/activities/delivery.ts';
import { createPendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createReads } from '../../src/api/reads.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { crisisGuideReply, crisisRegisterReply } from '../../src/features/crisis/api/replies.ts';
import { standardLists } from '../../src/features/code-lists/standard.ts';
import { inForce } from '../../src/engine/policy/code-lists.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, hour, letLook, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

const standard = standardLists(countyProfile);
const eviction = { code: 'eviction', title: 'Put out of where they live', dangerous: false, retired: false };
const own = {
  needs: [
    eviction,
    ...standard.needs.map((one) => (one.code === 'housing' ? { ...one, retired: true } : one)),
  ],
  crises: standard.crises.map((one) =>
    one.code === 'overdose' ? { ...one, title: 'Overdose: is naloxone there?' } : one,
  ),
};
const reason = 'Agreed in the meeting of leads.';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

/** As an agency's own clients ask, who say which revision they have seen, or do not. */
function send(
  { tokens }: SeededAgency,
  login: Login,
  [method, path]: ['get' | 'post', string],
  body?: object,
  headers: Record<string, string> = {},
) {
  const asked = request(rig.bare);
  const test = asked[method](`/api/v1${path}`).set('Authorization', `Bearer ${tokens[login]}`).set(headers);
  return body === undefined ? test : test.send(body);
}
const change = (lists: object, revision: number | null, agency = rig.agency, login: Login = 'director') =>
  send(
    agency,
    login,
    ['post', '/code-lists/acts/change'],
    { ...lists, reason },
    revision === null ? {} : { 'If-Match': `"${revision}"` },
  );
const read = async (agency = rig.agency, login: Login = 'coordinator') =>
  (await send(agency, login, ['get', '/code-lists']).expect(200)).body as {
    revision: number;
    content: typeof own;
    updatedBy: unknown;
  };
/** A referral under a key, of somebody who looks like nobody. */
const refer = (agency: SeededAgency, referral: object, key: string = randomUUID()) =>
  send(
    agency,
    'intake',
    ['post', '/enrollments'],
    {
      client: { reference: key, familyName: `Q${key.replaceAll(/[^a-f]/g, '')}` },
      referral: { level: 'rsc-i', emergency: true, ...referral },
    },
    { 'Idempotency-Key': key },
  );
const crisisOf = (code: string) => ({ kind: code, what: 'Found on the stairs.' });

describe('an agency’s lists of needs and crises', () => {
  it('are those of its profile until a director changes them; other agencies keep theirs', async () => {
    expect(await read()).toMatchObject({ revision: 0, content: standard, updatedBy: null });
    const before = await send(rig.agency, 'coordinator', ['get', '/code-lists/revisions']).expect(200);
    expect(before.body).toEqual({ items: [] });

    const changed = await change(own, 0).expect(200);
    expect(changed.body).toMatchObject({ revision: 1, content: own });
    for (const login of ['intake', 'supervisor', 'payer'] as const)
      expect((await read(rig.agency, login)).content).toEqual(own);
    expect(await read(rig.otherAgency)).toMatchObject({ revision: 0, content: standard });

    const { body } = await send(rig.agency, 'supervisor', ['get', '/code-lists/revisions']).expect(200);
    expect(body.items).toMatchObject([
      { revision: 1, act: 'change', content: own, reason, by: { staffId: rig.agency.staffIds.director } },
    ]);
    const guide = asSent(crisisGuideReply, (await rig.get('intake', '/crisis-guide').expect(200)).body);
    expect(guide.counts).toContainEqual({ code: 'overdose', title: 'Overdose: is naloxone there?' });
  });

  it('are changed by a director alone, who says which revision they have seen', async () => {
    for (const login of ['intake', 'coordinator', 'supervisor', 'payer', 'ops'] as const)
      expectProblem(await change(own, 1, rig.agency, login), 'forbidden');
    const more = { ...own, needs: [...own.needs, { ...eviction, code: 'heating', title: 'No heating' }] };
    expectProblem(await change(more, null), 'version-missing');
    expectProblem(await change(more, 0), 'version-conflict');
    expectProblem(await change(own, 1), 'nothing-changed');
    await change(more, 1).expect(200);
    const retired = (one: { code: string }) => (one.code === 'heating' ? { ...one, retired: true } : one);
    await change({ ...more, needs: more.needs.map(retired) }, 2).expect(200);
  });

  it('lose no code, have none twice, and are never empty of what is in force', async () => {
    const { revision, content } = await read();
    expectProblem(await change({ ...content, needs: content.needs.slice(1) }, revision), 'code-stays', [
      { pointer: '/needs', detail: expect.stringContaining('eviction') },
    ]);
    expectProblem(
      await change({ ...content, crises: [...content.crises, content.crises[0]] }, revision),
      'codes-inconsistent',
      [{ pointer: `/crises/${content.crises.length}/code` }],
    );
    const none = content.crises.map((one) => ({ ...one, retired: true }));
    expectProblem(await change({ ...content, crises: none }, revision), 'codes-inconsistent', [
      { pointer: '/crises' },
    ]);
    // Also of the profile’s, which nobody of that agency has touched.
    const bare = { needs: [eviction], crises: standard.crises };
    expectProblem(await change(bare, 0, rig.otherAgency), 'code-stays');
    expect(await read(rig.otherAgency)).toMatchObject({ revision: 0 });
  });

  it('hold at the door: each agency by its own, the codes it has being named', async () => {
    const mine = inForce((await read()).content, 'needs').join(', ');
    await refer(rig.agency, { needs: ['eviction'] }).expect(201);
    expectProblem(await refer(rig.agency, { needs: ['eviction', 'housing'] }), 'invalid-field', [
      { pointer: '/referral/needs/1', detail: `is retired; must be one of: ${mine}` },
    ]);
    await refer(rig.otherAgency, { needs: ['housing'] }).expect(201);
    expectProblem(await refer(rig.otherAgency, { needs: ['eviction'] }), 'invalid-field', [
      { pointer: '/referral/needs/0', detail: `must be one of: ${inForce(standard, 'needs').join(', ')}` },
    ]);
    expectProblem(
      await refer(rig.agency, { needs: [{ need: 'tea', words: 'None left.' }] }),
      'invalid-field',
      [{ pointer: '/referral/needs/0/need', detail: `must be one of: ${mine}` }],
    );
  });

  it('what was taken under a key is answered again, whatever has become of its code', async () => {
    const key = randomUUID();
    const { body: first } = await refer(rig.otherAgency, { needs: ['food'] }, key).expect(201);
    await letLook(
      rig.prisma,
      rig.otherAgency.agencyId,
      [rig.otherAgency.staffIds.coordinator],
      first.enrollmentId,
    );
    const path = `/enrollments/${first.enrollmentId}/commands/reportCrisis`;
    const step = () =>
      send(rig.otherAgency, 'coordinator', ['post', path], crisisOf('no-shelter'), {
        'Idempotency-Key': `${key}.c`,
      });
    const { body: reported } = await step().expect(200);
    const retired = (codes: string[]) => ({
      needs: standard.needs.map((one) => ({ ...one, retired: codes.includes(one.code) })),
      crises: standard.crises.map((one) => ({ ...one, retired: codes.includes(one.code) })),
    });
    await change(retired(['food', 'no-shelter']), 0, rig.otherAgency).expect(200);

    const again = await refer(rig.otherAgency, { needs: ['food'] }, key).expect(200);
    expect(again.body.enrollmentId).toBe(first.enrollmentId);
    const stepAgain = await step().expect(200);
    expect(stepAgain.body.steps).toEqual(reported.steps);
    expect(stepAgain.headers['idempotent-replayed']).toBe('true');
    expectProblem(await refer(rig.otherAgency, { needs: ['food'] }), 'invalid-field');
    expectProblem(
      await send(rig.otherAgency, 'coordinator', ['post', path], crisisOf('no-shelter')),
      'invalid-field',
    );
  });

  it('[IN-2] what is dangerous by its kind is the agency’s to say', async () => {
    const { content, revision } = await read();
    const needs = content.needs.map((one) => ({ ...one, dangerous: one.code === 'eviction' }));
    await change({ ...content, needs }, revision).expect(200);
    expectProblem(
      await refer(rig.agency, { emergency: false, needs: ['safety', 'eviction'] }),
      'danger-not-considered',
      [{ pointer: '/referral/needs/1' }],
    );
    await refer(rig.agency, { emergency: false, needs: ['safety'] }).expect(201);
    expectProblem(
      await refer(rig.otherAgency, { emergency: false, needs: ['safety'] }),
      'danger-not-considered',
    );
  });
});

it('[CR-5] what was recorded keeps what its code was called then, though it is called otherwise or retired by now', async () => {
  rig.clock.set(monday + hour);
  const id = await rig.enroll({
    referral: { emergency: true, needs: ['food', { need: 'eviction', words: 'Today.' }] },
  });
  await rig.command('coordinator', id, 'confirmNeed', { need: 'eviction', outcome: 'confirmed' }).expect(200);
  await rig.command('coordinator', id, 'reportCrisis', crisisOf('overdose')).expect(200);
  const shown = async () => {
    const { body } = await rig.get('supervisor', `/enrollments/${id}/triage`).expect(200);
    const register = await rig.get('supervisor', `/enrollments/${id}/crises`).expect(200);
    const [crisis] = asSent(crisisRegisterReply, register.body).items;
    return [body.reported[0].details.needs, body.needs[0].details, crisis?.details];
  };
  const then = [
    [
      { need: 'food', title: 'Nothing to eat' },
      { need: 'eviction', title: eviction.title, words: 'Today.' },
    ],
    { need: 'eviction', title: eviction.title },
    { ...crisisOf('overdose'), title: 'Overdose: is naloxone there?' },
  ];
  expect(await shown()).toEqual(then);

  rig.clock.set(monday + 2 * hour);
  const { content, revision } = await read();
  const renamed = <One extends { title: string }>(one: One) => ({ ...one, title: `${one.title}, anew` });
  await change({ needs: content.needs.map(renamed), crises: content.crises.map(renamed) }, revision).expect(
    200,
  );
  await change(
    {
      needs: content.needs.map((one) => ({ ...renamed(one), retired: one.code !== 'other' })),
      crises: content.crises.map((one) => ({ ...renamed(one), retired: one.code !== 'other' })),
    },
    revision + 1,
  ).expect(200);
  expect(await shown()).toEqual(then);
  const { body } = await rig.get('supervisor', `/enrollments/${id}/timeline`).expect(200);
  expect(body.items[0].details.needs).toEqual(then[0]);
  // Whoever reads no words reads no codes either.
  const without = await rig.get('intake', `/enrollments/${id}/timeline`).expect(200);
  expect(without.text).not.toMatch(/eviction|overdose/);
});

it('a step that waits is judged by the lists of when it was taken in, and what has another code is refused at once', async () => {
  const id = await rig.enroll();
  rig.gateway.outage = { status: 'unavailable', unknown: false, away: 'engine' };
  expectProblem(await rig.command('coordinator', id, 'reportCrisis', crisisOf('tea')), 'invalid-field');
  await rig.command('coordinator', id, 'reportCrisis', crisisOf('other')).expect(202);
  const { content, revision } = await read();
  const swapped = content.crises.map((one) => ({ ...one, retired: one.code === 'other' }));
  await change({ ...content, crises: swapped }, revision).expect(200);
  rig.gateway.outage = null;

  const store = createPendingStore(rig.prisma);
  const delivery = startPendingDelivery({
    store,
    gateway: { ...rig.gateway, away: () => false },
    policies: createPolicies(createReads(rig.prisma)),
    record: createRecordReader(rig.prisma),
    log: { info: () => undefined, warn: () => undefined },
    now: rig.clock.now,
    pollMs: 10,
  });
  await expect.poll(() => store.waiting(), { timeout: 10_000 }).toBe(0);
  await delivery.stop();
  const { body } = await rig.get('supervisor', `/enrollments/${id}/crises`).expect(200);
  expect(body.items).toMatchObject([{ details: { kind: 'other' } }]);
});

it('a crisis from before there were lists folds, and is shown by the word that was entered', async () => {
  const id = await rig.enroll();
  const { agencyId, staffIds } = rig.agency;
  const commandId = randomUUID();
  const owner = { agencyId, enrollmentId: id, commandId };
  // As it was taken in then; no list is asked by what decides and records.
  const outcome = await rig.gateway.submit(id, {
    ...{ commandId, fingerprint: '0'.repeat(64), askedAt: rig.clock.now() },
    by: { staffId: staffIds.coordinator, role: 'coordinator', agencyId },
    commands: [
      { facts: { type: 'reportCrisis', full: false }, sealed: rig.seal(crisisOf('fell-down'), owner) },
    ],
  });
  expect(outcome.status).toBe('accepted');
  const { body } = await rig.get('supervisor', `/enrollments/${id}/crises`).expect(200);
  expect(body.items).toMatchObject([{ details: { kind: 'fell-down', title: 'fell-down' } }]);
});
