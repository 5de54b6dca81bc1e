import { createTransport } from 'nodemailer';
import type { Attempt, Delivery, Send, Wording } from './delivery.ts';
import { wordsFor } from './message.ts';

/** What a message is about; asked anew at each attempt. */
export type Directory = {
  wordingFor(notification: Delivery['notification']): Promise<Wording>;
};

export type MailOptions = {
  /** smtp://user:password@host:port, or smtps:// for TLS from the first byte. */
  smtpUrl: string;
  from: string;
  publicUrl: string;
  directory: Directory;
  /** Silence of the mail server for so long ends an attempt. */
  timeoutMs?: number;
};

export type Mailer = { send: Send; close(): void };

/** Sends by SMTP: one mail to all its readers, always under the same Message-ID. */
export function createMailer({
  smtpUrl,
  from,
  publicUrl,
  directory,
  timeoutMs = 15_000,
}: MailOptions): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.split('@')[1] ?? 'localhost';

  async function send(delivery: Delivery): Promise<Attempt> {
    const { notification } = delivery;
    const to = [...new Set(delivery.to.map(({ email }) => email))];
    if (to.length === 0) return { outcome: 'undeliverable', code: `nobody-for-${notification.audience}` };
    const words = wordsFor(delivery, await directory.wordingFor(notification), publicUrl);
    try {
      const { rejected } = await transport.sendMail({
        ...words,
        from: { name: 'Throughline', address: from },
        to,
        // Whatever is repeated is repeated under this id, so that mailboxes can tell.
        messageId: `<${delivery.id.replaceAll('/', '.')}@${host}>`,
        date: new Date(notification.raisedAt),
        list: { id: { url: host, comment: 'Throughline notifications' } },
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        ...(notification.kind === 'page' ? { priority: 'high' as const } : {}),
      });
      return rejected.length === 0
        ? { outcome: 'sent' }
        : { outcome: 'sent', note: `refused-for-${rejected.length}-of-${to.length}` };
    } catch (error) {
      return { outcome: 'failed', code: codeOf(error) };
    }
  }

  return { send, close: () => transport.close() };
}

/** What the mail server or the network said, as a code: its words may quote addresses. */
function codeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const parts = [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number');
  return ['smtp', ...parts].join('-');
}
