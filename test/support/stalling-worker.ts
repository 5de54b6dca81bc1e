import { NativeConnection, Worker } from '@temporalio/worker';
import { createRecordActivities } from '../../src/activities/record.ts';
import { createPrisma } from '../../src/adapters/postgres/client.ts';
import { createRecordStore } from '../../src/adapters/postgres/record-store.ts';
import { createSeal } from '../../src/adapters/seal.ts';
import { taskQueue } from '../../src/contracts/messages.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';

/**
 * A worker that never ends the workflow task of one command: its commit is done, and then nothing more comes. Says
 * "ready", and "committed" when that has happened. To be killed.
 */
const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

const prisma = createPrisma(setting('DATABASE_URL'));
const seal = createSeal(setting('THROUGHLINE_SEAL_KEY'));
const activities = createRecordActivities({
  store: createRecordStore({ prisma, seal, log: { warn: () => undefined } }),
});
const connection = await NativeConnection.connect({ address: setting('TEMPORAL_ADDRESS') });
const worker = await Worker.create({
  connection,
  namespace: setting('TEMPORAL_NAMESPACE'),
  taskQueue,
  workflowBundle: await workflowBundle(),
  activities: {
    ...activities,
    async appendToRecord(request: Parameters<typeof activities.appendToRecord>[0]) {
      const result = await activities.appendToRecord(request);
      if (request.events[0]?.commandId !== setting('STALL_AT_COMMAND')) return result;
      process.stdout.write('committed\n');
      return await new Promise<typeof result>(() => undefined);
    },
  },
});
process.stdout.write('ready\n');
await worker.run();
