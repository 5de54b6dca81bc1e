import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { allRoutes } from '../../src/api/features.ts';
import { mayDo } from '../../src/api/permissions.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import { everyone } from '../../src/kit/http/roles.ts';
import { asksForRelation } from '../../src/kit/http/route.ts';
import { hashToken } from '../../src/kit/token.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
beforeEach(() => rig.clock.set(monday + hour));
afterAll(() => rig?.close());

const contact = { with: 'client', mode: 'phone', outcome: 'reached' };

/** Somebody who works here and has nothing to do with anybody yet. */
async function hired(role: string): Promise<{ staffId: string; token: string }> {
  const [staffId, token] = [randomUUID(), `tl_${randomUUID()}`];
  const { agencyId } = rig.agency;
  await rig.prisma.staff.create({
    data: { id: staffId, agencyId, name: `New ${role}`, email: `${staffId}@new.example.org`, role },
  });
  const expiresAt = new Date(monday + 90 * day);
  await rig.prisma.accessToken.create({ data: { hash: hashToken(token), staffId, expiresAt } });
  return { staffId, token };
}

const asked = (token: string, method: 'get' | 'post', path: string, body?: object) => {
  const test = request(rig.app)[method](`/api/v1${path}`).set('Authorization', `Bearer ${token}`);
  return body === undefined ? test : test.send(body);
};

describe('a client is seen', () => {
  it('by who has them, by who covers for that person while they are away, and by no other coordinator', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    await rig.get('coordinator', `/enrollments/${id}`).expect(200);
    await rig.get('supervisor', `/enrollments/${id}`).expect(200);
    expectProblem(await rig.get('coordinator3', `/enrollments/${id}`), 'no-relation');
    expectProblem(await rig.command('coordinator3', id, 'logContact', contact), 'no-relation');
    const listed = async (login: Login) =>
      ((await rig.get(login, '/enrollments').expect(200)).body as { items: { enrollmentId: string }[] }).items
        .map(({ enrollmentId }) => enrollmentId)
        .includes(id);
    expect([await listed('coordinator'), await listed('coordinator3'), await listed('supervisor')]).toEqual([
      ...[true, false, true],
    ]);

    const { coordinator, coordinator3 } = rig.agency.staffIds;
    const [from, until] = [monday + 2 * hour, monday + 5 * hour].map((at) => new Date(at).toISOString());
    await rig
      .post('supervisor', `/staff/${coordinator}/absences`, { cover: coordinator3, from, until })
      .expect(200);
    rig.clock.set(monday + 3 * hour);
    await rig.get('coordinator3', `/enrollments/${id}`).expect(200);
    expect(await listed('coordinator3')).toBe(true);
    rig.clock.set(monday + 6 * hour);
    expectProblem(await rig.get('coordinator3', `/enrollments/${id}`), 'no-relation');
    expect(await listed('coordinator3')).toBe(false);
  });

  it('by who was paged for an emergency, or answered it, until it is over', async () => {
    const id = await rig.enroll({ referral: { emergency: true, needs: ['housing'] } });
    await rig.get('coordinator2', `/enrollments/${id}`).expect(200);
    await rig.command('coordinator2', id, 'acknowledgePage').expect(200);
    await rig.get('coordinator2', `/enrollments/${id}/triage`).expect(200);
  });

  it('by whoever is on their team', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const { staffId, token } = await hired('coordinator');
    expectProblem(await asked(token, 'get', `/enrollments/${id}/roster`), 'no-relation');
    const member = {
      ...{
        id: randomUUID(),
        name: 'Wren Castell',
        reach: '414 555 0101',
        involved: true,
        willing: true,
        understandsRole: true,
      },
      ...{ system: 'housing', organization: 'Us', staffId },
    };
    const roster = { systems: ['housing'], formal: [member], informal: [] };
    const changed = await rig.post('coordinator', `/enrollments/${id}/roster/acts/change`, roster);
    expect(changed.status, changed.text).toBe(200);
    await asked(token, 'get', `/enrollments/${id}/roster`).expect(200);
  });

  it('by intake until a lasting coordinator has reached them', async () => {
    const id = await rig.enroll();
    await rig.get('intake', `/enrollments/${id}/timeline`).expect(200);
    await rig.assign(id);
    await rig.get('intake', `/enrollments/${id}`).expect(200);
    await rig.command('coordinator', id, 'logContact', contact).expect(200);
    expectProblem(await rig.get('intake', `/enrollments/${id}`), 'no-relation');
  });

  it('by the payer as far as something was put before it, and why', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    expectProblem(await rig.get('payer', `/enrollments/${id}`), 'not-found');
    // Also to an act, and before it is read: nothing of it says that somebody is there.
    const answer = { decision: 'approved', units: 5, through: '2037-06-30' };
    for (const body of [answer, {}])
      expectProblem(await rig.command('payer', id, 'decideExtension', body), 'not-found');
    await rig
      .command('coordinator', id, 'requestExtension', {
        ...{ initial: true, units: 5, through: '2037-06-30', justification: 'Works toward housing.' },
        enclosed: await rig.enclosing(id),
      })
      .expect(200);
    const { body } = await rig.get('payer', `/enrollments/${id}/authorizations`).expect(200);
    expect(JSON.stringify(body)).toContain('Works toward housing.');
    for (const page of ['timeline', 'crises', 'disputes', 'obligations', 'acuity', 'outcomes'])
      expectProblem(await rig.get('payer', `/enrollments/${id}/${page}`), 'forbidden');
  });

  it('in danger by whoever hears of it: a crisis is recorded without a relation, and then is theirs', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const { token } = await hired('coordinator');
    const told = { kind: 'overdose', what: 'She called and said she would not be there tomorrow.' };
    const reply = await asked(token, 'post', `/enrollments/${id}/commands/reportCrisis`, told);
    expect(reply.status, reply.text).toBe(200);
  });
});

describe('the glass', () => {
  it('is broken with a reason, for four hours, told to the privacy officer and listed', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const { token, staffId } = await hired('coordinator');
    const officer = await hired('privacy-officer');
    expectProblem(await asked(token, 'get', `/enrollments/${id}`), 'no-relation');
    expectProblem(await asked(token, 'post', `/enrollments/${id}/break-glass`, {}), 'invalid-field');
    const reason = 'The client stands in the hall; nobody else is here.';
    const broken = await asked(token, 'post', `/enrollments/${id}/break-glass`, { reason });
    expect(broken.status, broken.text).toBe(201);
    expect(Date.parse((broken.body as { until: string }).until)).toBe(monday + 5 * hour);
    await asked(token, 'get', `/enrollments/${id}`).expect(200);

    const { body: inbox } = await asked(officer.token, 'get', '/inbox').expect(200);
    expect((inbox as { items: { kind: string }[] }).items.map(({ kind }) => kind)).toContain('break-glass');
    expect(inbox).toMatchObject({ items: [{ kind: 'break-glass', link: '/privacy' }] });
    const { body: list } = await asked(officer.token, 'get', '/break-glass').expect(200);
    expect((list as { items: object[] }).items).toContainEqual(
      expect.objectContaining({ enrollmentId: id, reason, by: expect.objectContaining({ staffId }) }),
    );
    const { items } = list as { items: { id: string; enrollmentId: string; reference: string }[] };
    const look = items.find(({ enrollmentId }) => enrollmentId === id);
    expect(look).toMatchObject({ reference: expect.stringMatching(/^T-/), reviewed: null });
    const review = `/break-glass/${look?.id}/review`;
    expectProblem(await asked(token, 'post', review, {}), 'forbidden');
    const reviewed = { by: expect.objectContaining({ staffId: officer.staffId }), at: expect.anything() };
    for (const who of [officer.token, rig.agency.tokens.director])
      expect((await asked(who, 'post', review, {}).expect(200)).body).toMatchObject({ reviewed });
    const waiting = async (query: string) =>
      (
        (await asked(officer.token, 'get', `/break-glass?${query}`).expect(200)).body as {
          items: { id: string }[];
        }
      ).items.filter(({ id: one }) => one === look?.id).length;
    expect(await waiting('reviewed=false')).toBe(0);
    expect(await waiting(`reviewed=true&staffId=${staffId}&from=2037-03-02&to=2037-03-02`)).toBe(1);
    expect(await waiting('to=2037-03-01')).toBe(0);
    expectProblem(await asked(officer.token, 'post', '/break-glass/none/review', {}), 'not-found');
    expectProblem(await asked(token, 'get', '/break-glass'), 'forbidden');
    expectProblem(await asked(officer.token, 'get', `/enrollments/${id}`), 'forbidden');

    rig.clock.set(monday + 5 * hour);
    expectProblem(await asked(token, 'get', `/enrollments/${id}`), 'no-relation');
    expect(rig.logs.join('')).not.toContain('stands in the hall');
  });

  it('is not for who sees the client anyway, nor for the payer; and there is none of what is not there', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const why = { reason: 'To see.' };
    expectProblem(await rig.post('coordinator', `/enrollments/${id}/break-glass`, why), 'related-already');
    for (const login of ['payer', 'ops', 'supervisor'] as const)
      expectProblem(await rig.post(login, `/enrollments/${id}/break-glass`, why), 'not-for-glass');
    expectProblem(
      await rig.post('coordinator3', `/enrollments/${randomUUID()}/break-glass`, why),
      'not-found',
    );
  });
});

/** Every route below an enrollment or a client, asked by every role for a client with whom it has nothing to do. */
describe('whoever has nothing to do with a client', () => {
  const routes = allRoutes({} as RouteContext).filter(({ path }) =>
    /^\/(?:enrollments|clients)\/\{id\}(?:\/|$)/.test(path),
  );
  const open = routes.filter((route) => !asksForRelation(route)).map(({ id }) => id);

  it('is let through by these routes alone', () => {
    expect(open.toSorted()).toEqual([
      ...['breakGlass', 'reportCrisis', 'reportEmergentNeed', 'resolveDisclosure'],
    ]);
    expect(routes.length).toBeGreaterThan(110);
  });

  it('may send several such steps at once as well, and no other among them', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const landlord = { recipientKind: 'role', recipient: 'landlord', content: ['progress'], ground: 'none' };
    const told = await rig
      .command('coordinator', id, 'logContact', { ...contact, with: 'provider', disclosed: [landlord] })
      .expect(200);
    const about = String((told.body as { steps: { stepId: string }[] }).steps[0]?.stepId);
    const { token } = await hired('privacy-officer');
    const settle = {
      ...{ type: 'resolveDisclosure', about, clientTold: true },
      ...{ findings: 'A slip.', done: 'Talked it over.' },
    };
    const send = (commands: object[]) => asked(token, 'post', `/enrollments/${id}/commands`, { commands });
    const before = await rig.written();
    expectProblem(await send([settle, { type: 'logContact', ...contact }]), 'no-relation');
    expectProblem(await send([]), 'no-relation');
    expect(await rig.written()).toEqual(before);
    expect((await send([settle])).status).toBe(200);
    const { token: other } = await hired('coordinator');
    const danger = { type: 'reportEmergentNeed', needs: ['housing'] };
    const together = await asked(other, 'post', `/enrollments/${id}/commands`, { commands: [danger] });
    expect(together.status).toBe(200);
  });

  it('is refused on each of the others, whatever they may do there, and nothing is written', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    await rig.command('coordinator', id, 'logContact', contact).expect(200);
    const { clientId } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id } });
    const before = await rig.written();
    const seen: string[] = [];
    let asks = 0;
    for (const role of everyone) {
      const { token } = await hired(role);
      for (const route of routes.filter(({ id: name }) => !open.includes(name))) {
        // What leads send would be taken.
        if (route.method === 'post' && ['supervisor', 'director', 'ops', 'quality'].includes(role)) continue;
        const about = route.path.startsWith('/clients/') ? clientId : id;
        const path = route.path
          .replace('{id}', about)
          .replace('{part}', '0')
          .replaceAll(/\{\w+\}/g, randomUUID());
        const reply = await asked(token, route.method, path, route.method === 'post' ? {} : undefined);
        asks += 1;
        const { code = `${reply.status}` } = JSON.parse(reply.text || '{}') as { code?: string };
        const mayAsk = route.operation === null || mayDo(role, route.operation);
        if (!isExpected(role, mayAsk, code)) seen.push(`${role} ${route.id}: ${code}`);
      }
    }
    expect(seen).toEqual([]);
    expect(asks).toBeGreaterThan(600);
    expect(await rig.written()).toEqual(before);
  }, 240_000);

  /** Leads and the quality office see all of the agency's; what is asked of them then is the route's own affair. */
  function isExpected(role: string, mayAsk: boolean, code: string): boolean {
    if (!mayAsk) return code === 'forbidden';
    switch (role) {
      case 'coordinator':
      case 'intake':
      case 'privacy-officer':
        return code === 'no-relation';
      case 'payer':
        return ['not-found', 'forbidden', 'invalid-field'].includes(code);
      default:
        return code !== 'no-relation';
    }
  }
});
