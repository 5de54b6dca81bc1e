import type { Logger } from 'pino';
import type { NotificationActivities } from '../contracts/notifications.ts';
import type { Channel } from '../engine/notifications/notification.ts';
import { createNotificationActivities } from '../features/notifications/activities.ts';
import type { WorkerConfig } from '../kit/config.ts';
import type { Attempt, Outbox, Send } from '../kit/delivery/delivery.ts';
import { type RetrySchedule, standardRetries } from '../kit/delivery/retries.ts';
import { createSender, type Sender } from '../kit/delivery/sender.ts';
import { createMailer } from '../kit/delivery/smtp.ts';
import { createReach } from '../kit/delivery/reach.ts';
import { startStandIn } from '../kit/delivery/stand-in.ts';
import { startWatch } from '../kit/delivery/watch.ts';
import { createWebhook } from '../kit/delivery/webhook.ts';
import type { Prisma } from '../kit/postgres/client.ts';
import { createWebhooks } from '../features/notifications/postgres/webhooks.ts';
import { createSeal } from '../kit/seal.ts';
import { createAnswerLinks } from '../features/notifications/postgres/page-links.ts';
import { createDirectory } from '../features/notifications/postgres/wording.ts';

export type DeliveryOptions = {
  prisma: Prisma;
  outbox: Outbox;
  options: Pick<WorkerConfig, 'smtpUrl' | 'mailFrom' | 'publicUrl' | 'webhook' | 'sealKey'> & {
    webhookNetworks?: readonly string[];
    retries?: RetrySchedule;
    logger: Logger;
  };
  onAttempt: (channel: Channel, outcome: Attempt['outcome']) => void;
  /** Whether Temporal answers. */
  reachable: () => Promise<boolean>;
};

export type RunningDelivery = {
  activities: NotificationActivities;
  /** From now on nothing is begun without Temporal. To be called while the way to Temporal is still open. */
  standDown(): Promise<void>;
  /** Lets the messages under way end. */
  stop(): Promise<void>;
};

/** What sends messages in the worker process: the activities, and who stands in for them. */
export function startDelivery(deps: DeliveryOptions): RunningDelivery {
  const { prisma, outbox, options, onAttempt, reachable } = deps;
  const { logger: log, publicUrl, webhook, retries = standardRetries } = options;
  // A server that does not answer keeps a place from other messages. Not longer than the lease, which tests make short.
  const answerLinks = createAnswerLinks(prisma, options.sealKey, publicUrl);
  const directory = createDirectory(prisma);
  const mailer = createMailer({
    answerLinks,
    ...{ smtpUrl: options.smtpUrl, from: options.mailFrom, publicUrl },
    directory,
    timeoutMs: Math.min(15_000, retries.leaseMs),
  });
  const sends: Record<Channel, Send> = {
    mail: mailer.send,
    webhook: createWebhook({
      webhookOf: createWebhooks(prisma, createSeal(options.sealKey), webhook),
      ...{ publicUrl, directory, answerLinks, reach: createReach(options.webhookNetworks) },
      timeoutMs: Math.min(10_000, Math.ceil((retries.leaseMs * 2) / 3)),
    }),
  };
  const senderOf = (channel: Channel): Sender =>
    createSender({ ...{ channel, outbox, log, onAttempt, retries }, send: sends[channel] });
  const senders: Record<Channel, Sender> = { mail: senderOf('mail'), webhook: senderOf('webhook') };
  const watch = startWatch({ outbox, log });
  const standIn = startStandIn({
    ...{ senders: Object.values(senders), reachable, log },
    neglected: (channel) => watch.neglected(channel),
  });
  let canHandOver = true;
  return {
    activities: createNotificationActivities({
      ...{ senders, outbox, queue: (channel) => watch.queue(channel), canHandOver: () => canHandOver },
    }),
    async standDown() {
      canHandOver = await reachable();
      await standIn.stop();
    },
    async stop() {
      await Promise.all([standIn, watch, ...Object.values(senders)].map((one) => one.stop()));
      mailer.close();
    },
  };
}
