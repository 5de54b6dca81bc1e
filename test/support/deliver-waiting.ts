import { expect } from 'vitest';
import { createReads } from '../../src/api/reads.ts';
import { startPendingDelivery } from '../../src/features/pending-steps/activities/delivery.ts';
import { createPendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import type { ApiRig } from './api-rig.ts';

/** Delivers what waits in the rig's database, as the worker does. */
export async function deliverWaiting({ prisma, gateway, clock }: ApiRig): Promise<void> {
  const store = createPendingStore(prisma);
  const delivery = startPendingDelivery({
    store,
    gateway: { ...gateway, away: () => false },
    policies: createPolicies(createReads(prisma)),
    record: createRecordReader(prisma),
    log: { info: () => undefined, warn: () => undefined },
    now: clock.now,
    pollMs: 10,
  });
  try {
    await expect.poll(() => store.waiting(), { timeout: 30_000, interval: 10 }).toBe(0);
  } finally {
    await delivery.stop();
  }
}
