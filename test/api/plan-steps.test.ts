import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginPlan, signedPlan } from '../support/api-plans.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';
import { release, wholeSections } from '../support/plans.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll();
  await rig.assign(id);
});
afterAll(() => rig?.close());

const plan = async (plan: string) => (await rig.get('supervisor', `/enrollments/${id}/plans/${plan}`)).body;
const lastFacts = async () => {
  const { body } = await rig.get('supervisor', `/enrollments/${id}/timeline`).expect(200);
  return body.items.at(-1).facts;
};

describe('a step that stands on a plan', () => {
  it('[PL-1] completes it and names the words that were signed', async () => {
    const draft = await signedPlan(rig, id, { version: 'preliminary' });
    const reply = await rig
      .command('coordinator', id, 'completePreliminarySccp', { plan: draft })
      .expect(200);
    expect(reply.body.met).toMatchObject([{ kind: 'sccp.preliminary', status: 'met' }]);
    const { state, hash } = await plan(draft);
    expect(state).toBe('complete');
    expect(await lastFacts()).toEqual({ plan: draft, planHash: hash });
  });

  it('completes no plan under a key that was used before', async () => {
    const own = await rig.enroll();
    const drafts = [1, 2].map(() => signedPlan(rig, own, { version: 'full' }));
    const [used = '', other = ''] = await Promise.all(drafts);
    const path = `/enrollments/${own}/commands/completeFullSccp`;
    const send = (named: string) =>
      rig.post('coordinator', path, { plan: named }, { 'Idempotency-Key': 'full-plan' });
    await send(used).expect(200);
    expectProblem(await send(other), 'idempotency-key-reused');
    const { body } = await rig.get('supervisor', `/enrollments/${own}/plans/${other}`).expect(200);
    expect(body.state).toBe('draft');
  });

  it('[PL-3] is refused where the plan has no Safety/Crisis Plan, and nothing is recorded', async () => {
    const draft = await signedPlan(rig, id, { version: 'full', sections: { safetyPlan: null } });
    const before = await rig.written();
    const reply = await rig.command('coordinator', id, 'completeFullSccp', { plan: draft });
    expectProblem(reply, 'safety-plan-missing', [{ pointer: '/plan' }]);
    expect(JSON.parse(reply.text).missing).toMatchObject([{ pointer: '/sections/safetyPlan' }]);
    expect(await rig.written()).toEqual(before);
  });

  it('[PL-2] takes only a plan of its version and its enrollment', async () => {
    const other = await signedPlan(rig, await rig.enroll(), { version: 'full' });
    const wrong = await signedPlan(rig, id, { version: 'preliminary' });
    for (const named of [other, wrong]) {
      const reply = await rig.command('coordinator', id, 'completeFullSccp', { plan: named });
      expectProblem(reply, 'unknown-plan', [{ pointer: '/plan' }]);
    }
    const empty = await beginPlan(rig, id, { version: 'full' });
    expectProblem(
      await rig.post('coordinator', `/enrollments/${id}/commands`, {
        commands: [
          { type: 'scoreAcuity', score: 50 },
          { type: 'completeFullSccp', plan: empty },
        ],
      }),
      'safety-plan-missing',
      [{ pointer: '/commands/1/plan' }],
    );
  });

  it('[PL-4] [CO-6] reviews the plan with the initiative level of the client', async () => {
    const full = await signedPlan(rig, id, { version: 'full' });
    await rig.command('coordinator', id, 'completeFullSccp', { plan: full }).expect(200);
    expectProblem(await rig.command('coordinator', id, 'reviewSccp', {}), 'invalid-field', [
      { pointer: '/initiative' },
    ]);
    const reply = await rig.command('coordinator', id, 'reviewSccp', { initiative: 'recommend', plan: full });
    expect(reply.body.met).toMatchObject([{ kind: 'sccp.review' }]);
    expect(await lastFacts()).toMatchObject({ initiative: 'recommend', plan: full });

    // PL-8
    const goals = wholeSections().goals.map((goal) => ({ ...goal, targetOn: '2037-08-01' }));
    const begin = { version: 'amended' as const, from: full, reason: 'A job.', sections: { goals } };
    const amended = await signedPlan(rig, id, begin);
    const amendment = { plan: amended, disclosureChanges: true };
    const opened = await rig.command('coordinator', id, 'amendSccp', amendment).expect(200);
    expect(opened.body.opened).toMatchObject([{ kind: 'sccp.release' }]);
  });

  it('[PL-9] is the transition plan, once a release date is set', async () => {
    const set = await rig
      .command('coordinator', id, 'setReleaseDate', { releaseOn: '2037-05-01' })
      .expect(200);
    expect(set.body.opened).toMatchObject([
      // Midnight in Chicago, the day before.
      { kind: 'sccp.transition', due: '2037-05-01T04:59:59.999Z' },
    ]);
    const services = wholeSections().services.map((service) => ({
      ...service,
      firstAppointment: { on: '2037-05-02', place: 'Vliet Street' },
    }));
    const ready = { version: 'transition' as const, sections: { transition: release, services } };
    const transition = await signedPlan(rig, id, ready);
    const done = await rig
      .command('coordinator', id, 'completeTransitionSccp', { plan: transition })
      .expect(200);
    expect(done.body.met).toMatchObject([{ kind: 'sccp.transition', status: 'met' }]);
  });

  it('is taken in while Temporal is away, its plan completed', async () => {
    const other = await rig.enroll();
    const draft = await signedPlan(rig, other, { version: 'full' });
    rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
    await rig.command('coordinator', other, 'completeFullSccp', { plan: draft }).expect(202);
    rig.gateway.outage = null;
    const { body } = await rig.get('supervisor', `/enrollments/${other}/plans/${draft}`).expect(200);
    expect(body.state).toBe('complete');
  });

  it('two at once: the plan is completed once, and one step is recorded', async () => {
    const other = await rig.enroll();
    const draft = await signedPlan(rig, other, { version: 'full' });
    const replies = await Promise.all(
      [1, 2].map(() => rig.command('coordinator', other, 'completeFullSccp', { plan: draft })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { body } = await rig.get('supervisor', `/enrollments/${other}/plans/${draft}/revisions`);
    expect(body.items).toMatchObject([{ act: 'begin' }, { act: 'complete' }]);
  });
});
