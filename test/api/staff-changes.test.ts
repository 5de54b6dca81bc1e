import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { changedReply, changesReply } from '../../src/features/staff/api/change-schemas.ts';
import { staffReads } from '../../src/features/staff/postgres/reads.ts';
import { createStaffStore } from '../../src/features/staff/postgres/store.ts';
import { hashToken } from '../../src/kit/token.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { mailReaders } from '../support/mail-readers.ts';

let rig: ApiRig;
let now = monday;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
beforeEach(() => rig.clock.set((now += minute)));

const staff = () => rig.agency.staffIds;
const iso = (at: number) => new Date(at).toISOString();
const reason = 'As agreed with them';
const change = (login: Login, who: string, body: object, headers: Record<string, string> = {}) =>
  rig.post(login, `/staff/${who}/change`, { reason, ...body }, headers);
const history = async (who: string, login: Login = 'supervisor') =>
  asSent(changesReply, (await rig.get(login, `/staff/${who}/changes`).expect(200)).body).items;

let people = 0;
/** Somebody who was hired and can sign in. */
async function hired(role = 'coordinator') {
  people += 1;
  const person = { name: 'Imre Castellanos', email: `imre${people}@demo.example.org`, role };
  const reply = await rig.post('supervisor', '/staff', { ...person, hiredOn: '2037-03-02' }).expect(201);
  const id = (reply.body as { documentId: string }).documentId;
  const { token } = (await rig.post('director', `/staff/${id}/access-tokens`, {}).expect(201)).body as {
    token: string;
  };
  return { id, email: person.email, token };
}
const as = (token: string, path: string) =>
  request(rig.app).get(`/api/v1${path}`).auth(token, { type: 'bearer' });

describe('name, address and role of staff', () => {
  it('change by acts that say who, when, why, from what to what; for who has seen how it stood', async () => {
    const { id, email } = await hired();
    const seen = await rig.get('supervisor', `/staff/${id}`).expect(200);
    expect(seen.body).toMatchObject({ revision: 1, email });
    expect(seen.headers['etag']).toBe('"1"');

    const key = randomUUID();
    const body = { name: 'Imre Castellanos-Ruiz' };
    const made = await change('supervisor', id, body, { 'Idempotency-Key': key, 'If-Match': '"1"' });
    expect(made.headers['etag']).toBe('"2"');
    expect(asSent(changedReply, made.body)).toMatchObject({
      ...{ staffId: id, revision: 2, reason, recordedAt: iso(now), by: { staffId: staff().supervisor } },
      changed: { name: { from: 'Imre Castellanos', to: 'Imre Castellanos-Ruiz' }, email: null, role: null },
    });
    // Whoever has read what stood there before is told so; the same request is the act of then.
    expectProblem(
      await change('supervisor', id, { name: 'Another' }, { 'If-Match': '"1"' }),
      'version-conflict',
    );
    const again = await change('supervisor', id, body, { 'Idempotency-Key': key, 'If-Match': '"1"' });
    expect(again.headers['idempotent-replayed']).toBe('true');
    expectProblem(await change('supervisor', id, body), 'nothing-changed');

    rig.clock.set((now += minute));
    await change('director', id, { email: 'imre.ruiz@demo.example.org', name: 'Imre Ruiz' }).expect(200);
    expect(await history(id)).toMatchObject([
      {
        ...{ revision: 3, by: { staffId: staff().director }, recordedAt: iso(now) },
        changed: { name: { to: 'Imre Ruiz' }, email: { from: email, to: 'imre.ruiz@demo.example.org' } },
      },
      { revision: 2 },
    ]);
    expect((await rig.get('supervisor', `/staff/${id}`).expect(200)).body).toMatchObject({
      ...{ revision: 3, name: 'Imre Ruiz', email: 'imre.ruiz@demo.example.org' },
    });
    // Colleagues read nothing of it, and the log holds no address.
    await rig.get('coordinator', `/staff/${id}/changes`).expect(404);
    expect(rig.logs.join('\n')).not.toContain('imre.ruiz');
  });

  it('stay as they are where somebody else has the address, or ops wrote past the act', async () => {
    const [one, two] = [await hired(), await hired()];
    const taken = await change('supervisor', one.id, { email: two.email.toUpperCase() });
    expectProblem(taken, 'staff-known');
    expect((taken.body as { errors: unknown }).errors).toMatchObject([{ pointer: '/email' }]);
    await expect(
      rig.prisma.$executeRaw`UPDATE staff SET role = 'director', revision = 2 WHERE id = ${one.id}::uuid`,
    ).rejects.toThrow('change by acts');
    await expect(rig.prisma.$executeRaw`DELETE FROM staff_change`).rejects.toThrow('stays on record');
    expect(await history(one.id)).toEqual([]);
  });

  it('are a lead’s to say; one’s own address anybody gives, and the director is told', async () => {
    const { id, email, token } = await hired();
    const theirs = (body: object) =>
      request(rig.app)
        .post(`/api/v1/staff/${id}/change`)
        .auth(token, { type: 'bearer' })
        .set('If-Match', '"1"')
        .send({ reason, ...body });
    expectProblem(await theirs({ role: 'director' }), 'change-not-yours');
    expectProblem(await theirs({ name: 'Somebody Else' }), 'change-not-yours');
    await theirs({ email: 'new.address@demo.example.org' }).expect(200);
    const told = await rig.prisma.notification.findFirstOrThrow({
      where: { aboutStaffId: id, kind: 'staff-changed' },
    });
    expect(told).toMatchObject({ audience: 'director', staffId: null });
    expect(await mailReaders(rig.prisma, told.id, now)).toEqual([
      (await rig.prisma.staff.findUniqueOrThrow({ where: { id: staff().director } })).email,
    ]);
    const own = asSent(changesReply, (await as(token, `/staff/${id}/changes`).expect(200)).body).items;
    expect(own).toMatchObject([{ changed: { email: { from: email } } }]);

    // A supervisor gives nobody a role, and leads are the director's to say.
    expectProblem(await change('supervisor', id, { role: 'supervisor' }), 'change-not-yours');
    expectProblem(await change('supervisor', staff().director, { name: 'Another' }), 'change-not-yours');
    expectProblem(await change('director', staff().payer, { name: 'Another' }), 'details-not-kept-here');
    await change('coordinator', id, { name: 'Another' }).expect(404);
    await change('director', randomUUID(), { name: 'Another' }).expect(404);
  });

  it('and what waits goes to the address they have by then', async () => {
    const { id } = await hired();
    await change('supervisor', id, { name: 'Imre Ruiz' }).expect(200);
    const { id: waiting } = await rig.prisma.notification.findFirstOrThrow({ where: { staffId: id } });
    await change('supervisor', id, { email: 'moved@demo.example.org' }).expect(200);
    expect(await mailReaders(rig.prisma, waiting, now)).toEqual(['moved@demo.example.org']);
  });
});

describe('another role', () => {
  it('[ST-4] is given once all they had in hand is with others, as leaving is', async () => {
    const who = staff().coordinator2;
    const id = await rig.enroll();
    await rig.command('supervisor', id, 'assignCoordinator', { coordinatorId: who }).expect(200);
    const given = () => change('director', who, { role: 'supervisor' });
    expectProblem(await given(), 'still-has-clients');
    const next = { coordinatorId: staff().coordinator };
    await rig.command('supervisor', id, 'assignCoordinator', next).expect(200);

    const shift = { staffId: who, from: '2037-03-03T18:00', until: '2037-03-04T08:00', rank: 1 };
    const { shifts } = (await rig.post('supervisor', '/on-call/shifts', shift).expect(200)).body as {
      shifts: { shiftId: string }[];
    };
    expectProblem(await given(), 'still-on-call');
    await rig.post('supervisor', `/on-call/shifts/${shifts[0]?.shiftId}/withdraw`, { reason }).expect(200);

    const absence = async (away: string, cover: string) => {
      const when = { from: iso(now + day), until: iso(now + 3 * day), cover };
      const reply = await rig.post('supervisor', `/staff/${away}/absences`, when).expect(200);
      const { absence: named } = reply.body as { absence: string };
      return () => rig.post('supervisor', `/staff/${away}/absences/${named}/end`).expect(200);
    };
    const endCover = await absence(staff().coordinator3, who);
    expectProblem(await given(), 'still-covers');
    await endCover();
    const endAway = await absence(who, staff().coordinator3);
    expectProblem(await given(), 'still-away');
    await endAway();

    await given().expect(200);
    // From then on nobody puts a client with them, nor on the rota, and they are marked as on call no more.
    const refused = await rig.command('supervisor', id, 'assignCoordinator', { coordinatorId: who });
    expectProblem(refused, 'unknown-staff');
    expectProblem(await rig.post('supervisor', '/on-call/shifts', shift), 'unknown-staff');
    expect(await rig.prisma.staff.findUniqueOrThrow({ where: { id: who } })).toMatchObject({
      ...{ role: 'supervisor', onCall: false, active: true },
    });
  });

  it('ends the access that was given for the other one, and what it let them see', async () => {
    const { id, token } = await hired('supervisor');
    await as(token, '/worklists/team').expect(200);
    await change('director', id, { role: 'coordinator' }).expect(200);
    rig.clock.set((now += 4_000));
    await as(token, '/worklists/team').expect(401);
    const client = await rig.enroll();
    const issued = await rig.post('director', `/staff/${id}/access-tokens`, {}).expect(201);
    const { token: next } = issued.body as { token: string };
    expectProblem(await as(next, '/worklists/team'), 'forbidden');
    await as(next, `/enrollments/${client}`).expect(403);
    const items = (await rig.get('director', `/staff/${id}/access-tokens`).expect(200)).body as {
      items: { opens: boolean; revoked: { reason: string } | null }[];
    };
    expect(items.items.find(({ opens }) => !opens)?.revoked).toMatchObject({ reason: 'Has another role' });
  });

  it('asks what it asks from the day it was given, and what was owed to a supervisor is everybody’s again', async () => {
    const { id } = await hired('supervisor');
    const follows = await hired();
    await rig
      .post('director', `/staff/${follows.id}/supervision/acts/name-supervisor`, { supervisorId: id })
      .expect(200);
    rig.clock.set((now += 40 * day));
    await change('director', id, { role: 'coordinator' }).expect(200);
    const reads = staffReads(rig.prisma);
    const member = await reads.staffMember(rig.agency.agencyId, id);
    expect(member).toMatchObject({ role: 'coordinator', roleSince: now });
    const supervised = await reads.staffMember(rig.agency.agencyId, follows.id);
    expect(supervised?.occasions.supervisorId).toBeNull();
  });

  it('is taken from no last director, also where two take it from each other at once', async () => {
    const other = await hired('director');
    const { director } = staff();
    const first = change('director', other.id, { role: 'supervisor' }, { 'If-Match': '"1"' });
    const second = request(rig.bare)
      .post(`/api/v1/staff/${director}/change`)
      .auth(other.token, { type: 'bearer' })
      .set({ 'If-Match': '"1"', 'Idempotency-Key': randomUUID() })
      .send({ reason, role: 'supervisor' });
    const replies = await Promise.all([first, second]);
    const directors = await rig.prisma.staff.count({
      where: { agencyId: rig.agency.agencyId, role: 'director', active: true },
    });
    expect([directors, replies.filter(({ status }) => status === 200).length]).toEqual([1, 1]);
  });
});

describe('the last director', () => {
  it('neither loses the role nor leaves, whoever still remembers having been one', async () => {
    const [one] = await rig.prisma.staff.findMany({
      where: { agencyId: rig.agency.agencyId, role: 'director' },
    });
    if (!one) throw new Error('nobody directs the agency');
    // Somebody whose request began while they were a director.
    const former = { staffId: randomUUID(), role: 'director' as const, agencyId: rig.agency.agencyId };
    const store = createStaffStore(rig.prisma);
    const ask = { by: former, commandId: randomUUID(), fingerprint: hashToken('x'), now: now + hour };
    const left = {
      ...ask,
      staffId: one.id,
      lastDay: '2037-03-02',
      today: '2037-03-03',
      reason,
      successorId: null,
    };
    expect(await store.leave(left)).toEqual({ status: 'refused', refusal: 'last-director' });
    const changed = {
      ...ask,
      successorId: null,
      staffId: one.id,
      seen: one.revision,
      wanted: { role: 'intake' as const },
      reason,
    };
    expect(await store.change(changed)).toEqual({ status: 'refused', refusal: 'last-director' });
  });
});
