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

export function listPage(messages: readonly MessageSummary[], total: number): string {
  const rows = messages
    .map(
      ({ id, receivedAt, to, subject }) =>
        `<tr><td>${escapeHtml(receivedAt)}</td><td>${escapeHtml(to.join(', '))}</td><td><a href="/view/${encodeURIComponent(id)}">${escapeHtml(subject)}</a></td></tr>`,
    )
    .join('\n');
  const table =
    total === 0
      ? '<p>No message yet. Every message the application sends on this machine arrives here, whoever it is for.</p>'
      : `<table><thead><tr><th>Received (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>\n${rows}\n</tbody></table>`;
  const shown = total > messages.length ? ` The newest ${messages.length} are shown.` : '';
  return page(
    'Mailbox',
    `<h1>Mailbox</h1>\n<p>${total} message${total === 1 ? '' : 's'}.${shown} As data: <a href="/messages">/messages</a></p>\n${table}`,
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
