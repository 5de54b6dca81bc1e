import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { mostBytes, partsOf } from '../../src/features/attachments/attachment.ts';
import { giveUpUnfinished } from '../../src/features/attachments/postgres/upkeep.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { startPostgres } from '../../src/servers/embedded-postgres.ts';
import { migrate } from '../../src/servers/migrate.ts';
import { createBareDatabase } from '../support/database.ts';
import { eventually, realSystem } from '../support/real-system.ts';
import { runCli } from '../support/run-cli.ts';
import { sized } from '../support/sizes.ts';
import { createUploader } from '../support/uploader.ts';
import { largestUploads, signature, type Upload, uploadsOf } from '../support/uploads.ts';

const day = 86_400_000;
/** So many files are on their way at a time. */
const lanes = 4;
const scanner = `if grep -aq '${signature}'; then exit 1; fi`;

/**
 * What the API's process may take for the largest files, several at a time, beside what it has after one of them, when its caches
 * and the room for what is not collected yet are filled: less than those files themselves, each held whole once.
 */
const mostGrowth = lanes * mostBytes;

test('files of every kind come whole or not at all, whatever dies meanwhile; a backup has them, and a flipped bit is found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-uploads-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  let postgres = await startPostgres({ dataDir });
  onTestFinished(() => postgres.stop());
  await migrate(postgres.url);
  const system = await realSystem(postgres.url);
  const { prisma, agency, sealKey } = system;
  const scans = { THROUGHLINE_FILE_SCANNER: scanner };
  await system.startTemporal();
  let api = await system.spawnApi(scans);
  let worker = system.spawnWorker(scans);
  await system.whole();
  const enrollmentId = String((await system.refer('client')).body['enrollmentId']);
  const uploader = createUploader({ url: system.url, token: agency.tokens.supervisor, enrollmentId });
  const { counts } = uploader;

  const files = uploadsOf(sized(200, 30));
  const all = files.reduce((sum, { length, ends }) => sum + (ends === 'too large' ? 0 : partsOf(length)), 0);
  const ended = new Map<string, Upload>();
  async function upload(file: Upload): Promise<void> {
    const { id, last } = await uploader.upload(file);
    if (id !== null) ended.set(id, file);
    if (file.ends === 'too large')
      expect([file.name, id, last.body['code']]).toEqual([file.name, null, 'invalid-field']);
    // Refused and gone; where the answer was lost, whoever asks again finds nothing.
    else if (file.ends === 'unfit')
      expect(['attachment-kind-unfit', 'not-found']).toContain(last.body['code']);
    else
      expect([file.name, last.status]).toEqual([
        file.name,
        file.way === 'left' && partsOf(file.length) < 2 ? 201 : 200,
      ]);
  }
  const after = (share: number) => eventually(async () => counts.parts >= all * share, 10);
  async function killApi(): Promise<void> {
    await api.kill();
    api = await system.spawnApi(scans);
  }
  async function strike(): Promise<void> {
    await after(0.1);
    process.kill(postgres.process.pid, 'SIGKILL');
    await postgres.process.exited;
    await eventually(async () => counts.unavailable > 0, 10);
    await eventually(async () => {
      postgres = await startPostgres({ dataDir, port: postgres.port });
      return true;
    }, 500);
    await after(0.4);
    await killApi();
    await after(0.6);
    await worker.kill();
    worker = system.spawnWorker(scans);
    await after(0.8);
    await killApi();
  }
  await Promise.all([strike(), inLanes(files, upload)]);
  expect(counts.unavailable).toBeGreaterThan(0);
  expect(counts.lost).toBeGreaterThan(0);
  expect(counts.failed).toBe(0);

  const [cut, ...large] = largestUploads(sized(13, 4));
  if (!cut) throw new Error('a file to cut off');
  const cutOff = await uploader.cutOffInAPart(cut, killApi);
  expect(cutOff.last.status).toBe(200);
  ended.set(cutOff.id, cut);

  // From here on the API stays the same process, and is watched until all has been sent and read again.
  const before = await system.memoryOfApi();
  let most = before;
  let going = true;
  const watched = eventually(async () => {
    most = Math.max(most, await system.memoryOfApi());
    return !going;
  }, 50);
  await inLanes(large, upload);
  const begun = [...ended.entries()];
  const isWhole = ({ ends }: Upload) => ends === 'kept';
  await eventually(async () => (await uploader.list()).every(({ state }) => state !== 'scanning'), 500);
  const states = new Map((await uploader.list()).map(({ attachmentId, state }) => [attachmentId, state]));
  await inLanes(begun, async ([id, file]) => {
    expect([file.name, states.get(id)]).toEqual([file.name, file.ends === 'unfit' ? undefined : file.ends]);
    const content = await uploader.content(id);
    if (!isWhole(file)) expect([file.name, typeof content]).toEqual([file.name, 'number']);
    else
      expect([file.name, Buffer.isBuffer(content) && content.equals(file.bytes())]).toEqual([
        file.name,
        true,
      ]);
  });
  going = false;
  await watched;
  expect(most - before, `from ${before} to ${most} bytes`).toBeLessThan(mostGrowth);

  // Nothing is there beside what is listed; and what was left in the middle is gone a day later.
  expect([...states.keys()].toSorted()).toEqual(
    begun
      .filter(([, { ends }]) => ends !== 'unfit')
      .map(([id]) => id)
      .toSorted(),
  );
  await giveUpUnfinished(prisma, Date.now() + day);
  const kept = begun.filter(([, { ends }]) => ends === 'kept' || ends === 'infected');
  expect(await prisma.attachment.count()).toBe(kept.length);
  expect(await prisma.attachmentPart.count()).toBe(
    kept.reduce((sum, [, { length }]) => sum + partsOf(length), 0),
  );
  const kinds = new Map(kept.map(([id, { mediaType }]) => [id, mediaType]));
  for (const { id, mediaType } of await prisma.attachment.findMany())
    expect([id, mediaType]).toEqual([id, kinds.get(id)]);

  // Another machine: another database, another data folder, the key alone is the same.
  const backup = join(folder, 'record.jsonl.gz');
  const made = await runCli('backup', [backup], { DATABASE_URL: postgres.url });
  expect(made.code, made.err).toBe(0);
  const elsewhere = await createBareDatabase();
  onTestFinished(() => elsewhere.drop());
  const env = {
    ...{
      DATABASE_URL: elsewhere.url,
      TEMPORAL_ADDRESS: system.temporalAddress,
      THROUGHLINE_SEAL_KEY: sealKey,
    },
    THROUGHLINE_DATA_DIR: join(folder, 'another-data-folder'),
  };
  const restored = await runCli('restore', [backup], env);
  expect(restored.code, restored.err).toBe(0);
  const doctor = async () => (await runCli('doctor', [], env)).out.toString();
  expect(await doctor()).toMatch(
    `ok    attached files           ${kept.length} files, each opens and is what was sent`,
  );
  const [flipped = ''] = kept.at(-1) ?? [];
  const there = createPrisma(elsewhere.url);
  onTestFinished(() => there.$disconnect());
  await there.$executeRaw`ALTER TABLE attachment_part DISABLE TRIGGER USER`;
  await there.$executeRaw`
    UPDATE attachment_part SET sealed = set_byte(sealed, 77, get_byte(sealed, 77) # 1)
    WHERE attachment_id = ${flipped}::uuid AND number = 0`;
  expect(await doctor()).toMatch(`1 of ${kept.length} files do not open as they were sent: ${flipped}`);
}, 600_000);

async function inLanes<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...all];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one);
    }),
  );
}
