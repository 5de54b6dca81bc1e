import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, type PayloadCodec } from '@temporalio/common';
import { createTransport } from 'nodemailer';
import { pino } from 'pino';
import { Counter, Registry } from 'prom-client';
import { expect, onTestFinished, test } from 'vitest';
import { partBytes, partsOf } from '../../src/features/attachments/attachment.ts';
import { startPostgres } from '../../src/servers/embedded-postgres.ts';
import { migrate } from '../../src/servers/migrate.ts';
import { freePort } from '../../src/servers/ports.ts';
import { documentTrials } from '../support/acts/documents.ts';
import { otherTrials } from '../support/acts/others.ts';
import { referredInEmergency } from '../support/acts/referral-steps.ts';
import { staffTrials } from '../support/acts/staff-documents.ts';
import type { Make, Stage } from '../support/acts/stage.ts';
import { stepTrials } from '../support/acts/steps.ts';
import { columnsOf, filesBelow, temporalDatabase } from '../support/planted/places.ts';
import { realStage } from '../support/planted/real-stage.ts';
import { type Found, type Place, search } from '../support/planted/search.ts';
import { createWords } from '../support/planted/words.ts';
import { eventually, realSystem } from '../support/real-system.ts';
import { startS3Server } from '../support/s3-server.ts';
import { signature } from '../support/uploads.ts';

type Sent = { method?: string; body?: string; headers?: Record<string, string> };

/** Trials that a running system cannot be brought to by requests alone, and why. */
const notHere = new Map([
  ['explainMiss', 'a week has to pass first'],
  ['settleCarried', 'comes with a transfer, from no route'],
  ['acceptTransfer', 'is played with another agency below'],
  ['declineTransfer', 'an offer of another agency'],
  ['makeReport', 'of a month that lies years ahead'],
]);

/** Where the record has people's words in the clear: that is what it is for. */
const inTheRecord = [
  ...['attachment.file_name', 'attachment_strike.reason', 'break_glass.reason', 'caseload_override.reason'],
  ...['client.family_name', 'client.given_name', 'client.reference', 'client_link.reason'],
  ...[
    'client_link.unlink_reason',
    'client_sameness_answer.reason',
    'delivery_act.reason',
    'disclosure.words',
  ],
  ...['document.content', 'document_revision.content', 'document_revision.reason', 'event.details'],
  ...['fund_entry.note', 'mis_entry.line', 'on_call_act.reason', 'reassignment.reason', 'staff.left_reason'],
  ...['staff.name', 'staff_change.after', 'staff_change.before', 'staff_change.reason'],
  ...['transfer.to_reference', 'transfer.words'],
];

test('the search reads words in every writing, and knows which they are', () => {
  const words = createWords();
  const [first, word] = [words.word('first'), words.word('second')];
  const beside = (bytes: Buffer) =>
    Buffer.concat([Buffer.from('beside '), bytes, Buffer.from([7, 0, 255]), Buffer.alloc(99)]);
  const json = Buffer.from(JSON.stringify({ words: word }));
  const written: [how: string, bytes: Buffer][] = [
    ['plain', json],
    ['plain, large letters', Buffer.from(word.toUpperCase())],
    ['two bytes a letter', Buffer.from(word, 'utf16le')],
    ['two bytes a letter', Buffer.from(word, 'utf16le').swap16()],
    ['hexadecimal', Buffer.from(json.toString('hex'))],
    ...['', 'a', 'ab'].map((start): [string, Buffer] => [
      'base64',
      Buffer.from(Buffer.from(`${start}${word}.`).toString('base64')),
    ]),
    ['base64', Buffer.from(json.toString('base64url'))],
    ['plain, compressed', gzipSync(json)],
    ['plain, compressed', deflateSync(json)],
    ['base64, compressed', gzipSync(json.toString('base64'))],
    ['plain, compressed, compressed', gzipSync(deflateSync(json))],
  ];
  for (const [how, bytes] of written) {
    const found = search([{ name: 'here', pieces: [beside(bytes)] }]);
    expect(found, how).toContainEqual({ place: 'here', word, how });
    expect(
      found.map((one) => one.word),
      how,
    ).not.toContain(first);
  }
  expect(words.plantedAt(word)).toBe('second');
});

test('words that are planted in every text of a client are nowhere but in the record, and a leak would be found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-planted-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const postgresLog = join(folder, 'postgres.log');
  const postgres = await startPostgres({
    dataDir: join(folder, 'data'),
    logFile: postgresLog,
    unsafeButFast: true,
  });
  onTestFinished(() => postgres.stop());
  await migrate(postgres.url);
  const s3 = await startS3Server();
  onTestFinished(() => s3.stop());
  const system = await realSystem(postgres.url);
  const { prisma } = system;
  await system.startTemporal();
  const workerPort = await freePort();
  const env = { ...s3.env, LOG_LEVEL: 'trace', WORKER_HEALTH_PORT: String(workerPort) };
  const apis = [await system.spawnApi(env)];
  const workers = [system.spawnWorker(env)];
  await system.whole();
  const words = createWords();
  const { stage, document, post, refused, taken, asked, otherAgency } = await realStage(system, words);
  const { rig } = stage;

  // Everything that the trials do, each act once.
  const trials: Record<string, Make> = { ...stepTrials, ...documentTrials, ...staffTrials, ...otherTrials };
  const failed: string[] = [];
  for (const [id, make] of Object.entries(trials).filter(([name]) => !notHere.has(name)))
    try {
      const { as, path, body, between } = await make(stage);
      await between?.();
      const reply = await rig.post(as, path, body);
      if (reply.status >= 300) failed.push(`${id}: ${reply.text}`);
    } catch (error) {
      failed.push(`${id}: ${String(error)}`);
    }
  expect(failed).toEqual([]);
  // The trial of a referral has the plan's words, an emergency's those of its need: what is typed beside it is refused, and stays nowhere.
  const urgent = await stage.client();
  const byNeed = await referredInEmergency(stage, urgent);
  const typed = { presentingIssue: 'No bed tonight.', desiredServices: 'A bed.', goals: 'A safe night.' };
  const beside = { ...byNeed, ...typed };
  const refusedOne = await rig.post('coordinator', `/enrollments/${urgent}/commands/makeReferral`, beside);
  expect(refusedOne.status, refusedOne.text).toBe(422);
  await stage.step(urgent, 'makeReferral', byNeed, 'coordinator');
  // All of them with their words, but for two that have none of their own: what the record says, and names of messages.
  expect([...asked].filter((one) => !taken.has(one)).toSorted()).toEqual([
    'makeReferral',
    'resendDeliveries',
  ]);
  expect(words.count()).toBeGreaterThan(2_000);

  // A client of two agencies.
  const offered = await offer(stage);
  const accepted = await post(otherAgency.tokens.intake, `/transfers/${offered}/accept`, {
    reference: 'THEIRS',
  });
  expect(accepted.status, accepted.text).toBeLessThan(300);
  await eventually(
    async () => (await prisma.transfer.findUniqueOrThrow({ where: { id: offered } })).state === 'done',
  );

  const id = await stage.client();
  // What is read of a client, and papers.
  const read = Object.entries(document.paths)
    .filter(([, methods]) => methods['get'])
    .map(([path]) => path.replace('/api/v1', ''));
  for (const path of read.filter((one) => /^\/enrollments\/\{id\}(\/[a-z-]+)*$/.test(one)))
    await rig.get('supervisor', path.replace('{id}', id));
  const { body: papers } = await rig.get('supervisor', `/enrollments/${id}/papers`).expect(200);
  for (const { paper } of (papers as { items: { paper: string }[] }).items)
    for (const format of ['pdf', 'html'])
      await rig.get('supervisor', `/enrollments/${id}/papers/${paper}?format=${format}`);

  // What nobody can read, or look for.
  const asking = (name: string) => words.word(`asked: ${name}`);
  const refuse = async (path: string, more: Sent = {}) => {
    const headers = { authorization: `Bearer ${system.agency.tokens.coordinator}`, ...more.headers };
    const reply = await fetch(`${system.url}${path}`, { ...more, headers });
    const text = await reply.text();
    if (reply.status >= 400) refused.push(text);
  };
  const json = (body: string) => ({
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  const contact = `/api/v1/enrollments/${id}/commands/logContact`;
  await refuse(`/api/v1/${asking('no address')}`);
  await refuse(`/api/v1/enrollments/${asking('an id')}`);
  await refuse(`/api/v1/search?q=${asking('a search')}`);
  await refuse(`/api/v1/enrollments?search=${asking('a query')}`);
  await refuse(contact, json(`{"note":"${asking('no JSON')}`));
  await refuse(contact, json(JSON.stringify({ with: asking('no such code'), note: asking('beside it') })));
  await refuse(contact, json(JSON.stringify({ summary: asking('too long').repeat(20_000) })));
  await refuse(contact, {
    method: 'POST',
    body: asking('no such type'),
    headers: { 'content-type': 'text/plain' },
  });

  // What dies on the way: the worker, the API, and Temporal, with words before each.
  const dispute = () =>
    post(system.agency.tokens.coordinator, `/enrollments/${id}/commands/raiseDispute`, {
      subject: 'plan',
      matter: 'The order.',
      parties: 'Both.',
    });
  const scanning = { ...env, THROUGHLINE_FILE_SCANNER: `if grep -aq '${signature}'; then exit 1; fi` };
  for (const die of [
    async () => {
      await workers[0]?.kill();
      workers.push(system.spawnWorker(scanning));
    },
    async () => {
      await apis[0]?.kill();
      apis.push(await system.spawnApi(scanning));
    },
  ]) {
    const disputing = dispute().catch(() => null);
    await die();
    await disputing;
  }
  await eventually(async () => (await dispute()).status < 300);
  await system.killTemporal();
  expect((await dispute()).status).toBe(202);
  await system.startTemporal();
  await eventually(async () => (await system.waiting()) === 0);

  // Files: kept, infected, of no kind that is kept, left in the middle.
  const inFile = (kind: string) => words.word(`in a file: ${kind}`);
  const attach = async (kind: string, bytes: Buffer, parts = partsOf(bytes.length)) => {
    const path = `/enrollments/${id}/attachments`;
    const begun = { what: 'letter', fileName: `${kind}.txt`, bytes: bytes.length };
    const { attachmentId } = await stage.ok('coordinator', path, begun);
    for (let n = 0; n < parts; n += 1)
      await rig.post(
        'coordinator',
        `${path}/${String(attachmentId)}/parts/${n}`,
        bytes.subarray(n * partBytes, (n + 1) * partBytes),
        {
          'Content-Type': 'application/octet-stream',
        },
      );
  };
  await attach('kept', Buffer.from(`${inFile('kept')} `.repeat(100_000)));
  await attach('infected', Buffer.from(`${inFile('infected')} ${signature}`));
  await attach('unfit', Buffer.from(`\0\x01${inFile('unfit')}`));
  await attach('left', Buffer.from(`${inFile('left')} `.repeat(100_000)), 1);
  await eventually(async () => (await prisma.attachmentScan.count({ where: { state: 'waiting' } })) === 0);
  expect(await prisma.attachmentScan.count({ where: { state: 'found' } })).toBe(1);
  await eventually(async () => system.mailbox.messages().length > 3);

  const metrics = async () => [
    await system.metricsOfApi(),
    await (await fetch(`http://127.0.0.1:${workerPort}/metrics`)).text(),
  ];
  const said: string[] = [];
  async function places(): Promise<Place[]> {
    await system.killTemporal();
    const temporal = temporalDatabase(system.files.temporal);
    const text = (name: string, texts: string[]): Place => ({
      name,
      pieces: texts.map((one) => Buffer.from(one)),
    });
    const all = [
      text(
        'log of the API',
        apis.map((one) => one.output()),
      ),
      text(
        'log of the worker',
        workers.map((one) => one.output()),
      ),
      { name: 'log of PostgreSQL', pieces: [readFileSync(postgresLog)] },
      { name: 'log of Temporal', pieces: [readFileSync(system.files.temporalLog)] },
      text('metrics', [...said, ...(await metrics())]),
      temporal,
      {
        name: 'objects',
        pieces: [...(await s3.objects())].flatMap(([name, bytes]) => [Buffer.from(name), bytes]),
      },
      filesBelow(system.files.mail, 'mail'),
      text('refusals', refused),
    ];
    await system.startTemporal();
    return all;
  }
  const told = (found: Found[]) =>
    found.map(({ place, word, how }) => `${place}, ${how}: ${words.plantedAt(word)}`);
  expect(told(search(await places()))).toEqual([]);
  const columns = search(await columnsOf(prisma));
  expect([...new Set(columns.map(({ place }) => place))].toSorted()).toEqual(inTheRecord);

  // The search finds what leaks, in each of these places and however it is written there.
  const leaks: [place: string, word: string][] = [];
  const leak = (place: string, how = 'as it is'): string => {
    const word = words.word(`leaked ${how}`);
    leaks.push([place, word]);
    return word;
  };
  const lines: string[] = [];
  pino({ base: { service: 'api' } }, { write: (line: string) => void lines.push(line) }).info(
    { note: leak('log of the API') },
    'request',
  );
  said.push(await countedBy(leak('metrics')));
  await leakIntoTemporal(system.temporalAddress, (how) => leak('database of Temporal', how));
  const mail = createTransport(system.mailbox.smtpUrl);
  for (const textEncoding of ['base64', 'quoted-printable'] as const)
    await mail.sendMail({
      to: 'a@b.example',
      from: 'c@d.example',
      subject: 'Late',
      textEncoding,
      text: `${'Łódź '.repeat(9)} ${leak('mail')}`,
    });
  await s3.put('files-of-tests/in-clear', Uint8Array.from(Buffer.from(leak('objects'))));
  await s3.put(`files-of-tests/${leak('objects')}`, Uint8Array.from(gzipSync(leak('objects'))));
  refused.push(JSON.stringify({ detail: leak('refusals') }));
  await prisma.$executeRaw`UPDATE delivery SET last_error = ${leak('delivery.last_error')}`;
  const after = search([
    { name: 'log of the API', pieces: lines.map((one) => Buffer.from(one)) },
    ...(await places()),
    ...(await columnsOf(prisma)),
  ]);
  const foundIn = new Set(after.map((one) => `${one.place} ${one.word}`));
  expect(
    leaks
      .filter(([place, word]) => !foundIn.has(`${place} ${word}`))
      .map(([place, word]) => `${place}: ${words.plantedAt(word)}`),
  ).toEqual([]);
}, 600_000);

async function countedBy(word: string): Promise<string> {
  const register = new Registry();
  new Counter({ name: 'requests', help: 'By route.', labelNames: ['route'], registers: [register] }).inc({
    route: word,
  });
  return await register.metrics();
}

/** Workflows that nobody works at: with words in the clear and compressed, as an attribute, and as a note beside it. */
async function leakIntoTemporal(address: string, leak: (how: string) => string): Promise<void> {
  const compressing: PayloadCodec = {
    encode: async (payloads) =>
      payloads.map((one) => ({
        metadata: { encoding: Buffer.from('binary/gzip') },
        data: gzipSync(one.data ?? ''),
      })),
    decode: async (payloads) => payloads,
  };
  const connection = await Connection.connect({ address });
  for (const [how, payloadCodecs] of Object.entries({ plain: [], compressed: [compressing] })) {
    const client = new Client({ connection, dataConverter: { payloadCodecs } });
    const stageOfIt = defineSearchAttributeKey('TlStage', 'KEYWORD');
    await client.workflow.start('nobody', {
      ...{ taskQueue: 'nobody', workflowId: randomUUID(), args: [{ words: leak(`${how} argument`) }] },
      ...{ memo: { note: leak(`${how} note`) } },
      typedSearchAttributes: [{ key: stageOfIt, value: leak('attribute') }],
    });
  }
  await connection.close();
}

/** A client whom the other agency is offered, with all that it may be told; answers the offer's id. */
async function offer(stage: Stage): Promise<string> {
  const { path, body, as } = (await otherTrials['offerTransfer']?.(stage)) ?? expect.unreachable();
  const offered = await stage.ok(as, path, body);
  return String(offered['transfer']);
}
