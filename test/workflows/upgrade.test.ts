import { Worker } from '@temporalio/worker';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { seedAgency } from '../../prisma/seed/index.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { run } from '../../src/servers/run.ts';
import { findTemporalCli } from '../../src/servers/temporal-cli.ts';
import { startTemporal } from '../../src/servers/temporal-server.ts';
import { quietRuntime } from '../../src/worker/time-skipping-rig.ts';
import { builtBundle } from '../support/built.ts';
import { createTestDatabase } from '../support/database.ts';
import { historiesOf, patchesIn } from '../support/histories.ts';
import type { History } from '../support/histories.ts';
import { otherBuild, patchedChange, unguardedChange } from '../support/other-build.ts';
import { sized } from '../support/sizes.ts';
import { called, openOffice, startRealWorker } from '../support/running-worker.ts';
import type { Bundle, Office } from '../support/running-worker.ts';

/** Enough of them that half are surely neither none nor all. */
const count = sized(50, 20);

/** docs/how-to/change-a-running-workflow.md, done for real: build 1 is the code of today, build 2 has one activity more. */
let first: Bundle;
let second: Bundle;
let unguarded: Bundle;
let where: { databaseUrl: string; address: string; namespace: string };
let office: Office;
let ids: string[];
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  quietRuntime();
  first = builtBundle();
  [second, unguarded] = await Promise.all([otherBuild(patchedChange), otherBuild(unguardedChange)]);
});
// A server each: a namespace has one current version of a deployment.
beforeEach(async () => {
  const [database, temporal] = await Promise.all([
    createTestDatabase(),
    startTemporal({ searchAttributes: searchAttributeTypes }),
  ]);
  closing.push(
    () => database.drop(),
    () => temporal.stop(),
  );
  where = { databaseUrl: database.url, address: temporal.address, namespace: temporal.namespace };
  const prisma = createPrisma(database.url);
  const { agencyId } = await seedAgency(prisma, { now: Date.now() });
  await prisma.$disconnect();
  office = await openOffice(where, agencyId);
  closing.push(() => office.close());
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const enrolled = async (): Promise<void> => {
  ids = await Promise.all(Array.from({ length: count }, () => office.refer()));
};

/** A worker that the end of the test stops, if nothing stopped it before. */
async function worker(bundle: Bundle, env: Record<string, string> = {}): Promise<() => Promise<void>> {
  const running = await startRealWorker(where, bundle, env);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= running.stop());
  closing.push(stop);
  return stop;
}

/** A step on every enrollment, each taken in by whichever worker is asked first, and not the one that has it in memory. */
async function stepOnEach(): Promise<void> {
  const { namespace } = where;
  const outcomes = await Promise.all(
    ids.map(async (id) => {
      const execution = { workflowId: enrollmentWorkflowId(id) };
      await office.client.workflowService.resetStickyTaskQueue({ namespace, execution });
      return await office.submit(id, called);
    }),
  );
  expect(outcomes.filter(({ status }) => status !== 'accepted')).toEqual([]);
}

async function histories(): Promise<{ workflowId: string; history: History }[]> {
  const all = ids.map(async (id) =>
    (await historiesOf(office.client, id)).map((history) => ({
      workflowId: enrollmentWorkflowId(id),
      history,
    })),
  );
  return (await Promise.all(all)).flat();
}

/** How many of the histories a build cannot replay. */
async function notReplayed(build: Bundle, told: Awaited<ReturnType<typeof histories>>): Promise<number> {
  let failed = 0;
  const options = { workflowBundle: build, replayName: 'replay' };
  for await (const { error } of Worker.runReplayHistories(options, told)) if (error) failed += 1;
  return failed;
}

const eventsOf = (told: Awaited<ReturnType<typeof histories>>) =>
  told.flatMap(({ history }) => history.events ?? []);
/** Whether the run began with the change of build 2. */
const isPatched = ({ history }: { history: History }): boolean => patchesIn(history).includes('ask-first');

test('enrollments are carried to a changed workflow with both workers up, and no task fails on the way', async () => {
  const stopFirst = await worker(first);
  await enrolled();

  const stopHolding = await worker(second, { WORKER_HOLD_PATCHES: 'true' });
  await stepOnEach();
  await stepOnEach();
  const underBoth = await histories();
  expect(buildsIn(underBoth).size).toBe(2);
  expect(underBoth.filter(isPatched)).toEqual([]);

  await stopFirst();
  await stepOnEach();
  await worker(second);
  await stopHolding();
  await stepOnEach();

  const after = await histories();
  expect(after.filter(isPatched)).toHaveLength(count);
  expect(eventsOf(after).filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
  expect(await notReplayed(second, after)).toBe(0);
  // What the change would have done to them without `patched`, and why build 1 must be gone before it begins.
  expect(await notReplayed(unguarded, underBoth.slice(0, 5))).toBe(5);
  expect(await notReplayed(first, after.slice(0, 5))).toBe(5);
}, 240_000);

test('with worker versioning, enrollments move to the next build when ops say so, in part and then all', async () => {
  const cli = await findTemporalCli();
  const deployment = async (...args: string[]): Promise<void> => {
    const address = ['--address', where.address, '--namespace', where.namespace];
    // A version is known a moment after its first worker came up.
    await vi.waitFor(
      async () => {
        const done = await run(cli, ['worker', 'deployment', ...args, ...address]);
        expect(done.code, done.output).toBe(0);
      },
      { timeout: 30_000, interval: 500 },
    );
  };
  const version = (build: string): string[] => ['--deployment-name', 'throughline', '--build-id', build];
  const as = (build: string) => ({ WORKER_DEPLOYMENT: 'throughline', WORKER_BUILD_ID: build });

  const stopFirst = await worker(first, as('1.0.0'));
  await deployment('set-current-version', ...version('1.0.0'), '--yes');
  await enrolled();
  await worker(second, as('1.1.0'));
  await deployment('describe-version', ...version('1.1.0'));
  await stepOnEach();
  expect(versionsIn(await histories())).toEqual(new Set(['1.0.0']));

  await deployment('set-ramping-version', ...version('1.1.0'), '--percentage', '50', '--yes');
  await vi.waitFor(
    async () => {
      await stepOnEach();
      const some = (await histories()).filter(isPatched).length;
      expect(some).toBeGreaterThan(0);
      expect(some).toBeLessThan(count);
    },
    { timeout: 60_000, interval: 500 },
  );
  await deployment('set-current-version', ...version('1.1.0'), '--yes');
  await vi.waitFor(
    async () => {
      await stepOnEach();
      expect((await histories()).filter(isPatched)).toHaveLength(count);
    },
    { timeout: 60_000, interval: 500 },
  );
  await stopFirst();
  await stepOnEach();

  const after = await histories();
  expect(eventsOf(after).filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
  expect(versionsIn(after)).toEqual(new Set(['1.0.0', '1.1.0']));
  expect(await notReplayed(second, after)).toBe(0);
}, 240_000);

type Told = Awaited<ReturnType<typeof histories>>;

/** The builds that completed tasks, as their workers name themselves: by a checksum of the bundle. */
const buildsIn = (told: Told): Set<string> =>
  new Set(
    eventsOf(told).flatMap(({ workflowTaskCompletedEventAttributes: task }) =>
      task ? [task.workerVersion?.buildId ?? ''] : [],
    ),
  );

const versionsIn = (told: Told): Set<string> =>
  new Set(
    eventsOf(told).flatMap(({ workflowTaskCompletedEventAttributes: task }) =>
      task ? [task.deploymentVersion?.buildId ?? ''] : [],
    ),
  );
