import { errorName } from '../kit/error-name.ts';
import { type NativeConnection, Worker } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { ActivityGroups } from '../activities/index.ts';
import { createReads, createWrites } from '../api/reads.ts';
import { taskQueue } from '../contracts/messages.ts';
import { createAssigning } from '../features/assignment/activities/assigning.ts';
import { createAssignmentNotices } from '../features/assignment/postgres/notices.ts';
import { createCaseloadStore } from '../features/caseload/postgres/store.ts';
import { createRecordActivities } from '../features/enrollments/activities.ts';
import { createScanner } from '../features/attachments/activities/scanner.ts';
import { inTheRecord, openFileStore } from '../features/attachments/postgres/part-store.ts';
import { createScanStore } from '../features/attachments/postgres/scans.ts';
import { createIdentityStore } from '../features/identity/postgres/store.ts';
import { createRecordStore } from '../features/enrollments/postgres/record-store.ts';
import { createMonthlyReports } from '../features/numbers/activities/monthly-reports.ts';
import { createPendingStore } from '../features/pending-steps/postgres/store.ts';
import { createMoveActivities } from '../features/reassignment/activities/moves.ts';
import { createMoveRecord } from '../features/reassignment/postgres/record.ts';
import { createClientTokens } from '../features/search/postgres/client-tokens.ts';
import { createTokenKeys } from '../features/search/postgres/token-keys.ts';
import { createPeopleRound } from '../features/staff/postgres/round.ts';
import { createTransferSteps } from '../features/transfer/activities/steps.ts';
import { createTransferWork } from '../features/transfer/postgres/store.ts';
import { loopback, type WorkerConfig } from '../kit/config.ts';
import type { RetrySchedule } from '../kit/delivery/retries.ts';
import { merged } from '../kit/merged.ts';
import { createPolicies } from '../kit/policies.ts';
import { createPrisma } from '../kit/postgres/client.ts';
import { judging } from '../features/notifications/postgres/judging.ts';
import { createOutbox } from '../kit/postgres/outbox.ts';
import { createRecordReader } from '../kit/postgres/record-reader.ts';
import { databaseMissing, startOpsServer } from '../kit/http/ops-server.ts';
import { createFileSeal } from '../kit/file-seal.ts';
import type { FileStoreSettings } from '../kit/objects/settings.ts';
import { createSeal, type OldSeals } from '../kit/seal.ts';
import { openGateway } from '../kit/temporal/connect.ts';
import { createProofs } from '../kit/temporal/proofs.ts';
import { keepNotifications } from '../kit/temporal/notifications.ts';
import { startDelivery } from './delivery.ts';
import { startEngine } from './engine.ts';
import { createWorkerMetrics } from './metrics.ts';
import { createProofCodec } from './proof-codec.ts';
import { startPollers } from './pollers.ts';
import { versioned } from './versioned.ts';

export type WorkerOptions = Omit<
  WorkerConfig,
  | 'logLevel'
  | 'retries'
  | 'healthHost'
  | 'oldSeals'
  | 'webhookNetworks'
  | 'fileScanner'
  | 'fileKeys'
  | 'fileStore'
> & {
  /** Left out, agencies' webhooks point into the public internet alone. */
  webhookNetworks?: readonly string[];
  /** The command that looks at files before anybody opens them; left out, none does. */
  fileScanner?: string | undefined;
  /** Keys for files alone, the newest first; left out, the seal key's. */
  fileKeys?: readonly string[];
  /** Where files lie; left out, in the record. */
  fileStore?: FileStoreSettings;
  /** Left out, seals that are bound to nothing are opened. */
  oldSeals?: OldSeals;
  /** Left out, this machine alone reaches its health and metrics. */
  healthHost?: string;
  retries?: RetrySchedule;
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

/**
 * Everything the worker process does: enrollments, their record, the messages that go out, the steps that wait to come
 * in, the catch-up sweep. Only the enrollments need Temporal; while it is away the rest goes on.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { logger: log } = options;
  const prisma = createPrisma(options.databaseUrl, { max: 15 });
  const outbox = createOutbox(prisma, judging);
  const pendingSteps = createPendingStore(prisma);
  const metrics = createWorkerMetrics(outbox, pendingSteps);
  const seal = createSeal(options.sealKey, options);
  const store = createRecordStore({ prisma, seal, log });
  const record = createRecordReader(prisma);
  const gateway = openGateway({
    address: options.temporalAddress,
    namespace: options.temporalNamespace,
    record,
    secret: options.sealKey,
    // Whoever brings steps says as whom.
    issuer: 'upkeep',
    // Beside a worker of the release before, which does not know steps by their names.
    ...(options.holdPatches ? { names: 'submit' as const } : {}),
  });
  const reads = createReads(prisma);
  const policies = createPolicies(reads);
  const monthly = createMonthlyReports({ reads, policies, writes: createWrites(prisma) });
  const moves = createMoveRecord(prisma);
  const work = createTransferWork(
    prisma,
    createIdentityStore(prisma, createClientTokens(createTokenKeys(options.sealKey))),
  );
  const delivery = startDelivery({
    ...{ prisma, outbox, options, onAttempt: metrics.attempted },
    reachable: () => answers(gateway),
  });
  const groups: ActivityGroups = {
    notifications: delivery.activities,
    enrollments: createRecordActivities({ store }),
    staff: createPeopleRound(prisma),
    assignment: createAssigning({
      ...{ gateway: gateway.as('round'), reads, policies, caseloads: createCaseloadStore(prisma) },
      notices: createAssignmentNotices(prisma),
    }),
    numbers: { makeMonthlyReport: (request) => monthly.makeMonthlyReport(request) },
    reassignment: createMoveActivities({ gateway: gateway.as('move'), moves, record }),
    transfer: createTransferSteps({
      ...{ work, gateway: gateway.as('transfer'), record, policies, seal },
    }),
  };
  const engine = startEngine({
    address: options.temporalAddress,
    create: (connection) => workerOver(connection, options, groups),
    log,
  });
  // In the order in which they are to be closed.
  const closing: (() => Promise<unknown>)[] = [
    // Together: what is under way is waited for, and no attempt to send is given to this worker any more.
    () => Promise.all([engine.stop(), delivery.stop()]),
    () => prisma.$disconnect(),
  ];
  const closeAll = async (): Promise<void> => {
    for (const close of closing.splice(0)) {
      await close().catch((error: unknown) => log.warn({ error: errorName(error) }, 'not closed cleanly'));
    }
  };
  const health = await startOpsServer({
    ...{ port: options.healthPort, host: options.healthHost ?? loopback },
    register: metrics.register,
    async notReady() {
      if (!engine.running()) return 'the worker is not connected to Temporal';
      return await databaseMissing(() => store.ping());
    },
  }).catch(async (error: unknown) => {
    await gateway.close();
    await closeAll();
    throw error;
  });
  closing.push(() => health.close());

  const fileSeal = createFileSeal(options.sealKey, options.fileKeys);
  const fileStore = options.fileStore ? openFileStore(options.fileStore) : inTheRecord;
  const pollers = startPollers({
    ...{ gateway, prisma, record, moves, work, pendingSteps, policies, fileSeal, fileStore, log },
    files: options.fileScanner
      ? { store: createScanStore(prisma, fileSeal, fileStore), scan: createScanner(options.fileScanner) }
      : null,
  });
  const notifications = keepNotifications({ gateway, log });
  closing.unshift(
    () => Promise.all([delivery.standDown(), notifications.stop()]),
    // Before the others, so that nobody waits for an answer; what is under way is asked for again by the next worker.
    () => gateway.close(),
    ...pollers.map((poller) => () => poller.stop()),
  );
  return { healthPort: health.port, ended: engine.ended, stop: closeAll };
}

function workerOver(
  connection: NativeConnection,
  options: WorkerOptions,
  groups: ActivityGroups,
): Promise<Worker> {
  return Worker.create({
    connection,
    namespace: options.temporalNamespace,
    taskQueue,
    workflowBundle: options.bundle,
    activities: merged(groups),
    dataConverter: {
      payloadCodecs: [
        createProofCodec(createProofs(options.sealKey), { takesUnproven: options.holdPatches === true }),
      ],
    },
    maxCachedWorkflows: cachedWorkflows,
    // By default two of ten polls look where a restarted worker finds all its work: not at its own queue, which is
    // new, but at the common one, whose four partitions then hand on a few tasks a second while the worker idles.
    maxConcurrentWorkflowTaskPolls: 40,
    nonStickyToStickyPollRatio: 0.5,
    // What ops see of a sender is that old, and a sender may be quiet for longer before it is missed.
    maxHeartbeatThrottleInterval: '2 seconds',
    shutdownGraceTime: '10 seconds',
    ...versioned(options),
  });
}

async function answers(gateway: { ping(): Promise<void> }): Promise<boolean> {
  return await gateway.ping().then(
    () => true,
    () => false,
  );
}
