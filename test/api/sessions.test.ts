import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { meReply, sessionReply } from '../../src/features/access/api/session-schemas.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

/** As long as a session is remembered, and a little. */
const remembered = 4_000;
let rig: ApiRig;
let now = monday;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
beforeEach(() => rig.clock.set((now += remembered)));

const address = 'http://console.example.org';
const fromHere = { origin: address, host: 'console.example.org', 'x-requested-with': 'console' };
type Login = 'coordinator' | 'supervisor' | 'ops';

/** The cookie that a browser is given, as it sends it back. */
async function signedIn(login: Login = 'coordinator'): Promise<string> {
  const reply = await rig.post(login, '/session').expect(201);
  const [cookie = ''] = reply.headers['set-cookie'] as unknown as string[];
  return cookie.split(';')[0] ?? '';
}
const read = (cookie: string, path: string) => request(rig.bare).get(`/api/v1${path}`).set('Cookie', cookie);
const send = (cookie: string, path: string, body: object, headers: Record<string, string> = fromHere) =>
  request(rig.bare).post(`/api/v1${path}`).set('Cookie', cookie).set(headers).send(body);
const choose = (cookie: string, headers?: Record<string, string>) =>
  send(cookie, '/inbox/choice', { choice: 'digest' }, headers);

describe('a session of a browser', () => {
  it('is a cookie that scripts cannot read and other sites do not send, for no longer than a working day', async () => {
    const reply = await rig.post('coordinator', '/session').expect(201);
    const [cookie] = reply.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(
      /^throughline_session=tl_[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    expect(Date.parse(asSent(sessionReply, reply.body).expiresAt)).toBe(now + 12 * hour);
    expect(reply.headers['cache-control']).toBe('no-store');
    const value = cookie?.split(/[=;]/)[1] ?? '';
    expect(JSON.stringify(await rig.prisma.accessSession.findMany())).not.toContain(value);
    expect(rig.logs.join('\n')).not.toContain(value);
  });

  it('opens what its token opens, and says who is signed in', async () => {
    const me = asSent(meReply, (await read(await signedIn(), '/me').expect(200)).body);
    expect(me).toMatchObject({
      staffId: rig.agency.staffIds.coordinator,
      role: 'coordinator',
      agency: {
        agencyId: rig.agency.agencyId,
        timeZone: 'America/Chicago',
        policy: { profileHash: expect.any(String) },
      },
      signedInUntil: new Date(now + 12 * hour).toISOString(),
    });
    expect(me.operations).toContain('command:logContact');
    expect(me.operations).not.toContain('command:assignCoordinator');
    expectProblem(await read(await signedIn('ops'), '/worklists/mine'), 'forbidden');
  });

  it('changes nothing for a page of another site, whatever of it that page can make a browser send', async () => {
    const cookie = await signedIn();
    const forged: Record<string, string>[] = [
      { host: fromHere.host, 'x-requested-with': 'console' },
      { origin: address, host: fromHere.host },
      { ...fromHere, origin: 'https://evil.example.com' },
      { ...fromHere, origin: 'null' },
      { ...fromHere, origin: 'http://console.example.org.evil.example.com' },
    ];
    for (const headers of forged) expectProblem(await choose(cookie, headers), 'not-from-here');
    await choose(cookie).expect(200);
  });

  it('is not asked for where a token speaks for itself', async () => {
    const cookie = await signedIn('supervisor');
    const reply = await rig.get('coordinator', '/me').set('Cookie', cookie).expect(200);
    expect(asSent(meReply, reply.body).role).toBe('coordinator');
    const wrong = await read(cookie, '/me').set('Authorization', 'Bearer tl_nobodyknowsthisone0000');
    expectProblem(wrong, 'unauthenticated');
  });

  it('opens no other session', async () => {
    expectProblem(await send(await signedIn(), '/session', {}), 'session-by-token');
  });

  it('ends when its person signs out, within seconds, and its token stays', async () => {
    const cookie = await signedIn();
    const reply = await send(cookie, '/session/end', {}).expect(200);
    expect((reply.headers['set-cookie'] as unknown as string[])[0]).toMatch(
      /^throughline_session=; .*Max-Age=0/,
    );
    rig.clock.set((now += remembered));
    expectProblem(await read(cookie, '/me'), 'unauthenticated');
    await rig.get('coordinator', '/me').expect(200);
  });

  it('ends by its time', async () => {
    const cookie = await signedIn();
    rig.clock.set(now + 12 * hour);
    expectProblem(await read(cookie, '/me'), 'token-expired');
    rig.clock.set(now + 13 * day);
    expectProblem(await read(cookie, '/me'), 'token-expired');
    rig.clock.set(now);
  });

  it('ends with its token', async () => {
    const { body } = await rig
      .post('director', `/staff/${rig.agency.staffIds.coordinator2}/access-tokens`, { days: 1 })
      .expect(201);
    const { token, tokenId } = body as { token: string; tokenId: string };
    const opened = await request(rig.bare)
      .post('/api/v1/session')
      .auth(token, { type: 'bearer' })
      .expect(201);
    const [set = ''] = opened.headers['set-cookie'] as unknown as string[];
    const cookie = set.split(';')[0] ?? '';
    await read(cookie, '/me').expect(200);
    await rig
      .post('director', `/staff/${rig.agency.staffIds.coordinator2}/access-tokens/${tokenId}/revoke`, {
        reason: 'The phone was lost',
      })
      .expect(200);
    rig.clock.set((now += remembered));
    expectProblem(await read(cookie, '/me'), 'unauthenticated');
  });

  it('has the key of its person’s drafts: theirs at each session, nobody else’s', async () => {
    const keyOf = async (login: Login) =>
      asSent(meReply, (await read(await signedIn(login), '/me').expect(200)).body).draftKey;
    const mine = await keyOf('coordinator');
    expect(Buffer.from(mine, 'base64url')).toHaveLength(32);
    expect(await keyOf('coordinator')).toBe(mine);
    expect(await keyOf('supervisor')).not.toBe(mine);
  });
});
