import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seedAgency } from '../../prisma/seed/index.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { startTemporal } from '../../src/servers/temporal-server.ts';
import type { TemporalServer } from '../../src/servers/temporal-server.ts';
import { quietRuntime } from '../../src/worker/time-skipping-rig.ts';
import { builtBundle } from '../support/built.ts';
import { createBareDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runCli } from '../support/run-cli.ts';
import { called, envOf, openOffice, sealKey, startRealWorker } from '../support/running-worker.ts';
import type { Bundle, Office } from '../support/running-worker.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const folder = mkdtempSync(join(tmpdir(), 'throughline-backup-'));
const file = join(folder, 'record.jsonl.gz');
const words = 'Afraid of the neighbour; sleeps at the shelter.';

let bundle: Bundle;
let agencyId: string;
let lostDatabase: TestDatabase;
let lostTemporal: TemporalServer;
const closing: (() => Promise<unknown>)[] = [() => Promise.resolve(rmSync(folder, { recursive: true }))];

/** What was enrolled before the backup, and one that came after it. */
const ids = { open: [] as string[], noted: '', emergency: '', discharged: '', ended: '', late: '' };
/** Whoever asks, before and after: a key is one person's. */
const somebody = '0b3f6d7e-8c1a-4d52-9a64-2f1f3a5c7e90';
/** Steps acknowledged before the backup began, by enrollment. */
const acknowledged = new Map<string, string[]>();
let dueAt = 0;

const whereOf = (database: TestDatabase, temporal: TemporalServer) => ({
  databaseUrl: database.url,
  address: temporal.address,
  namespace: temporal.namespace,
});

/** A whole agency at work, backed up while it is; afterwards worker and clock are stopped. */
beforeAll(async () => {
  quietRuntime();
  bundle = builtBundle();
  [lostDatabase, lostTemporal] = await Promise.all([
    createTestDatabase(),
    startTemporal({ searchAttributes: searchAttributeTypes }),
  ]);
  closing.push(
    () => lostDatabase.drop(),
    () => lostTemporal.stop(),
  );
  const prisma = createPrisma(lostDatabase.url);
  ({ agencyId } = await seedAgency(prisma, { now: Date.now() }));
  await prisma.$disconnect();
  const where = whereOf(lostDatabase, lostTemporal);
  const worker = await startRealWorker(where, bundle);
  const office = await openOffice(where, agencyId, somebody);
  try {
    await livingAgency(office);
    await backedUpUnderLoad(office);
    ids.late = await office.refer();
    const later = await office.submit(ids.noted, called);
    expect(later.status).toBe('accepted');
  } finally {
    await office.close();
    await worker.stop();
  }
}, 180_000);
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

async function livingAgency(office: Office): Promise<void> {
  const now = Date.now();
  ids.open = await Promise.all(Array.from({ length: 6 }, () => office.refer()));
  ids.noted = ids.open[0] ?? '';
  const noted = await office.submit(ids.noted, called, { note: words });
  expect(noted.status).toBe('accepted');
  const leaves = async (discharged: number, recorded: number): Promise<string> => {
    const id = await office.refer({ receivedAt: discharged - day });
    const left = await office.submit(
      id,
      { type: 'discharge', reason: 'other', lastMeetingHeld: false },
      { occurredAt: discharged },
    );
    const told = await office.submit(
      id,
      { type: 'recordOutcomes', completed: true },
      { occurredAt: recorded },
    );
    expect([left.status, told.status]).toEqual(['accepted', 'accepted']);
    return id;
  };
  [ids.discharged, ids.ended] = await Promise.all([
    leaves(now - 2 * day, now - minute),
    leaves(now - 60 * day, now - 59 * day),
  ]);
  await vi.waitFor(async () => expect(await endedAt(office, ids.ended)).not.toBeNull(), 20_000);
  // An emergency's first contact is owed within half an hour of the referral: in a moment.
  dueAt = Date.now() + 25_000;
  ids.emergency = await office.refer({ receivedAt: dueAt - 30 * minute, emergency: true });
}

async function backedUpUnderLoad(office: Office): Promise<void> {
  let going = true;
  let begun = (): void => undefined;
  const warm = new Promise<void>((resolve) => (begun = resolve));
  let steps = 0;
  const visits = ids.open.map(async (id) => {
    while (going) {
      const outcome = await office.submit(id, called);
      if (outcome.status !== 'accepted') throw new Error(`a step was not taken in: ${outcome.status}`);
      acknowledged.set(id, [...(acknowledged.get(id) ?? []), outcome.receipt.commandId]);
      steps += 1;
      if (steps === 12) begun();
    }
  });
  await warm;
  const before = new Map([...acknowledged].map(([id, commands]) => [id, [...commands]]));
  const { code, err } = await runCli('backup', [file], { DATABASE_URL: lostDatabase.url });
  const during = steps;
  going = false;
  await Promise.all(visits);
  expect(code, err).toBe(0);
  expect(during).toBeGreaterThan(12);
  acknowledged.clear();
  for (const [id, commands] of before) acknowledged.set(id, commands);
}

const endedAt = async (office: Office, id: string): Promise<Date | null> =>
  (await office.prisma.enrollment.findUniqueOrThrow({ where: { id } })).endedAt;

const missOf = async (office: Office): Promise<Date | null> =>
  (
    await office.prisma.obligation.findFirstOrThrow({
      where: { enrollmentId: ids.emergency, kind: 'emergency.contact-client' },
    })
  ).missRaisedAt;

async function restored(): Promise<TestDatabase> {
  const database = await createBareDatabase();
  closing.push(() => database.drop());
  const { code, err } = await runCli('restore', [file], { DATABASE_URL: database.url });
  expect(code, err).toBe(0);
  return database;
}

test('restored elsewhere, every open enrollment goes on from an empty Temporal server, and what fell due in between is raised at once', async () => {
  const [database, temporal] = await Promise.all([
    restored(),
    startTemporal({ searchAttributes: searchAttributeTypes }),
  ]);
  closing.push(() => temporal.stop());
  const where = whereOf(database, temporal);
  const office = await openOffice(where, agencyId, somebody);
  closing.push(() => office.close());

  // The file is one instant: all that was acknowledged before, each enrollment as it was, and no half of anything.
  for (const [id, commands] of acknowledged) {
    const there = new Set((await office.record.loadEvents(id)).map(({ commandId }) => commandId));
    expect(commands.filter((command) => !there.has(command))).toEqual([]);
  }
  const check = await runCli('rebuild', [], { DATABASE_URL: database.url });
  expect([check.code, check.out.toString()]).toEqual([0, expect.stringMatching(/no difference/)]);
  expect(await office.record.recordVersion(ids.late)).toBe(0);
  expect(await missOf(office)).toBeNull();
  const versions = {
    discharged: await office.record.recordVersion(ids.discharged),
    ended: await office.record.recordVersion(ids.ended),
  };

  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(dueAt), { timeout: 60_000, interval: 100 });
  const worker = await startRealWorker(where, bundle);
  closing.push(() => worker.stop());
  const revivedAt = Date.now();
  const { code, out, err } = await runCli('revive', [], envOf(where));
  expect([code, out.toString()], err).toEqual([0, expect.stringMatching(/8 started anew.*, 0 were running/)]);
  await vi.waitFor(async () => expect(await missOf(office)).not.toBeNull(), {
    timeout: 20_000,
    interval: 50,
  });
  expect((await missOf(office))?.getTime()).toBeGreaterThan(revivedAt);

  for (const id of [...ids.open, ids.emergency]) {
    const outcome = await office.submit(id, called);
    expect(outcome).toMatchObject({ status: 'accepted', replayed: false });
  }
  // A step that was acknowledged before is known: whoever asks again gets its receipt.
  const [again = ''] = acknowledged.get(ids.noted) ?? [];
  expect(await office.submit(ids.noted, called, { commandId: again })).toMatchObject({
    status: 'accepted',
    replayed: true,
  });
  expect(await office.record.recordVersion(ids.discharged)).toBe(versions.discharged);
  expect(await office.submit(ids.ended, called)).toMatchObject({
    status: 'refused',
    rejection: { code: 'enrollment-ended' },
  });
  expect(await office.record.recordVersion(ids.ended)).toBe(versions.ended);
  const details = await office.prisma.event.findMany({
    where: { enrollmentId: ids.noted, details: { path: ['note'], equals: words } },
  });
  expect(details).toHaveLength(1);
  // In the clear, as the how-to warns: but without the key.
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  expect(text).toContain(words);
  expect(text).not.toContain(sealKey);
}, 180_000);

test('where Temporal knows more than the restored record, nothing is taken in until revive --replace, and then all goes on', async () => {
  const database = await restored();
  const where = whereOf(database, lostTemporal);
  const office = await openOffice(where, agencyId, somebody);
  closing.push(() => office.close());
  const worker = await startRealWorker(where, bundle);
  closing.push(() => worker.stop());
  const before = await office.record.recordVersion(ids.noted);

  expect(await office.submit(ids.noted, called)).toMatchObject({ status: 'unavailable', away: 'record' });
  expect(await office.record.recordVersion(ids.noted)).toBe(before);
  const plain = await runCli('revive', [], envOf(where));
  expect(plain.out.toString()).toMatch(/0 started anew.*, 8 were running/);
  expect(await office.submit(ids.noted, called)).toMatchObject({ status: 'unavailable' });

  const { code, out, err } = await runCli('revive', ['--replace'], envOf(where));
  expect([code, out.toString()], err).toEqual([
    0,
    expect.stringMatching(/8 started anew.*, 1 without a record ended/),
  ]);
  for (const id of [...ids.open, ids.emergency]) {
    const version = await office.record.recordVersion(id);
    const outcome = await office.submit(id, called);
    expect(outcome.status).toBe('accepted');
    expect(await office.record.recordVersion(id)).toBeGreaterThan(version);
  }
  const late = await office.client.workflow.getHandle(`enrollment/${ids.late}`).describe();
  expect(late.status.name).toBe('TERMINATED');
  expect(await office.submit(ids.late, called)).toEqual({ status: 'not-found' });
}, 180_000);
