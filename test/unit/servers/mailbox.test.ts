import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReach } from '../../../src/kit/delivery/reach.ts';
import { createWebhook } from '../../../src/kit/delivery/webhook.ts';
import type { Delivery } from '../../../src/kit/delivery/delivery.ts';
import { startMailbox, type Mailbox } from '../../../src/servers/mailbox/index.ts';

const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const page: Delivery = {
  id: 'some-enrollment/2/1/webhook',
  channel: 'webhook',
  attempts: 0,
  to: [],
  notification: {
    id: 'some-enrollment/2/1',
    aboutStaffId: null,
    enrollmentId: 'some-enrollment',
    agencyId: 'some-agency',
    kind: 'page',
    audience: 'on-call',
    staffId: null,
    obligation: null,
    duty: null,
    due: null,
    raisedAt: 0,
  },
};

let folder: string;
let mailbox: Mailbox;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-mail-'));
  mailbox = await startMailbox({ folder });
});
afterEach(async () => {
  await mailbox.stop();
  rmSync(folder, { recursive: true });
});

const send = (fields: { to: string; subject: string; text: string; messageId?: string }) =>
  createTransport(mailbox.smtpUrl).sendMail({ from: 'Throughline <app@example.org>', ...fields });
const get = (path: string) => fetch(mailbox.webUrl + path);

test('every message is kept, newest first, whoever it is for, and is still there after a restart', async () => {
  await send({ to: 'a@example.org', subject: 'first', text: 'one', messageId: '<1@example.org>' });
  await send({ to: 'b@example.net, c@example.net', subject: 'sécond', text: 'two\nlines' });
  const seen = mailbox.messages();
  expect(seen.map(({ subject, to }) => ({ subject, to }))).toEqual([
    { subject: 'sécond', to: ['b@example.net', 'c@example.net'] },
    { subject: 'first', to: ['a@example.org'] },
  ]);
  expect(seen[1]?.messageId).toBe('<1@example.org>');
  await mailbox.stop();
  mailbox = await startMailbox({ folder });
  expect(mailbox.messages()).toEqual(seen);
  const message = (await (await get(`/messages/${seen[0]?.id}`)).json()) as { text: string; from: string };
  expect(message).toMatchObject({ text: 'two\nlines\n', from: 'Throughline <app@example.org>' });
});

test('a message cannot put markup into the pages', async () => {
  await send({
    to: 'a@example.org',
    subject: '<img src=x onerror=alert(1)>',
    text: '</pre><script>x</script> "q"',
  });
  const list = await (await get('/')).text();
  const page = await (await get(`/view/${mailbox.messages()[0]?.id}`)).text();
  for (const html of [list, page]) {
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toMatch(/<img|<script/);
  }
  expect(page).toContain('&lt;/pre&gt;&lt;script&gt;x&lt;/script&gt; &quot;q&quot;');
});

test('what is not there is not found, and nothing can be changed', async () => {
  for (const path of ['/messages/none', '/view/..%2F..%2Fetc%2Fpasswd', '/else', '/messages/'])
    expect((await get(path)).status, path).toBe(404);
  expect((await fetch(`${mailbox.webUrl}/messages`, { method: 'DELETE' })).status).toBe(405);
});

test('a page is taken when it is signed, once, and listed', async () => {
  await mailbox.stop();
  mailbox = await startMailbox({ folder, webhookSecret: secret });
  const webhook = createWebhook({
    webhookOf: () => Promise.resolve({ url: mailbox.pagerUrl ?? '', secret }),
    publicUrl: 'https://x.example',
    directory: { wordingFor: async () => ({ title: null, due: null, dueLocal: null }) },
    reach: createReach(['127.0.0.0/8']),
  });
  expect(await webhook(page)).toEqual({ outcome: 'sent' });
  expect(await webhook(page)).toEqual({ outcome: 'sent' });
  const forged = createWebhook({
    webhookOf: () => Promise.resolve({ url: mailbox.pagerUrl ?? '', secret: 'another secret, long enough' }),
    publicUrl: 'https://x.example',
    directory: { wordingFor: async () => ({ title: null, due: null, dueLocal: null }) },
    reach: createReach(['127.0.0.0/8']),
  });
  expect(await forged(page)).toEqual({ outcome: 'failed', code: 'http-401' });
  const listed = (await (await get('/pages')).json()) as { id: string }[];
  expect(listed.map(({ id }) => id)).toEqual([page.id]);
  expect(await (await get('/')).text()).toContain('Pages: 1');
});
