import { NativeConnection, Worker } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createRecordActivities } from '../activities/record.ts';
import type { WorkerConfig } from '../adapters/config.ts';
import { type Dispatcher, startDispatcher } from '../adapters/delivery/dispatcher.ts';
import { createMailer } from '../adapters/mail/smtp.ts';
import { createPrisma } from '../adapters/postgres/client.ts';
import { createDirectory } from '../adapters/postgres/directory.ts';
import { createOutbox } from '../adapters/postgres/outbox.ts';
import { createRecordReader } from '../adapters/postgres/record-reader.ts';
import { createRecordStore } from '../adapters/postgres/record-store.ts';
import { createSeal } from '../adapters/seal.ts';
import { createWebhook } from '../adapters/webhook/webhook.ts';
import { taskQueue } from '../contracts/messages.ts';
import { startSweep } from '../gateway/sweep.ts';
import { connectGateway } from '../gateway/temporal-gateway.ts';
import { startHealthServer } from './health.ts';
import { createWorkerMetrics } from './metrics.ts';

export type WorkerOptions = Omit<WorkerConfig, 'logLevel'> & {
  bundle: WorkflowBundle | { codePath: string };
  logger: Logger;
};

export type RunningWorker = {
  healthPort: number;
  /** Resolves when the worker has stopped, rejects when it broke down. */
  ended: Promise<void>;
  /** Lets what is under way finish, then closes every connection. */
  stop(): Promise<void>;
};

/** Some 450 MB with the rest; an evicted enrollment costs a replay of its current run, a tenth of a second. */
const cachedWorkflows = 300;

/** Everything the worker process does: enrollments, their record, the messages that go out, the catch-up sweep. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { logger: log, publicUrl } = options;
  const prisma = createPrisma(options.databaseUrl, { max: 15 });
  const outbox = createOutbox(prisma);
  const metrics = createWorkerMetrics(outbox);
  const store = createRecordStore({ prisma, seal: createSeal(options.sealKey), log });
  let worker: Worker | undefined;
  const health = await startHealthServer({
    port: options.healthPort,
    register: metrics.register,
    async notReady() {
      if (worker?.getState() !== 'RUNNING') return 'the worker is not running';
      return await store.ping().then(
        () => null,
        () => 'the database cannot be reached',
      );
    },
  });
  // In the order in which they are to be closed.
  const closing: (() => Promise<unknown>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closing.splice(0)) {
      await close().catch((error: unknown) => log.warn({ error: nameOf(error) }, 'not closed cleanly'));
    }
    await prisma.$disconnect();
    await health.close();
  };
  try {
    const connection = await NativeConnection.connect({ address: options.temporalAddress });
    closing.push(() => connection.close());
    const record = createRecordReader(prisma);
    const gateway = await connectGateway({
      address: options.temporalAddress,
      namespace: options.temporalNamespace,
      record,
    });
    closing.unshift(() => gateway.close());
    worker = await Worker.create({
      connection,
      namespace: options.temporalNamespace,
      taskQueue,
      workflowBundle: options.bundle,
      activities: createRecordActivities({ store }),
      maxCachedWorkflows: cachedWorkflows,
      shutdownGraceTime: '10 seconds',
    });
    const sweep = startSweep({ gateway, record, log });
    closing.unshift(() => sweep.stop());
    const mailer = createMailer({ ...options, from: options.mailFrom, directory: createDirectory(prisma) });
    closing.unshift(async () => mailer.close());
    const sending = { outbox, log, onAttempt: metrics.attempted };
    const dispatchers: Dispatcher[] = [
      startDispatcher({ ...sending, channel: 'mail', send: mailer.send }),
      startDispatcher({
        ...sending,
        channel: 'webhook',
        send: createWebhook({ webhook: options.webhook, publicUrl }),
      }),
    ];
    closing.unshift(() => Promise.all(dispatchers.map((dispatcher) => dispatcher.stop())));
  } catch (error) {
    await closeAll();
    throw error;
  }
  const ended = worker.run();
  return {
    healthPort: health.port,
    ended,
    async stop() {
      if (worker?.getState() === 'RUNNING') worker.shutdown();
      await ended.catch(() => undefined);
      await closeAll();
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
