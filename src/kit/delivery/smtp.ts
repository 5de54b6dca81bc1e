import { createTransport } from 'nodemailer';
import {
  type AnswerLinks,
  type Attempt,
  type Delivery,
  type Directory,
  mailsOf,
  type ReaderMail,
  type Send,
} from './delivery.ts';
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
 * Sends by SMTP, always under the same Message-ID: a message by itself as one mail to all its readers; of several that leave
 * together each reader gets theirs. A page has a link of each reader's own, so each gets a mail of their own.
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

  /** Of what is under way for several: who has theirs, so that another try reaches the others alone. */
  const reached = new Map<string, Set<string>>();

  const hasIt = ({ id }: Delivery, staffId: string): boolean => reached.get(id)?.has(staffId) ?? false;
  const hasNow = ({ id }: Delivery, staffId: string): void =>
    void reached.set(id, (reached.get(id) ?? new Set()).add(staffId));

  async function mail(
    { notification }: Delivery,
    words: Words,
    { to, names }: { to: string[]; names: string[] },
  ): Promise<Rejected[]> {
    const { rejectedErrors = [] } = await transport.sendMail({
      ...words,
      from: { name: 'Throughline', address: from },
      to,
      // Whatever is repeated is repeated under this id, so that mailboxes can tell.
      messageId: `<${dotted(names[0] ?? '')}@${host}>`,
      date: new Date(notification.raisedAt),
      list: { id: { url: host, comment: 'Throughline notifications' } },
      headers: {
        ...{ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        // Which messages it holds: its id is the first one's.
        [holdsHeader]: names.map(dotted).join(' '),
      },
      ...(notification.kind === 'page' ? { priority: 'high' as const } : {}),
    });
    return rejectedErrors;
  }

  /** Each reader's own mail, in the words that are theirs. One address that is refused keeps nothing from anybody else. */
  async function mailEach(
    delivery: Delivery,
    wordsOf: (mail: ReaderMail) => Promise<Words>,
  ): Promise<Attempt> {
    const all = [delivery, ...(delivery.along ?? [])];
    const away = new Set<string>();
    const failures: unknown[] = [];
    let refused = 0;
    for (const { reader, items } of mailsOf(delivery)) {
      const { staffId, email } = reader;
      const [first, ...others] = items.filter((one) => !hasIt(one, staffId));
      if (!first) continue;
      try {
        const theirs: ReaderMail['items'] = [first, ...others];
        // Of each message one mail bears its id: the first reader's. Those of others have ids of their own.
        const names = theirs.map((one) => (one.to[0]?.staffId === staffId ? one.id : `${one.id}/${staffId}`));
        await mail(first, await wordsOf({ reader, items: theirs }), { to: [email], names });
        for (const one of theirs) hasNow(one, staffId);
      } catch (error) {
        if (isForGood(error)) refused += 1;
        else away.add(staffId);
        failures.push(error);
      }
    }
    // What nobody has, or a server was away for one of its readers, is tried again.
    const left = all.filter(
      (one) =>
        one.to.some(({ staffId }) => away.has(staffId)) || !one.to.some(({ staffId }) => hasIt(one, staffId)),
    );
    for (const one of all) if (!left.includes(one)) reached.delete(one.id);
    // Why it is tried again, not who has no address.
    const failure = failures.find((error) => !isForGood(error)) ?? failures[0];
    if (left.length === all.length) throw failure;
    const readers = new Set(all.flatMap(({ to }) => to.map(({ staffId }) => staffId)));
    return {
      outcome: 'sent',
      ...(refused === 0 ? {} : { note: `refused-for-${refused}-of-${readers.size}` }),
      ...(left.length === 0 ? {} : { left: { ids: left.map(({ id }) => id), code: codeOf(failure) } }),
    };
  }

  async function digestFor({ items }: ReaderMail): Promise<Words> {
    const told: DigestItem[] = [];
    for (const item of items)
      told.push({ delivery: item, wording: await directory.wordingFor(item.notification) });
    const [one, ...more] = told;
    if (one && more.length === 0) return wordsFor(one.delivery, one.wording, publicUrl);
    return digestOf(told, bundleOf(items[0].notification) ?? 'digest', publicUrl);
  }

  async function attempt(delivery: Delivery): Promise<Attempt> {
    if (delivery.along) return mailEach(delivery, digestFor);
    const wording = await directory.wordingFor(delivery.notification);
    const links = delivery.notification.kind === 'page' && answerLinks ? await answerLinks(delivery) : null;
    if (links)
      return mailEach(delivery, async ({ reader }) =>
        wordsFor(delivery, wording, publicUrl, links.get(reader.staffId)),
      );
    return mailAll(delivery, wordsFor(delivery, wording, publicUrl));
  }

  /** One mail to all who have not got it yet; who was put off is left for another try, as their server asked. */
  async function mailAll(delivery: Delivery, words: Words): Promise<Attempt> {
    const left = delivery.to.filter(({ staffId }) => !hasIt(delivery, staffId));
    const to = addressesOf(left);
    const rejected =
      to.length === 0
        ? []
        : await mail(delivery, words, { to, names: [delivery.id] }).catch((error: Rejected) => {
            // Who is left of it is not served there; the others have it.
            if (isForGood(error) && left.length < delivery.to.length) return [error];
            throw error;
          });
    const putOff = rejected.find((error) => !isForGood(error));
    if (putOff) {
      const refused = new Set(rejected.map(({ recipient }) => recipient));
      for (const { staffId, email } of left) if (!refused.has(email)) hasNow(delivery, staffId);
      throw putOff;
    }
    reached.delete(delivery.id);
    return rejected.length === 0
      ? { outcome: 'sent' }
      : { outcome: 'sent', note: `refused-for-${rejected.length}-of-${addressesOf(delivery.to).length}` };
  }

  async function send(delivery: Delivery): Promise<Attempt> {
    if (delivery.to.length === 0)
      return { outcome: 'undeliverable', code: `nobody-for-${delivery.notification.audience}` };
    return attempt(delivery).catch((error: unknown) => ({ outcome: 'failed', code: codeOf(error) }));
  }

  return { send, close: () => transport.close() };
}

/** Two readers may have one address. */
const addressesOf = (readers: Delivery['to']): string[] => [...new Set(readers.map(({ email }) => email))];

/** What the server said of one address. */
type Rejected = Error & { recipient?: string | undefined };

/** An address that is none, or is not served here. What is said with 4xx (a full box, a server that wants to be asked again) is to be tried again. */
function isForGood(error: unknown): boolean {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return code === 'EENVELOPE' && !(typeof responseCode === 'number' && responseCode < 500);
}

/** What the mail server or the network said, as a code: its words may quote addresses. */
function codeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const parts = [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number');
  return ['smtp', ...parts].join('-');
}
