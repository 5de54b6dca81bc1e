import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { createFileSeal } from '../../src/kit/file-seal.ts';
import { checkAttachments } from '../../src/cli/doctor/attachments.ts';
import { checkCaseloads } from '../../src/cli/doctor/caseloads.ts';
import { checkOldSeals } from '../../src/cli/doctor/old-seals.ts';
import { checkStaffFiles } from '../../src/cli/doctor/staff-files.ts';
import { createPendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import { seedAgency } from '../../prisma/seed/index.ts';
import { shareOfCap } from '../../src/features/caseload/share.ts';
import { createBareDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';
import { noon, quiet, request, sealKey, seedPerson, stepEvent, summaryAt } from './fixtures.ts';

let database: TestDatabase;
let prisma: Prisma;
const look = async (url = database.url) => checkCaseloads({ DATABASE_URL: url });

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  const person = await seedPerson(prisma);
  const { agencyId } = person;
  const staffId = randomUUID();
  await prisma.staff.create({
    data: { id: staffId, agencyId, name: 'C', email: 'c@agency.example', role: 'coordinator' },
  });
  const place = { staffId, level: 'rsc-i', share: shareOfCap(20), provisional: false, since: noon };
  const store = createRecordStore({ prisma, seal: createSeal(sealKey), log: quiet });
  const first = request(randomUUID(), person, [stepEvent(1, 'refer', agencyId)], {
    ...{ place, summary: summaryAt(1, { coordinatorId: staffId }) },
  });
  expect(await store.append(first)).toEqual({ status: 'recorded' });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

it('finds caseloads whole, and says where they do not add up or a place is missing', async () => {
  expect(await look()).toEqual([
    { level: 'ok', about: 'caseloads', found: '1 places, and what they add up to' },
  ]);
  await prisma.$transaction([
    prisma.$executeRaw`ALTER TABLE staff DISABLE TRIGGER USER`,
    prisma.$executeRaw`UPDATE staff SET caseload_share = 1`,
    prisma.$executeRaw`ALTER TABLE staff ENABLE TRIGGER USER`,
  ]);
  expect(await look()).toMatchObject([
    { level: 'fail', found: expect.stringMatching(/^1 do not add up, 0 /) },
  ]);
  await prisma.$executeRaw`ALTER TABLE caseload_place DISABLE TRIGGER USER`;
  await prisma.$executeRaw`DELETE FROM caseload_place`;
  await prisma.$executeRaw`ALTER TABLE caseload_place ENABLE TRIGGER USER`;
  expect(await look()).toMatchObject([
    { level: 'fail', found: expect.stringMatching(/^1 do not add up, 1 /) },
  ]);
});

it('says so where the database is of an older release, or away', async () => {
  const bare = await createBareDatabase();
  expect(await look(bare.url)).toMatchObject([
    { level: 'ok', found: expect.stringContaining('not kept yet') },
  ]);
  await bare.drop();
  expect(await look(bare.url)).toMatchObject([
    { level: 'warn', found: expect.stringContaining('cannot be looked at') },
  ]);
});

it('[ST-2] finds whose row says something else of when they may take clients than their file', async () => {
  const files = async () => checkStaffFiles({ DATABASE_URL: database.url });
  const { staffIds } = await seedAgency(prisma, { now: noon, slug: 'doctor' });
  expect(await files()).toMatchObject([{ level: 'ok', found: expect.stringMatching(/^\d+ people, each/) }]);
  const entered = [new Date(noon), null];
  for (const [i, id] of [staffIds.coordinator, staffIds.coordinator3].entries()) {
    await prisma.staff.update({ where: { id }, data: { mayTakeUntil: entered[i] ?? null } });
    expect(await files()).toMatchObject([
      { level: 'warn', found: expect.stringMatching(`^${i + 1} of \\d+ people `) },
    ]);
  }
});

it('finds words that wait under a seal bound to nothing, and says when none does', async () => {
  const look = async (more: object = {}) => checkOldSeals({ DATABASE_URL: database.url, ...more });
  const may = 'none waits: THROUGHLINE_OLD_SEALS=refuse may be set for the workers';
  expect(await look()).toMatchObject([{ level: 'ok', found: may }]);
  const { agencyId } = await seedPerson(prisma);
  const pending = createPendingStore(prisma);
  for (const sealed of ['tl1.old', 'tl2.bound']) {
    const by = { staffId: randomUUID(), role: 'coordinator' as const, agencyId };
    const facts = { type: 'logContact', with: 'client', mode: 'phone', outcome: 'reached' } as const;
    const message = { commandId: sealed, by, fingerprint: sealed, commands: [{ facts, sealed }] };
    await pending.take({
      ...{ enrollmentId: randomUUID(), agencyId, staffId: by.staffId, types: ['logContact'] },
      ...{ takenInAt: noon, request: { kind: 'submit', message }, notifications: [] },
    });
  }
  expect(await look()).toMatchObject([{ level: 'warn', found: expect.stringMatching(/^1 pending steps /) }]);
  expect(await look({ THROUGHLINE_OLD_SEALS: 'refuse' })).toMatchObject([{ level: 'fail' }]);
  for (const step of await pending.hold({ limit: 2, leaseMs: 1_000 })) await pending.recorded(step.id, noon);
  expect(await look()).toMatchObject([{ level: 'ok' }]);
});

it('opens every file that is kept, and says where the database has none yet', async () => {
  const env = { TEMPORAL_ADDRESS: 'localhost:1', THROUGHLINE_SEAL_KEY: sealKey };
  const { agencyId } = await seedPerson(prisma);
  const attachmentId = randomUUID();
  const { stored, key } = createFileSeal(sealKey).create({ agencyId, attachmentId });
  const bytes = Buffer.from('Words of a client.');
  await prisma.attachment.create({
    data: {
      ...{ id: attachmentId, agencyId, enrollmentId: randomUUID(), what: 'letter', fileName: 'letter.txt' },
      ...{ bytes: bytes.length, commandId: 'a', fingerprint: 'f', actor: {}, begunAt: new Date(noon) },
      ...{ keyId: stored.keyId, sealedKey: Uint8Array.from(stored.sealedKey) },
      parts: { create: { number: 0, sealed: Uint8Array.from(key.seal(bytes, { number: 0, of: 1 })) } },
    },
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const kept = { mediaType: 'text/plain', sha256, keptAt: new Date(noon) };
  await prisma.attachment.update({ where: { id: attachmentId }, data: kept });
  expect(await checkAttachments({ ...env, DATABASE_URL: database.url })).toEqual([
    { level: 'ok', about: 'attached files', found: '1 files, each opens and is what was sent' },
  ]);
  const other = { ...env, THROUGHLINE_SEAL_KEY: randomBytes(32).toString('base64') };
  expect(await checkAttachments({ ...other, DATABASE_URL: database.url })).toMatchObject([
    {
      level: 'fail',
      found: `the key of 1 of 1 files is not at hand (${stored.keyId}): ${attachmentId}`,
    },
  ]);
  // Kept among the others it opens; one of its own seals from now on.
  const own = { ...other, THROUGHLINE_FILE_KEYS: `${randomBytes(32).toString('base64')} ${sealKey}` };
  expect(await checkAttachments({ ...own, DATABASE_URL: database.url })).toMatchObject([
    { level: 'ok', found: expect.stringContaining('; 1 are under a former key still') },
  ]);
  expect(await checkAttachments({ ...own, THROUGHLINE_FILE_KEYS: 'no key' })).toMatchObject([
    { level: 'fail', found: expect.stringContaining('THROUGHLINE_FILE_KEYS is no list of keys') },
  ]);
  const bare = await createBareDatabase();
  expect(await checkAttachments({ ...env, DATABASE_URL: bare.url })).toMatchObject([{ level: 'warn' }]);
  await bare.drop();
});
