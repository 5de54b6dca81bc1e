import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { putAwayChanges } from '../../src/kit/postgres/changes.ts';
import { createApp } from '../../src/api/app.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';

let rig: ApiRig;
const servers: Server[] = [];
const urls: string[] = [];
beforeAll(async () => {
  const apps: unknown[] = [];
  rig = await createApiRig({
    strangers: true,
    with: (deps) => {
      // Another process over the same record.
      apps.push(createApp({ ...deps, register: new Registry() }));
      return deps;
    },
  });
  for (const app of [rig.bare, ...(apps as ApiRig['bare'][])]) {
    const server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    servers.push(server);
    urls.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
});
afterAll(async () => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  await rig?.close();
});

type Event = { event: string; id: string | null; data: { changes?: Told[]; why?: string } };
type Told = { kind: string; id: string; version?: number };

/** Opens a stream and keeps what it says. */
async function watch(
  login: Login,
  { lastEventId, at = 0, cookie }: { lastEventId?: string; at?: number; cookie?: string } = {},
) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const reply = await fetch(`${urls[at]}/api/v1/events`, {
    signal: stop.signal,
    headers: {
      ...(cookie === undefined ? { authorization: `Bearer ${rig.agency.tokens[login]}` } : { cookie }),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  const events: Event[] = [];
  let ended = false;
  void (async () => {
    let text = '';
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      text += read.value;
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts.filter((one) => one.startsWith('event:'))) {
        const of = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1];
        events.push({
          event: of('event') ?? '',
          id: of('id') ?? null,
          data: JSON.parse(of('data') ?? '{}') as object,
        });
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => void (ended = true));
  const told = () => events.flatMap(({ data }) => data.changes ?? []);
  return {
    reply,
    events,
    told,
    ended: () => ended,
    close: () => stop.abort(),
    last: () => events.findLast(({ id }) => id !== null)?.id ?? '',
    ready: () => expect.poll(() => events.length, { timeout: 10_000 }).toBeGreaterThan(0),
    async hears(one: Partial<Told>) {
      await expect.poll(told, { timeout: 10_000 }).toContainEqual(expect.objectContaining(one));
    },
    /** Its own next beat comes after all that was changed before. */
    async hearsNot(id: string) {
      await rig.prisma
        .$executeRaw`INSERT INTO change (agency_id, kind, thing) VALUES (${rig.agency.agencyId}::uuid, 'agency', 'mark')`;
      await this.hears({ kind: 'agency', id: 'mark' });
      expect(JSON.stringify(told())).not.toContain(id);
    },
  };
}

it('tells ids and versions to who may see the client, as soon as it is on record, and nothing to others', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  const [theirs, strangers, lead, payer] = [
    await watch('coordinator'),
    await watch('coordinator2'),
    await watch('supervisor'),
    await watch('payer'),
  ];
  for (const one of [theirs, strangers, lead, payer]) await one.ready();
  expect(theirs.reply.headers.get('content-type')).toContain('text/event-stream');
  expect(theirs.reply.headers.get('content-encoding')).toBeNull();
  expect(theirs.reply.headers.get('x-accel-buffering')).toBe('no');

  const contact = { with: 'client', mode: 'phone', outcome: 'reached', summary: 'Spoke at the library.' };
  await rig.command('coordinator', id, 'logContact', contact).expect(200);
  const { version } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id } });
  await theirs.hears({ kind: 'enrollment', id, version });
  await lead.hears({ kind: 'enrollment', id, version });
  await strangers.hearsNot(id);
  await payer.hearsNot(id);
  const said = JSON.stringify([theirs.events, lead.events]);
  expect(said).not.toMatch(/library|Ottilie|Brandywine|logContact|ContactLogged/);

  // Who had the client is told that their list is another; who has them now, of the client.
  await rig.assign(id, 'coordinator2');
  await strangers.hears({ kind: 'enrollment', id });
  await theirs.hears({ kind: 'worklist', id: rig.agency.staffIds.coordinator });
});

it('a draft and what was told in confidence are told to their author alone', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  const [theirs, lead] = [await watch('coordinator'), await watch('supervisor')];
  for (const one of [theirs, lead]) await one.ready();
  const happenedAt = new Date(rig.clock.now()).toISOString();
  const begun = await rig
    .post('coordinator', `/enrollments/${id}/notes`, {
      happenedAt,
      text: { type: 'contact', facts: 'A call.' },
    })
    .expect(201);
  const { documentId } = begun.body as { documentId: string };
  await theirs.hears({ kind: 'document', id: documentId, version: 1 });
  await lead.hearsNot(documentId);
});

it('who comes back is told what they missed, by another process too; after too long, to read anew', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  const before = await watch('coordinator');
  await before.ready();
  const last = before.last();
  before.close();
  await rig
    .command('coordinator', id, 'logContact', { with: 'client', mode: 'phone', outcome: 'reached' })
    .expect(200);
  const back = await watch('coordinator', { lastEventId: last, at: 1 });
  await back.hears({ kind: 'enrollment', id });
  expect(back.events.map(({ event }) => event)).not.toContain('read-anew');

  await rig.prisma.$executeRaw`UPDATE change SET at = now() - interval '2 hours'`;
  await putAwayChanges(rig.prisma);
  expect(await rig.prisma.change.count()).toBeGreaterThan(0);
  for (const lastEventId of ['1', 'nonsense', '999999999999999']) {
    const late = await watch('coordinator', { lastEventId });
    await late.ready();
    expect(late.events.map(({ event }) => event)).toContain('read-anew');
    // Then it goes on from there.
    await late.hearsNot(id);
  }
});

it('ends when its session does, when its token does, and is counted apart from requests', async () => {
  const token = rig.agency.tokens.coordinator3;
  const opened = await fetch(`${urls[0]}/api/v1/session`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  const cookie = String(opened.headers.get('set-cookie')).split(';')[0] ?? '';
  const streams = [await watch('coordinator3', { cookie }), await watch('coordinator3')];
  for (const one of streams) await one.ready();
  // Streams take no place of the requests under way.
  const many = await Promise.all(Array.from({ length: 17 }, () => watch('coordinator3')));
  const asked = await Promise.all(Array.from({ length: 30 }, () => rig.get('coordinator3', '/me')));
  expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200]));
  const more = [await watch('coordinator3'), await watch('coordinator3')];
  expect(more.map(({ reply }) => reply.status)).toEqual([200, 429]);
  for (const one of [...many, ...more]) one.close();

  await fetch(`${urls[0]}/api/v1/session/end`, {
    ...{ method: 'POST', body: '{}' },
    headers: {
      cookie,
      'content-type': 'application/json',
      'x-requested-with': 'test',
      origin: urls[0] ?? '',
    },
  });
  const [session, byToken] = streams;
  await expect.poll(() => session?.ended(), { timeout: 10_000 }).toBe(true);
  expect(session?.events.at(-1)).toMatchObject({ event: 'end', data: { why: 'signed-out' } });
  expect(byToken?.ended()).toBe(false);

  const tokenId = (
    await rig.prisma.accessToken.findFirstOrThrow({ where: { staffId: rig.agency.staffIds.coordinator3 } })
  ).id;
  const path = `/staff/${rig.agency.staffIds.coordinator3}/access-tokens/${tokenId}/revoke`;
  await rig.post('director', path, { reason: 'Lost.' }).expect(200);
  await expect.poll(() => byToken?.ended(), { timeout: 10_000 }).toBe(true);
  expect((await watch('coordinator3')).reply.status).toBe(401);
});

it('refuses what it does not know, and whom', async () => {
  expect((await fetch(`${urls[0]}/api/v1/events`)).status).toBe(401);
  const authorization = `Bearer ${rig.agency.tokens.coordinator}`;
  expect((await fetch(`${urls[0]}/api/v1/events?x=1`, { headers: { authorization } })).status).toBe(400);
  expect(
    (await fetch(`${urls[0]}/api/v1/events`, { method: 'POST', headers: { authorization } })).status,
  ).toBe(405);
});
