import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createRecordReader, type RecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { clockEvent, noon, quiet, request, sealKey, seedPerson, stepEvent, summaryAt } from './fixtures.ts';

let database: TestDatabase;
let prisma: Prisma;
let reader: RecordReader;
let statements: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { logQueries: true });
  prisma.$on('query', ({ query }) => statements.push(query));
  reader = createRecordReader(prisma);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await prisma.enrollment.deleteMany();
});

/** An enrollment with that many steps; its id and client. */
async function enrolled(steps = 1, end?: 'ended') {
  const store = createRecordStore({ prisma, seal: createSeal(sealKey), log: quiet });
  const person = await seedPerson(prisma);
  const id = randomUUID();
  for (let seq = 1; seq <= steps; seq += 1) {
    const summary = summaryAt(seq, seq === steps && end ? { stage: 'ended', endedAt: noon } : {});
    await store.append(request(id, person, [stepEvent(seq, `command-${seq}`, person.agencyId)], { summary }));
  }
  return { id, ...person };
}

describe('reading the record', () => {
  it('gives the events in order, up to a point, and the version', async () => {
    const { id } = await enrolled(3);
    expect((await reader.loadEvents(id)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect((await reader.loadEvents(id, 2)).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await reader.recordVersion(id)).toBe(3);
    expect(await reader.loadEvents(randomUUID())).toEqual([]);
    expect(await reader.recordVersion(randomUUID())).toBe(0);
  });

  it('gives back clock events as they were', async () => {
    const { id, agencyId, clientId } = await enrolled();
    const event = clockEvent(2, agencyId);
    const store = createRecordStore({ prisma, seal: createSeal(sealKey), log: quiet });
    await store.append(request(id, { agencyId, clientId }, [event], { fingerprint: null }));
    expect(await reader.loadEvents(id)).toContainEqual(event);
  });

  it('knows what a command did and what had been asked', async () => {
    const { id } = await enrolled(2);
    expect(await reader.eventsOfCommand(id, 'command-2')).toMatchObject({
      fingerprint: 'fingerprint',
      events: [{ seq: 2, commandId: 'command-2' }],
    });
    expect(await reader.eventsOfCommand(id, 'command-9')).toBeNull();
  });

  it('finds the open enrollment of a client', async () => {
    const { id, clientId } = await enrolled();
    expect(await reader.openEnrollmentOf(clientId)).toBe(id);
    expect(await reader.openEnrollmentOf(randomUUID())).toBeNull();
  });

  it('pages through what has not ended', async () => {
    const ids = [(await enrolled()).id, (await enrolled()).id, (await enrolled()).id].toSorted();
    await enrolled(1, 'ended');
    const first = await reader.openEnrollments({ limit: 2 });
    const rest = await reader.openEnrollments({ limit: 2, after: first.at(-1)?.enrollmentId ?? '' });
    expect([...first, ...rest].map(({ enrollmentId }) => enrollmentId)).toEqual(ids);
  });
});

describe('confirmation', () => {
  it('leaves only what is recorded long enough and not confirmed to the sweep', async () => {
    const lagging = await enrolled(2);
    const known = await enrolled(2);
    await enrolled(1, 'ended');
    await reader.confirm([{ enrollmentId: known.id, version: 2 }]);
    const later = { olderThanMs: 5_000, limit: 10, now: noon + 2_000 + 5_000 };
    expect(await reader.unconfirmed(later)).toEqual([{ enrollmentId: lagging.id, version: 2 }]);
    expect(await reader.unconfirmed({ ...later, now: later.now - 1 })).toEqual([]);
    expect(await reader.unconfirmed({ ...later, limit: 0 })).toEqual([]);
  });

  it('takes many in one statement, never goes back and never beyond the record', async () => {
    const [a, b] = [await enrolled(3), await enrolled(3)];
    statements = [];
    await reader.confirm([
      { enrollmentId: a.id, version: 2 },
      { enrollmentId: a.id, version: 1 },
      { enrollmentId: b.id, version: 9 },
      { enrollmentId: randomUUID(), version: 1 },
    ]);
    await reader.confirm([{ enrollmentId: a.id, version: 1 }]);
    expect(statements).toHaveLength(2);
    const rows = await prisma.enrollment.findMany({ where: { id: { in: [a.id, b.id] } } });
    expect(new Map(rows.map((row) => [row.id, row.confirmedVersion]))).toEqual(
      new Map([
        [a.id, 2],
        [b.id, 3],
      ]),
    );
  });
});

describe('the session', () => {
  it('is in UTC whatever zone the database is in', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await prisma.$executeRawUnsafe(`ALTER DATABASE "${name}" SET timezone TO 'America/Chicago'`);
    const fresh = createPrisma(database.url);
    const { id } = await enrolled();
    const row = await fresh.event.findFirstOrThrow({ where: { enrollmentId: id } });
    expect(row.recordedAt.getTime()).toBe(noon + 1000);
    await fresh.$disconnect();
  });

  it('ends statements and idle transactions after two seconds', async () => {
    const rows = await prisma.$queryRaw`
      SELECT current_setting('statement_timeout') AS statement,
             current_setting('idle_in_transaction_session_timeout') AS idle`;
    expect(rows).toEqual([{ statement: '2s', idle: '2s' }]);
  });
});
