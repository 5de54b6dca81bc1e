import { type Delivery, mailsOf, type Send } from '../../src/kit/delivery/delivery.ts';
import { createSender } from '../../src/kit/delivery/sender.ts';
import { judging } from '../../src/features/notifications/postgres/judging.ts';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import { createOutbox } from '../../src/kit/postgres/outbox.ts';

/** A mail as its reader gets it: whom it went to (before the @), what it is about. */
export type Got = {
  /** The mail it came by: those of one digest share it. */
  mail: number;
  to: string[];
  kind: string;
  obligation: string | null;
  enrollmentId: string | null;
};

/** Sends what is due at that instant to nobody but the test; answers what went out, in its order. */
export async function mailsAt(prisma: Prisma, at: number): Promise<Got[]> {
  const got: Got[] = [];
  let mail = 0;
  const send: Send = async (delivery: Delivery) => {
    if (delivery.to.length === 0) return { outcome: 'undeliverable', code: 'nobody' };
    // A message by itself is one mail to all its readers; of several each reader has a mail of their own.
    const mails = delivery.along
      ? mailsOf(delivery).map(({ reader, items }) => ({ to: [reader], items }))
      : [{ to: delivery.to, items: [delivery] }];
    for (const { to, items } of mails) {
      mail += 1;
      const readers = to.map(({ email }) => email.split('@')[0] ?? '').toSorted();
      for (const { notification } of items) {
        const { kind, obligation, enrollmentId } = notification;
        got.push({ mail, to: readers, kind, obligation, enrollmentId });
      }
    }
    return { outcome: 'sent' };
  };
  const sender = createSender({
    ...{ channel: 'mail', outbox: createOutbox(prisma, judging), send, now: () => at },
    log: { warn: () => undefined },
  });
  while ((await sender.sendDue()) > 0);
  return got;
}
