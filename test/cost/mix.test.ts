import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '../../bench/load.ts';
import { commandsIn, depositFor, mixes, paymentsOf, startOf, stepsOf, visitsOf } from '../../bench/mix.ts';
import { seedDocuments } from '../../bench/seed/documents.ts';
import type { Copy } from '../../bench/seed/multiply.ts';
import { type Agency, openPopulation, type Population } from '../../bench/seed/population.ts';
import { type RunningApi, startApi } from '../../src/api/main.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { createGateway, type TemporalGateway } from '../../src/kit/temporal/temporal-gateway.ts';
import { startTemporal, type TemporalServer } from '../../src/servers/temporal-server.ts';
import { type RunningWorker, startWorker } from '../../src/worker/create-worker.ts';
import { builtBundle } from '../support/built.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedProvider } from '../support/directory.ts';

// What the bench sends, sent once to the real system: the bench itself runs seldom.

let database: TestDatabase;
let server: TemporalServer;
let worker: RunningWorker;
let api: RunningApi;
let connection: Connection;
let gateway: TemporalGateway;
let population: Population;
let agency: Agency;
let copies: Copy[];

beforeAll(async () => {
  [database, server] = await Promise.all([
    createTestDatabase(),
    startTemporal({ searchAttributes: searchAttributeTypes }),
  ]);
  const sealKey = randomBytes(32).toString('base64');
  const shared = {
    ...{ databaseUrl: database.url, sealKey, publicUrl: 'http://localhost' },
    ...{ temporalAddress: server.address, temporalNamespace: server.namespace },
    logger: pino({ level: 'silent' }),
  };
  const mail = { smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'throughline@localhost.localdomain' };
  worker = await startWorker({ ...shared, ...mail, webhook: null, healthPort: 0, bundle: builtBundle() });
  api = await startApi({ ...shared, port: 0 });
  connection = await Connection.connect({ address: server.address });
  population = await openPopulation(database.url, sealKey);
  const client = new Client({ connection, namespace: server.namespace });
  gateway = createGateway({ client, record: population.record, secret: sealKey });

  agency = await population.agency('bench', 2);
  const group = await population.enrollments(agency, 2, { weeks: 25, lastContactDaysAgo: 3 });
  ({ copies } = group);
  const { agencyId } = agency;
  const ids = copies.map(({ enrollmentId }) => enrollmentId);
  for (const copy of copies)
    await gateway.revive({ enrollmentId: copy.enrollmentId, agencyId, state: group.stateOf(copy) });
  await seedDocuments(population.prisma, agencyId, ids);
  await seedProvider(population.prisma, agencyId);
});
afterAll(async () => {
  await gateway?.close();
  await connection?.close();
  await population?.close();
  await api?.close();
  await worker?.stop();
  await server?.stop();
  await database?.drop();
});

const port = (): number => Number(new URL(api.url).port);

test('all that the bench sends is taken by the running system, as whoever it is sent by', async () => {
  const [one, other] = copies;
  if (!one || !other) throw new Error('two enrollments were made');
  const step = stepsOf(agency, one, 0, port);
  for (let n = commandsIn(mixes.every, 0, mixes.every.length); n > 0; n -= 1) await send(step());
  const visit = visitsOf(agency, other, port);
  for (const _ of [1, 2]) await send(visit());
  await send(depositFor(agency, 1, port));
  await send(paymentsOf(agency, other, port)());
  const start = startOf(agency, port);
  for (const _ of [1, 2]) await send(start());
});

test('a client of somebody else is refused, and so is no step of the bench', async () => {
  const [one, other] = copies;
  if (!one || !other) throw new Error('two enrollments were made');
  const { coordinatorId } = other;
  const stranger = stepsOf(agency, { ...one, coordinatorId }, 0, port);
  await expect(send(stranger())).rejects.toThrow('was answered 403 and not 200');
});
