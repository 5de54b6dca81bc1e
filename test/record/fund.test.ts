import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedAgency } from '../../prisma/seed/index.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createFundStore } from '../../src/features/fund/postgres/store.ts';
import { createPendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import type { FundRequest, FundStore } from '../../src/features/fund/postgres/ports.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import type { FundAct } from '../../src/features/fund/ledger.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const now = Date.parse('2037-03-02T15:00:00Z');
let database: TestDatabase;
let prisma: Prisma;
let fund: FundStore;
let by: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  fund = createFundStore(prisma);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

/** An agency of its own, with an empty fund. */
async function emptyFund(): Promise<void> {
  const agency = await seedAgency(prisma, { now, slug: randomUUID().slice(0, 8), name: 'A County' });
  by = { staffId: agency.staffIds.coordinator, role: 'coordinator', agencyId: agency.agencyId };
}

function request(act: FundAct, commandId: string = randomUUID()): FundRequest {
  const plain = { act, by, commandId, fingerprint: JSON.stringify(act), now };
  if (act.type !== 'pay') return plain;
  const facts = {
    type: 'payFromFund',
    amountCents: act.cents,
    purpose: act.purpose,
    entry: commandId,
  } as const;
  const { fingerprint } = plain;
  return {
    ...plain,
    payment: {
      purpose: act.purpose,
      step: {
        ...{ enrollmentId: randomUUID(), agencyId: by.agencyId, staffId: by.staffId },
        ...{ types: ['payFromFund'], takenInAt: now, notifications: [] },
        request: { kind: 'submit', message: { commandId, by, fingerprint, commands: [{ facts }] } },
      },
    },
  };
}

const pay = (cents: number): FundAct => ({ type: 'pay', cents, purpose: 'food', paidFor: 'client' });
const balance = async () => (await fund.entries(by.agencyId, { limit: 1 })).balanceCents;
const waiting = () => prisma.pendingStep.count({ where: { agencyId: by.agencyId, state: 'waiting' } });

describe('the fund in PostgreSQL', () => {
  it('[AU-4] of two payments at once that it cannot both bear, one is made and the other is told', async () => {
    await emptyFund();
    await fund.act(request({ type: 'deposit', cents: 1000 }));
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => fund.act(request(pay(300)))));
    const codes = outcomes.map((one) => (one.status === 'refused' ? one.refusal.code : one.status));
    expect(codes.toSorted()).toEqual([
      ...Array.from({ length: 5 }, () => 'fund-exhausted'),
      ...Array.from({ length: 3 }, () => 'written'),
    ]);
    expect(await balance()).toBe(100);
    // Each payment has its step, and nothing else has.
    expect(await waiting()).toBe(3);
    const { rows } = await fund.entries(by.agencyId, { limit: 10 });
    expect(rows.map(({ seq }) => seq)).toEqual([4, 3, 2, 1]);
  });

  it('enters a payment once, under its key', async () => {
    await emptyFund();
    await fund.act(request({ type: 'deposit', cents: 1000 }));
    const once = request(pay(400), 'key');
    const outcomes = await Promise.all([fund.act(once), fund.act(once), fund.act(once)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['replayed', 'replayed', 'written']);
    expect(await fund.act(request(pay(401), 'key'))).toEqual({ status: 'reused', how: 'other-content' });
    expect([await balance(), await waiting()]).toEqual([600, 1]);
  });

  it('[AU-4] a payment whose step is refused comes back', async () => {
    await emptyFund();
    await fund.act(request({ type: 'deposit', cents: 1000 }));
    await fund.act(request(pay(400), 'refused'));
    const pending = createPendingStore(prisma);
    const held = (await pending.hold({ limit: 100, leaseMs: 60_000 })).find(
      (one) => one.agencyId === by.agencyId,
    );
    if (!held) throw new Error('nothing waits');
    const refusal = { code: 'need-not-confirmed', index: 0, version: 1 } as const;
    await pending.refused(held, now, refusal);
    await pending.refused(held, now, refusal);
    expect([await balance(), await waiting()]).toEqual([1000, 0]);
    const { rows } = await fund.entries(by.agencyId, { limit: 1 });
    expect(rows).toMatchObject([{ kind: 'reversal', amountCents: 400, about: 'refused' }]);
    const claim = await fund.act(request({ type: 'claim-back', about: 'refused', cents: 1 }));
    expect(claim).toMatchObject({ status: 'refused', refusal: { code: 'payment-settled' } });
  });

  it('holds to its rules whoever writes to it', async () => {
    await emptyFund();
    await fund.act(request({ type: 'deposit', cents: 1000 }));
    const { agencyId } = by;
    const line = (parts: object) =>
      prisma.fundEntry.create({
        data: {
          ...{ agencyId, seq: 2, prevSeq: 1, prevBalanceCents: 1000, kind: 'payment', actor: {} },
          ...{ amountCents: -400, balanceCents: 600, commandId: randomUUID(), fingerprint: '' },
          ...{ recordedAt: new Date(now), ...parts },
        },
      });
    await expect(line({ amountCents: -1100, balanceCents: -100 })).rejects.toThrow();
    await expect(line({ balanceCents: 700 })).rejects.toThrow();
    await expect(line({ prevBalanceCents: 2000, balanceCents: 1600 })).rejects.toThrow();
    await expect(line({ seq: 3 })).rejects.toThrow();
    await expect(prisma.fundEntry.updateMany({ data: { note: 'x' } })).rejects.toThrow();
    await expect(prisma.fundEntry.deleteMany()).rejects.toThrow();
    expect(await balance()).toBe(1000);
  });
});
