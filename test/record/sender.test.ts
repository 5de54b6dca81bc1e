import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Attempt, Delivery, Outbox, Send } from '../../src/kit/delivery/delivery.ts';
import { createSender, type SenderOptions } from '../../src/kit/delivery/sender.ts';
import { createMailer, type Mailer } from '../../src/kit/delivery/smtp.ts';
import { judging } from '../../src/features/notifications/postgres/judging.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createAnswerLinks } from '../../src/features/notifications/postgres/page-links.ts';
import { createDirectory } from '../../src/features/notifications/postgres/wording.ts';
import { createOutbox } from '../../src/kit/postgres/outbox.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { createReach } from '../../src/kit/delivery/reach.ts';
import { createWebhook, signatureOf } from '../../src/kit/delivery/webhook.ts';
import type { Channel, NotificationDraft } from '../../src/engine/notifications/notification.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { policyFrom } from '../support/policies.ts';
import {
  draft,
  noon,
  obligationRow,
  type Person,
  quiet,
  request,
  sealKey,
  seedPerson,
  stepEvent,
} from './fixtures.ts';

const publicUrl = 'https://throughline.agency.example';
const minute = 60_000;
const policy = policyFrom();
let database: TestDatabase;
let prisma: Prisma;
let outbox: ReturnType<typeof createOutbox>;
let person: Person;
let id: string;
let now: number;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  outbox = createOutbox(prisma, judging);
  await prisma.policyDocument.createMany({
    data: [
      { hash: 'profile', kind: 'profile', name: 'county', content: policy.profile },
      { hash: 'calendar', kind: 'calendar', name: 'agency', content: policy.calendar },
    ],
  });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await prisma.delivery.deleteMany();
  person = await seedPerson(prisma);
  id = randomUUID();
  now = noon;
});

/** They want each message by itself. */
async function wantsEach(staffId: string): Promise<void> {
  const choice = { staffId, commandId: randomUUID(), choice: 'each', fingerprint: '' };
  await prisma.messageChoice.create({ data: { ...choice, recordedAt: new Date(0) } });
}

/** An enrollment whose first event caused these notifications. */
async function notify(...drafts: Partial<NotificationDraft>[]): Promise<void> {
  const store = createRecordStore({ prisma, seal: createSeal(sealKey), log: quiet });
  await store.append(
    request(id, person, [stepEvent(1, 'refer', person.agencyId)], {
      obligations: [obligationRow('first-contact')],
      notifications: drafts.map((changes, n) => draft(`${id}/1/${n}`, changes)),
    }),
  );
}

async function staff(
  role: string,
  email: string,
  more: { onCall?: boolean; active?: boolean } = {},
): Promise<string> {
  const staffId = randomUUID();
  await prisma.staff.create({
    data: { id: staffId, agencyId: person.agencyId, name: 'Somebody', role, email, ...more },
  });
  return staffId;
}

const options = (channel: Channel, send: Send): SenderOptions => ({
  channel,
  outbox,
  send,
  now: () => now,
  log: quiet,
});
const sendDue = (its: SenderOptions) => createSender(its).sendDue();
/** One that runs until it is stopped. */
function startSender(its: SenderOptions): { stop(): Promise<void> } {
  const sender = createSender(its);
  const running = sender.run('process', new AbortController().signal);
  return {
    async stop() {
      await sender.stop();
      await running;
    },
  };
}
const stored = async () =>
  (await prisma.delivery.findMany({ orderBy: { id: 'asc' } })).map(({ state, attempts, lastError }) => ({
    state,
    attempts,
    lastError,
  }));

describe('mail', () => {
  let server: MailServer;
  let mailer: Mailer;
  beforeEach(async () => {
    server = await startMailServer();
    mailer = createMailer({
      smtpUrl: server.url,
      from: 'throughline@agency.example',
      publicUrl,
      directory: createDirectory(prisma),
      answerLinks: createAnswerLinks(prisma, randomBytes(32).toString('base64'), publicUrl),
      timeoutMs: 2_000,
    });
  });
  afterEach(async () => {
    mailer.close();
    await server.close();
  });

  it('goes to everybody of its audience in one message of codes, local time and a link', async () => {
    await staff('supervisor', 'one@agency.example');
    await staff('supervisor', 'two@agency.example');
    await staff('supervisor', 'left@agency.example', { active: false });
    await staff('director', 'director@agency.example');
    await notify({ obligation: 'assignment', duty: 'IN-4', due: Date.UTC(2026, 2, 3, 23) });
    expect(await sendDue(options('mail', mailer.send))).toBe(1);
    const [mail] = await server.mails();
    expect(mail?.to?.map(({ address }) => address)).toEqual(['one@agency.example', 'two@agency.example']);
    expect(mail?.subject).toBe('Overdue: Assign a coordinator (IN-4)');
    expect(mail?.messageId).toBe(`<${id}.1.0.mail@agency.example>`);
    expect(mail?.text).toContain('Due: 2026-03-03 17:00 (America/Chicago)');
    expect(mail?.text).toContain(`${publicUrl}/clients/${id}`);
    expect(mail?.html).toContain(`href="${publicUrl}/clients/${id}"`);
    const headers = new Map(mail?.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('list-id')).toContain('agency.example');
    expect(JSON.stringify(mail)).not.toContain('Ada');
    expect(await stored()).toEqual([{ state: 'sent', attempts: 0, lastError: null }]);
    expect(await sendDue(options('mail', mailer.send))).toBe(0);
  });

  it('brings a page to each reader by a mail of their own, with a link of their own; one refused address holds up nobody', async () => {
    await staff('supervisor', 'gone@agency.example');
    await staff('supervisor', 'one@agency.example');
    await staff('supervisor', 'two@agency.example');
    await notify({ kind: 'page' });
    expect(await sendDue(options('mail', mailer.send))).toBe(1);
    const mails = await server.mails();
    expect(mails.map(({ to }) => to?.map(({ address }) => address))).toEqual([
      ['one@agency.example'],
      ['two@agency.example'],
    ]);
    const links = mails.map(({ text }) => /https?:\/\/\S+\/page\/[\w-]{43}/.exec(text ?? '')?.[0]);
    expect(new Set(links).size).toBe(2);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
    expect(await prisma.pageLink.count({ where: { usedAt: null } })).toBe(3);
    expect(await stored()).toEqual([{ state: 'sent', attempts: 0, lastError: 'refused-for-1-of-3' }]);
  });

  it.each([
    ['a page, a mail for each', { kind: 'page' as const }],
    ['one mail to all', { kind: 'overdue' as const }],
  ])('%s: who is put off gets it later, and nobody else gets it twice', async (_, changes) => {
    await staff('supervisor', 'later@agency.example');
    await staff('supervisor', 'one@agency.example');
    await staff('supervisor', 'gone@agency.example');
    await notify(changes);
    const reached = async () => [await server.reached(), (await stored())[0]?.state];
    await sendDue(options('mail', mailer.send));
    expect(await reached()).toEqual([['one@agency.example'], 'failing']);
    expect((await stored())[0]?.lastError).toBe('smtp-EENVELOPE-451');
    now += minute;
    await sendDue(options('mail', mailer.send));
    expect(await reached()).toEqual([['one@agency.example'], 'failing']);
    server.takeAll();
    now += 2 * minute;
    await sendDue(options('mail', mailer.send));
    expect(await reached()).toEqual([['later@agency.example', 'one@agency.example'], 'sent']);
    now += 60 * minute;
    expect(await sendDue(options('mail', mailer.send))).toBe(0);
  });

  it('several that are due for the same reader are one mail: by what is due first, with nothing protected', async () => {
    await staff('supervisor', 'one@agency.example');
    const due = (hours: number) => Date.UTC(2026, 2, 3, hours);
    await notify(
      { kind: 'escalation', obligation: 'assignment', duty: 'IN-4', due: due(23) },
      { kind: 'escalation', duty: 'IN-5', due: due(20) },
      { kind: 'system-assigned' },
      { kind: 'system-assigned', duty: 'IN-4' },
    );
    expect(await sendDue(options('mail', mailer.send))).toBe(2);
    const mails = await server.mails();
    expect(mails.map(({ subject }) => subject).toSorted()).toEqual([
      'Brought to you: 2 messages',
      'Your digest: 2 messages',
    ]);
    const rungs = mails.find(({ subject }) => subject?.startsWith('Brought'))?.text ?? '';
    expect(rungs.indexOf('(IN-5)')).toBeLessThan(rungs.indexOf('Assign a coordinator (IN-4)'));
    expect(rungs).toContain('Due: 2026-03-03 17:00 (America/Chicago)');
    expect(rungs).toContain(`${publicUrl}/clients/${id}`);
    expect(JSON.stringify(mails)).not.toContain('Ada');
    expect((await stored()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('that are due for somebody and for who covers them come to each in one mail of their own, with what is theirs', async () => {
    const [theo, ada] = ['theo', 'ada'].map((name) => ({ staffId: name, email: `${name}@agency.example` }));
    if (!theo || !ada) throw new Error('nobody reads');
    const about = (name: string, to: { staffId: string; email: string }[]): Delivery => ({
      ...{ id: `${name}/mail`, channel: 'mail', attempts: 0, to },
      notification: {
        ...{
          id: name,
          enrollmentId: id,
          aboutStaffId: null,
          agencyId: person.agencyId,
          kind: 'system-assigned',
        },
        ...{ audience: 'coordinator', staffId: theo.staffId, obligation: null, duty: null, due: null },
        raisedAt: Date.UTC(2026, 2, 3),
      },
    });
    // Its mailbox is refused by the server.
    const gone = { staffId: 'gone', email: 'gone@agency.example' };
    const along = [about('ours', [theo, ada]), about('hers', [ada]), about('lost', [gone])];
    const attempt = await mailer.send({ ...about('his', [theo]), along });
    // What nobody has is tried again by itself.
    expect(attempt).toMatchObject({ outcome: 'sent', left: { ids: ['lost/mail'] } });
    const mails = await server.mails();
    const held = mails.map(({ to, subject, headers }) => [
      to?.map(({ address }) => address).join(),
      subject,
      headers.find(({ key }) => key === 'x-throughline-messages')?.value,
    ]);
    expect(held.toSorted()).toEqual([
      ['ada@agency.example', 'Your digest: 2 messages', 'ours.mail.ada hers.mail'],
      ['theo@agency.example', 'Your digest: 2 messages', 'his.mail ours.mail'],
    ]);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('survives a mail server that is away for a day, and goes out once it is back', async () => {
    await wantsEach(await staff('supervisor', 'one@agency.example'));
    await notify({}, { kind: 'warning' });
    await server.close();
    const tried: number[] = [];
    for (const end = noon + 24 * 60 * minute; now < end;) {
      if ((await sendDue(options('mail', mailer.send))) > 0) tried.push(now);
      const { _min } = await prisma.delivery.aggregate({ _min: { notBefore: true } });
      now = _min.notBefore?.getTime() ?? end;
    }
    const gaps = tried.slice(1).map((at, n) => at - (tried[n] ?? 0));
    expect(Math.max(...gaps)).toBe(15 * minute);
    expect(gaps.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(await stored()).toEqual([
      { state: 'failing', attempts: tried.length, lastError: 'smtp-ESOCKET' },
      { state: 'failing', attempts: tried.length, lastError: 'smtp-ESOCKET' },
    ]);
    await server.reopen();
    expect(await sendDue(options('mail', mailer.send))).toBe(2);
    expect(await server.mails()).toHaveLength(2);
    expect((await stored()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('waits until its time', async () => {
    await staff('supervisor', 'one@agency.example');
    await notify({ deliveries: [{ channel: 'mail', notBefore: noon + minute }] });
    now = noon + minute - 1;
    expect(await sendDue(options('mail', mailer.send))).toBe(0);
    now += 1;
    expect(await sendDue(options('mail', mailer.send))).toBe(1);
  });

  it('without a reader is undeliverable, told to ops and tried again', async () => {
    await notify({});
    await sendDue(options('mail', mailer.send));
    expect(await stored()).toEqual([
      { state: 'undeliverable', attempts: 1, lastError: 'nobody-for-supervisor' },
    ]);
    expect(await outbox.backlog()).toEqual([{ channel: 'mail', state: 'undeliverable', count: 1 }]);
    await staff('supervisor', 'new@agency.example');
    now += 15 * minute;
    await sendDue(options('mail', mailer.send));
    expect((await server.mails())[0]?.to?.[0]?.address).toBe('new@agency.example');
  });

  it.each<[string, Partial<NotificationDraft>, string]>([
    ['the person it names', { audience: 'director', staffId: 'named' }, 'named@agency.example'],
    [
      'who has the client by now',
      { audience: 'coordinator', staffId: 'named' },
      'coordinator@agency.example',
    ],
    ['the coordinator of the enrollment', { audience: 'coordinator' }, 'coordinator@agency.example'],
    ['whoever is on call', { audience: 'on-call' }, 'on-call@agency.example'],
    ['the director', { audience: 'director' }, 'director@agency.example'],
    ["the payer's quality office", { audience: 'quality-office' }, 'payer@agency.example'],
  ])('reaches %s', async (_, changes, address) => {
    const named = await staff('coordinator', 'named@agency.example');
    await staff('coordinator', 'on-call@agency.example', { onCall: true });
    await staff('director', 'director@agency.example');
    await staff('payer', 'payer@agency.example');
    const coordinatorId = await staff('coordinator', 'coordinator@agency.example');
    await notify({ ...changes, staffId: changes.staffId ? named : null });
    await prisma.enrollment.update({ where: { id }, data: { coordinatorId } });
    await sendDue(options('mail', mailer.send));
    expect((await server.mails()).map(({ to }) => to?.map((one) => one.address))).toEqual([[address]]);
  });

  it.each([
    ['supervisor', 'supervisor@agency.example'],
    ['director', 'director@agency.example'],
  ])('for the one on call goes to the %s when nobody is', async (role, address) => {
    await staff(role, address);
    await notify({ kind: 'page', audience: 'on-call' });
    await sendDue(options('mail', mailer.send));
    const [mail] = await server.mails();
    expect(mail?.to?.[0]?.address).toBe(address);
    expect(mail?.text).toContain(`${publicUrl}/on-call`);
  });

  it('that the server refuses keeps its code and none of its words', async () => {
    await staff('supervisor', 'one@agency.example');
    server.refuse('one@agency.example is unknown here');
    await notify({});
    await sendDue(options('mail', mailer.send));
    expect(await stored()).toEqual([{ state: 'failing', attempts: 1, lastError: 'smtp-EENVELOPE-550' }]);
  });

  it('is repeated under the same Message-ID only when we were killed before it was marked', async () => {
    await staff('supervisor', 'one@agency.example');
    await notify({});
    // The process dies after the server took it: nothing is written.
    const [taken] = await outbox.claim({ channel: 'mail', now, limit: 1, leaseMs: minute });
    if (!taken) throw new Error('nothing was due');
    await mailer.send(taken);
    now += minute - 1;
    expect(await sendDue(options('mail', mailer.send))).toBe(0);
    now += 1;
    expect(await sendDue(options('mail', mailer.send))).toBe(1);
    const ids = (await server.mails()).map(({ messageId }) => messageId);
    expect(ids).toEqual([ids[0], ids[0]]);
    now += minute;
    expect(await sendDue(options('mail', mailer.send))).toBe(0);
  });
});

describe('webhooks', () => {
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  let endpoint: Endpoint;
  beforeEach(async () => {
    endpoint = await startEndpoint();
  });
  afterEach(() => endpoint.close());
  const page: Partial<NotificationDraft> = {
    kind: 'page',
    audience: 'on-call',
    deliveries: [{ channel: 'webhook', notBefore: noon }],
  };
  const hook = (): Send =>
    createWebhook({
      webhookOf: () => Promise.resolve({ url: endpoint.url, secret }),
      reach: createReach(['127.0.0.0/8']),
      directory: createDirectory(prisma),
      ...{ publicUrl, timeoutMs: 500, now: () => now },
    });

  it('carry a page, signed, with where to acknowledge it and nothing protected', async () => {
    await notify(page);
    await sendDue(options('webhook', hook()));
    const [call] = endpoint.calls;
    if (!call) throw new Error('nothing arrived');
    const { headers, body } = call;
    expect(headers['webhook-id']).toBe(`${id}/1/0/webhook`);
    expect(headers['webhook-timestamp']).toBe(String(noon / 1000));
    expect(headers['webhook-signature']).toBe(signatureOf(secret, `${id}/1/0/webhook`, noon / 1000, body));
    expect(JSON.parse(body)).toEqual({
      type: 'notification.page',
      timestamp: '2026-03-02T12:00:00.000Z',
      data: {
        notificationId: `${id}.1.0`,
        agencyId: person.agencyId,
        enrollmentId: id,
        kind: 'page',
        audience: 'on-call',
        obligation: 'first-contact',
        duty: 'IN-5',
        title: null,
        due: '2026-03-02T12:00:00.000Z',
        dueLocal: '2026-03-02 06:00',
        enrollmentUrl: `${publicUrl}/api/v1/enrollments/${id}`,
        acknowledgeUrl: `${publicUrl}/api/v1/pages/${id}.1.0/acknowledge`,
      },
    });
    expect(await stored()).toEqual([{ state: 'sent', attempts: 0, lastError: null }]);
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['fails', (response) => response.writeHead(500).end('oops'), 'http-500'],
    ['redirects', (response) => response.writeHead(302, { location: '/' }).end(), 'http-302'],
    ['never answers', () => {}, 'http-TimeoutError'],
    [
      'talks nonsense',
      (response) => response.socket?.end('garbage\r\n\r\n'),
      expect.stringMatching(/^http-HPE_/),
    ],
    ['hangs up', (response) => response.socket?.destroy(), 'http-ECONNRESET'],
  ])('are tried again, under the same id, when the other side %s', async (_, misbehave, code) => {
    endpoint.answer = misbehave;
    await notify(page);
    await sendDue(options('webhook', hook()));
    expect(await stored()).toEqual([{ state: 'failing', attempts: 1, lastError: code }]);
    endpoint.answer = (response) => response.writeHead(204).end();
    now += 5_000;
    await sendDue(options('webhook', hook()));
    expect((await stored()).map(({ state }) => state)).toEqual(['sent']);
    expect(new Set(endpoint.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('do not read an answer without end', async () => {
    let written = 0;
    endpoint.answer = (response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) written += 1;
        response.once('drain', more);
      };
      more();
    };
    await notify(page);
    await sendDue(options('webhook', hook()));
    expect((await stored()).map(({ state }) => state)).toEqual(['sent']);
    expect(written).toBeLessThan(1_000);
  });

  it('that lead into a network which agencies may not reach are not sent, and wait visibly', async () => {
    const stray = (url: string): Send =>
      createWebhook({
        webhookOf: () => Promise.resolve({ url, secret }),
        publicUrl,
        directory: createDirectory(prisma),
      });
    const { port } = new URL(endpoint.url);
    await notify(page);
    for (const host of [
      '127.0.0.1',
      'localhost',
      '2130706433',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '169.254.169.254',
    ]) {
      await sendDue(options('webhook', stray(`http://${host}:${port}/hook`)));
      const [row] = await stored();
      expect(row, host).toMatchObject({ state: 'undeliverable', lastError: 'webhook-out-of-reach' });
      now += 3_600_000;
    }
    expect(endpoint.calls).toEqual([]);
    // Whoever runs the system may have their own there.
    const own = () => Promise.resolve({ url: endpoint.url, secret, byOperator: true });
    await sendDue(
      options('webhook', createWebhook({ webhookOf: own, publicUrl, directory: createDirectory(prisma) })),
    );
    expect(endpoint.calls).toHaveLength(1);
  });

  it('wait, visibly, where none is set up', async () => {
    await notify(page);
    await sendDue(
      options(
        'webhook',
        createWebhook({
          webhookOf: () => Promise.resolve(null),
          publicUrl,
          directory: createDirectory(prisma),
        }),
      ),
    );
    expect(await stored()).toEqual([{ state: 'undeliverable', attempts: 1, lastError: 'no-webhook-set-up' }]);
  });
});

describe('the sender', () => {
  const sent: Attempt = { outcome: 'sent' };

  it('takes pages first', async () => {
    await notify(...Array.from({ length: 6 }, () => ({})), { kind: 'page' });
    const kinds: string[] = [];
    await sendDue(
      options('mail', async ({ notification }) => {
        kinds.push(notification.kind);
        return sent;
      }),
    );
    expect(kinds).toContain('page');
  });

  it('sends each message once with several of its kind at work, and never again after a restart', async () => {
    await notify(...Array.from({ length: 40 }, () => ({})));
    const ids: string[] = [];
    const send: Send = async (delivery) => {
      ids.push(delivery.id);
      return sent;
    };
    const several = () => [1, 2, 3].map(() => startSender({ ...options('mail', send), pollMs: 20 }));
    const first = several();
    await until(async () => (await prisma.delivery.count({ where: { state: { not: 'sent' } } })) === 0);
    await Promise.all(first.map((one) => one.stop()));
    const again = several();
    await sendDue(options('mail', send));
    await Promise.all(again.map((one) => one.stop()));
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
  });

  it('lets what is under way finish when it is stopped', async () => {
    await notify({});
    let accept = (_: Attempt): void => {};
    const underway = new Promise<void>((started) => {
      const send: Send = () =>
        new Promise((resolve) => {
          accept = resolve;
          started();
        });
      const sender = startSender(options('mail', send));
      stopping = () => sender.stop();
    });
    await underway;
    const stopped = stopping();
    accept(sent);
    await stopped;
    expect((await stored()).map(({ state }) => state)).toEqual(['sent']);
  });
  let stopping: () => Promise<void> = async () => {};

  it('goes on writing "sent" when the record is away at that moment', async () => {
    await notify({});
    let broken = 2;
    const flaky: Outbox = {
      ...outbox,
      sent: async (...args) => {
        if (broken-- > 0) throw new Error('away');
        await outbox.sent(...args);
      },
    };
    let sends = 0;
    const send: Send = async () => {
      sends += 1;
      return sent;
    };
    await sendDue({ ...options('mail', send), outbox: flaky });
    expect((await stored()).map(({ state }) => state)).toEqual(['sent']);
    expect(sends).toBe(1);
  });

  it('takes a sender that throws for a failure, without its words', async () => {
    await notify({});
    const counted: string[] = [];
    await sendDue({
      ...options('mail', () => Promise.reject(new TypeError('Ada Example'))),
      onAttempt: (channel, outcome) => counted.push(`${channel} ${outcome}`),
    });
    expect(await stored()).toEqual([{ state: 'failing', attempts: 1, lastError: 'TypeError' }]);
    expect(counted).toEqual(['mail failed']);
  });

  it('outlives an outbox that cannot be reached', async () => {
    await notify({});
    let broken = 2;
    const flaky: Outbox = {
      ...outbox,
      claim: async (...args) => {
        if (broken-- > 0) throw new Error('away');
        return outbox.claim(...args);
      },
    };
    const sender = startSender({ ...options('mail', async () => sent), outbox: flaky, pollMs: 5 });
    await until(async () => (await stored())[0]?.state === 'sent');
    await sender.stop();
    expect(broken).toBeLessThan(0);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

type MailServer = Awaited<ReturnType<typeof startMailServer>>;

/** Takes mail until it is closed; comes back on the same port. */
async function startMailServer() {
  const raw: Buffer[] = [];
  const reached: string[] = [];
  let refusal: string | null = null;
  let putsOff = true;
  const listen = async (port: number): Promise<SMTPServer> => {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 1,
      onRcptTo: ({ address }, _session, callback) => {
        if (putsOff && address.startsWith('later'))
          return callback(Object.assign(new Error('ask again'), { responseCode: 451 }));
        callback(
          refusal === null && !address.startsWith('gone')
            ? null
            : Object.assign(new Error(refusal ?? 'no such mailbox'), { responseCode: 550 }),
        );
      },
      onData: (stream, { envelope }, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          raw.push(Buffer.concat(chunks));
          reached.push(...envelope.rcptTo.map(({ address }) => address));
          callback();
        });
      },
    });
    server.on('error', () => {});
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    return server;
  };
  let server = await listen(0);
  let open = true;
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    refuse: (words: string) => (refusal = words),
    /** Until then it puts off whose address begins with `later`. */
    takeAll: () => (putsOff = false),
    /** Whom mails have reached, each time, by their envelopes. */
    reached: async () => reached.toSorted(),
    mails: (): Promise<Email[]> => Promise.all(raw.map((bytes) => PostalMime.parse(bytes))),
    async close() {
      if (!open) return;
      open = false;
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    async reopen() {
      server = await listen(port);
      open = true;
    },
  };
}

type Endpoint = Awaited<ReturnType<typeof startEndpoint>>;

/** A receiver of webhooks that behaves as `answer` says. */
async function startEndpoint() {
  const calls: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server: Server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      calls.push({ headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      endpoint.answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = {
    calls,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    answer: (response: ServerResponse): unknown => response.writeHead(200).end('ok'),
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return endpoint;
}
