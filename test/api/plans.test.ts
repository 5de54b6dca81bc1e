import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginPlan, signedPlan } from '../support/api-plans.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';
import { everybodySigns, release, wholeSections } from '../support/plans.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll();
});
afterAll(() => rig?.close());

const plans = (rest = '') => `/enrollments/${id}/plans${rest}`;
const act = (plan: string, name: string, body: object = {}, headers = {}) =>
  rig.post('coordinator', plans(`/${plan}/acts/${name}`), body, headers);

describe('a plan of care', () => {
  it('[PL-1] [PL-2] is begun, written, signed and completed, and stays as it was', async () => {
    const plan = await beginPlan(rig, id, { version: 'full' });
    const edited = await act(plan, 'edit', { sections: wholeSections() }).expect(200);
    expect(edited.body).toMatchObject({
      revision: 2,
      state: 'draft',
      content: { sections: wholeSections() },
    });
    await act(plan, 'sign', { signatures: everybodySigns }).expect(200);
    const { body } = await act(plan, 'complete').expect(200);
    expect(body).toMatchObject({ revision: 4, state: 'complete', hash: edited.body.hash });
    expectProblem(await act(plan, 'edit', { sections: {} }), 'plan-frozen');
    const read = await rig.get('supervisor', plans(`/${plan}`)).expect(200);
    expect(read.body).toEqual(body);
    const listed = await rig.get('supervisor', plans('?state=complete')).expect(200);
    expect(listed.body.items).toEqual([body]);
    const revisions = await rig.get('supervisor', plans(`/${plan}/revisions`)).expect(200);
    expect(revisions.body.items.map((one: { act: string }) => one.act)).toEqual([
      'begin',
      'edit',
      'sign',
      'complete',
    ]);
  });

  it('[PL-3] without a Safety/Crisis Plan is refused by name', async () => {
    const plan = await signedPlan(rig, id, { version: 'preliminary', sections: { safetyPlan: null } });
    expectProblem(await act(plan, 'complete'), 'safety-plan-missing', [{ pointer: '/sections/safetyPlan' }]);
    const { body } = await rig.get('coordinator', plans(`/${plan}/readiness`)).expect(200);
    expect(body.missing).toMatchObject([{ pointer: '/sections/safetyPlan' }]);
  });

  it('[PL-5] [PL-6] says where it lacks funding or the choice of the client', async () => {
    const services = wholeSections().services.map(({ choice: _, ...service }) => service);
    const plan = await signedPlan(rig, id, { version: 'full', sections: { services, funding: [] } });
    expectProblem(await act(plan, 'complete'), 'plan-incomplete', [
      { pointer: '/sections/services/0/choice' },
      { pointer: '/sections/services/0' },
    ]);
  });

  it('[PL-8] is changed by a new version with its reason, and the two stand side by side', async () => {
    const old = await signedPlan(rig, id, { version: 'full' });
    expectProblem(
      await rig.post('coordinator', plans(), { version: 'amended', from: old, reason: 'x' }),
      'unknown-plan',
      [{ pointer: '/from' }],
    );
    await act(old, 'complete').expect(200);
    expectProblem(await rig.post('coordinator', plans(), { version: 'amended' }), 'plan-without-base', [
      { pointer: '/from' },
    ]);
    const goals = wholeSections().goals.map((goal) => ({ ...goal, reviewOn: '2037-05-05' }));
    const plan = await signedPlan(rig, id, { version: 'amended', from: old, sections: { goals } });
    expectProblem(await act(plan, 'complete'), 'plan-incomplete', [{ pointer: '/reason' }]);
    await act(plan, 'edit', { sections: {}, reason: 'The room was let to somebody else.' }).expect(200);
    await act(plan, 'sign', { signatures: everybodySigns }).expect(200);
    await act(plan, 'complete').expect(200);

    const { body } = await rig.get('supervisor', plans(`/compare?left=${old}&right=${plan}`)).expect(200);
    expect(body.sections).toMatchObject([
      { section: 'goals', items: [{ id: 'g1', change: 'changed', members: ['reviewOn'] }] },
    ]);
    const elsewhere = `/enrollments/${await rig.enroll()}/plans/compare?left=${old}&right=${plan}`;
    expectProblem(await rig.get('supervisor', elsewhere), 'not-found');
  });

  it('[PL-9] of a re-entry client counts back from the release date', async () => {
    const plan = await signedPlan(rig, id, { version: 'transition', sections: { transition: release } });
    const { body } = await rig.get('coordinator', plans(`/${plan}/readiness`)).expect(200);
    expect(body.countdown).toMatchObject([
      { task: 'pre-release-meeting', by: '2037-04-01', done: true },
      { task: 'provider-for-each-service', done: true },
      { task: 'first-appointments', by: '2037-04-17', done: false },
      { task: 'transition-plan', by: '2037-04-30', done: false },
    ]);
    expectProblem(await act(plan, 'complete'), 'plan-incomplete', [
      { pointer: '/sections/services/0/firstAppointment' },
    ]);
  });
});

describe('two people', () => {
  it('who begin with one key begin one plan, and who edit the same revision do not overwrite each other', async () => {
    const headers = { 'Idempotency-Key': 'begin-once' };
    const begin = () => rig.post('coordinator', plans(), { version: 'full' }, headers);
    const [one, two] = await Promise.all([begin(), begin()]);
    expect(one?.body.documentId).toBe(two?.body.documentId);
    const plan = String(one?.body.documentId);
    const edit = (text: string) =>
      act(plan, 'edit', { sections: { strengths: [{ id: 's1', text }] } }, { 'If-Match': '"1"' });
    const replies = await Promise.all([edit('Patient.'), edit('Loud.')]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    await act(plan, 'discard', { reason: 'Begun twice.' }).expect(200);
    expectProblem(await act(plan, 'complete'), 'plan-frozen');
  });
});

it('is not for those who read no details, and refuses what has the wrong form', async () => {
  const plan = await beginPlan(rig, id, { version: 'full' });
  for (const login of ['intake', 'payer', 'ops'] as const) {
    expectProblem(await rig.get(login, plans()), 'forbidden');
    expectProblem(await rig.post(login, plans(), { version: 'full' }), 'forbidden');
  }
  expectProblem(await rig.get('coordinator', plans('?cursor=made.up')), 'bad-cursor');
  expectProblem(await rig.get('coordinator', plans(`/${randomUUID()}`)), 'not-found');
  expectProblem(await act(plan, 'edit', { sections: { hobbies: [] } }), 'unknown-field', [
    { pointer: '/sections/hobbies' },
  ]);
  const twice = [1, 2].map(() => ({ id: 's1', text: 'Twice.' }));
  expectProblem(await act(plan, 'edit', { sections: { strengths: twice } }), 'plan-item-repeated', [
    { pointer: '/sections/strengths/1/id' },
  ]);
  expect(rig.logs.join('')).not.toMatch(/Vliet|Rosalind|Twice/);
});

it('a complete plan in the wrong file is struck out once no step stands on it', async () => {
  const client = await rig.enroll();
  await rig.assign(client);
  const plan = await signedPlan(rig, client, { version: 'full' });
  const step = await rig.command('coordinator', client, 'completeFullSccp', { plan }).expect(200);
  const path = `/enrollments/${client}/plans/${plan}`;
  const strike = (login: 'coordinator' | 'coordinator2') =>
    rig.post(login, `${path}/acts/strike`, { reason: 'It was written for his sister.' });
  expectProblem(await strike('coordinator'), 'plan-in-use');
  const voided = { step: String(step.body.steps[0].stepId), reason: 'Wrong file.' };
  await rig.command('coordinator', client, 'voidStep', voided).expect(200);
  expectProblem(await strike('coordinator2'), 'not-your-document');
  await strike('coordinator').expect(200);
  expectProblem(await rig.get('coordinator2', path), 'not-found');
  const again = { plan, amendment: true };
  expectProblem(await rig.command('coordinator', client, 'completeFullSccp', again), 'unknown-plan');
});
