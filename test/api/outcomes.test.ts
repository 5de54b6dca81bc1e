import { afterAll, beforeAll, expect, it } from 'vitest';
import { disputesReply, instrumentList, outcomesReply } from '../../src/features/outcomes/api/replies.ts';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll();
  await rig.assign(id);
});
afterAll(() => rig?.close());

it('[OU-1] instruments are listed by version, answered item by item, and read by those who may', async () => {
  const listed = await rig.get('coordinator', '/instruments').expect(200);
  const { items } = asSent(instrumentList, listed.body);
  const state = items.find(({ instrument }) => instrument === 'state');
  const answers = Object.fromEntries((state?.items ?? []).map((item) => [item.id, null]));
  await rig.command('coordinator', id, 'enterClientGroup', { group: 'state' }).expect(200);
  rig.clock.set(monday + hour);
  const body = { instrument: 'state', version: state?.version, point: 'intake', outcome: 'completed' };
  const wrong = await rig.command('coordinator', id, 'recordInstrument', {
    ...body,
    answers: { ...answers, 'drug-days': 99 },
  });
  expectProblem(wrong, 'invalid-field');
  expect(wrong.body.errors).toEqual([
    { pointer: '/answers/drug-days', detail: 'must be a whole number from 0 to 30' },
  ]);
  const batch = { commands: [{ type: 'recordInstrument', ...body, answers: {} }] };
  expectProblem(await rig.post('coordinator', `/enrollments/${id}/commands`, batch), 'invalid-field');
  await rig
    .command('coordinator', id, 'recordInstrument', { ...body, answers: { ...answers, 'drug-days': 3 } })
    .expect(200);

  const read = await rig.get('coordinator', `/enrollments/${id}/outcomes`).expect(200);
  const outcomes = asSent(outcomesReply, read.body);
  expect(outcomes.groups).toMatchObject([{ group: 'state', leftAt: null }]);
  expect(outcomes.windows).toMatchObject([
    { kind: 'instrument.state.intake', status: 'met', countsFrom: null },
  ]);
  expect(outcomes.instruments).toMatchObject([
    { point: 'intake', by: { name: 'Theo Marchetti' }, words: { answers: { 'drug-days': 3 } } },
  ]);
  const intake = await rig.get('intake', `/enrollments/${id}/outcomes`).expect(200);
  expect(asSent(outcomesReply, intake.body).instruments[0]?.words).toBeNull();
  // Answers are the client's own words: in no log and in no fact.
  expect(rig.logs.join('')).not.toContain('drug-days');
});

it('[OU-4] a discharge comes with the words for what it says', async () => {
  const mine = await rig.enroll();
  const facts = { reason: 'completed', note: 'All goals met.', aftercareArranged: true, warmHandOver: false };
  const bare = await rig.command('coordinator', mine, 'discharge', facts);
  expectProblem(bare, 'invalid-field');
  expect(bare.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/aftercare',
    '/whyNot',
  ]);
  const words = { aftercare: 'Group on Mondays.', whyNot: 'She wanted to go by herself.' };
  await rig.command('coordinator', mine, 'discharge', { ...facts, ...words }).expect(200);
  const { body } = await rig.get('supervisor', `/enrollments/${mine}/outcomes`).expect(200);
  expect(asSent(outcomesReply, body).discharges).toMatchObject([{ warmHandOver: false, words }]);
});

it('[DI-1] a dispute is read with its parties, its neutral and its terms', async () => {
  const send = (type: string, body: object) => rig.command('coordinator', id, type, body);
  const reply = await send('raiseDispute', {
    ...{ subject: 'service', matter: 'She was put on no list.', parties: 'The client; the clinic.' },
  }).expect(200);
  const about = String(reply.body.steps[0].stepId);
  const step = { about, parties: 'The client; the clinic.', summary: 'No agreement.', outcome: 'unsettled' };
  expectProblem(await send('recordDisputeStep', { ...step, method: 'mediation' }), 'invalid-field');
  await send('recordDisputeStep', { ...step, method: 'negotiation' }).expect(200);
  const mediated = { ...step, method: 'mediation', neutral: 'The ombudsman.', outcome: 'settled' };
  await send('recordDisputeStep', mediated).expect(200);
  expectProblem(await send('settleDispute', { about, terms: 'Listed.' }), 'forbidden');
  await rig.command('supervisor', id, 'settleDispute', { about, terms: 'Listed.' }).expect(200);
  const { body } = await rig.get('coordinator', `/enrollments/${id}/disputes`).expect(200);
  const { items } = asSent(disputesReply, body);
  expect(items).toMatchObject([
    { subject: 'service', state: 'settled', closing: { words: { terms: 'Listed.' } } },
  ]);
  expect(items[0]?.steps[1]?.words).toMatchObject({ neutral: 'The ombudsman.' });
});
