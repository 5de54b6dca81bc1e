import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { createScanner } from '../../src/features/attachments/activities/scanner.ts';
import { startScanning } from '../../src/features/attachments/activities/scanning.ts';
import { partBytes } from '../../src/features/attachments/attachment.ts';
import { attachmentReply, attachmentsReply } from '../../src/features/attachments/api/schemas.ts';
import { createScanStore } from '../../src/features/attachments/postgres/scans.ts';
import { createFileSeal } from '../../src/kit/file-seal.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

/** What our scanner knows, and looks for in all that comes to it. */
const signature = 'A SIGNATURE OF OUR OWN';

let rig: ApiRig;
let id: string;
let secret = '';
let folder: string;
/** A scanner as an agency has one: a command that reads and says by its exit code what it found. */
let scanner: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-scanner-'));
  const script = join(folder, 'scanner.mjs');
  writeFileSync(
    script,
    `const all = []; for await (const chunk of process.stdin) all.push(chunk);
    process.exit(Buffer.concat(all).includes('${signature}') ? 1 : 0);`,
  );
  scanner = `"${process.execPath}" "${script}"`;
  rig = await createApiRig({
    with(deps) {
      ({ secret } = deps);
      return deps;
    },
    scans: true,
  });
  id = await rig.enroll();
  await rig.assign(id);
});
afterAll(async () => {
  await rig?.close();
  await rm(folder, { recursive: true, force: true });
});

const attachments = () => `/enrollments/${id}/attachments`;
async function attach(words: string): Promise<string> {
  const bytes = Buffer.from(words);
  const body = { what: 'letter', fileName: 'letter.txt', bytes: bytes.length };
  const begun = await rig.post('coordinator', attachments(), body).expect(201);
  const { attachmentId } = asSent(attachmentReply, begun.body);
  for (let at = 0; at < bytes.length; at += partBytes) {
    const path = `${attachments()}/${attachmentId}/parts/${at / partBytes}`;
    const whole = { 'Content-Type': 'application/octet-stream' };
    await rig.post('coordinator', path, bytes.subarray(at, at + partBytes), whole).expect(200);
  }
  return attachmentId;
}
const stateOf = async (attachmentId: string) =>
  asSent(attachmentsReply, (await rig.get('supervisor', attachments()).expect(200)).body).items.find(
    (one) => one.attachmentId === attachmentId,
  )?.state;
const opening = (attachmentId: string, login: Login = 'coordinator') =>
  rig.get(login, `${attachments()}/${attachmentId}/content`);

/** Scans until the test is over; answers what was logged. */
function scanning(command: string): string[] {
  const said: string[] = [];
  const log = {
    info: () => undefined,
    warn: (fields: object, text: string) => void said.push(`${JSON.stringify(fields)} ${text}`),
  };
  const store = createScanStore(rig.prisma, createFileSeal(secret));
  const poller = startScanning({ store, scan: createScanner(command), log, now: rig.clock.now, everyMs: 20 });
  onTestFinished(() => poller.stop());
  return said;
}

it('nobody opens a file before the scanner has answered, nor one in which it found something', async () => {
  const clean = await attach('Met at the shelter. '.repeat(80_000));
  const infected = await attach(`Dear Sir, ${signature}.`);
  for (const one of [clean, infected]) {
    expectProblem(await opening(one), 'attachment-unscanned');
    expect(await stateOf(one)).toBe('scanning');
  }
  const said = scanning(scanner);
  await expect.poll(() => stateOf(clean)).toBe('kept');
  await expect.poll(() => stateOf(infected)).toBe('infected');
  await opening(clean).expect(200);
  expectProblem(await opening(infected), 'attachment-infected');
  // Whoever is on call learns which one it is, and nothing of what is in it.
  expect(said).toEqual([expect.stringContaining(infected)]);
  expect(said.join()).not.toMatch(/letter|SIGNATURE/);

  // The privacy officer is told, once, whoever says it again; no word of the file is in it.
  await createScanStore(rig.prisma, createFileSeal(secret)).answered(infected, 'found', rig.clock.now());
  const inbox = (await rig.get('privacy', '/inbox').expect(200)).body as { items: { kind: string }[] };
  const told = inbox.items.filter(({ kind }) => kind === 'file-infected');
  expect(told).toMatchObject([{ enrollmentId: id, link: null }]);
  expect(JSON.stringify(told)).not.toMatch(/letter|SIGNATURE/);
  const deliveries = await rig.prisma.delivery.findMany({
    where: { notification: { kind: 'file-infected' } },
  });
  expect(deliveries).toMatchObject([{ channel: 'mail' }]);

  // It can be struck out, and is no more opened for that.
  await rig
    .post('supervisor', `${attachments()}/${infected}/strike`, { reason: 'The scanner found something.' })
    .expect(200);
  expectProblem(await opening(infected, 'supervisor'), 'attachment-infected');
});

it('what the scanner said stays', async () => {
  for (const attempt of [
    () => rig.prisma.$executeRaw`UPDATE attachment_scan SET state = 'clean' WHERE state = 'found'`,
    () => rig.prisma.$executeRaw`DELETE FROM attachment_scan`,
  ])
    await expect(attempt()).rejects.toThrow('stays on record');
});

it.each([
  ['is not there', 'no-such-scanner-anywhere'],
  ['ends in another way', 'exit 2'],
  ['leaves off in the middle', 'head -c 10 > /dev/null; exit 0'],
])('where a scanner %s, the file goes on waiting, and is scanned once there is one', async (_, broken) => {
  const waiting = await attach('Words. '.repeat(400_000));
  const said = scanning(broken);
  await expect.poll(() => said.length).toBeGreaterThan(0);
  expect(await stateOf(waiting)).toBe('scanning');
  expectProblem(await opening(waiting), 'attachment-unscanned');
  scanning(scanner);
  await expect.poll(() => stateOf(waiting)).toBe('kept');
});
