import type { Bundle } from '../../engine/notifications/notification.ts';
import type { Delivery, Wording } from './delivery.ts';
import { escaped, pageUrl, type Words, wordsFor } from './message.ts';

export type DigestItem = { delivery: Delivery; wording: Wording };

const lead: Record<Bundle, string> = { digest: 'Your digest', rungs: 'Brought to you' };
const closing =
  'Sent by Throughline. It holds nothing about clients; what it is about is behind the links. To get each message by itself, choose so under Settings.';

/** Several messages for the same readers as one, by what is due first; what has no deadline comes last. */
export function digestOf(items: readonly DigestItem[], bundle: Bundle, publicUrl: string): Words {
  const entries = items
    .toSorted((a, b) => byInstant(dueOf(a), dueOf(b)) || raisedOf(a) - raisedOf(b))
    .map(({ delivery, wording }) => ({
      title: wordsFor(delivery, wording, publicUrl).subject,
      due: wording.due === null ? null : `Due: ${wording.due}`,
      url: pageUrl(publicUrl, delivery),
    }));
  const lines = entries.flatMap(({ title, due, url }) => [
    title,
    ...(due === null ? [] : [`  ${due}`]),
    `  ${url}`,
    '',
  ]);
  return {
    subject: `${lead[bundle]}: ${items.length} messages`,
    text: [...lines, closing, ''].join('\n'),
    html: [
      '<ol>',
      ...entries.map(
        ({ title, due, url }) =>
          `<li>${escaped(title)}${due === null ? '' : `<br>${escaped(due)}`}<br><a href="${escaped(url)}">${escaped(url)}</a></li>`,
      ),
      '</ol>',
      `<p><small>${closing}</small></p>`,
    ].join('\n'),
  };
}

const byInstant = (a: number, b: number) => (a === b ? 0 : a - b);
const dueOf = ({ delivery }: DigestItem) => delivery.notification.due ?? Infinity;
const raisedOf = ({ delivery }: DigestItem) => delivery.notification.raisedAt;
