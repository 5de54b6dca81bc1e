import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueReply, suggestionsReply } from '../../src/features/assignment/api/schemas.ts';
import { shareOfCap, wholeCaseload } from '../../src/features/caseload/share.ts';
import { giveAccess } from '../support/access.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

type Coordinator = 'coordinator' | 'coordinator2' | 'coordinator3';
let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const staff = () => rig.agency.staffIds;
const room = (login: Coordinator, clients: number) =>
  rig.prisma.staff.update({
    where: { id: staff()[login] },
    data: { caseloadLimit: Math.min(wholeCaseload, clients * shareOfCap(20)) },
  });
const needOf = (id: string) => `/enrollments/${id}/assignment-need/acts/change`;
const describeStaff = (login: Coordinator, serves: object) =>
  rig.post('supervisor', `/staff/${staff()[login]}/file/acts/describe`, serves);
async function suggestions(id: string) {
  return asSent(
    suggestionsReply,
    (await rig.get('supervisor', `/enrollments/${id}/suggestions`).expect(200)).body,
  );
}
const queue = async (query = '') =>
  asSent(queueReply, (await rig.get('supervisor', `/assignments/queue${query}`).expect(200)).body);
const take = (id: string, login: Coordinator, headers = {}) =>
  rig.post('supervisor', `/enrollments/${id}/suggestions/${staff()[login]}/take`, {}, headers);
const factsOf = async (id: string) =>
  (
    await rig.prisma.event.findFirst({
      where: { enrollmentId: id, type: 'CoordinatorAssigned' },
      orderBy: { seq: 'desc' },
    })
  )?.data;

describe('suggestions for an assignment', () => {
  it('[IN-4] rank who speaks the language first, and say why, line by line; and why somebody is not suggested', async () => {
    await describeStaff('coordinator', { languages: ['en'], area: 'lake' }).expect(200);
    await describeStaff('coordinator3', {
      languages: ['en', 'es'],
      populations: ['veterans'],
      area: 'north',
    }).expect(200);
    const settings = { areas: [{ id: 'north', beside: ['lake'] }, { id: 'lake' }] };
    await rig.post('director', '/assignment-settings/acts/change', settings).expect(200);
    await room('coordinator2', 0);
    const id = await rig.enroll();
    const need = { languages: ['es'], populations: ['veterans'], area: 'lake' };
    await rig.post('intake', needOf(id), need).expect(200);

    const page = await suggestions(id);
    expect(page.need).toEqual(need);
    expect(page.items.map(({ name }) => name)).toEqual(['Jonas Pellerin', 'Theo Marchetti']);
    expect(page.items[0]?.lines).toEqual([
      { aspect: 'qualification', points: 0, text: 'may take clients until 2040-01-27' },
      { aspect: 'language', points: 30, text: 'speaks Spanish' },
      { aspect: 'population', points: 20, text: 'is used to veterans' },
      { aspect: 'room', points: 15, text: '20 of 20 places left' },
      { aspect: 'mix', points: 15, text: 'clients weigh 0% of a caseload' },
      { aspect: 'distance', points: 5, text: 'sets out from north' },
    ]);
    expect(page.items[1]?.lines).toContainEqual({
      ...{ aspect: 'language', points: 0, text: 'speaks none of what is asked for (Spanish)' },
    });
    expect(page.items[1]?.lines.at(-1)).toEqual({ aspect: 'distance', points: 10, text: 'in the same area' });
    expect(page.others).toEqual([
      { staffId: staff().coordinator2, name: 'Adaeze Whitlock', because: ['has no place left of 20'] },
    ]);
    await rig.prisma.staff.update({ where: { id: staff().coordinator2 }, data: { mayTakeUntil: null } });
    const file = rig.prisma.document;
    const { content } = await file.findUniqueOrThrow({ where: { id: staff().coordinator2 } });
    const without = { ...(content as object), items: [] };
    await file.update({ where: { id: staff().coordinator2 }, data: { content: without } });
    const because = (await suggestions(id)).others[0]?.because;
    expect(because?.[0]).toMatch(/^the staff file lacks: Degree, .*Auto insurance$/);
    expect(because).toHaveLength(2);
    // Nothing of it is in any log.
    expect(rig.logs.join('')).not.toMatch(/veterans|Spanish|"lake"/);
  });

  it('[IN-4] one click takes one: an ordinary assignment, with the rank on record; the answer is given again', async () => {
    const id = await rig.enroll();
    await rig.post('coordinator', needOf(id), { languages: ['es'] }).expect(200);
    const first = await take(id, 'coordinator', { 'Idempotency-Key': 'take-1' }).expect(200);
    expect((first.body as { met: { kind: string }[] }).met.map(({ kind }) => kind)).toContain('assignment');
    expect(await factsOf(id)).toMatchObject({
      coordinatorId: staff().coordinator,
      suggested: { rank: 2, of: 2 },
    });
    const again = await take(id, 'coordinator', { 'Idempotency-Key': 'take-1' }).expect(200);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expectProblem(await take(id, 'coordinator3', { 'Idempotency-Key': 'take-1' }), 'idempotency-key-reused');
    // Whoever has the client is not suggested; to take another, one says which version one has seen.
    const page = await suggestions(id);
    expect(page.coordinator).toEqual({ staffId: staff().coordinator, provisional: false });
    expect(page.others.find(({ staffId }) => staffId === staff().coordinator)?.because).toEqual([
      'is the coordinator already',
    ]);
    expectProblem(await take(id, 'coordinator3'), 'coordinator-named');
    await take(id, 'coordinator3', { 'If-Match': `"${page.version}"` }).expect(200);
    expectProblem(await take(id, 'coordinator', { 'If-Match': `"${page.version}"` }), 'version-conflict');
    // Who has been there before is suggested for it.
    rig.clock.set(monday + day);
    const lines = (await suggestions(id)).items.find(({ staffId }) => staffId === staff().coordinator)?.lines;
    expect(lines).toContainEqual({
      ...{ aspect: 'continuity', points: 25, text: 'was the coordinator until 2037-03-02' },
    });
    rig.clock.set(monday);
  });

  it('[IN-4, ST-4] where somebody else filled the place, the refusal names the next', async () => {
    const [one, two] = [await rig.enroll(), await rig.enroll()];
    const taken = await rig.prisma.caseloadPlace.count({ where: { staffId: staff().coordinator } });
    await room('coordinator', taken + 1);
    const page = await suggestions(two);
    expect(page.items.map(({ staffId }) => staffId)).toContain(staff().coordinator);
    await take(one, 'coordinator').expect(200);
    const refused = await take(two, 'coordinator');
    expectProblem(refused, 'suggestion-gone');
    expect((refused.body as { next: object[] }).next).toMatchObject([
      { rank: 1, staffId: staff().coordinator3, name: 'Jonas Pellerin' },
    ]);
    expect(await factsOf(two)).toBeUndefined();
    // Nobody at all.
    await room('coordinator3', 0);
    expect(((await take(two, 'coordinator')).body as { next: object[] }).next).toEqual([]);
    await room('coordinator3', 20);
    await room('coordinator', 20);
    expectProblem(
      await rig.post('supervisor', `/enrollments/${two}/suggestions/${staff().intake}/take`, {}),
      'unknown-staff',
    );
  });

  it('[ST-4] 10 at once for the last two places: two have it, each other is told the next', async () => {
    const ids = [];
    for (let i = 0; i < 10; i += 1) ids.push(await rig.enroll());
    const taken = await rig.prisma.caseloadPlace.count({ where: { staffId: staff().coordinator } });
    await room('coordinator', taken + 2);
    const replies = await Promise.all(ids.map((id) => take(id, 'coordinator')));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2);
    for (const reply of replies.filter(({ status }) => status !== 200)) {
      expectProblem(reply, 'suggestion-gone');
      expect((reply.body as { next: object[] }).next).toMatchObject([{ staffId: staff().coordinator3 }]);
    }
    await room('coordinator', 20);
  });

  it('are for leads, of the agency, and of enrollments that are open', async () => {
    const id = await rig.enroll();
    for (const login of ['coordinator', 'intake', 'payer', 'ops'] as const) {
      expectProblem(await rig.get(login, `/enrollments/${id}/suggestions`), 'forbidden');
      expectProblem(await rig.get(login, '/assignments/queue'), 'forbidden');
      expectProblem(
        await rig.post(login, `/enrollments/${id}/suggestions/${staff().coordinator}/take`, {}),
        'forbidden',
      );
    }
    for (const login of ['payer', 'ops'] as const)
      expectProblem(await rig.post(login, needOf(id), { languages: ['es'] }), 'forbidden');
    expectProblem(await rig.post('coordinator', '/assignment-settings/acts/change', {}), 'forbidden');
    expectProblem(
      await rig.post('director', '/assignment-settings/acts/change', { areas: [{ id: 'x', beside: ['y'] }] }),
      'areas-inconsistent',
    );
    expectProblem(await rig.post('intake', needOf(id), {}), 'nothing-changed');
    const { agencyId } = rig.otherAgency;
    await rig.prisma.enrollment.update({ where: { id }, data: { agencyId } });
    expectProblem(await rig.get('supervisor', `/enrollments/${id}/suggestions`), 'not-found');
    expectProblem(await take(id, 'coordinator'), 'not-found');
    await rig.prisma.enrollment.update({ where: { id }, data: { agencyId: rig.agency.agencyId } });
    await rig.assign(id);
    const leaving = { reason: 'deceased', note: 'As her sister told us.' };
    await rig.command('coordinator', id, 'discharge', leaving).expect(200);
    expectProblem(await rig.get('supervisor', `/enrollments/${id}/suggestions`), 'discharged');
    expectProblem(await take(id, 'coordinator3'), 'discharged');
  });
});

describe("the supervisor's queue", () => {
  it('[IN-4, IN-8] is aged against the business day, the most urgent first, emergencies apart', async () => {
    for (const { enrollmentId } of (await queue('?limit=200')).unassigned) await rig.assign(enrollmentId);
    const friday = Date.parse('2037-03-06T21:00:00Z');
    rig.clock.set(friday);
    const late = await rig.enroll({ referral: { receivedAt: '2037-03-04T15:00:00Z' } });
    const fresh = await rig.enroll();
    const urgent = await rig.enroll({ referral: { emergency: true, needs: ['housing'] } });
    rig.clock.set(friday + 2 * day + 3 * hour);

    const page = await queue();
    expect(page.total).toEqual({ unassigned: 2, provisional: 1 });
    expect(page.unassigned.map(({ enrollmentId }) => enrollmentId)).toEqual([late, fresh]);
    expect(page.unassigned[0]).toMatchObject({
      ...{ duty: 'IN-4', due: '2037-03-05T23:00:00.000Z', held: false, coordinatorId: null },
      business: { leftMinutes: 0, overdueMinutes: 540 },
    });
    // A weekend makes nothing older: two hours of Friday, nine of Monday left.
    expect(page.unassigned[1]?.business).toEqual({ passedMinutes: 120, leftMinutes: 540, overdueMinutes: 0 });
    expect(page.unassigned[1]?.client.familyName).toBe('Brandywine');
    expect(page.unassigned[1]).toMatchObject({ candidates: 2 });
    expect(page.unassigned[1]?.suggestions[0]?.why).toMatch(/places left/);
    expect(page.provisional).toMatchObject([
      { enrollmentId: urgent, duty: 'IN-8', emergency: true, coordinatorId: staff().coordinator2 },
    ]);
    expect((await queue('?limit=1')).unassigned).toHaveLength(1);
    expect(await queue('?which=unassigned')).toMatchObject({
      ...{ total: { unassigned: 2, provisional: 0 }, provisional: [] },
      unassigned: [{ enrollmentId: late }, { enrollmentId: fresh }],
    });
    const provisional = await rig
      .get('supervisor', '/assignments/queue?which=provisional&format=csv')
      .expect(200);
    expect(provisional.text.trim().split(/\r?\n/)).toEqual([
      expect.stringContaining('familyName'),
      // An emergency, with whoever was on call.
      expect.stringContaining(',true,true,'),
    ]);
    await take(urgent, 'coordinator3').expect(200);
    await take(late, 'coordinator3').expect(200);
    expect(await queue()).toMatchObject({
      ...{ total: { unassigned: 1, provisional: 0 }, provisional: [] },
      unassigned: [{ enrollmentId: fresh }],
    });
    await rig.assign(fresh);
    expect((await queue()).total).toEqual({ unassigned: 0, provisional: 0 });
  });

  it('costs the same statements however many wait', async () => {
    await rig.prisma.$executeRaw`CREATE EXTENSION IF NOT EXISTS pg_stat_statements`;
    const asked = async () =>
      Number(
        (
          await rig.prisma.$queryRaw<{ calls: bigint }[]>`
            SELECT coalesce(sum(calls), 0)::bigint AS calls FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`
        )[0]?.calls ?? 0,
      );
    const cost = async () => {
      const before = await asked();
      await queue('?limit=200');
      return (await asked()) - before;
    };
    await queue();
    const waiting = (await queue('?limit=200')).unassigned.length;
    const few = await cost();
    for (let i = 0; i < 12; i += 1) await rig.enroll();
    expect((await queue('?limit=200')).unassigned).toHaveLength(waiting + 12);
    expect(await cost()).toBe(few);
    expect(few).toBeLessThanOrEqual(22);
  });
});

describe('[IN-8] who cannot sign in', () => {
  const without = (login: Coordinator) =>
    rig.prisma.accessToken.deleteMany({ where: { staffId: staff()[login] } });
  const assign = (id: string, login: Coordinator, headers = {}) =>
    rig.post(
      'supervisor',
      `/enrollments/${id}/commands/assignCoordinator`,
      { coordinatorId: staff()[login] },
      headers,
    );

  it('is given no client and not suggested; what was done before is answered again', async () => {
    const [id, other] = [await rig.enroll(), await rig.enroll()];
    const key = { 'Idempotency-Key': 'assigned-before' };
    await assign(id, 'coordinator3', key).expect(200);
    await without('coordinator3');
    const written = await rig.written();
    const refused = await assign(other, 'coordinator3');
    expectProblem(refused, 'without-access');
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/coordinatorId' }] });
    const { others } = await suggestions(other);
    expect(others.find(({ staffId }) => staffId === staff().coordinator3)?.because).toEqual([
      'cannot sign in',
    ]);
    expectProblem(await take(other, 'coordinator3'), 'without-access');
    expect(await rig.written()).toEqual(written);
    const again = await assign(id, 'coordinator3', key).expect(200);
    expect(again.headers['idempotent-replayed']).toBe('true');
    await giveAccess(rig.prisma, staff().coordinator3);
    await assign(other, 'coordinator3').expect(200);
  });

  it('takes an emergency that nobody has: the client is not left with nobody', async () => {
    await rig.prisma.staff.updateMany({ data: { onCall: false } });
    const id = await rig.enroll({ referral: { emergency: true, needs: ['housing'] } });
    const calm = await rig.enroll();
    await without('coordinator3');
    expectProblem(await assign(calm, 'coordinator3'), 'without-access');
    await assign(id, 'coordinator3').expect(200);
    // Now somebody has it: the next one has to be able to act.
    await without('coordinator');
    expectProblem(await assign(id, 'coordinator'), 'without-access');
    for (const login of ['coordinator', 'coordinator3'] as const)
      await giveAccess(rig.prisma, staff()[login]);
  });
});
