import { NativeConnection, Worker } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';
import { createRecordActivities } from '../../src/features/enrollments/activities.ts';
import type { RecordStore } from '../../src/features/enrollments/activities.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import type { Seal } from '../../src/kit/seal.ts';
import { createProofs } from '../../src/kit/temporal/proofs.ts';
import { createProofCodec } from '../../src/worker/proof-codec.ts';
import { taskQueue } from '../../src/contracts/messages.ts';
import type { RecordRequest } from '../../src/contracts/record.ts';

/** The environment variable of a process that was started for this alone. Throws when it is missing. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** The record as the worker of the product keeps it. */
export const soundStore = (prisma: Prisma, seal: Seal): RecordStore =>
  createRecordStore({ prisma, seal, log: { warn: () => undefined } });

/**
 * Runs a worker, on the servers that the environment names, to be killed at the worst moment: the commit of one append
 * is done, and then its workflow task never ends. Tells when it is ready, and when that has happened.
 */
export async function runStallingWorker(options: {
  bundle: WorkflowBundle | { codePath: string };
  stallsAt: (request: RecordRequest) => boolean;
  tell: (word: 'ready' | 'committed') => void;
  storeOf?: (prisma: Prisma, seal: Seal) => RecordStore;
}): Promise<void> {
  const { bundle, stallsAt, tell, storeOf = soundStore } = options;
  const prisma = createPrisma(setting('DATABASE_URL'));
  const store = storeOf(prisma, createSeal(setting('THROUGHLINE_SEAL_KEY')));
  const activities = createRecordActivities({ store });
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: setting('TEMPORAL_ADDRESS') }),
    namespace: setting('TEMPORAL_NAMESPACE'),
    taskQueue,
    workflowBundle: bundle,
    dataConverter: { payloadCodecs: [createProofCodec(createProofs(setting('THROUGHLINE_SEAL_KEY')))] },
    activities: {
      ...activities,
      async appendToRecord(request: RecordRequest) {
        const result = await activities.appendToRecord(request);
        if (result.status !== 'recorded' || !stallsAt(request)) return result;
        tell('committed');
        return await new Promise<typeof result>(() => undefined);
      },
    },
  });
  tell('ready');
  await worker.run();
}
