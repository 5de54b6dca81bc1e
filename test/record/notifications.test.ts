import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SenderDetails } from '../../src/contracts/notifications.ts';
import type { Channel } from '../../src/engine/notifications/notification.ts';
import { createNotificationActivities } from '../../src/features/notifications/activities.ts';
import { atATime, channels } from '../../src/kit/delivery/channels.ts';
import type { Attempt, Outbox, Queue, Send } from '../../src/kit/delivery/delivery.ts';
import { createSender, type Sender } from '../../src/kit/delivery/sender.ts';
import { startStandIn } from '../../src/kit/delivery/stand-in.ts';
import { noWebhook } from '../../src/kit/delivery/webhook.ts';
import { startWatch } from '../../src/kit/delivery/watch.ts';
import type { Poller } from '../../src/kit/poller.ts';
import { judging } from '../../src/features/notifications/postgres/judging.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createOutbox } from '../../src/kit/postgres/outbox.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runCli } from '../support/run-cli.ts';

const minute = 60_000;
let database: TestDatabase;
let prisma: Prisma;
let outbox: Outbox;
const open: Pick<Poller, 'stop'>[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  outbox = createOutbox(prisma, judging);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await prisma.delivery.deleteMany();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
});

type Message = {
  kind?: 'warning' | 'page';
  channel?: Channel;
  /** Ago, of both its being raised and its being due; negative for later. */
  agoMs?: number;
  state?: 'waiting' | 'failing' | 'undeliverable' | 'sending';
  attempts?: number;
  lastError?: string;
  dueInMs?: number;
  leasedForMs?: number;
};

/** Puts messages into the outbox; answers their ids. By the database's clock, as the senders see it. */
async function put(...messages: Message[]): Promise<string[]> {
  const [row] = await prisma.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
  const now = row?.now.getTime() ?? 0;
  const ids: string[] = [];
  for (const {
    kind = 'warning',
    channel = 'mail',
    agoMs = 0,
    state = 'waiting',
    attempts = 0,
    lastError = null,
    ...more
  } of messages) {
    const id = `${randomUUID()}/1/0`;
    const raisedAt = new Date(now - agoMs);
    const common = { agencyId: randomUUID(), audience: 'supervisor' };
    await prisma.notification.create({ data: { ...common, id, enrollmentId: randomUUID(), kind, raisedAt } });
    await prisma.delivery.create({
      data: {
        ...{ id: `${id}/${channel}`, notificationId: id, channel, state, attempts, lastError },
        notBefore: more.dueInMs === undefined ? raisedAt : new Date(now + more.dueInMs),
        leasedUntil: more.leasedForMs === undefined ? null : new Date(now + more.leasedForMs),
      },
    });
    ids.push(`${id}/${channel}`);
  }
  return ids;
}

const sent: Attempt = { outcome: 'sent' };
const unsent = () => prisma.delivery.count({ where: { state: { not: 'sent' } } });
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

function senderOf(send: Send, more: { outbox?: Outbox; channel?: Channel } = {}): Sender {
  const sender = createSender({ channel: 'mail', outbox, send, log: quiet, pollMs: 10, ...more });
  open.push(sender);
  return sender;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the outbox', () => {
  it('says of each channel what waits, what fails, what is in nobody’s hands, and how old the oldest page is', async () => {
    expect(await outbox.queues()).toEqual(new Map());
    await put(
      { agoMs: 2 * minute },
      { agoMs: 8 * minute, dueInMs: 60 * minute },
      { agoMs: 5 * minute, state: 'failing', attempts: 3, dueInMs: minute, kind: 'page' },
      { agoMs: 4 * minute, state: 'sending', attempts: 3, leasedForMs: minute },
      { agoMs: 9 * minute, state: 'sending', leasedForMs: -minute },
      { agoMs: 3 * minute, state: 'undeliverable', attempts: 1, dueInMs: minute },
      { agoMs: 7 * minute, kind: 'page', channel: 'webhook' },
      // Decided for later, late or not: it is not old before it is due.
      { agoMs: 30 * minute, kind: 'page', channel: 'webhook', dueInMs: minute },
    );
    const { mail, webhook } = Object.fromEntries(await outbox.queues());
    const ago = (queue: Queue | undefined, since: number | null | undefined) =>
      queue && since != null ? queue.at - since : null;
    expect(mail).toMatchObject({
      ...{ scheduled: 1, due: 2, sending: 0, failing: 2, undeliverable: 1, leased: 1 },
    });
    expect(ago(mail, mail?.neglectedSince)).toBeCloseTo(2 * minute, -4);
    expect(ago(mail, mail?.oldestPageSince)).toBeCloseTo(5 * minute, -4);
    expect(webhook).toMatchObject({ scheduled: 1, due: 1, failing: 0, undeliverable: 0, leased: 0 });
    expect(ago(webhook, webhook?.neglectedSince)).toBeCloseTo(7 * minute, -4);
    expect(ago(webhook, webhook?.oldestPageSince)).toBeCloseTo(7 * minute, -4);
  });

  it('has what was put off tried again now, and leaves for the morning what is meant for the morning', async () => {
    const [, , morning, , other] = await put(
      { state: 'failing', attempts: 4, dueInMs: 15 * minute },
      { state: 'undeliverable', attempts: 1, dueInMs: 15 * minute },
      { dueInMs: 480 * minute },
      { state: 'failing', attempts: 1, agoMs: minute },
      { state: 'failing', attempts: 4, dueInMs: 15 * minute, channel: 'webhook' },
    );
    expect(await outbox.makeDueNow('mail')).toBe(2);
    const out: string[] = [];
    const send: Send = async ({ id }) => {
      out.push(id);
      return sent;
    };
    expect(await senderOf(send).sendDue()).toBe(3);
    const left = await prisma.delivery.findMany({ where: { state: { not: 'sent' } } });
    expect(left.map(({ id }) => id).toSorted()).toEqual([morning, other].toSorted());
  });
});

describe('the sender', () => {
  it('has no more under way than its channel takes, whoever runs it, and takes pages first', async () => {
    await put(...Array.from({ length: 30 }, () => ({})));
    let underWay = 0;
    let most = 0;
    const order: string[] = [];
    const letGo: (() => void)[] = [];
    const sender = senderOf(async ({ notification }) => {
      order.push(notification.kind);
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise<void>((resolve) => letGo.push(resolve));
      underWay -= 1;
      return sent;
    });
    const ended: string[] = [];
    void sender.run('process', new AbortController().signal).then(() => ended.push('process'));
    await until(() => underWay === atATime.mail);
    void sender.run('activity', new AbortController().signal).then(() => ended.push('activity'));
    await until(() => ended.length > 0);
    expect([ended, sender.runner()]).toEqual([['process'], 'activity']);
    await put(...Array.from({ length: 3 }, () => ({ kind: 'page' as const })));
    for (const go of letGo.splice(0)) go();
    await until(() => order.length === 2 * atATime.mail);
    const next = order.slice(atATime.mail).toSorted();
    expect(next).toEqual(['page', 'page', 'page', 'warning', 'warning']);
    void until(async () => {
      for (const go of letGo.splice(0)) go();
      return (await unsent()) === 0;
    });
    await until(async () => (await unsent()) === 0);
    expect(most).toBe(atATime.mail);
    expect(order).toHaveLength(33);
  });

  it('does not send again what it could not note as sent before the lease ran out', async () => {
    await put({});
    let broken = true;
    const flaky: Outbox = {
      ...outbox,
      sent: (...args) => (broken ? Promise.reject(new Error('away')) : outbox.sent(...args)),
      // The renewals do not get through either.
      keep: () => Promise.reject(new Error('away')),
    };
    let sends = 0;
    const send: Send = async () => {
      sends += 1;
      return sent;
    };
    const sender = senderOf(send, { outbox: flaky });
    void sender.run('process', new AbortController().signal);
    await until(() => sends === 1);
    await prisma.delivery.updateMany({ data: { leasedUntil: new Date(0) } });
    const leasedAnew = { state: 'sending', leasedUntil: { gt: new Date(0) } };
    await until(async () => (await prisma.delivery.count({ where: leasedAnew })) === 1);
    broken = false;
    await until(async () => (await unsent()) === 0);
    expect(sends).toBe(1);
  });

  it('keeps its lease for as long as an attempt lasts', async () => {
    await put({});
    let accept = (_: Attempt): void => undefined;
    const send: Send = () => new Promise((resolve) => (accept = resolve));
    const slow = createSender({
      ...{ channel: 'mail', outbox, send, log: quiet },
      retries: { leaseMs: 300, firstPauseMs: 10, longestPauseMs: 10 },
    });
    open.push(slow);
    const sending = slow.sendDue();
    const leasedUntil = async () => (await prisma.delivery.findFirstOrThrow()).leasedUntil?.getTime() ?? 0;
    await until(async () => (await leasedUntil()) > 0);
    const first = await leasedUntil();
    await until(async () => (await leasedUntil()) > first + 300);
    expect(await outbox.claim({ channel: 'mail', now: null, limit: 1, leaseMs: 300 })).toEqual([]);
    accept(sent);
    await sending;
    expect(await unsent()).toBe(0);
  });
});

describe('the activity', () => {
  /** Runs the activity as a worker does; `details` are its heartbeats. */
  function attempt(
    send: Send,
    more: { roundMs?: number; canHandOver?: boolean; before?: SenderDetails; failingSince?: number } = {},
  ) {
    const { roundMs = minute, canHandOver = true, before, failingSince } = more;
    const watch = startWatch({ outbox, log: quiet, everyMs: 10 });
    open.push(watch);
    const senders = { mail: senderOf(send), webhook: senderOf(send, { channel: 'webhook' }) };
    const activities = createNotificationActivities({
      ...{ senders, outbox, roundMs, queue: (channel) => watch.queue(channel) },
      canHandOver: () => canHandOver,
    });
    const environment = new MockActivityEnvironment(before ? { heartbeatDetails: before } : {});
    const details: SenderDetails[] = [];
    environment.on('heartbeat', (one: SenderDetails) => details.push(one));
    const input = { channel: 'mail' as const, ...(failingSince === undefined ? {} : { failingSince }) };
    const result = environment.run((given) => activities.sendNotifications(given), input);
    result.catch(() => undefined);
    return { result, details, environment, sender: senders.mail };
  }

  it('says at each turn what waits, what fails and since when, in numbers and instants alone', async () => {
    await put(...Array.from({ length: 3 }, () => ({})), { kind: 'page', agoMs: minute }, { dueInMs: minute });
    let away = true;
    const { details, environment } = attempt(async () =>
      away ? { outcome: 'failed', code: 'smtp-ESOCKET' } : sent,
    );
    await until(() => details.at(-1)?.failing === 4);
    const failing = details.at(-1);
    expect(failing).toEqual({
      ...{ scheduled: 1, due: 0, sending: 0, failing: 4, undeliverable: 0 },
      ...{ underWay: 0, sentSinceStart: 0, recordAway: false },
      failingSince: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      oldestPageSince: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    await until(() => details.length > 20);
    expect(details.at(-1)?.failingSince).toBe(failing?.failingSince);
    away = false;
    expect(await outbox.makeDueNow('mail')).toBe(4);
    await until(() => details.at(-1)?.failing === 0);
    expect(details.at(-1)).toMatchObject({ failingSince: null, oldestPageSince: null, sentSinceStart: 4 });
    environment.cancel('TIMED_OUT');
  });

  it('knows from the attempt before, or from the round before, since when messages fail', async () => {
    await put({ state: 'failing', attempts: 3, dueInMs: minute });
    const since = '2026-03-02T12:00:00.000Z';
    const before: SenderDetails = {
      ...{ scheduled: 0, due: 0, sending: 0, failing: 1, undeliverable: 0 },
      ...{ failingSince: since, oldestPageSince: null },
      ...{ underWay: 0, sentSinceStart: 0, recordAway: false },
    };
    const cutOff = attempt(async () => sent, { before, failingSince: 1 });
    await until(() => cutOff.details.at(-1)?.failing === 1);
    expect(cutOff.details.at(-1)?.failingSince).toBe(since);
    const round = attempt(async () => sent, { failingSince: Date.parse(since), roundMs: 100 });
    expect(await round.result).toEqual({ sent: 0, failingSince: Date.parse(since) });
  });

  it('ends when it is cancelled, hands over when its process stops, and says nothing where nobody would hear it', async () => {
    const cancelled = attempt(async () => sent);
    await until(() => cancelled.details.length > 0);
    cancelled.environment.cancel('TIMED_OUT');
    await expect(cancelled.result).rejects.toThrow('TIMED_OUT');

    const stopped = attempt(async () => sent);
    await until(() => stopped.details.length > 0);
    await stopped.sender.stop();
    await expect(stopped.result).rejects.toMatchObject({
      type: 'HandedOver',
      nextRetryDelay: '100 milliseconds',
    });

    const alone = attempt(async () => sent, { canHandOver: false });
    await until(() => alone.details.length > 0);
    await alone.sender.stop();
    await expect(alone.result).rejects.toMatchObject({ name: 'CompleteAsyncError' });
  });

  it('lives on while Temporal is away; cut off from it, the process goes on by itself, until an attempt is there again', async () => {
    const by: (string | null)[] = [];
    const first = attempt(async () => {
      by.push(first.sender.runner());
      return sent;
    });
    const { sender, environment, details } = first;
    let reachable = true;
    const standIn = startStandIn({
      ...{ senders: [sender], neglected: () => false, log: quiet, everyMs: 10, lingerMs: 50 },
      reachable: async () => reachable,
    });
    open.push(standIn);
    const page = async () => {
      await put({ kind: 'page' });
      await until(async () => (await unsent()) === 0);
    };
    await until(() => details.length > 0);
    await page();
    reachable = false;
    await page();
    environment.cancel('TIMED_OUT');
    await until(() => sender.runner() === 'process');
    await page();
    // Temporal is back; the next attempt comes to another process.
    reachable = true;
    await until(() => sender.runner() === null);
    reachable = false;
    await until(() => sender.runner() === 'process');
    const again = new AbortController();
    void sender.run('activity', again.signal);
    await page();
    again.abort();
    expect(by).toEqual(['activity', 'activity', 'process', 'activity']);
  });
});

describe('who stands in', () => {
  it('sends where Temporal is there and yet nobody sends', async () => {
    await put({ kind: 'page', agoMs: minute });
    const sender = senderOf(async () => sent);
    const watch = startWatch({ outbox, log: quiet, everyMs: 10 });
    const standIn = startStandIn({
      ...{ senders: [sender], reachable: async () => true, log: quiet, everyMs: 10, lingerMs: 50 },
      neglected: (channel) => watch.neglected(channel),
    });
    open.push(watch, standIn);
    await until(async () => (await unsent()) === 0);
    await until(() => sender.runner() === null);
  });

  it.each<[string, Message[]]>([
    [
      'is in the hands of a sender',
      [{ agoMs: minute }, { agoMs: minute, state: 'sending', leasedForMs: minute }],
    ],
    ['has just come', [{}]],
    ['was just put off', [{ state: 'failing', attempts: 1, agoMs: 60 * minute, dueInMs: 5_000 }]],
  ])('leaves alone what %s', async (_, messages) => {
    await put(...messages);
    let looks = 0;
    const counting = { queues: () => outbox.queues().finally(() => (looks += 1)) };
    const watch = startWatch({ outbox: counting, log: quiet, everyMs: 5 });
    open.push(watch);
    await until(() => looks > 5);
    expect(channels.map((channel) => watch.neglected(channel))).toEqual(channels.map(() => false));
  });
});

describe('the alarm', () => {
  it('is raised once a minute for a page that waits over a minute, where its agency has the channel', async () => {
    await put(
      { kind: 'page', agoMs: 2 * minute },
      {
        ...{ kind: 'page', agoMs: 2 * minute, channel: 'webhook', state: 'undeliverable', attempts: 9 },
        lastError: noWebhook,
      },
    );
    const alarms: [object, string][] = [];
    const log = { ...quiet, error: (fields: object, text: string) => void alarms.push([fields, text]) };
    let looks = 0;
    const counting = { queues: () => outbox.queues().finally(() => (looks += 1)) };
    open.push(startWatch({ outbox: counting, log, everyMs: 5 }));
    await until(() => looks > 10);
    const fields = { channel: 'mail', seconds: expect.any(Number), failing: 0, undeliverable: 0 };
    expect(alarms).toEqual([[fields, 'the oldest page waits over a minute']]);
  });

  it('is not raised for one that has just come, nor for what is no page', async () => {
    await put({ kind: 'page', agoMs: 20_000 }, { agoMs: 90 * minute });
    const alarms: string[] = [];
    let looks = 0;
    const counting = { queues: () => outbox.queues().finally(() => (looks += 1)) };
    const log = { ...quiet, error: (_: object, text: string) => void alarms.push(text) };
    open.push(startWatch({ outbox: counting, log, everyMs: 1 }));
    await until(() => looks > 5);
    expect(alarms).toEqual([]);
  });
});

describe('npm run send-now', () => {
  const env = () => ({
    ...{ DATABASE_URL: database.url, TEMPORAL_ADDRESS: '127.0.0.1:1' },
    THROUGHLINE_SEAL_KEY: Buffer.alloc(32).toString('base64'),
  });

  it('tells the outbox where Temporal is away, of the channels that are named or of all', async () => {
    await put(
      { state: 'failing', attempts: 4, dueInMs: 15 * minute },
      { state: 'failing', attempts: 4, dueInMs: 15 * minute, channel: 'webhook' },
    );
    const due = async () => await prisma.delivery.count({ where: { notBefore: { lte: new Date() } } });
    const one = await runCli('send-now', ['mail'], env());
    expect([one.code, one.err, one.out.toString()]).toEqual([
      ...[0, '', 'mail: 1 failing, 0 undeliverable; Temporal does not answer: 1 made due in the outbox\n'],
    ]);
    expect(await due()).toBe(1);
    const all = await runCli('send-now', [], env());
    expect(all.out.toString().split('\n')).toHaveLength(3);
    expect(await due()).toBe(2);
  });

  it('names a channel that there is not, and one way to use it', async () => {
    const { code, err } = await runCli('send-now', ['fax'], env());
    expect(code).toBe(2);
    expect(err).toContain('There is no channel fax.');
    expect(err).toContain('npm run send-now');
  });
});
