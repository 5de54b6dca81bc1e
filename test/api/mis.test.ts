import { afterAll, beforeAll, expect, it } from 'vitest';
import { misBatchReply, misOutstandingReply } from '../../src/features/notes/api/replies.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let id = '';
const met = { with: 'client', mode: 'phone', outcome: 'reached', summary: 'Spoke of the room.' };
const contact = async (body: object = met) =>
  String((await rig.command('coordinator', id, 'logContact', body).expect(200)).body.steps[0].stepId);
const table = async (batch: string) => {
  const { text, headers } = await rig.get('supervisor', `/mis/batches/${batch}`).expect(200);
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  return text.trimEnd().split('\r\n');
};
const make = (key: string) => rig.post('supervisor', '/mis/batches', undefined, { 'Idempotency-Key': key });
const outstanding = async () =>
  asSent(misOutstandingReply, (await rig.get('coordinator', '/mis/outstanding')).body);

beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll({ client: { reference: '=1+1' } });
  await rig.assign(id);
});
afterAll(() => rig?.close());

it('[DO-5] services are exported once, marked entered, and what is not yet entered shows', async () => {
  const step = await contact();
  await contact({ ...met, outcome: 'attempted' });
  rig.clock.set(monday + 8 * day);
  expect((await outstanding()).items).toMatchObject([
    { stepId: step, action: 'enter', batchId: null, due: '2037-03-10T04:59:59.999Z', overdue: true },
  ]);
  const made = asSent(misBatchReply, (await make('b-1').expect(201)).body);
  expect(made).toMatchObject({ lines: 1, enteredAt: null });
  expect(asSent(misBatchReply, (await make('b-1').expect(201)).body), 'the same key').toEqual(made);
  expectProblem(await make('b-2'), 'nothing-to-export');
  const [header, ...lines] = await table(made.batchId);
  expect(header).toBe(
    'line,action,client,enrollment,step,service,began_at,mode,minutes,units,procedure_code,staff',
  );
  expect(lines).toEqual([
    `1,enter,'=1+1,${id},${step},contact-client,2037-03-02 09:00,phone,,,,Theo Marchetti`,
  ]);
  expect((await outstanding()).items).toMatchObject([{ stepId: step, batchId: made.batchId, overdue: true }]);
  const entered = () => rig.post('supervisor', `/mis/batches/${made.batchId}/entered`);
  const first = asSent(misBatchReply, (await entered().expect(200)).body);
  rig.clock.set(monday + 9 * day);
  expect(asSent(misBatchReply, (await entered().expect(200)).body), 'the first time is kept').toEqual(first);
  expect((await outstanding()).items).toEqual([]);
});

it('[DO-5] what is voided after its export is withdrawn in the next batch', async () => {
  const step = await contact();
  const made = asSent(misBatchReply, (await make('b-3').expect(201)).body);
  expect(made.lines).toBe(1);
  const gone = await contact();
  const reason = 'Entered for somebody else.';
  for (const one of [step, gone])
    await rig.command('supervisor', id, 'voidStep', { step: one, reason }).expect(200);
  rig.clock.set(monday + 9 * day + hour);
  expect((await outstanding()).items.filter(({ batchId }) => batchId === null)).toMatchObject([
    { stepId: step, action: 'withdraw' },
  ]);
  const next = asSent(misBatchReply, (await make('b-4').expect(201)).body);
  const [, ...lines] = await table(next.batchId);
  expect(lines.map((line) => line.split(',').slice(0, 5))).toEqual([['1', 'withdraw', "'=1+1", id, step]]);
});

it('[DO-5] two batches at once share nothing', async () => {
  await contact();
  const both = await Promise.all([make('b-5'), make('b-6')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
});

it('is for the agency’s own people: others find no such batch', async () => {
  const made = await rig.prisma.misBatch.findFirstOrThrow({ where: { agencyId: rig.agency.agencyId } });
  expectProblem(await rig.get('payer', `/mis/batches/${made.id}`), 'forbidden');
  await rig.prisma.misBatch.update({ where: { id: made.id }, data: { agencyId: rig.otherAgency.agencyId } });
  expectProblem(await rig.get('supervisor', `/mis/batches/${made.id}`), 'not-found');
});
