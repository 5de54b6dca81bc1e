import { createTransport } from 'nodemailer';
import type { AnswerLinks, Attempt, Delivery, Directory, Send, Wording } from './delivery.ts';
import { bundleOf } from '../../engine/notifications/notification.ts';
import { type DigestItem, digestOf } from './digest.ts';
import { type Words, wordsFor } from './message.ts';

export type MailOptions = {
  /** smtp://user:password@host:port, or smtps:// for TLS from the first byte. */
  smtpUrl: string;
  from: string;
  publicUrl: string;
  directory: Directory;
  /** Left out: nobody answers a page by a link. */
  answerLinks?: AnswerLinks;
  /** Silence of the mail server for so long ends an attempt. */
  timeoutMs?: number;
};

/** Names the messages of a mail, by spaces, as their Message-IDs would without the host. */
export const holdsHeader = 'X-Throughline-Messages';
const dotted = (id: string) => id.replaceAll('/', '.');

export type Mailer = { send: Send; close(): void };

/**
 * Sends by SMTP: one mail to all its readers, always under the same Message-ID. A page has a link of each reader's own, so each
 * gets a mail of their own.
 */
export function createMailer({
  smtpUrl,
  from,
  publicUrl,
  directory,
  answerLinks,
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

  /** Of pages under way: who has theirs, so that another try reaches the others alone. */
  const reached = new Map<string, Set<string>>();

  async function mail(
    delivery: Delivery,
    words: Words,
    { to, name }: { to: string[]; name: string },
  ): Promise<number> {
    const { notification } = delivery;
    const { rejected } = await transport.sendMail({
      ...words,
      from: { name: 'Throughline', address: from },
      to,
      // Whatever is repeated is repeated under this id, so that mailboxes can tell.
      messageId: `<${dotted(name)}@${host}>`,
      date: new Date(notification.raisedAt),
      list: { id: { url: host, comment: 'Throughline notifications' } },
      headers: {
        ...{ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        // Which messages it holds: its id is the first one's.
        [holdsHeader]: [name, ...(delivery.along ?? []).map(({ id }) => id)].map(dotted).join(' '),
      },
      ...(notification.kind === 'page' ? { priority: 'high' as const } : {}),
    });
    return rejected.length;
  }

  async function mailEach(delivery: Delivery, wording: Wording, links: ReadonlyMap<string, string>) {
    const done = reached.get(delivery.id) ?? new Set();
    reached.set(delivery.id, done);
    let refused = 0;
    const failures: unknown[] = [];
    for (const [at, { staffId, email }] of delivery.to.entries()) {
      if (done.has(staffId)) continue;
      const name = at === 0 ? delivery.id : `${delivery.id}/${staffId}`;
      try {
        const words = wordsFor(delivery, wording, publicUrl, links.get(staffId));
        await mail(delivery, words, { to: [email], name });
        done.add(staffId);
      } catch (error) {
        // One address that is refused keeps a page from nobody else.
        if ((error as { code?: unknown }).code === 'EENVELOPE') refused += 1;
        failures.push(error);
      }
    }
    // Where nobody has it, or a server was away for somebody, it is tried again.
    if (failures.length > refused || done.size === 0) throw failures[0];
    reached.delete(delivery.id);
    return refused;
  }

  async function wordsOf(delivery: Delivery, wording: Wording): Promise<Words> {
    const { along = [] } = delivery;
    if (along.length === 0) return wordsFor(delivery, wording, publicUrl);
    const items: DigestItem[] = [{ delivery, wording }];
    for (const other of along)
      items.push({ delivery: other, wording: await directory.wordingFor(other.notification) });
    return digestOf(items, bundleOf(delivery.notification) ?? 'digest', publicUrl);
  }

  async function send(delivery: Delivery): Promise<Attempt> {
    const { notification } = delivery;
    const to = [...new Set(delivery.to.map(({ email }) => email))];
    if (to.length === 0) return { outcome: 'undeliverable', code: `nobody-for-${notification.audience}` };
    const wording = await directory.wordingFor(notification);
    const links = notification.kind === 'page' && answerLinks ? await answerLinks(delivery) : null;
    try {
      const rejected = links
        ? await mailEach(delivery, wording, links)
        : await mail(delivery, await wordsOf(delivery, wording), { to, name: delivery.id });
      return rejected === 0
        ? { outcome: 'sent' }
        : { outcome: 'sent', note: `refused-for-${rejected}-of-${to.length}` };
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
