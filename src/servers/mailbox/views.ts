import type { Page } from './pager.ts';
import type { Message, MessageSummary } from './store.ts';

/** Text made safe inside HTML, in elements and in quoted attributes. */
const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1c2330; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #d5dae2; vertical-align: top; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f6f9; padding: 1rem; }
  a { color: #0b57a4; }
</style></head><body>
${body}
</body></html>
`;

/** A line of the text that is nothing but an http(s) address becomes a link; all of it is escaped first. */
const linked = (text: string): string =>
  escapeHtml(text).replaceAll(
    /https?:\/\/[^\s<>"']+/g,
    (url) => `<a href="${url}" rel="noreferrer">${url}</a>`,
  );

const mostListed = 500;

const table = (head: readonly string[], rows: readonly string[][]): string =>
  `<table><thead><tr>${head.map((name) => `<th>${name}</th>`).join('')}</tr></thead><tbody>\n${rows
    .slice(0, mostListed)
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('\n')}\n</tbody></table>`;

export function listPage(messages: readonly MessageSummary[], pages: readonly Page[]): string {
  const messageRows = messages.map(({ id, receivedAt, to, subject }) => [
    escapeHtml(receivedAt),
    escapeHtml(to.join(', ')),
    `<a href="/view/${encodeURIComponent(id)}">${escapeHtml(subject)}</a>`,
  ]);
  const pageRows = pages.map(({ receivedAt, body: { data = {} } }) => [
    escapeHtml(receivedAt),
    escapeHtml(`${data.kind ?? ''} ${data.duty ?? ''}`),
    `<code>${escapeHtml(data.acknowledgeUrl ?? data.enrollmentUrl ?? '')}</code>`,
  ]);
  return page(
    'Mailbox',
    `<h1>Mailbox</h1>
<p>Every message the application sends on this machine arrives here, whoever it is for. As data:
<a href="/messages">/messages</a>, <a href="/pages">/pages</a>.</p>
<h2>Messages: ${messages.length}</h2>
${table(['Received (UTC)', 'To', 'Subject'], messageRows)}
<h2>Pages: ${pages.length}</h2>
${table(['Received (UTC)', 'About', 'To acknowledge: POST'], pageRows)}
${Math.max(messages.length, pages.length) > mostListed ? `<p>The newest ${mostListed} of each are shown.</p>` : ''}`,
  );
}

export function messagePage({ subject, from, to, receivedAt, text, html, headers }: Message): string {
  const facts = { From: from, To: to.join(', '), 'Received (UTC)': receivedAt };
  const rows = [
    ...Object.entries(facts),
    ...headers.map(({ name, value }) => [`Header ${name}`, value] as const),
  ]
    .map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`)
    .join('\n');
  // A message's HTML is shown as source: it comes from outside and is never run here.
  const source = html === undefined ? '' : `<h2>HTML part (source)</h2>\n<pre>${escapeHtml(html)}</pre>`;
  return page(
    subject,
    `<p><a href="/">All messages</a></p>\n<h1>${escapeHtml(subject)}</h1>\n<pre>${linked(text)}</pre>\n${source}\n<table>${rows}</table>`,
  );
}
