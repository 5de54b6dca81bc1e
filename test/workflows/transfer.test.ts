import { goingOver } from '../../src/features/transfer/activities/sweep.ts';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { transferWorkflowId } from '../../src/contracts/ids.ts';
import { asJson, historiesOfWorkflow, replay } from '../support/histories.ts';
import { startStoryRig, type StoryRig } from '../support/story-rig.ts';
import { signedOnPaper } from '../../prisma/seed/index.ts';

let rig: StoryRig;
beforeAll(async () => {
  rig = await startStoryRig();
});
afterAll(() => rig?.stop());

const there = (login: Login, method: 'get' | 'post', path: string) =>
  request(rig.app)[method](`/api/v1${path}`).set('Authorization', `Bearer ${rig.otherAgency.tokens[login]}`);
const stepOf = (reply: request.Response) => (reply.body as { steps: { stepId: string }[] }).steps[0]?.stepId;

/** A client of one agency, offered to the other and accepted there. */
async function accepted(at: string): Promise<{ transfer: string; from: string; to: string; index: string }> {
  await rig.until(at);
  const from = await rig.enroll({ client: { familyName: 'Quillfeather' } });
  rig.told.push(from);
  await rig.assign(from);
  const index =
    stepOf(await rig.command('coordinator', from, 'scoreAcuity', { score: 52 }).expect(200)) ?? '';
  const agreed = {
    ...{ recipient: rig.otherAgency.agencyId, recipientKind: 'agency', purpose: 'care-coordination' },
    ...{ content: ['identity', 'assessment', 'progress'], expiresOn: '2037-12-31' },
    ...{ recipientName: 'Another County', ...signedOnPaper('2037-03-02') },
  };
  const release = stepOf(await rig.command('coordinator', from, 'grantRelease', agreed).expect(200));
  const offer = {
    ...{ toAgency: rig.otherAgency.agencyId, reason: 'client-moves', release, carries: [] },
    enclosed: await rig.enclosing(from, ['acuity-documentation']),
    leaving: { warmHandOver: true, handedOverTo: 'Met at her aunt’s.', note: 'She moves.' },
  };
  const offered = await rig.post('supervisor', `/enrollments/${from}/transfers`, offer).expect(200);
  const { transfer } = offered.body as { transfer: string };
  const coordinatorId = rig.otherAgency.staffIds.coordinator;
  const body = { reference: `B-${transfer}`, coordinatorId };
  const reply = await there('intake', 'post', `/transfers/${transfer}/accept`).send(body).expect(200);
  const to = (reply.body as { enrollmentId: string }).enrollmentId;
  return { transfer, from, to, index };
}

const look = async (login: Login, transfer: string) =>
  (await rig.get(login, `/transfers/${transfer}`).expect(200)).body as Record<string, unknown>;

async function replayed(transfer: string): Promise<void> {
  const workflowId = transferWorkflowId(transfer);
  for (const history of await historiesOfWorkflow(rig.client, workflowId)) {
    expect(asJson(history)).not.toMatch(/Quillfeather|aunt|She moves/);
    await replay(rig.bundle, history, workflowId);
  }
}

it('[OU-4] an accepted client goes over by itself, once, though it is begun twice', async () => {
  const { transfer, from, to } = await accepted('2037-03-02 09:00');
  expect(await rig.begin(goingOver(transfer))).toBe('begun');
  await rig.begin(goingOver(transfer));
  await expect
    .poll(async () => (await look('coordinator', transfer))['state'], { timeout: 60_000 })
    .toBe('done');
  rig.told.push(to);
  const { body } = await there('coordinator', 'get', `/enrollments/${to}`).expect(200);
  expect(body).toMatchObject({ client: { familyName: 'Quillfeather' }, level: 'rsc-i' });
  expect((await rig.get('coordinator', `/enrollments/${from}`).expect(200)).body).toMatchObject({
    stage: 'discharge',
  });
  // Begun again after its end it finds all done.
  const before = await rig.prisma.event.count();
  await rig.begin(goingOver(transfer));
  await rig.client.workflow.getHandle(transferWorkflowId(transfer)).result();
  expect(await rig.prisma.event.count()).toBe(before);
  await replayed(transfer);
});

it('[OU-4] what the sending agency lacks is waited for, and then it ends by itself', async () => {
  const { transfer, from, to, index } = await accepted('2037-03-03 09:10');
  const enclosed = await rig.enclosing(from, ['acuity-documentation']);
  const change = (level: string) =>
    rig.command('supervisor', from, 'changeLevel', { level, reason: 'As agreed.', index, enclosed });
  await change('cm').expect(200);
  await rig.begin(goingOver(transfer));
  const waits = async () => (await look('coordinator', transfer))['waitsFor'];
  await expect.poll(waits, { timeout: 60_000 }).toBe('discharge-incomplete');
  rig.told.push(to);
  await there('coordinator', 'get', `/enrollments/${to}`).expect(200);
  await change('rsc-i').expect(200);
  await rig.until('2037-03-03 09:35');
  await expect
    .poll(async () => (await look('coordinator', transfer))['state'], { timeout: 60_000 })
    .toBe('done');
  await replayed(transfer);
});
