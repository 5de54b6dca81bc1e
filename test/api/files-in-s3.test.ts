import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, inject, it, onTestFinished } from 'vitest';
import { partBytes, partsOf } from '../../src/features/attachments/attachment.ts';
import { checkAttachments } from '../../src/cli/doctor/attachments.ts';
import { checkAll } from '../../src/features/attachments/postgres/check-all.ts';
import {
  clearObjects,
  createPartStore,
  type FileStore,
  inTheRecord,
} from '../../src/features/attachments/postgres/part-store.ts';
import { createScanStore } from '../../src/features/attachments/postgres/scans.ts';
import { createAttachmentStore } from '../../src/features/attachments/postgres/store.ts';
import { giveUpUnfinished } from '../../src/features/attachments/postgres/upkeep.ts';
import { createFileSeal } from '../../src/kit/file-seal.ts';
import { createS3 } from '../../src/kit/objects/s3.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day } from '../support/api-rig.ts';
import { createBareDatabase } from '../support/database.ts';
import { filesOfKinds, unfitFiles } from '../support/files-of-kinds.ts';
import { runCli } from '../support/run-cli.ts';
import { startS3Server } from '../support/s3-server.ts';

let s3: Awaited<ReturnType<typeof startS3Server>>;
let outside: FileStore;
let rig: ApiRig;
let secret = '';
let id = '';

beforeAll(async () => {
  s3 = await startS3Server();
  outside = { into: 's3', objects: createS3(s3.settings, { timeoutMs: 5_000, pausesMs: [10, 20] }) };
});
afterAll(() => s3?.stop());
beforeEach(async () => {
  rig = await createApiRig({
    fileStore: outside,
    with(deps) {
      ({ secret } = deps);
      return deps;
    },
  });
  onTestFinished(() => rig.close());
  onTestFinished(() => s3.line.mend());
  for (const name of (await s3.objects()).keys()) await s3.remove(name);
  id = await rig.enroll();
  await rig.assign(id);
});

const path = () => `/enrollments/${id}/attachments`;
const pieces = (bytes: Buffer) =>
  Array.from({ length: partsOf(bytes.length) }, (_, n) => bytes.subarray(n * partBytes, (n + 1) * partBytes));
async function begin(bytes: number): Promise<string> {
  const begun = { what: 'letter', fileName: 'letter.pdf', bytes };
  const { body } = await rig.post('coordinator', path(), begun).expect(201);
  return (body as { attachmentId: string }).attachmentId;
}
const send = (file: string, number: number, bytes: Buffer) =>
  rig.post('coordinator', `${path()}/${file}/parts/${number}`, bytes, {
    'Content-Type': 'application/octet-stream',
  });
const content = (file: string) =>
  rig
    .get('coordinator', `${path()}/${file}/content`)
    .buffer()
    .parse((res, done) => {
      const read: Buffer[] = [];
      res.on('data', (chunk: Buffer) => read.push(chunk));
      res.on('end', () => done(null, Buffer.concat(read)));
      res.on('error', (error) => done(error, null));
    });
async function attach(bytes: Buffer): Promise<string> {
  const file = await begin(bytes.length);
  for (const [number, piece] of pieces(bytes).entries()) await send(file, number, piece).expect(200);
  return file;
}
const large = () => Buffer.concat([Buffer.from('%PDF-1.7\n Words of a client '), randomBytes(2 * partBytes)]);
const text = filesOfKinds['text/plain'] ?? Buffer.alloc(0);
const parts = (file?: string) =>
  rig.prisma.attachmentPart.findMany({
    where: file === undefined ? {} : { attachmentId: file },
    orderBy: [{ attachmentId: 'asc' }, { number: 'asc' }],
  });
const later = () => Date.now() + 2 * 3_600_000;

it('has the sealed parts of files under names that say nothing, and the record has no byte of them', async () => {
  const bytes = large();
  const file = await attach(bytes);
  const rows = await parts(file);
  expect(rows).toHaveLength(3);
  const objects = await s3.objects();
  expect([...objects.keys()].toSorted()).toEqual(rows.map(({ object }) => object).toSorted());
  for (const [name, sealed] of objects) {
    expect(name).toMatch(/^files-of-tests\/throughline\/files\/[0-9a-f-]{36}$/);
    expect(name).not.toContain(file);
    expect(sealed.includes('Words of a client')).toBe(false);
    expect(sealed.length).toBeGreaterThan(28);
  }
  expect(rows.map(({ sealed }) => sealed)).toEqual([null, null, null]);
  expect(((await content(file).expect(200)).body as Buffer).equals(bytes)).toBe(true);
  expect(await checkAll(rig.prisma, createFileSeal(secret), outside)).toMatchObject({ files: 1, broken: [] });
});

it('takes a part once, however often it comes, and lets nothing lie that belongs to no part', async () => {
  const bytes = large();
  const [first, second, third] = pieces(bytes) as [Buffer, Buffer, Buffer];
  const file = await begin(bytes.length);
  await send(file, 0, first).expect(200);
  await send(file, 0, first).expect(200);
  expectProblem(await send(file, 0, Buffer.alloc(partBytes)), 'attachment-kind-unfit');
  // That one is given up. Another, with one part coming three times at once:
  const again = await begin(bytes.length);
  await send(again, 0, first).expect(200);
  await send(again, 2, third).expect(200);
  expectProblem(await send(again, 2, Buffer.alloc(third.length)), 'attachment-part-unfit');
  const answers = await Promise.all([1, 1, 1].map((number) => send(again, number, second)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  // Whoever puts an object may be putting it still.
  await clearObjects(rig.prisma, outside, Date.now());
  expect((await s3.objects()).size).toBeGreaterThan(3);
  await clearObjects(rig.prisma, outside, later());
  expect([...(await s3.objects()).keys()].toSorted()).toEqual(
    (await parts(again)).map(({ object }) => object).toSorted(),
  );
  expect(await rig.prisma.attachmentObject.count()).toBe(3);
  expect(((await content(again).expect(200)).body as Buffer).equals(bytes)).toBe(true);
});

it('answers that it is away where the store is, with nothing half there, and goes on afterwards', async () => {
  const kept = await attach(text);
  const bytes = large();
  const [first, second, third] = pieces(bytes) as [Buffer, Buffer, Buffer];
  const file = await begin(bytes.length);
  await send(file, 0, first).expect(200);
  s3.line.cut();
  expectProblem(await send(file, 1, second), 'unavailable');
  expectProblem(await rig.get('coordinator', `${path()}/${kept}/content`), 'unavailable');
  expect(await parts(file)).toHaveLength(1);
  // All the rest goes on.
  await rig.get('coordinator', path()).expect(200);
  s3.line.mend();
  await send(file, 1, second).expect(200);
  // The store has done it, and its answer is lost: it is asked once more, and has one object.
  const before = (await s3.objects()).size;
  s3.line.loseAnswers(1);
  await send(file, 2, third).expect(200);
  expect((await s3.objects()).size).toBe(before + 1);
  expect(((await content(file).expect(200)).body as Buffer).equals(bytes)).toBe(true);
  expect(rig.logs.join('')).not.toContain(s3.settings.secretKey);
});

it('is away, too, where its key opens nothing, or it has no such bucket', async () => {
  const file = await begin(text.length);
  const kept = await attach(text);
  for (const wrong of [{ secretKey: 'wrong' }, { accessKey: 'AKIANOBODY' }, { bucket: 'no-such-bucket' }]) {
    const objects = createS3({ ...s3.settings, ...wrong }, { timeoutMs: 5_000, pausesMs: [] });
    const store = createAttachmentStore(rig.prisma, createFileSeal(secret), {
      store: { into: 's3', objects },
    });
    const of = { agencyId: rig.agency.agencyId, of: { enrollmentId: id } };
    const { coordinator: staffId } = rig.agency.staffIds;
    const part = { ...of, attachmentId: file, staffId, number: 0, bytes: text, now: Date.now() };
    await expect(store.addPart(part)).rejects.toMatchObject({ name: 'RecordUnavailableError' });
    if (!wrong.bucket)
      await expect(store.open({ ...of, attachmentId: kept })).rejects.toMatchObject({
        name: 'RecordUnavailableError',
      });
  }
  expect(await parts(file)).toEqual([]);
});

it('has nothing more of a file that was refused for what it is, or left in the middle', async () => {
  const kept = await attach(text);
  const unfit = Object.values(unfitFiles).find((bytes) => bytes.length > 0) ?? Buffer.alloc(0);
  expectProblem(await send(await begin(unfit.length), 0, unfit), 'attachment-kind-unfit');
  const left = await begin(2 * partBytes);
  await send(left, 0, large().subarray(0, partBytes)).expect(200);
  await giveUpUnfinished(rig.prisma, rig.clock.now() + day + 1);
  await clearObjects(rig.prisma, outside, later());
  expect([...(await s3.objects()).keys()]).toEqual((await parts()).map(({ object }) => object));
  expect((await parts()).map(({ attachmentId }) => attachmentId)).toEqual([kept]);
});

it('keeps what a copy of the database knows of it as well', async () => {
  const kept = await attach(text);
  const [row] = await parts(kept);
  await rig.prisma.$executeRaw`UPDATE attachment_object SET owner = 'another'`;
  // The copy brings its files into itself, and forgets where they were.
  const copy = createPartStore(rig.prisma, { ...outside, into: 'postgresql' });
  await copy.bring(() => false);
  await clearObjects(rig.prisma, outside, later());
  expect(await rig.prisma.attachmentObject.count()).toBe(0);
  expect([...(await s3.objects()).keys()]).toEqual([row?.object]);
});

it('is read wherever new files go, and what lies elsewhere is brought there as it is', async () => {
  const seal = createFileSeal(secret);
  const bytes = large();
  const first = await attach(bytes);
  const there = await parts(first);
  const back: FileStore = { ...outside, into: 'postgresql' };
  expect(await checkAll(rig.prisma, seal, back)).toMatchObject({ files: 1, broken: [] });
  // Without a word of where objects are, the file is not called broken.
  await expect(checkAll(rig.prisma, seal, inTheRecord)).rejects.toThrow('not configured');
  await createPartStore(rig.prisma, back).bring(() => false);
  expect((await parts(first)).map(({ sealed, object }) => [sealed?.length, object])).toEqual([
    [partBytes + 28, null],
    [partBytes + 28, null],
    [bytes.length - 2 * partBytes + 28, null],
  ]);
  await clearObjects(rig.prisma, back, later());
  expect((await s3.objects()).size).toBe(0);
  expect(await checkAll(rig.prisma, seal, inTheRecord)).toMatchObject({ files: 1, broken: [] });
  await createPartStore(rig.prisma, outside).bring(() => false);
  const again = await parts(first);
  expect(again.map(({ sealed, objectSha256 }) => [sealed, objectSha256])).toEqual(
    there.map(({ objectSha256 }) => [null, objectSha256]),
  );
  expect(((await content(first).expect(200)).body as Buffer).equals(bytes)).toBe(true);
  // Brought, never changed.
  for (const attempt of [
    () => rig.prisma.$executeRaw`UPDATE attachment_part SET object_sha256 = 'another'`,
    () =>
      rig.prisma
        .$executeRaw`UPDATE attachment_part SET sealed = 'other', object = NULL, object_sha256 = NULL`,
    () => rig.prisma.$executeRaw`UPDATE attachment_part SET number = number + 4`,
    () => rig.prisma.$executeRaw`DELETE FROM attachment_part`,
  ])
    await expect(attempt()).rejects.toThrow('never changed');
  await expect(rig.prisma.$executeRaw`DELETE FROM attachment_object`).rejects.toThrow();
});

it('is scanned where it lies', async () => {
  const file = await attach(text);
  const asked = { attachmentId: file, agencyId: rig.agency.agencyId, state: 'waiting', askedAt: new Date() };
  await rig.prisma.attachmentScan.create({ data: asked });
  const [waits] = await createScanStore(rig.prisma, createFileSeal(secret), outside).unscanned(1);
  const read: Buffer[] = [];
  for await (const piece of waits?.bytes ?? []) read.push(piece);
  expect(Buffer.concat(read)).toEqual(text);
});

it('is in the backup with its bytes, comes back into an empty database, and doctor opens each file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-s3-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [whole, lost] = [await attach(large()), await attach(text)];
  const left = await begin(2 * partBytes);
  await send(left, 0, large().subarray(0, partBytes)).expect(200);
  const url = new URL(inject('templateDatabaseUrl'));
  const named = await rig.prisma.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  url.pathname = `/${named[0]?.name}`;
  const env = { DATABASE_URL: url.href, TEMPORAL_ADDRESS: 'localhost:1', THROUGHLINE_SEAL_KEY: secret };
  const doctor = async (more: object) => (await checkAttachments({ ...env, ...more }))[0]?.found;
  expect(await doctor(s3.env)).toContain('2 files, each opens and is what was sent');
  const postgresql = { THROUGHLINE_FILE_STORE: 'postgresql' };
  expect(await doctor({ ...s3.env, ...postgresql })).toContain(
    '5 of their parts are still to be brought to where files are kept now',
  );
  expect(await doctor({})).toContain('the store of objects did not open: not configured');
  const file = join(folder, 'record.jsonl.gz');
  const none = await runCli('backup', [file], env);
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('not configured')]);
  s3.line.cut();
  const away = await runCli('backup', [file], { ...env, ...s3.env });
  expect([away.code, away.err]).toEqual([1, expect.stringContaining('the store of objects did not GET')]);
  s3.line.mend();
  // One that is lost keeps no other from being backed up, and stays the one that is lost.
  const [{ object } = { object: null }] = await parts(lost);
  await s3.remove(object ?? '');
  expect(await doctor(s3.env)).toContain(`1 of 2 files do not open as they were sent: ${lost}`);
  const made = await runCli('backup', [file], { ...env, ...s3.env });
  expect(made.code, made.err).toBe(0);
  const elsewhere = await createBareDatabase();
  onTestFinished(() => elsewhere.drop());
  const restored = await runCli('restore', [file], { DATABASE_URL: elsewhere.url });
  expect(restored.code, restored.err).toBe(0);
  expect(await doctor({ DATABASE_URL: elsewhere.url })).toContain(
    `1 of 2 files do not open as they were sent: ${lost}`,
  );
  const there = createPrisma(elsewhere.url);
  onTestFinished(() => there.$disconnect());
  // Where files go to S3, the worker brings them there; what was there for the former database is not theirs.
  const before = await s3.objects();
  expect(await there.attachmentObject.count()).toBe(0);
  await createPartStore(there, outside).bring(() => false);
  await clearObjects(there, outside, later());
  const after = await s3.objects();
  expect([...before.keys()].every((one) => after.has(one))).toBe(true);
  expect(await checkAll(there, createFileSeal(secret), outside)).toMatchObject({ files: 2, broken: [lost] });
  expect(await there.attachmentPart.count({ where: { attachmentId: whole, object: { not: null } } })).toBe(3);
});
