import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { nowReply } from '../../src/features/on-call/api/now-schemas.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, hour, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
afterAll(() => rig?.close());

const now = async (login: Login) => asSent(nowReply, (await rig.get(login, '/on-call/now').expect(200)).body);
const crisis = { kind: 'overdose', what: 'Found on the stairs, breathing.', who: 'A neighbour.' };

it('says who is on call now, until when, and of the caller when they are', async () => {
  const { coordinator2 } = rig.agency.staffIds;
  const shift = { staffId: coordinator2, until: '2037-03-02T20:00' };
  await rig.post('supervisor', '/on-call/shifts', shift).expect(200);
  const theirs = await now('coordinator2');
  expect(theirs).toMatchObject({
    ...{ timeZone: 'America/Chicago', hasRota: true },
    onCall: [{ staffId: coordinator2, rank: 1, untilLocal: '2037-03-02 20:00' }],
    mine: { now: { staffId: coordinator2 }, next: null },
  });
  expect((await now('coordinator')).mine).toEqual({ now: null, next: null });
  expectProblem(await rig.get('payer', '/on-call/now'), 'forbidden');
});

it('[CR-1] has a page once however often it was repeated, until somebody answers, for whom it is for', async () => {
  const needs = [{ need: 'suicidality', words: 'Said she will not see the morning.' }, 'housing'];
  const id = await rig.enroll({ referral: { emergency: true, needs, note: 'Her sister called.' } });
  const [page, ...others] = (await now('supervisor')).pages.filter(({ enrollmentId }) => enrollmentId === id);
  expect(others).toEqual([]);
  expect(page).toMatchObject({ duty: 'IN-2', title: 'Emergency: contact the client' });
  // Who is paged reads what it is about and how they are reached.
  expect(page?.told).toMatchObject([
    {
      about: [
        { title: 'Thoughts of suicide or self-harm', words: 'Said she will not see the morning.' },
        { title: 'Nowhere safe to stay', words: null },
      ],
      words: ['Her sister called.'],
    },
  ]);
  const overview = await rig.get('supervisor', `/enrollments/${id}/overview`).expect(200);
  expect(overview.body.told).toEqual(page?.told);
  expect((await rig.get('intake', `/enrollments/${id}/overview`).expect(200)).body.told).toEqual([]);
  expect((await now('coordinator3')).pages).toEqual([]);
  await rig.post('supervisor', `/pages/${page?.id}/acknowledge`).expect(200);
  expect((await now('supervisor')).pages.filter(({ enrollmentId }) => enrollmentId === id)).toEqual([]);
});

it('[CR-2] has the open crises of whom the caller may see, each with its next step, until they are closed', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  const { body } = await rig
    .command('coordinator', id, 'reportCrisis', { ...crisis, full: true })
    .expect(200);
  const about = String(body.steps[0].stepId);
  const mine = async (login: Login = 'coordinator') =>
    (await now(login)).crises.filter(({ enrollmentId }) => enrollmentId === id);
  expect(await mine()).toMatchObject([
    {
      ...{ about, full: true, state: 'unanswered', next: { step: 'answerCrisis', action: null } },
      ...{ called: 'Overdose or poisoning', answeredBy: null },
      told: [{ about: [{ title: 'Overdose or poisoning' }], words: [crisis.what] }],
      owed: { due: new Date(monday + 30 * minute).toISOString() },
    },
  ]);
  expect(await mine('supervisor')).toHaveLength(1);
  expect(await mine('coordinator3')).toEqual([]);
  const next = async () => (await mine())[0]?.next;
  const done = [];
  for (let step = await next(); step; step = await next()) {
    done.push(step.action ?? step.step);
    const words =
      step.step === 'handOverCrisis'
        ? { to: 'The nurse.' }
        : step.action && { action: step.action, summary: 'Done.' };
    await rig.command('coordinator', id, step.step, { about, ...words }).expect(200);
    if (done.length > 9) throw new Error('it never ends');
  }
  expect(done).toEqual([
    ...['answerCrisis', 'respond', 'handOverCrisis', 'listen', 'consult', 'act', 'plan', 'closeCrisis'],
  ]);
  rig.clock.set(monday + hour);
});
