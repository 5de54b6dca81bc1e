import { writeFileSync } from 'node:fs';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createRecordActivities } from '../src/activities/record.ts';
import { createPrisma } from '../src/adapters/postgres/client.ts';
import { createRecordStore } from '../src/adapters/postgres/record-store.ts';
import { createSeal } from '../src/adapters/seal.ts';
import { taskQueue } from '../src/contracts/messages.ts';
import type { RecordRequest } from '../src/contracts/record.ts';
import { createBlindStore } from './blind-store.ts';

/**
 * A worker to be killed at the worst moment: the commit of one append is done, and its workflow task never ends. Writes
 * CHAOS_MARK once it runs ("ready") and once that has happened ("committed").
 *
 * CHAOS_STALL_AT: the command's id, or "clock" for the first announcement. CHAOS_BLIND: with the version check taken out.
 */
const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};
const mark = (word: string): void => writeFileSync(setting('CHAOS_MARK'), word);

const prisma = createPrisma(setting('DATABASE_URL'));
const seal = createSeal(setting('THROUGHLINE_SEAL_KEY'));
const store =
  process.env['CHAOS_BLIND'] === undefined
    ? createRecordStore({ prisma, seal, log: { warn: () => undefined } })
    : createBlindStore(prisma, seal);
const activities = createRecordActivities({ store });
const connection = await NativeConnection.connect({ address: setting('TEMPORAL_ADDRESS') });
const worker = await Worker.create({
  connection,
  namespace: setting('TEMPORAL_NAMESPACE'),
  taskQueue,
  workflowBundle: { codePath: setting('CHAOS_BUNDLE') },
  activities: {
    ...activities,
    async appendToRecord(request: RecordRequest) {
      const result = await activities.appendToRecord(request);
      if (result.status !== 'recorded' || !isTheOne(request)) return result;
      mark('committed');
      return await new Promise<typeof result>(() => undefined);
    },
  },
});
mark('ready');
await worker.run();

function isTheOne({ events }: RecordRequest): boolean {
  const at = process.env['CHAOS_STALL_AT'];
  return at === 'clock' ? events.every(({ by }) => by.role === 'system') : events[0]?.commandId === at;
}
