import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Login } from '../../prisma/seed/index.ts';
import { issuedReply, tokenReply, tokensReply } from '../../src/features/access/api/schemas.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

/** As long as a token is remembered, and a little. */
const remembered = 4_000;
let rig: ApiRig;
let people = 0;
let now = monday;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
beforeEach(() => rig.clock.set((now += remembered)));

async function hired(role = 'coordinator'): Promise<string> {
  people += 1;
  const person = {
    name: 'Imre Castellanos',
    email: `imre${people}@demo.example.org`,
    role,
    hiredOn: '2037-03-02',
  };
  const reply = await rig.post('supervisor', '/staff', person).expect(201);
  return (reply.body as { documentId: string }).documentId;
}
const tokensOf = (staffId: string) => `/staff/${staffId}/access-tokens`;
const issue = (staffId: string, body: object = {}, headers = {}, login: Login = 'director') =>
  rig.post(login, tokensOf(staffId), body, headers);
async function issued(
  staffId: string,
  body: object = {},
): Promise<z.input<typeof issuedReply> & { token: string }> {
  const reply = asSent(issuedReply, (await issue(staffId, body).expect(201)).body);
  if (reply.token === null) throw new Error('no token was shown');
  return { ...reply, token: reply.token };
}
const revoke = (staffId: string, tokenId: string, login: Login = 'director') =>
  rig.post(login, `${tokensOf(staffId)}/${tokenId}/revoke`, { reason: 'The phone was lost' });
const listed = async (staffId: string) =>
  asSent(tokensReply, (await rig.get('director', tokensOf(staffId)).expect(200)).body).items;
/** A request by whoever has that token. */
const as = (token: string, path: string) =>
  request(rig.app).get(`/api/v1${path}`).auth(token, { type: 'bearer' });

describe('access of somebody who was hired', () => {
  it('begins with a token that is shown once, and is theirs: their role, their agency', async () => {
    const staffId = await hired();
    expect(await listed(staffId)).toEqual([]);
    const reply = await issue(staffId, { days: 30 }).expect(201);
    expect(reply.headers['cache-control']).toBe('no-store');
    const { token, tokenId, expiresAt } = asSent(issuedReply, reply.body);
    expect(token).toMatch(/^tl_[\w-]{43}$/);
    expect(Date.parse(expiresAt)).toBe(now + 30 * day);
    expect((await as(token ?? '', '/worklists/mine').expect(200)).body).toBeDefined();
    expectProblem(await as(token ?? '', '/worklists/team'), 'forbidden');
    expect((await as(token ?? '', `/staff/${staffId}`).expect(200)).body).toMatchObject({ staffId });

    expect(await listed(staffId)).toMatchObject([
      {
        tokenId,
        opens: true,
        revoked: null,
        issued: { by: { staffId: rig.agency.staffIds.director, role: 'director' } },
      },
    ]);
    // Nobody has it but them: neither the record nor the log.
    const rows = await rig.prisma.accessToken.findMany({ where: { staffId } });
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rig.logs.join('\n')).not.toContain(token);
    expect((await rig.get('director', tokensOf(staffId))).text).not.toContain(token);
  });

  it('ends by its time', async () => {
    const staffId = await hired();
    const { token } = await issued(staffId, { days: 1 });
    rig.clock.set(now + day - 1);
    await as(token, '/inbox').expect(200);
    rig.clock.set(now + day);
    expectProblem(await as(token, '/inbox'), 'token-expired');
    expect(await listed(staffId)).toMatchObject([{ opens: false, revoked: null }]);
  });

  it('ends when it is revoked, within seconds, with who did it and why; a second time changes nothing', async () => {
    const staffId = await hired();
    const [one, other] = [await issued(staffId), await issued(staffId)];
    await as(one.token, '/inbox').expect(200);
    const first = asSent(tokenReply, (await revoke(staffId, one.tokenId).expect(200)).body);
    expect(first).toMatchObject({
      opens: false,
      revoked: { by: { role: 'director' }, reason: 'The phone was lost' },
    });
    rig.clock.set((now += remembered));
    expectProblem(await as(one.token, '/inbox'), 'unauthenticated');
    expect(asSent(tokenReply, (await revoke(staffId, one.tokenId).expect(200)).body)).toEqual(first);
    // The other one is not touched by it.
    await as(other.token, '/inbox').expect(200);
  });

  it('may be ended by themselves, and by nobody else who is not the director', async () => {
    const staffId = await hired();
    const { token, tokenId } = await issued(staffId);
    for (const login of ['coordinator', 'supervisor', 'intake', 'ops'] as const) {
      expectProblem(await revoke(staffId, tokenId, login), 'not-found');
      expectProblem(await rig.get(login, tokensOf(staffId)), 'not-found');
    }
    await as(token, tokensOf(staffId)).expect(200);
    await request(rig.app)
      .post(`/api/v1${tokensOf(staffId)}/${tokenId}/revoke`)
      .auth(token, { type: 'bearer' })
      .send({ reason: 'Lost it' })
      .expect(200);
    rig.clock.set((now += remembered));
    expectProblem(await as(token, '/inbox'), 'unauthenticated');
  });

  it('ends when they leave, and nobody who has left is given any', async () => {
    const staffId = await hired();
    const { token } = await issued(staffId);
    await rig.prisma.staff.update({ where: { id: staffId }, data: { active: false } });
    expectProblem(await as(token, '/inbox'), 'unauthenticated');
    expectProblem(await issue(staffId), 'not-found');
  });

  it('is given once a key, also twice at once, and the token is not shown again', async () => {
    const staffId = await hired();
    const key = { 'Idempotency-Key': 'welcome' };
    const replies = await Promise.all([1, 2, 3].map(() => issue(staffId, {}, key)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
    const shown = replies.map(({ body }) => asSent(issuedReply, body).token);
    expect(shown.filter((token) => token !== null)).toHaveLength(1);
    expect(new Set(replies.map(({ body }) => asSent(issuedReply, body).tokenId)).size).toBe(1);
    expect(await listed(staffId)).toHaveLength(1);
    expectProblem(await issue(staffId, { days: 3 }, key), 'idempotency-key-reused');
  });

  it('is refused by name: to oneself, of the payer and of ops, in another agency, by others than the director', async () => {
    const staffId = await hired();
    const before = await rig.prisma.accessToken.count();
    const { director, payer, ops } = rig.agency.staffIds;
    expectProblem(await issue(director), 'access-to-oneself');
    for (const id of [payer, ops]) expectProblem(await issue(id), 'access-not-given-here');
    expectProblem(await issue(rig.otherAgency.staffIds.coordinator), 'not-found');
    for (const login of ['supervisor', 'coordinator', 'intake', 'payer', 'ops'] as const)
      expectProblem(await issue(staffId, {}, {}, login), 'forbidden');
    expectProblem(await issue(staffId, { days: 91 }), 'invalid-field', [{ pointer: '/days' }]);
    expectProblem(await revoke(staffId, crypto.randomUUID()), 'unknown-token');
    const [others] = await listed(payer);
    expectProblem(await revoke(payer, others?.tokenId ?? ''), 'access-not-given-here');
    expect(others).toMatchObject({ issued: null, opens: true });
    expect(await rig.prisma.accessToken.count()).toBe(before);
  });

  it('of the first director is entered by ops, by its hash, and shown as theirs', async () => {
    const { director } = rig.agency.staffIds;
    const token = 'as-openssl-rand-hex-32-would-make-it';
    await rig.prisma.$executeRaw`
      INSERT INTO access_token (hash, staff_id, expires_at)
      VALUES (encode(sha256(${token}::text::bytea), 'hex'), ${director}::uuid, ${new Date(now + day)})`;
    await as(token, '/worklists/team').expect(200);
    expect(await listed(director)).toMatchObject([{ issued: null }, { issued: null }]);
  });
});
