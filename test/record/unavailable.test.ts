import { randomUUID } from 'node:crypto';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Person, quiet, request, sealKey, seedPerson, stepEvent } from './fixtures.ts';

const seal = createSeal(sealKey);
let database: TestDatabase;
let direct: Prisma;
let person: Person;
let line: Line;
let prisma: Prisma;

beforeAll(async () => {
  database = await createTestDatabase();
  direct = createPrisma(database.url);
});
afterAll(async () => {
  await direct.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  person = await seedPerson(direct);
  line = await openLine(database.url);
  prisma = createPrisma(line.url, { max: 2, statementTimeoutMs: 1_500 });
});
afterEach(async () => {
  line.cut();
  await prisma.$disconnect();
  await line.close();
});

const storeOver = (over: Prisma) => createRecordStore({ prisma: over, seal, log: quiet });
const referral = (id: string) => request(id, person, [stepEvent(1, 'refer', person.agencyId)]);
const recorded = (id: string) => direct.event.count({ where: { enrollmentId: id } });

describe('a record that cannot be reached', () => {
  it('is an answer, and the next attempt goes through', async () => {
    const store = storeOver(prisma);
    await store.ping();
    await line.close();
    const id = randomUUID();
    expect(await store.append(referral(id))).toEqual({ status: 'unavailable' });
    await line.reopen();
    expect(await store.append(referral(id))).toEqual({ status: 'recorded' });
  });

  it('is an error of one code for those who only read', async () => {
    await line.close();
    const failure = storeOver(prisma).eventsAfter(randomUUID(), 0);
    await expect(failure).rejects.toMatchObject({
      name: 'RecordUnavailable',
      message: expect.stringMatching(/\(\S+\)$/),
    });
  });

  it('is given up when another transaction is in the way, and nothing is committed afterwards', async () => {
    const id = randomUUID();
    const blocker = new pg.Client({ connectionString: database.url });
    await blocker.connect();
    await blocker.query('begin; lock table enrollment in exclusive mode');
    expect(await storeOver(prisma).append(referral(id))).toEqual({ status: 'unavailable' });
    await blocker.query('rollback');
    await blocker.end();
    // The session of the given-up append is free again: it has ended its transaction.
    await prisma.$queryRaw`SELECT 1`;
    expect(await recorded(id)).toBe(0);
  });

  it('is noticed when the network swallows everything', async () => {
    const store = storeOver(prisma);
    await store.ping();
    line.swallow();
    expect(await store.append(referral(randomUUID()))).toEqual({ status: 'unavailable' });
    expect(await store.append(referral(randomUUID()))).toEqual({ status: 'unavailable' });
    // New connections work again; nobody ever tells the old ones that they are dead.
    line.deliver();
    expect(await store.append(referral(randomUUID()))).toEqual({ status: 'recorded' });
    await Promise.all([store.ping(), store.ping(), store.ping()]);
  });

  it('finds by its keys a commit whose answer was lost', async () => {
    const store = storeOver(prisma);
    const id = randomUUID();
    await store.ping();
    line.dropAnswerTo('WITH change');
    expect(await store.append(referral(id))).toEqual({ status: 'unavailable' });
    expect(await recorded(id)).toBe(1);
    expect(await store.append(referral(id))).toMatchObject({
      status: 'behind',
      events: [{ commandId: 'refer' }],
    });
  });
});

type Line = Awaited<ReturnType<typeof openLine>>;

/** A network between us and PostgreSQL that can be cut, can swallow bytes, or can lose one answer. */
async function openLine(databaseUrl: string) {
  const target = new URL(databaseUrl);
  let swallowing = false;
  let fatalWord: string | null = null;
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let lost = false;
    let dead = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
        sockets.delete(socket);
      });
    }
    client.on('data', (bytes: Buffer) => {
      dead ||= swallowing;
      if (dead) return;
      if (fatalWord !== null && bytes.includes(fatalWord)) lost = true;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => {
      if (lost) {
        fatalWord = null;
        client.destroy();
      } else if (!dead) client.write(bytes);
    });
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.port = String(port);
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: url.href,
    cut,
    swallow: () => (swallowing = true),
    deliver: () => (swallowing = false),
    dropAnswerTo: (word: string) => (fatalWord = word),
    reopen: () => listen(port),
    async close() {
      if (!server.listening) return;
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
