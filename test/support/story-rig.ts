import { expect } from 'vitest';
import type request from 'supertest';
import type { Login } from '../../prisma/seed/index.ts';
import { createRecordActivities } from '../../src/features/enrollments/activities.ts';
import { createPendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import { createReads } from '../../src/api/reads.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { clientStore } from './client-store.ts';
import { createTransferWork } from '../../src/features/transfer/postgres/store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import { formatLocal } from '../../src/engine/calendar/index.ts';
import { startPendingDelivery } from '../../src/features/pending-steps/activities/delivery.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { createTransferSteps } from '../../src/features/transfer/activities/steps.ts';
import { quietRuntime, startTimeSkippingRig } from '../../src/worker/time-skipping-rig.ts';
import { builtBundle } from './built.ts';
import { createApiOver, databaseWithKey } from './api-rig.ts';
import { historiesOf, replay } from './histories.ts';
import { calendarOf, localInstant } from './policies.ts';

export type StoryRig = Awaited<ReturnType<typeof startStoryRig>>;

/**
 * The whole product as its users meet it, in a time that jumps: HTTP in front, the real workflows on a Temporal server
 * whose clock skips, PostgreSQL behind. `stop` replays the history of every run of the enrollments that were told.
 */
export async function startStoryRig() {
  quietRuntime();
  const parts = await databaseWithKey();
  const { prisma, key } = parts;
  const record = createRecordReader(prisma);
  const seal = createSeal(key);
  const activities = {
    ...createRecordActivities({ store: createRecordStore({ prisma, seal, log: { warn: () => undefined } }) }),
    ...createTransferSteps({
      work: createTransferWork(prisma, clientStore(prisma)),
      gateway: {
        enroll: (...request) => rig.gateway.as('transfer').enroll(...request),
        submit: (...request) => rig.gateway.as('transfer').submit(...request),
      },
      ...{ record, seal, policies: createPolicies(createReads(prisma)) },
    }),
  };
  const bundle = builtBundle();
  const rig = await startTimeSkippingRig({ activities, record, bundle });
  let now = await rig.now();
  const clock = { now: () => now };
  const calendar = calendarOf();
  const told: string[] = [];

  /** Lets time pass until then, in the agency's zone, with all that falls due on the way. */
  async function until(local: string): Promise<void> {
    const instant = localInstant(calendar, local);
    await rig.passUntil(instant);
    for (const enrollmentId of told) await rig.settled(enrollmentId, instant);
    now = await rig.now();
  }

  await until('2037-03-02 08:00');
  const api = await createApiOver(parts, rig.gateway, clock, { tokenDays: 365 });
  const delivery = startPendingDelivery({
    store: createPendingStore(prisma),
    gateway: { ...rig.gateway.as('delivery'), away: () => false },
    policies: createPolicies(createReads(prisma)),
    record: createRecordReader(prisma),
    log: { info: () => undefined, warn: () => undefined },
    pollMs: 50,
  });

  return {
    ...api,
    ...{ client: rig.client, bundle, begin: rig.gateway.begin },
    calendar,
    until,
    told,
    local: (instant: number) => formatLocal(calendar, instant),
    /** What somebody sends at that local time; fails with the answer when it is no success. */
    async sends(
      at: string,
      login: Login,
      path: string,
      body: object,
      key?: string,
    ): Promise<request.Response> {
      await until(at);
      const reply = await api.post(login, path, body, key === undefined ? {} : { 'Idempotency-Key': key });
      if (reply.status >= 300)
        throw new Error(`${at} ${login} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
      return reply;
    },
    /** Waits until a step that was taken in has been recorded; fails when it was refused. */
    async delivered(commandId: string): Promise<void> {
      const state = async () =>
        (await prisma.pendingStep.findFirst({ where: { commandId }, select: { state: true } }))?.state;
      await expect.poll(state, { timeout: 60_000 }).not.toBe('waiting');
      expect(await state()).toBe('recorded');
    },
    async stop() {
      try {
        for (const enrollmentId of told)
          for (const history of await historiesOf(rig.client, enrollmentId))
            await replay(bundle, history, enrollmentWorkflowId(enrollmentId));
      } finally {
        await delivery.stop();
        await rig.stop();
        await api.close();
      }
    },
  };
}
