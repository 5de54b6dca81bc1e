import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crisisOf, crisisWorkflowId } from '../../src/contracts/ids.ts';
import { crisisMark } from '../../src/features/crisis/pages.ts';
import { decide } from '../../src/pathway/decide.ts';
import { evolveAll } from '../../src/engine/deadlines/evolve.ts';
import { requestOf } from '../../src/workflows/append-request.ts';
import { startWorkflowRig } from '../support/workflow-rig.ts';
import type { WorkflowRig } from '../support/workflow-rig.ts';

const minute = 60_000;
const report = { type: 'reportCrisis', full: false } as const;
let rig: WorkflowRig;
let away = false;
beforeAll(async () => {
  rig = await startWorkflowRig((activities) => ({
    ...activities,
    pageCrisis: async (request) => {
      if (away) throw new Error('away');
      return activities.pageCrisis(request);
    },
  }));
});
afterAll(() => rig.stop());

const crisisHandle = (enrollmentId: string, thing: string) =>
  rig.client.workflow.getHandle(crisisWorkflowId(enrollmentId, crisisMark(thing)));

async function inCrisis() {
  const { enrollmentId } = await rig.refer();
  const thing = `crisis-of-${randomUUID()}`;
  expect(await rig.submit(enrollmentId, report, thing)).toMatchObject({ status: 'accepted' });
  return { enrollmentId, thing, since: await rig.now() };
}

/** Pages of the crisis' own, in their order: whom they went to, and so many minutes after the first. */
async function pagesOf(enrollmentId: string) {
  const rows = await rig.prisma.notification.findMany({
    where: { enrollmentId, id: { contains: '/crisis-' } },
    orderBy: { raisedAt: 'asc' },
    include: { deliveries: true },
  });
  const first = rows[0]?.raisedAt.getTime() ?? 0;
  expect(rows.every(({ deliveries }) => deliveries.length === 2)).toBe(true);
  return rows.map(
    ({ audience, raisedAt }) => `${audience} ${Math.round((raisedAt.getTime() - first) / minute)}`,
  );
}

test('[CR-1] pages the chain each ten minutes, then round again, until somebody answers', async () => {
  const { enrollmentId, thing, since } = await inCrisis();
  await rig.passUntil(since + 35 * minute);
  const told = ['on-call 0', 'supervisor 10', 'director 20', 'on-call 30'];
  expect(await pagesOf(enrollmentId)).toEqual(told);
  await rig.submit(enrollmentId, { type: 'answerCrisis', about: thing });
  await crisisHandle(enrollmentId, thing).result();
  await rig.passUntil((await rig.now()) + 30 * minute);
  expect(await pagesOf(enrollmentId)).toEqual(told);
});

test('a crisis is a workflow of its own, that shows nothing of the client', async () => {
  const { enrollmentId, thing } = await inCrisis();
  const handle = crisisHandle(enrollmentId, thing);
  expect(crisisOf(handle.workflowId)).toEqual({ enrollmentId, mark: crisisMark(thing) });
  expect(handle.workflowId).not.toContain(thing);
  await rig.submit(enrollmentId, { type: 'voidStep', step: thing });
  await handle.result();
});

test.each([
  ['a part of the response', { type: 'recordCrisisAction', action: 'respond' }],
  ['the hand-over', { type: 'handOverCrisis' }],
] as const)('%s ends the paging as well', async (_, facts) => {
  const { enrollmentId, thing } = await inCrisis();
  await rig.submit(enrollmentId, { ...facts, about: thing });
  await crisisHandle(enrollmentId, thing).result();
});

test('an answer that is voided has the chain paged again, and no page twice', async () => {
  const { enrollmentId, thing, since } = await inCrisis();
  await rig.passUntil(since + 12 * minute);
  await rig.submit(enrollmentId, { type: 'answerCrisis', about: thing }, `answer-${thing}`);
  await crisisHandle(enrollmentId, thing).result();
  await rig.passUntil(since + 25 * minute);
  await rig.submit(enrollmentId, { type: 'voidStep', step: `answer-${thing}` });
  await rig.passUntil(since + 40 * minute);
  expect(await pagesOf(enrollmentId)).toEqual(['on-call 0', 'supervisor 10', 'director 25', 'on-call 35']);
  await rig.submit(enrollmentId, { type: 'answerCrisis', about: thing });
  await crisisHandle(enrollmentId, thing).result();
});

test('a page that was told while Temporal was away is not told again, and the next one is not late', async () => {
  const { enrollmentId } = await rig.refer();
  const thing = 'taken-in';
  const takenInAt = (await rig.now()) - 15 * minute;
  const id = `${enrollmentId}/crisis-${crisisMark(thing)}/1`;
  await rig.prisma.notification.create({
    data: {
      ...{ id, enrollmentId, agencyId: rig.agencyId, kind: 'page', audience: 'on-call' },
      raisedAt: new Date(takenInAt),
      deliveries: { create: ['mail', 'webhook'].map((channel) => delivery(id, channel, takenInAt)) },
    },
  });
  await rig.submit(enrollmentId, report, thing);
  await rig.passUntil(takenInAt + 24 * minute);
  expect(await pagesOf(enrollmentId)).toEqual(['on-call 0', 'supervisor 15']);
  await rig.submit(enrollmentId, { type: 'answerCrisis', about: thing });
  await crisisHandle(enrollmentId, thing).result();
});

test('pages wait for a record that is away, and none is lost', async () => {
  const { enrollmentId, thing, since } = await inCrisis();
  away = true;
  await rig.passUntil(since + 14 * minute);
  away = false;
  await rig.passUntil(since + 16 * minute);
  expect((await pagesOf(enrollmentId)).map((page) => page.split(' ')[0])).toEqual(['on-call', 'supervisor']);
  await rig.submit(enrollmentId, { type: 'answerCrisis', about: thing });
  await crisisHandle(enrollmentId, thing).result();
});

test('a report that only the record knows, its worker having died, is paged once the enrollment reads on', async () => {
  const { enrollmentId } = await rig.refer();
  const batch = {
    ...{ commandId: 'behind-its-back', by: rig.supervisor, fingerprint: 'behind-its-back' },
    commands: [{ facts: report }],
  };
  const before = evolveAll(null, await rig.record.loadEvents(enrollmentId), enrollmentId);
  const decision = decide(enrollmentId, before, batch, await rig.now());
  if (!decision.ok) throw new Error(decision.rejection.code);
  const written = requestOf(decision.change, enrollmentId, batch.fingerprint);
  expect(await rig.activities.appendToRecord(written)).toEqual({ status: 'recorded' });
  expect(await pagesOf(enrollmentId)).toEqual([]);
  const since = await rig.now();
  expect(await rig.gateway.catchUp(enrollmentId, 2)).toBe('caught-up');
  await rig.passUntil(since + 11 * minute);
  expect(await pagesOf(enrollmentId)).toEqual(['on-call 0', 'supervisor 10']);
  await rig.submit(enrollmentId, { type: 'answerCrisis', about: batch.commandId });
  await crisisHandle(enrollmentId, batch.commandId).result();
});

test('an enrollment that is revived begins the crisis which was lost with the server, where it stopped', async () => {
  const { enrollmentId, thing, since } = await inCrisis();
  await rig.passUntil(since + 11 * minute);
  await crisisHandle(enrollmentId, thing).terminate('lost');
  const state = evolveAll(null, await rig.record.loadEvents(enrollmentId), enrollmentId);
  expect(await rig.gateway.revive({ enrollmentId, agencyId: rig.agencyId, state }, true)).toBe(true);
  await rig.passUntil(since + 24 * minute);
  expect(await pagesOf(enrollmentId)).toEqual(['on-call 0', 'supervisor 10', 'director 20']);
  await rig.submit(enrollmentId, { type: 'answerCrisis', about: thing });
  await crisisHandle(enrollmentId, thing).result();
});

test('[CR-1] pages go to who is on shift by then, rank after rank, and on to who takes over', async () => {
  const { enrollmentId, thing, since } = await inCrisis();
  const { agencyId } = rig;
  const [first, second, next] = [await rig.hire(), await rig.hire(), await rig.hire()];
  const handOver = since + 25 * minute;
  const shift = (staffId: string, rank: number, from: number, until: number) => ({
    ...{ id: randomUUID(), agencyId, staffId, rank, madeBy: 'the-rota' },
    ...{ fromAt: new Date(from), untilAt: new Date(until) },
  });
  // Nobody was on shift when the crisis was reported.
  await rig.prisma.onCallShift.createMany({
    data: [
      shift(first, 1, since + 5 * minute, handOver),
      shift(second, 2, since + 5 * minute, since + 120 * minute),
      shift(next, 1, handOver, since + 120 * minute),
    ],
  });
  await rig.passUntil(since + 75 * minute);
  const rows = await rig.prisma.notification.findMany({
    where: { enrollmentId, id: { contains: '/crisis-' } },
    orderBy: { raisedAt: 'asc' },
  });
  const names = new Map([first, second, next].map((id, n) => [id, ['first', 'second', 'next'][n]]));
  expect(rows.map(({ audience, staffId }) => names.get(staffId ?? '') ?? audience)).toEqual([
    ...['on-call', 'first', 'second', 'next', 'supervisor', 'director'],
    ...['next', 'second'],
  ]);
  await rig.submit(enrollmentId, { type: 'answerCrisis', about: thing });
  await crisisHandle(enrollmentId, thing).result();
});

// Last: this server may skip no more time once something has met a run that goes on as a new one.
test('an enrollment that goes on in a new run while its crisis is unanswered ends it from there', async () => {
  const { enrollmentId, thing } = await inCrisis();
  const contact = { type: 'logContact', with: 'provider', mode: 'phone', outcome: 'reached' } as const;
  for (let n = 0; n < 25; n += 1) await rig.submit(enrollmentId, contact);
  const { raw } = await rig.client.workflow.getHandle(`enrollment/${enrollmentId}`).describe();
  const { execution, firstRunId } = raw.workflowExecutionInfo ?? {};
  expect(execution?.runId).not.toBe(firstRunId);
  await rig.submit(enrollmentId, { type: 'answerCrisis', about: thing });
  await crisisHandle(enrollmentId, thing).result();
});

function delivery(id: string, channel: string, at: number) {
  return { id: `${id}/${channel}`, channel, notBefore: new Date(at) };
}
