import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Login, SeededAgency } from '../../prisma/seed/index.ts';
import { judging } from '../../src/features/notifications/postgres/judging.ts';
import { createDirectory } from '../../src/features/notifications/postgres/wording.ts';
import { createWebhooks } from '../../src/features/notifications/postgres/webhooks.ts';
import { createSender } from '../../src/kit/delivery/sender.ts';
import { createReach } from '../../src/kit/delivery/reach.ts';
import { createWebhook } from '../../src/kit/delivery/webhook.ts';
import { createOutbox } from '../../src/kit/postgres/outbox.ts';
import { createSeal } from '../../src/kit/seal.ts';
import type { Gateway } from '../../src/kit/temporal/gateway.ts';
import { type Mailbox, startMailbox } from '../../src/servers/mailbox/index.ts';
import { expectProblem } from '../support/api-problem.ts';
import { createApiOver, databaseWithKey, monday } from '../support/api-rig.ts';

const secrets = { ours: `whsec_${'A'.repeat(43)}=`, theirs: 'the-other-agency-has-its-own' };

let parts: Awaited<ReturnType<typeof databaseWithKey>>;
let rig: Awaited<ReturnType<typeof createApiOver>>;
let folder: string;
/** Each takes what bears its own secret, and nothing else. */
let pagers: { ours: Mailbox; theirs: Mailbox; environment: Mailbox };
beforeAll(async () => {
  parts = await databaseWithKey();
  // None of this needs Temporal.
  rig = await createApiOver(parts, {} as Gateway, { now: () => monday });
  folder = mkdtempSync(join(tmpdir(), 'throughline-pagers-'));
  const pager = (name: string, webhookSecret: string) =>
    startMailbox({ folder: join(folder, name), webhookSecret });
  pagers = {
    ours: await pager('ours', secrets.ours),
    theirs: await pager('theirs', secrets.theirs),
    environment: await pager('environment', secrets.ours),
  };
});
afterAll(async () => {
  await Promise.all(Object.values(pagers ?? {}).map((one) => one.stop()));
  await rig?.close();
  rmSync(folder, { recursive: true, force: true });
});

const send = (
  { tokens }: SeededAgency,
  login: Login,
  method: 'get' | 'post',
  path: string,
  body?: object,
) => {
  const test = request(rig.app)[method](`/api/v1${path}`).set('Authorization', `Bearer ${tokens[login]}`);
  return body === undefined ? test : test.send(body);
};
const setUp = (agency: SeededAgency, { pagerUrl: url = '' }: Mailbox, secret: string, revision = 0) =>
  send(agency, 'director', 'post', '/webhook/acts/set', { url, secret }).set('If-Match', `"${revision}"`);

/** A page for somebody of that agency, by webhook alone. */
async function page({ agencyId }: SeededAgency): Promise<string> {
  const id = `${randomUUID()}/1/0`;
  const raisedAt = new Date(monday);
  const of = { agencyId, enrollmentId: randomUUID(), kind: 'page', audience: 'on-call', raisedAt };
  const about = { obligation: 'crisis.response', duty: 'CR-1', due: raisedAt };
  await rig.prisma.notification.create({ data: { id, ...of, ...about } });
  const delivery = { id: `${id}/webhook`, notificationId: id, channel: 'webhook', notBefore: raisedAt };
  await rig.prisma.delivery.create({ data: delivery });
  return id.replaceAll('/', '.');
}

/** Everything that waits, as a worker sends it whose environment names a webhook for that agency. */
async function sendAll(environmentIsFor: string = randomUUID()): Promise<void> {
  const standard = {
    ...{ url: pagers.environment.pagerUrl ?? '', secret: secrets.ours, agencyId: environmentIsFor },
  };
  const webhookOf = createWebhooks(rig.prisma, createSeal(parts.key), standard);
  const sender = createSender({
    ...{ channel: 'webhook', outbox: createOutbox(rig.prisma, judging), now: () => monday },
    ...{
      send: createWebhook({
        ...{ webhookOf, publicUrl: 'https://tl.example', directory: createDirectory(rig.prisma) },
        reach: createReach(['127.0.0.0/8']),
      }),
      log: { warn: () => undefined },
    },
  });
  while ((await sender.sendDue()) > 0);
}

type Arrived = { data: { agencyId: string; notificationId: string; title: string; dueLocal: string } };
const posted = async ({ webUrl }: Mailbox) =>
  (await (await fetch(`${webUrl}/pages`)).json()) as { body: Arrived }[];
const arrived = async (mailbox: Mailbox): Promise<[string, string][]> => {
  const pages = await posted(mailbox);
  return pages.map(({ body: { data } }) => [data.agencyId, data.notificationId]);
};
const reasons = async () =>
  (await rig.prisma.delivery.findMany({ where: { state: { not: 'sent' } } })).map(
    ({ lastError }) => lastError,
  );

it("an agency's pages reach its own webhook and nobody else's, also not by default", async () => {
  const { agency: ours, otherAgency: theirs } = rig;
  // The environment's webhook is for nobody of these: all wait.
  const waiting = [await page(ours), await page(theirs)];
  await sendAll();
  expect(await reasons()).toEqual(['no-webhook-set-up', 'no-webhook-set-up']);
  await rig.prisma.delivery.updateMany({ data: { notBefore: new Date(monday) } });

  // For one of them: the other one's waits on.
  await sendAll(theirs.agencyId);
  expect(await arrived(pagers.environment)).toEqual([[theirs.agencyId, waiting[1]]]);
  const [page1] = await posted(pagers.environment);
  expect(page1?.body.data).toMatchObject({ title: 'Crisis: respond', dueLocal: '2037-03-02 09:00' });
  expect(await reasons()).toEqual(['no-webhook-set-up']);
  await rig.prisma.delivery.updateMany({
    where: { state: { not: 'sent' } },
    data: { notBefore: new Date(monday) },
  });

  await setUp(ours, pagers.ours, secrets.ours).expect(200);
  await setUp(theirs, pagers.theirs, secrets.theirs).expect(200);
  const later = [await page(ours), await page(theirs), await page(ours)];
  // What an agency has said itself holds before what the environment says.
  await sendAll(theirs.agencyId);
  const sorted = (pairs: [string, string | undefined][]) => pairs.toSorted();
  expect(sorted(await arrived(pagers.ours))).toEqual(
    sorted([waiting[0], later[0], later[2]].map((id) => [ours.agencyId, id])),
  );
  expect(await arrived(pagers.theirs)).toEqual([[theirs.agencyId, later[1]]]);
  expect(await arrived(pagers.environment)).toHaveLength(1);
  expect(await reasons()).toEqual([]);
});

it('it is removed with a history, and then nothing leaves by it, nor by the default', async () => {
  const { agency } = rig;
  await send(agency, 'ops', 'post', '/webhook/acts/remove', {}).set('If-Match', '"1"').expect(200);
  await page(agency);
  const before = await arrived(pagers.ours);
  await sendAll(agency.agencyId);
  expect(await arrived(pagers.ours)).toEqual(before);
  expect(await reasons()).toEqual(['no-webhook-set-up']);
  const { body } = await send(agency, 'director', 'get', '/webhook/revisions').expect(200);
  const revisions = (body as { items: { act: string; by: { role: string }; content: object }[] }).items;
  expect(revisions.map(({ act, by, content }) => [act, by.role, content])).toEqual([
    ['set', 'director', { url: pagers.ours.pagerUrl, secret: 'set' }],
    ['remove', 'ops', { url: null, secret: null }],
  ]);
});

it('its secret is shown to nobody and stands nowhere', async () => {
  const shown = await send(rig.otherAgency, 'director', 'get', '/webhook').expect(200);
  expect((shown.body as { content: object }).content).toEqual({ url: pagers.theirs.pagerUrl, secret: 'set' });
  const kept = await rig.prisma.documentRevision.findMany();
  for (const text of [shown.text, JSON.stringify(kept), rig.logs.join('')])
    expect(text).not.toContain(secrets.theirs);
});

it('is for directors and ops, of their own agency, and goes by TLS', async () => {
  const { agency } = rig;
  for (const login of ['supervisor', 'coordinator', 'intake', 'payer', 'privacy'] as const) {
    expectProblem(await send(agency, login, 'get', '/webhook'), 'forbidden');
    expectProblem(await send(agency, login, 'post', '/webhook/acts/remove', {}), 'forbidden');
  }
  for (const url of ['http://pager.agency.example/hook', 'ftp://x', 'https://a:b@pager.example/', 'pager'])
    expectProblem(
      await send(agency, 'director', 'post', '/webhook/acts/set', { url, secret: secrets.ours }),
      'invalid-field',
    );
  // The rig allows this machine, and nothing beside.
  for (const host of ['10.0.0.1', '192.168.1.1', '169.254.169.254', '[fd00::1]', '[::1]', '0x0a000001'])
    expectProblem(
      await setUp(agency, { pagerUrl: `https://${host}/hook` } as Mailbox, secrets.ours, 2),
      'webhook-out-of-reach',
    );
  const short = { url: 'https://pager.agency.example/hook', secret: 'short' };
  expectProblem(await send(agency, 'director', 'post', '/webhook/acts/set', short), 'invalid-field');
});
