import { WithStartWorkflowOperation } from '@temporalio/client';
import { storedRequest } from '../../src/features/pending-steps/activities/stored-request.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { seedAgency } from '../../prisma/seed/index.ts';
import { enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import { taskQueue } from '../../src/contracts/messages.ts';
import { levelAttribute, searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import { createPendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { startTemporal } from '../../src/servers/temporal-server.ts';
import { quietRuntime } from '../../src/worker/time-skipping-rig.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';
import { createTestDatabase } from '../support/database.ts';
import { historiesOf, patchesIn, replay } from '../support/histories.ts';
import { otherBuild, releaseBefore } from '../support/other-build.ts';
import { policyFrom } from '../support/policies.ts';
import { called, openOffice, sealKey, startRealWorker } from '../support/running-worker.ts';
import { sealedBefore } from '../support/sealed-before.ts';
import type { Bundle, Office } from '../support/running-worker.ts';

/** From workers that know no step by its name, and show the level of care, to those of today. */
let before: Bundle;
let today: Bundle;
let where: { databaseUrl: string; address: string; namespace: string };
let agencyId: string;
let office: Office;
const servers: (() => Promise<unknown>)[] = [];
const workers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  quietRuntime();
  [before, today] = await Promise.all([otherBuild(releaseBefore), workflowBundle()]);
  const [database, temporal] = await Promise.all([
    createTestDatabase(),
    startTemporal({ searchAttributes: { ...searchAttributeTypes, [levelAttribute]: 'Keyword' } }),
  ]);
  servers.push(
    () => database.drop(),
    () => temporal.stop(),
  );
  where = { databaseUrl: database.url, address: temporal.address, namespace: temporal.namespace };
  const prisma = createPrisma(database.url);
  ({ agencyId } = await seedAgency(prisma, { now: Date.now() }));
  await prisma.$disconnect();
  office = await openOffice(where, agencyId);
  servers.push(() => office.close());
});
afterEach(async () => {
  for (const stop of workers.splice(0).toReversed()) await stop();
});
afterAll(async () => {
  for (const close of servers.toReversed()) await close();
});

async function worker(bundle: Bundle, env: Record<string, string> = {}): Promise<() => Promise<void>> {
  const running = await startRealWorker(where, bundle, env);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= running.stop());
  workers.push(stop);
  return stop;
}

async function step(id: string): Promise<void> {
  expect(await office.submit(id, called)).toMatchObject({ status: 'accepted' });
}

/** Names of the updates that were accepted, oldest first, over all runs. */
async function updatesOf(id: string): Promise<string[]> {
  const runs = (await historiesOf(office.client, id)).toReversed();
  return runs.flatMap(({ events }) =>
    (events ?? []).flatMap(({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) =>
      accepted ? [accepted.acceptedRequest?.input?.name ?? ''] : [],
    ),
  );
}

const attributesOf = async (id: string) =>
  (await office.client.workflow.getHandle(enrollmentWorkflowId(id)).describe()).raw.workflowExecutionInfo
    ?.searchAttributes?.indexedFields ?? {};
const runsOf = async (id: string) => (await historiesOf(office.client, id)).length;

test('an API of today is understood by a worker of the release before, and by its own name once that is gone', async () => {
  const stopBefore = await worker(before);
  const id = await office.refer();
  const eventsBefore = (await historiesOf(office.client, id))[0]?.events?.length ?? 0;
  await step(id);
  // The name that was not known has left nothing behind.
  const added = ((await historiesOf(office.client, id))[0]?.events?.length ?? 0) - eventsBefore;
  expect(added).toBeLessThanOrEqual(9);
  expect(await updatesOf(id)).toEqual(['enroll', 'submit']);

  const stopHeld = await worker(today, { WORKER_HOLD_PATCHES: 'true' });
  await stopBefore();
  await worker(today);
  await stopHeld();
  await step(id);
  expect(await updatesOf(id)).toEqual(['enroll', 'submit', 'logContact']);
  for (const history of await historiesOf(office.client, id))
    await replay(today, history, enrollmentWorkflowId(id));
}, 240_000);

test('a worker that holds changes back sends what it delivers by the name that the release before knows', async () => {
  await worker(today, { WORKER_HOLD_PATCHES: 'true' });
  const id = await office.refer();
  const by = { staffId: randomUUID(), role: 'coordinator' as const, agencyId };
  const sealed = sealedBefore({ note: 'It was sealed before' }, sealKey);
  const message = { commandId: 'waited', by, fingerprint: 'waited', commands: [{ facts: called, sealed }] };
  await createPendingStore(office.prisma).take({
    ...{ enrollmentId: id, agencyId, staffId: by.staffId, types: ['logContact'], takenInAt: Date.now() },
    ...{ request: storedRequest({ kind: 'submit', message }), notifications: [] },
  });
  await vi.waitFor(async () => expect(await updatesOf(id)).toEqual(['enroll', 'submit']), {
    ...{ timeout: 30_000, interval: 250 },
  });
  const of = { enrollmentId: id, commandId: 'waited' };
  const opened = async () => (await office.prisma.event.findFirst({ where: of }))?.details;
  await expect.poll(opened, { timeout: 30_000 }).toEqual({ note: 'It was sealed before' });
}, 120_000);

test('what an API of the release before sends is taken while a worker holds changes back, and then no more; its runs go on', async () => {
  const stopHeld = await worker(today, { WORKER_HOLD_PATCHES: 'true' });
  const id = randomUUID();
  const workflowId = enrollmentWorkflowId(id);
  const { workflow } = office.client;
  const by = { staffId: randomUUID(), role: 'supervisor' as const, agencyId };
  const client = { agencyId, reference: id, givenName: 'Given', familyName: 'Family' };
  await makeClient(office.prisma, { clientId: id, ...client });
  const referral = {
    ...{ commandId: 'referral', by, clientId: id, level: 'rsc-i', emergency: false, onCallId: null },
    ...{ origin: { type: 'referral' }, policy: policyFrom(), fingerprint: 'f' },
  };
  const startWorkflowOperation = new WithStartWorkflowOperation('enrollment', {
    ...{ workflowId, taskQueue, args: [{ enrollmentId: id, agencyId, state: null }] },
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  const asked = { args: [referral] as [object], startWorkflowOperation };
  expect(await workflow.executeUpdateWithStart('enroll', asked)).toMatchObject({ ok: true });
  const bare = () =>
    workflow.getHandle(workflowId).executeUpdate('logContact', {
      args: [{ commandId: randomUUID(), by, fingerprint: 'f', commands: [{ facts: called }] }],
    });
  expect(await bare()).toMatchObject({ ok: true });

  await worker(today);
  await stopHeld();
  await expect(bare()).rejects.toThrow();
  await step(id);
  const runs = await historiesOf(office.client, id);
  expect(runs.flatMap(patchesIn)).toEqual([]);
  for (const history of runs) await replay(today, history, workflowId);
}, 240_000);

test('the level is taken from the search attributes when a run of the release before goes on as a new one', async () => {
  const stopBefore = await worker(before);
  const id = await office.refer();
  expect(Object.keys(await attributesOf(id))).toContain(levelAttribute);
  await stopBefore();
  await worker(today);
  while ((await runsOf(id)) === 1) await step(id);
  await step(id);
  await vi.waitFor(
    async () => {
      const attributes = await attributesOf(id);
      expect(Object.keys(attributes)).toContain('TlStage');
      expect(Object.keys(attributes)).not.toContain(levelAttribute);
    },
    { timeout: 30_000, interval: 250 },
  );
  const runs = await historiesOf(office.client, id);
  // What the run began with, it keeps: only the next one begins by the rules of today.
  expect(runs.map(patchesIn)).toEqual([['stages-in-users-words'], []]);
  for (const history of runs) await replay(today, history, enrollmentWorkflowId(id));
}, 240_000);
