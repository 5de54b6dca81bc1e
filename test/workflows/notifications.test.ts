import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { notificationsWorkflowId } from '../../src/contracts/ids.ts';
import { notificationsWorkflow, sendNowSignal } from '../../src/contracts/messages.ts';
import type { NotificationsInput } from '../../src/contracts/notifications.ts';
import { createNotificationActivities } from '../../src/features/notifications/activities.ts';
import type { Delivery, Send } from '../../src/kit/delivery/delivery.ts';
import { createSender } from '../../src/kit/delivery/sender.ts';
import { startWatch } from '../../src/kit/delivery/watch.ts';
import { judging } from '../../src/features/notifications/postgres/judging.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createOutbox } from '../../src/kit/postgres/outbox.ts';
import { senderOf } from '../../src/kit/temporal/notifications.ts';
import { startOnce } from '../../src/kit/temporal/start.ts';
import { quietRuntime } from '../../src/worker/time-skipping-rig.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { asJson, historiesOfWorkflow, replay } from '../support/histories.ts';
import { startWorkflowRig } from '../support/workflow-rig.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the workflow of a channel', () => {
  let database: TestDatabase;
  let prisma: Prisma;
  let client: Client;
  let connection: Connection;
  beforeAll(async () => {
    quietRuntime();
    database = await createTestDatabase();
    prisma = createPrisma(database.url);
    connection = await Connection.connect({ address: inject('temporalAddress') });
    client = new Client({ connection, namespace: inject('temporalNamespace') });
  });
  afterAll(async () => {
    await connection.close();
    await prisma.$disconnect();
    await database.drop();
  });

  it('sends for ever in short runs, tries again what was put off when it is asked to, and holds nothing protected', async () => {
    const outbox = createOutbox(prisma, judging);
    let refuses = true;
    const out: string[] = [];
    const send: Send = async ({ id }) => {
      if (refuses) return { outcome: 'failed', code: 'smtp-EENVELOPE-550' };
      out.push(id);
      return { outcome: 'sent' };
    };
    const senderOf = (channel: 'mail' | 'webhook') =>
      createSender({
        ...{ channel, outbox, send, log: quiet, pollMs: 20 },
        retries: { leaseMs: 15_000, firstPauseMs: 3_600_000, longestPauseMs: 3_600_000 },
      });
    const watch = startWatch({ outbox, log: quiet, everyMs: 20 });
    const senders = { mail: senderOf('mail'), webhook: senderOf('webhook') };
    const activities = createNotificationActivities({
      ...{ senders, outbox, queue: (channel) => watch.queue(channel), canHandOver: () => true },
      // An hour in the product.
      roundMs: 100,
    });
    const nativeConnection = await NativeConnection.connect({ address: inject('temporalAddress') });
    const bundle = await workflowBundle();
    // On a queue of its own: others of this server have workers that know other activities.
    const taskQueue = `notifications-${randomUUID()}`;
    const worker = await Worker.create({
      ...{ connection: nativeConnection, namespace: inject('temporalNamespace'), taskQueue },
      ...{ workflowBundle: bundle, activities, shutdownGraceTime: '5 seconds' },
    });
    const running = worker.run();
    const workflowId = `${notificationsWorkflowId('mail')}-${randomUUID()}`;
    await client.workflow.start<(input: NotificationsInput) => Promise<void>>(notificationsWorkflow, {
      ...{ workflowId, taskQueue, args: [{ channel: 'mail' }] },
    });
    const handle = client.workflow.getHandle(workflowId);
    const first = (await handle.describe()).runId;

    await message('Ottilie Brandywine');
    await expect.poll(async () => await states(), polling).toEqual(['failing']);
    // Put off for an hour, over the end of a run.
    await expect.poll(async () => (await handle.describe()).runId, polling).not.toBe(first);
    refuses = false;
    expect(out).toEqual([]);
    await handle.signal(sendNowSignal);
    await expect.poll(async () => await states(), polling).toEqual(['sent']);
    expect(out).toHaveLength(1);
    const { raw } = await handle.describe();
    expect(raw.workflowExecutionInfo?.status).toBe(1);

    await handle.terminate();
    await Promise.all([watch, ...Object.values(senders)].map((one) => one.stop()));
    worker.shutdown();
    await running;
    await nativeConnection.close();
    const histories = await historiesOfWorkflow(client, workflowId);
    expect(histories.length).toBeGreaterThan(1);
    const words: string[] = [];
    for (const history of histories) {
      expect(history.events?.length).toBeLessThan(200);
      words.push(...payloadsIn(asJson(history)));
      await replay(bundle, history, workflowId);
    }
    expect(histories.some((history) => asJson(history).includes('WORKFLOW_EXECUTION_SIGNALED'))).toBe(true);
    // A channel, a number, an instant; and what its own code says for ops.
    for (const word of words)
      expect(word).toMatch(/^(\d+|null|\{"channel":"mail"[^}]*\}|\{"sent":\d+[^}]*\}|"[\w ,:`.-]+")$/);
  }, 120_000);

  it('is there once, however many ask for it', async () => {
    const names = await Promise.all([1, 2, 3].map(() => startOnce(client, senderOf('webhook'))));
    expect(names.toSorted()).toEqual(['begun', 'going-on', 'going-on']);
    await client.workflow.getHandle(notificationsWorkflowId('webhook')).terminate();
  });

  const states = async () => (await prisma.delivery.findMany()).map(({ state }) => state);
  async function message(agencyName: string): Promise<void> {
    const agencyId = randomUUID();
    await prisma.agency.create({
      data: { id: agencyId, name: agencyName, profileHash: 'profile', calendarHash: 'calendar' },
    });
    const id = `${randomUUID()}/1/0`;
    const data = { id, agencyId, enrollmentId: randomUUID(), kind: 'warning', audience: 'supervisor' };
    await prisma.notification.create({ data: { ...data, raisedAt: new Date() } });
    await prisma.delivery.create({
      data: { id: `${id}/mail`, notificationId: id, channel: 'mail', notBefore: new Date() },
    });
  }
});

it('on a server whose clock skips the same sender is called directly, and the clock goes on skipping', async () => {
  const rig = await startWorkflowRig();
  try {
    const out: Delivery[] = [];
    const send: Send = async (delivery) => {
      out.push(delivery);
      return { outcome: 'sent' };
    };
    const delivery = { outbox: createOutbox(rig.prisma, judging), sends: { mail: send, webhook: send } };
    const { enrollmentId } = await rig.refer();
    const kinds = () => out.splice(0).map(({ notification }) => notification.kind);
    await rig.sendDue(delivery);
    kinds();
    const due = await rig.prisma.obligation.findFirstOrThrow({
      where: { enrollmentId, closedAt: null },
      orderBy: { due: 'asc' },
    });
    await rig.passUntil(due.due.getTime() + 3 * 86_400_000);
    await rig.settled(enrollmentId, due.due.getTime() + 3 * 86_400_000);
    expect(await rig.sendDue(delivery)).toBeGreaterThan(0);
    expect(kinds()).toContain('overdue');
    // What is left is meant for a later morning.
    const now = await rig.now();
    const left = await rig.prisma.delivery.findMany({ where: { state: { not: 'sent' } } });
    expect(left.filter(({ notBefore }) => notBefore.getTime() <= now)).toEqual([]);
  } finally {
    await rig.stop();
  }
});

/** What the payloads of a history hold. */
function payloadsIn(history: string): string[] {
  return [...history.matchAll(/"data": "([^"]+)"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  );
}

const polling = { timeout: 60_000, interval: 50 };
