import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { expect, onTestFinished, test } from 'vitest';
import { type MailSink, startMailSink } from '../../chaos/system/mail-sink.ts';
import { startWebhookSink, type WebhookSink } from '../../chaos/system/webhook-sink.ts';
import { notificationsWorkflowId } from '../../src/contracts/ids.ts';
import type { SenderDetails } from '../../src/contracts/notifications.ts';
import type { Channel } from '../../src/engine/notifications/notification.ts';
import { atATime, channels } from '../../src/kit/delivery/channels.ts';
import { standardRetries } from '../../src/kit/delivery/retries.ts';
import type { Child } from '../support/child.ts';
import { eventually, realSystem } from '../support/real-system.ts';
import { runCli } from '../support/run-cli.ts';

const mails = 500;
const pages = 20;

test('a worker killed and a Temporal stopped under 500 mails and 20 pages hold up no page for long', async () => {
  // The mail server takes its time, so that the backlog lasts.
  const desk = await openDesk({ mailTakesMs: 80 });
  const { system, mail, pager } = desk;
  const killed = desk.spawnWorker();
  await desk.attemptsRun();
  const { worker: first } = await desk.shown('mail');
  // Another one, which has nothing to do yet.
  await desk.startWorker();

  await desk.notify(mails, 'warning');
  await desk.notify(5, 'page');
  await eventually(async () => mail.received.length > 50, 20);
  await eventually(async () => ((await desk.shown('mail')).details?.due ?? 0) > 0, 50);
  const before = await desk.shown('mail');
  expect(before.worker).toBe(first);
  expect(before.details).toMatchObject({ failing: 0, failingSince: null, recordAway: false });

  await Promise.all([killed.kill(), system.killTemporal()]);
  const killedAt = Date.now();
  const arrived = { mail: mail.received.length, webhook: pager.received.length };
  await desk.notify(5, 'page');
  while (desk.raised() < pages) {
    // The others one after the other, each when the one before has left.
    await eventually(async () => waitingPages(desk, pager) === 0, 20);
    await desk.notify(1, 'page');
  }
  await eventually(async () => waitingPages(desk, pager) + waitingPages(desk, mail) === 0, 20);
  const next = {
    mail: (mail.received[arrived.mail]?.at ?? Infinity) - killedAt,
    webhook: (pager.received[arrived.webhook]?.at ?? Infinity) - killedAt,
  };
  const longest = { mail: longestWait(desk, mail), webhook: longestWait(desk, pager) };

  const backAt = Date.now();
  await system.startTemporal();
  await eventually(async () => (await desk.shown('mail')).worker !== first && (await desk.attempts()), 50);
  const after = await desk.shown('mail');
  const takenUpMs = Date.now() - backAt;

  // What was in the dead worker's hands too, once its leases are over.
  await eventually(async () => (await desk.unsent()) === 0);
  const repeats = { mail: repeatsOf(mail), webhook: repeatsOf(pager) };
  process.stdout.write(
    [
      `shown in notifications/mail before: ${JSON.stringify(before.details)}`,
      `worker and Temporal killed: next message after ${next.webhook} ms by pager, ${next.mail} ms by mail`,
      `longest gap of a page: ${longest.webhook} ms by pager, ${longest.mail} ms by mail`,
      `Temporal back: attempt ${after.attempt} sends after ${takenUpMs} ms, start of the server included`,
      `repeats: ${repeats.mail} mails, ${repeats.webhook} pages`,
      '',
    ].join('\n'),
  );
  expect(Math.max(longest.mail, longest.webhook)).toBeLessThan(45_000);
  expect(repeats.mail).toBeLessThanOrEqual(atATime.mail);
  expect(repeats.webhook).toBeLessThanOrEqual(atATime.webhook);
  expect(new Set(mail.received.map(({ id }) => id)).size).toBe(mails + pages);
  expect(new Set(pager.received.map(({ id }) => id)).size).toBe(pages);
}, 300_000);

test('another worker takes over from one that stops at once, from one that is killed within seconds, and what failed leaves when somebody asks', async () => {
  const desk = await openDesk({ mailTakesMs: 0 });
  const { mail, pager } = desk;
  const stopped = await desk.startWorker();
  await desk.attemptsRun();
  const { worker: first } = await desk.shown('mail');
  const killed = desk.spawnWorker();
  const { healthPort } = JSON.parse(await killed.says('running')) as { healthPort: number };
  await eventually(async () => (await fetch(`http://127.0.0.1:${healthPort}/readyz`)).ok);

  const stopping = stopped.stop();
  await desk.notify(1, 'page');
  await eventually(async () => waitingPages(desk, pager) === 0, 20);
  const handedOver = longestWait(desk, pager);
  await stopping;
  await eventually(async () => (await desk.shown('mail')).worker !== first && (await desk.attempts()), 50);
  await eventually(async () => (await desk.unsent()) === 0);

  await desk.startWorker();
  await killed.kill();
  await desk.notify(1, 'page');
  await eventually(async () => waitingPages(desk, pager) + waitingPages(desk, mail) === 0, 20);
  const takenOver = { mail: longestWait(desk, mail), webhook: longestWait(desk, pager) };

  await mail.trouble('refuses');
  await desk.notify(20, 'warning');
  await eventually(async () => (await desk.shown('mail')).details?.failing === 20, 50);
  const failing = await desk.shown('mail');
  await mail.trouble(null);
  const received = mail.received.length;
  expect(await desk.unsent()).toBe(20);
  const { out, err, code } = await runCli('send-now', ['mail'], desk.addresses);
  expect([code, err]).toEqual([0, '']);
  expect(out.toString()).toBe('mail: 20 failing, 0 undeliverable; its sender was asked to try again now\n');
  const askedAt = Date.now();
  await eventually(async () => (await desk.unsent()) === 0, 20);
  const sentAfter = Date.now() - askedAt;
  process.stdout.write(
    [
      `a page raised while its sender stopped waited ${handedOver} ms; one raised when its sender was killed, ${takenOver.webhook} ms by pager, ${takenOver.mail} by mail`,
      `shown in notifications/mail while the mail server refuses: ${JSON.stringify(failing.details)}`,
      `put off for 15 minutes, asked to try again now: all ${mail.received.length - received} out after ${sentAfter} ms`,
      '',
    ].join('\n'),
  );
  expect(Math.max(takenOver.mail, takenOver.webhook)).toBeLessThan(45_000);
  expect(failing.details?.failingSince).not.toBeNull();
  await eventually(async () => (await desk.shown('mail')).details?.failingSince === null, 50);
  expect([repeatsOf(mail), repeatsOf(pager)]).toEqual([0, 0]);
}, 300_000);

type Sink = MailSink | WebhookSink;
type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The real system before sinks that count, messages for it, and what the Web UI shows of who sends them. */
async function openDesk({ mailTakesMs }: { mailTakesMs: number }) {
  const system = await realSystem();
  const { prisma, agency } = system;
  const secret = 'whsec_dGhlIHBhZ2VyIG9mIGEgdGVzdA==';
  const [mail, pager] = await Promise.all([startMailSink(mailTakesMs), startWebhookSink(secret)]);
  onTestFinished(() => Promise.all([mail.stop(), pager.stop()]).then(() => undefined));
  await system.startTemporal();
  // What is counted here are mails, so each message is to be one.
  const each = { choice: 'each', commandId: 'each', fingerprint: '', recordedAt: new Date(0) };
  const people = await prisma.staff.findMany({ select: { id: true } });
  await prisma.messageChoice.createMany({ data: people.map(({ id: staffId }) => ({ ...each, staffId })) });
  const connection = await Connection.connect({ address: system.temporalAddress });
  onTestFinished(() => connection.close());
  const client = new Client({ connection });
  const dueAt = new Map<string, number>();
  // What fails is put off for long: it is to come back because somebody asks.
  const firstPauseMs = 900_000;

  async function shown(channel: Channel) {
    const { raw } = await client.workflow.getHandle(notificationsWorkflowId(channel)).describe();
    const [activity] = raw.pendingActivities ?? [];
    const payload = activity?.heartbeatDetails?.payloads?.[0]?.data;
    const details = payload ? (JSON.parse(Buffer.from(payload).toString()) as SenderDetails) : undefined;
    const { attempt, lastWorkerIdentity: worker, state } = activity ?? {};
    return { details, attempt, worker, runs: Number(state) === 2 };
  }
  const attempts = async () =>
    (await Promise.all(channels.map(shown))).every(({ runs, details }) => runs && details);

  return {
    ...{ system, mail, pager, dueAt, shown, attempts },
    attemptsRun: () => eventually(attempts, 50),
    addresses: {
      ...{ DATABASE_URL: system.databaseUrl, TEMPORAL_ADDRESS: system.temporalAddress },
      THROUGHLINE_SEAL_KEY: Buffer.alloc(32).toString('base64'),
    },
    spawnWorker: (): Child =>
      system.spawnWorker({
        ...{ SMTP_URL: mail.url, MAIL_FROM: 'tl@agency.example' },
        ...{ THROUGHLINE_WEBHOOK_URL: pager.url, THROUGHLINE_WEBHOOK_SECRET: secret },
        THROUGHLINE_WEBHOOK_AGENCY: agency.agencyId,
        DELIVERY_FIRST_PAUSE_SECONDS: String(firstPauseMs / 1_000),
      }),
    startWorker: () =>
      system.startWorker({
        ...{ smtpUrl: mail.url, webhook: { url: pager.url, secret, agencyId: agency.agencyId } },
        retries: { ...standardRetries, firstPauseMs },
      }),
    /** How many pages there have been. */
    raised: () => dueAt.size,
    async notify(count: number, kind: 'warning' | 'page'): Promise<void> {
      const now = new Date();
      const made = Array.from({ length: count }, () => ({ id: `${randomUUID()}/1/0`, kind, raisedAt: now }));
      const common = { agencyId: agency.agencyId, audience: 'supervisor' };
      await prisma.notification.createMany({
        data: made.map((one) => ({ ...one, ...common, enrollmentId: randomUUID() })),
      });
      const by = kind === 'page' ? channels : (['mail'] as const);
      await prisma.delivery.createMany({
        data: made.flatMap(({ id }) =>
          by.map((channel) => ({ id: `${id}/${channel}`, notificationId: id, channel, notBefore: now })),
        ),
      });
      if (kind === 'page') for (const { id } of made) dueAt.set(id, now.getTime());
    },
    unsent: () => prisma.delivery.count({ where: { state: { not: 'sent' } } }),
  };
}

/** When each message came first, by the id of its notification. */
function arrivals({ received }: Sink): Map<string, number> {
  const first = new Map<string, number>();
  for (const { id, at } of received) {
    // As mails and calls are named.
    const name = (id.split('@')[0] ?? '').replaceAll('.', '/').replace(/\/(mail|webhook)$/, '');
    if (!first.has(name)) first.set(name, at);
  }
  return first;
}

function waitingPages({ dueAt }: Desk, sink: Sink): number {
  const arrived = arrivals(sink);
  return [...dueAt.keys()].filter((id) => !arrived.has(id)).length;
}

function longestWait({ dueAt }: Desk, sink: Sink): number {
  const arrived = arrivals(sink);
  return Math.max(...[...dueAt].map(([id, at]) => (arrived.get(id) ?? Infinity) - at));
}

function repeatsOf({ received }: Sink): number {
  return received.length - new Set(received.map(({ id }) => id)).size;
}
