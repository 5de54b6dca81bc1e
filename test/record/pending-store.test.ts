import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createPendingStore, type PendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import type { HeldStep, NewPendingStep } from '../../src/features/pending-steps/postgres/ports.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const now = Date.parse('2037-03-02T15:00:00Z');
const leaseMs = 60_000;
let database: TestDatabase;
let prisma: Prisma;
let store: PendingStore;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  store = createPendingStore(prisma);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await prisma.pendingStep.deleteMany();
});

const agencyId = randomUUID();
const staffId = randomUUID();

function step(enrollmentId: string, commandId: string, fingerprint = commandId): NewPendingStep {
  const by = { staffId, role: 'coordinator' as const, agencyId };
  return {
    ...{ enrollmentId, agencyId, staffId, types: ['formRst'], takenInAt: now, notifications: [] },
    request: {
      kind: 'submit',
      message: { commandId, by, fingerprint, commands: [{ facts: { type: 'formRst' } }] },
    },
  };
}

const hold = (lease = leaseMs) => store.hold({ limit: 8, leaseMs: lease });
const names = (held: HeldStep[]) => held.map(({ commandId }) => commandId);

describe('the line before an enrollment', () => {
  it('is served from its head, one at a time, whoever serves', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    for (const [id, name] of [
      [one, 'a'],
      [two, 'b'],
      [one, 'c'],
    ] as const)
      await store.take(step(id, name));
    const [first, second] = await Promise.all([hold(), hold()]);
    expect([...names(first), ...names(second)].toSorted()).toEqual(['a', 'b']);
    expect(await hold()).toEqual([]);
    const a = [...first, ...second].find(({ commandId }) => commandId === 'a');
    await store.recorded(String(a?.id), now);
    expect(names(await hold())).toEqual(['c']);
    expect(await store.waiting()).toBe(2);
  });

  it('is served anew when a lease has run out, and not before', async () => {
    await store.take(step(randomUUID(), 'a'));
    const [held] = await hold(0);
    const id = String(held?.id);
    expect(names(await hold())).toEqual(['a']);
    expect(await hold()).toEqual([]);
    await store.keep(id, 0);
    await store.putOff(id, leaseMs);
    expect(await hold()).toEqual([]);
    await store.putOff(id, 0);
    expect(await hold()).toMatchObject([{ commandId: 'a', attempts: 2 }]);
  });

  it('says how many are ahead, and takes nothing in twice, though it is asked for at once', async () => {
    const id = randomUUID();
    expect(await store.take(step(id, 'a'))).toEqual({ status: 'waiting', takenInAt: now, ahead: 0 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => store.take(step(id, 'b'))));
    expect(answers).toEqual(answers.map(() => ({ status: 'waiting', takenInAt: now, ahead: 1 })));
    expect(await store.take(step(id, 'b', 'other words'))).toEqual({
      status: 'reused',
      how: 'other-content',
    });
    expect(await prisma.pendingStep.count()).toBe(2);
  });

  it('tells the author of a refusal once, and takes the step in anew at its end when it is asked again', async () => {
    const id = randomUUID();
    await store.take(step(id, 'a'));
    const [held] = await hold();
    if (!held) throw new Error('nothing was held');
    await store.take(step(id, 'b'));
    const refusal = { code: 'nothing-to-meet', detail: 'It meets nothing.', index: 0, version: 3 } as const;
    await Promise.all([store.refused(held, now, refusal), store.refused(held, now, refusal)]);
    // Settled is settled.
    await store.recorded(held.id, now);
    expect(await prisma.pendingStep.findFirst({ where: { commandId: 'a' } })).toMatchObject({
      state: 'refused',
      rejection: refusal,
    });
    const notices = await prisma.notification.findMany({
      where: { enrollmentId: id },
      include: { deliveries: true },
    });
    expect(notices).toMatchObject([
      {
        ...{ id: `${id}/pending/${held.id}`, kind: 'step-refused', audience: 'author', staffId },
        deliveries: [{ id: `${id}/pending/${held.id}/mail`, channel: 'mail' }],
      },
    ]);
    expect(await store.take(step(id, 'a', 'other words'))).toMatchObject({ status: 'waiting', ahead: 1 });
    expect(names(await hold())).toEqual(['b']);
  });
});
