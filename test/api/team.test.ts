import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleMeeting, sampleRoster } from '../../prisma/seed/index.ts';
import { teamReply } from '../../src/features/team/api/schemas.ts';
import { signedPlan } from '../support/api-plans.ts';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll();
  await rig.assign(id);
  rig.clock.set(monday + hour);
});
afterAll(() => rig?.close());

const roster = (body: object) => rig.post('coordinator', `/enrollments/${id}/roster/acts/change`, body);
const team = async () => {
  const { body } = await rig.get('supervisor', `/enrollments/${id}/team`).expect(200);
  expect(teamReply.safeParse(body).error).toBeUndefined();
  return body;
};

it('[RT-1] the team is formed of the roster on file, with its gaps shown', async () => {
  expectProblem(await rig.command('coordinator', id, 'formRst'), 'roster-missing');
  const sample = sampleRoster(id);
  await roster(sample).expect(200);
  expectProblem(await roster(sample), 'nothing-changed');
  const twice = { ...sample, formal: [...sample.formal, ...sample.formal] };
  expectProblem(await roster(twice), 'roster-member-repeated');
  expect(await team()).toMatchObject({
    gaps: [{ type: 'system-without-member', system: 'criminal-justice' }],
    notReady: [],
    formedAt: null,
  });
});

it('[RT-3] a member who is not willing, or does not understand the role, keeps the team from being formed', async () => {
  const sample = sampleRoster(id);
  const [sister] = sample.informal;
  await roster({ ...sample, informal: [{ ...sister, willing: false }] }).expect(200);
  const before = await rig.written();
  const reply = await rig.command('coordinator', id, 'formRst');
  expectProblem(reply, 'member-not-ready');
  expect(JSON.parse(reply.text).members).toEqual([sister?.id]);
  expect(await rig.written()).toEqual(before);

  await roster(sample).expect(200);
  const formed = await rig.command('coordinator', id, 'formRst').expect(200);
  expect(formed.body.met).toMatchObject([{ kind: 'rst.formation' }]);
  const { body } = await rig.get('supervisor', `/enrollments/${id}/timeline`).expect(200);
  const { documentId, content } = (await team()).roster;
  expect(body.items.at(-1).facts).toMatchObject({ roster: documentId });
  expect(content).toEqual(sample);
});

it('[RT-2] a meeting tells who was there, what was decided and what comes next', async () => {
  const stranger = { ...sampleMeeting(id), attendance: { members: [randomUUID()], client: true } };
  expectProblem(await rig.command('coordinator', id, 'holdRstMeeting', stranger), 'unknown-member', [
    { pointer: '/attendance/members/0' },
  ]);
  expectProblem(await rig.command('coordinator', id, 'holdRstMeeting', {}), 'invalid-field', [
    { pointer: '/attendance' },
    { pointer: '/decisions' },
    { pointer: '/nextSteps' },
  ]);
  const held = await rig.command('coordinator', id, 'holdRstMeeting', sampleMeeting(id)).expect(200);
  expect(held.body.met).toMatchObject([{ kind: 'rst.meeting' }]);
  expect((await team()).meetings).toMatchObject([{ ...sampleMeeting(id), by: { name: 'Theo Marchetti' } }]);
  // What was said is no fact of the step.
  const { body } = await rig.get('intake', `/enrollments/${id}/timeline`).expect(200);
  expect(body.items.at(-1).facts).toEqual({});
});

it('[CO-4] contact information is confirmed as it is on file', async () => {
  expectProblem(
    await rig.command('coordinator', id, 'confirmContactInformation'),
    'contact-information-missing',
  );
  const ways = [{ kind: 'phone', value: '+1 414 555 0100', mayLeaveMessage: false }];
  await rig.post('coordinator', `/enrollments/${id}/contact-information/acts/change`, { ways }).expect(200);
  const confirmed = await rig.command('coordinator', id, 'confirmContactInformation').expect(200);
  expect(confirmed.body.met).toMatchObject([{ kind: 'contact.information', status: 'met' }]);
  const { body } = await rig.get('supervisor', `/enrollments/${id}/timeline`).expect(200);
  expect(body.items.at(-1).facts).toEqual({ revision: 1 });
});

it('[CO-6] the initiative of the client is seen from review to review', async () => {
  const plan = await signedPlan(rig, id, { version: 'full' });
  await rig.command('coordinator', id, 'completeFullSccp', { plan }).expect(200);
  for (const initiative of ['ask', 'recommend'])
    await rig.command('coordinator', id, 'reviewSccp', { initiative }).expect(200);
  expect((await team()).initiative.map(({ level }: { level: string }) => level)).toEqual([
    'ask',
    'recommend',
  ]);
  expectProblem(await rig.command('coordinator', id, 'reviewSccp', { initiative: 'lead' }), 'invalid-field', [
    { pointer: '/initiative' },
  ]);
  for (const login of ['intake', 'payer', 'ops'] as const)
    expectProblem(await rig.get(login, `/enrollments/${id}/team`), 'forbidden');
});
