import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Address } from 'postal-mime';

export interface MessageSummary {
  id: string;
  /** ISO 8601, when it arrived here. */
  receivedAt: string;
  from: string;
  /** The envelope's recipients, where it really went. */
  to: string[];
  subject: string;
  messageId: string | undefined;
}

export interface Message extends MessageSummary {
  text: string;
  html: string | undefined;
  headers: { name: string; value: string }[];
}

export interface MailStore {
  /** Newest first. */
  list(): MessageSummary[];
  find(id: string): Promise<Message | undefined>;
  keep(raw: Buffer, recipients: string[]): Promise<MessageSummary>;
}

// A demo that runs for weeks must not fill the disk.
const mostKept = 5_000;

/** Messages as files in a folder: NAME.eml as it came, NAME.json what the list shows. */
export function openMailStore(folder: string): MailStore {
  mkdirSync(folder, { recursive: true });
  const kept = new Map<string, MessageSummary>();
  for (const file of readdirSync(folder).toSorted()) {
    if (!file.endsWith('.json')) continue;
    const summary = JSON.parse(readFileSync(join(folder, file), 'utf8')) as MessageSummary;
    kept.set(summary.id, summary);
  }
  const remove = (id: string): void => {
    kept.delete(id);
    for (const kind of ['json', 'eml']) rmSync(join(folder, `${id}.${kind}`), { force: true });
  };
  let counter = kept.size;
  return {
    list: () => [...kept.values()].toReversed(),
    async find(id) {
      const summary = kept.get(id); // known ids only: an id from a URL never becomes a path by itself
      if (!summary) return undefined;
      const mail = await PostalMime.parse(readFileSync(join(folder, `${id}.eml`)));
      return {
        ...summary,
        text: mail.text ?? '',
        html: mail.html,
        headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
      };
    },
    async keep(raw, recipients) {
      const mail = await PostalMime.parse(raw);
      const receivedAt = new Date().toISOString();
      counter += 1;
      const summary: MessageSummary = {
        // Sorts by arrival: the list is read back from the file names.
        id: `${receivedAt.replaceAll(/\D/g, '')}-${String(counter).padStart(6, '0')}`,
        receivedAt,
        from: addressText(mail.from),
        to: recipients,
        subject: mail.subject ?? '(no subject)',
        messageId: mail.messageId,
      };
      writeFileSync(join(folder, `${summary.id}.eml`), raw);
      // The summary comes last and whole: it is what makes the message known after a crash.
      const unfinished = join(folder, `${summary.id}.tmp`);
      writeFileSync(unfinished, JSON.stringify(summary));
      renameSync(unfinished, join(folder, `${summary.id}.json`));
      kept.set(summary.id, summary);
      for (const id of kept.keys()) {
        if (kept.size <= mostKept) break;
        remove(id);
      }
      return summary;
    },
  };
}

function addressText(address: Address | undefined): string {
  if (address?.address === undefined) return address?.name ?? '';
  return address.name === '' ? address.address : `${address.name} <${address.address}>`;
}
