import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { absenceReply, absencesReply } from '../../src/features/absence/api/schemas.ts';
import { previewReply } from '../../src/features/reassignment/api/schemas.ts';
import { myWorklist } from '../../src/features/enrollments/api/replies.ts';
import { inboxPage } from '../../src/features/notifications/api/schemas.ts';
import { mailReaders } from '../support/mail-readers.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let now = monday;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
// Each test begins a week later, with everybody there.
beforeEach(async () => {
  rig.clock.set((now += 7 * day));
  for (const { absence, staff } of await listed())
    await rig.post('director', `/staff/${staff.staffId}/absences/${absence}/end`).expect(200);
});

const staff = () => rig.agency.staffIds;
const iso = (at: number) => new Date(at).toISOString();
const begin = (who: string, body: object = {}, key: string = randomUUID()) =>
  rig.post('supervisor', `/staff/${who}/absences`, body, { 'Idempotency-Key': key });
async function begun(who: string, body: object = {}) {
  return asSent(absenceReply, (await begin(who, body).expect(200)).body);
}
async function listed() {
  return asSent(absencesReply, (await rig.get('supervisor', '/absences').expect(200)).body).items;
}
async function work(login: 'coordinator' | 'coordinator3') {
  const page = asSent(myWorklist, (await rig.get(login, '/worklists/mine').expect(200)).body);
  return [...page.overdue, ...page.dueSoon, ...page.later];
}
async function inbox(login: 'coordinator' | 'coordinator3') {
  const page = asSent(inboxPage, (await rig.get(login, '/inbox?limit=100').expect(200)).body);
  return page.items.map(({ id }) => id);
}
const assign = (id: string, coordinatorId: string) =>
  rig.command('supervisor', id, 'assignCoordinator', { coordinatorId });

describe('somebody is away', () => {
  it('who covers sees their clients, acts on them and is told what they are told; nothing is reassigned; it ends by itself', async () => {
    const [away, cover] = [staff().coordinator, staff().coordinator3];
    const id = await rig.enroll();
    await assign(id, away).expect(200);
    const before = await inbox('coordinator3');
    const caseload = await rig.prisma.staff.findUniqueOrThrow({ where: { id: away } });
    const from = now + day;
    const absence = await begun(away, { from: iso(from), until: iso(from + 6 * day), cover });
    expect(absence).toMatchObject({ cover: { staffId: cover }, endedBy: null });
    expect((await work('coordinator3')).map(({ enrollmentId }) => enrollmentId)).not.toContain(id);

    rig.clock.set(from);
    const theirs = (await work('coordinator3')).filter(({ enrollmentId }) => enrollmentId === id);
    expect(theirs.length).toBeGreaterThan(0);
    expect(new Set(theirs.map(({ coveringFor }) => coveringFor?.staffId))).toEqual(new Set([away]));
    const own = (await work('coordinator')).filter(({ enrollmentId }) => enrollmentId === id);
    expect(own.map(({ key, coveringFor }) => [key, coveringFor])).toEqual(
      theirs.map(({ key }) => [key, null]),
    );
    const called = { with: 'client', mode: 'phone', outcome: 'reached' };
    await rig.command('coordinator3', id, 'logContact', called).expect(200);
    // Both are told of what becomes overdue meanwhile.
    rig.clock.set(from + 5 * day + 23 * hour);
    await rig.gateway.tick(id);
    const told = await rig.prisma.notification.findMany({
      where: { enrollmentId: id, staffId: away, raisedAt: { gte: new Date(from) } },
    });
    expect(told.length).toBeGreaterThan(0);
    const items = told.map(({ id: name }) => name.replaceAll('/', '.'));
    expect(await inbox('coordinator3')).toEqual(expect.arrayContaining(items));
    expect(await inbox('coordinator')).toEqual(expect.arrayContaining(items));
    const [one] = told;
    if (!one) throw new Error('nobody was told');
    const addresses = await mailReaders(rig.prisma, one.id, rig.clock.now());
    const emails = await rig.prisma.staff.findMany({ where: { id: { in: [away, cover] } } });
    expect(new Set(addresses)).toEqual(new Set(emails.map(({ email }) => email)));
    await rig.post('coordinator3', `/inbox/${items[0]}/read`).expect(200);

    rig.clock.set(from + 6 * day);
    expect((await work('coordinator3')).map(({ enrollmentId }) => enrollmentId)).not.toContain(id);
    expect((await listed()).map(({ absence: name }) => name)).not.toContain(absence.absence);
    const { coordinatorId } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id } });
    expect(coordinatorId).toBe(away);
    expect(await rig.prisma.staff.findUniqueOrThrow({ where: { id: away } })).toEqual(caseload);
    // What was told before is not the cover's.
    expect(await inbox('coordinator3')).toEqual(expect.arrayContaining(before));
    expect(before.some((name) => name.startsWith(id))).toBe(false);
  });

  it('takes no new clients but an emergency, is not suggested and not previewed; whoever was theirs stays', async () => {
    const away = staff().coordinator2;
    const mine = await rig.enroll();
    await assign(mine, away).expect(200);
    await begun(away);
    const id = await rig.enroll();
    const written = await rig.written();
    expectProblem(await assign(id, away), 'coordinator-absent');
    expect(await rig.written()).toEqual(written);
    await rig
      .command('supervisor', mine, 'logContact', { with: 'client', mode: 'phone', outcome: 'reached' })
      .expect(200);
    // On call all the same: provisional, until somebody is assigned to stay.
    const emergency = await rig.enroll({ referral: { emergency: true, needs: ['housing'] } });
    const row = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id: emergency } });
    expect(row.coordinatorId).toBe(away);
    const from = staff().coordinator;
    await assign(id, from).expect(200);
    const preview = asSent(
      previewReply,
      (await rig.post('supervisor', '/reassignments/preview', { from, to: [away] }).expect(200)).body,
    );
    expect(preview.people.map(({ why }) => why?.code)).toEqual(['coordinator-absent']);
    expect(preview.unplaced).toBe(preview.items.length);
    const suggested = await rig.get('supervisor', `/enrollments/${id}/suggestions`).expect(200);
    const { others } = suggested.body as { others: { staffId: string; because: string[] }[] };
    expect(others.find(({ staffId }) => staffId === away)?.because).toContain('is away');
  });

  it('unplanned in one step: who covers is proposed, and it goes on until somebody ends it', async () => {
    const away = staff().coordinator;
    const absence = await begun(away);
    expect(absence).toMatchObject({ until: null, from: iso(now) });
    expect(absence.cover.staffId).not.toBe(away);
    rig.clock.set(now + 3 * day);
    const id = await rig.enroll();
    expectProblem(await assign(id, away), 'coordinator-absent');
    const end = () => rig.post('director', `/staff/${away}/absences/${absence.absence}/end`);
    const ended = asSent(absenceReply, (await end().expect(200)).body);
    expect(ended).toMatchObject({ until: iso(now + 3 * day), endedBy: { role: 'director' } });
    expect(asSent(absenceReply, (await end().expect(200)).body)).toEqual(ended);
    await assign(id, away).expect(200);
    const all = asSent(
      absencesReply,
      (await rig.get('coordinator', `/staff/${away}/absences`).expect(200)).body,
    );
    expect(all.items.map(({ absence: name }) => name)).toContain(absence.absence);
  });

  it('[ST-2] nobody covers who may take no clients, or cannot sign in; neither is proposed', async () => {
    const [away, fresh] = [staff().coordinator, staff().coordinator2];
    const where = { id: fresh };
    const { mayTakeUntil } = await rig.prisma.staff.findUniqueOrThrow({ where });
    await rig.prisma.staff.update({ where, data: { mayTakeUntil: null } });
    const written = await rig.prisma.absence.count();
    expectProblem(await begin(away, { cover: fresh }), 'staff-file-incomplete');
    await rig.prisma.staff.update({ where, data: { mayTakeUntil } });
    const theirs = { staffId: fresh };
    const { expiresAt } = await rig.prisma.accessToken.findFirstOrThrow({ where: theirs });
    await rig.prisma.accessToken.updateMany({ where: theirs, data: { expiresAt: new Date(now) } });
    expectProblem(await begin(away, { cover: fresh }), 'without-access');
    expect(await rig.prisma.absence.count()).toBe(written);
    expect((await begun(away)).cover.staffId).toBe(staff().coordinator3);
    await rig.prisma.accessToken.updateMany({ where: theirs, data: { expiresAt } });
  });

  it('is entered once a key, and of two at once that exclude each other one is', async () => {
    const [one, two] = [staff().coordinator, staff().coordinator3];
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => begin(one, {}, key)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await listed()).toHaveLength(1);
    expectProblem(await begin(one, { until: iso(now + day) }, key), 'idempotency-key-reused');
    const [first] = await listed();
    await rig.post('director', `/staff/${one}/absences/${first?.absence}/end`).expect(200);
    rig.clock.set(now + hour);
    const each = await Promise.all([begin(one, { cover: two }), begin(two, { cover: one })]);
    expect(each.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('is refused by name where it makes no sense', async () => {
    const [away, cover, third] = [staff().coordinator, staff().coordinator3, staff().coordinator2];
    const absence = await begun(away, { cover, until: iso(now + 5 * day) });
    expectProblem(await begin(away, { from: iso(now + 4 * day), cover: third }), 'absence-overlaps');
    expectProblem(await begin(third, { cover: away }), 'coordinator-absent');
    expectProblem(await begin(cover, { cover: third }), 'is-covering');
    expectProblem(await begin(third, { cover: third }), 'covers-for-oneself');
    expectProblem(await begin(third, { until: iso(now) }), 'end-not-later');
    expectProblem(await begin(staff().intake), 'unknown-staff');
    expectProblem(await begin(third, { cover: rig.otherAgency.staffIds.coordinator }), 'unknown-staff');
    expectProblem(await begin(rig.otherAgency.staffIds.coordinator), 'unknown-staff');
    const path = `/staff/${away}/absences`;
    expectProblem(await rig.post('coordinator', path, {}), 'forbidden');
    expectProblem(await rig.get('payer', path), 'forbidden');
    expectProblem(await rig.post('director', `${path}/unheard-of/end`), 'unknown-absence');
    expectProblem(
      await rig.post('director', `/staff/${cover}/absences/${absence.absence}/end`),
      'unknown-absence',
    );
    // After it has ended, all of that is possible again.
    rig.clock.set(now + 5 * day);
    expectProblem(await rig.post('director', `${path}/${absence.absence}/end`), 'absence-over');
    await begun(cover, { cover: away, until: iso(now + 6 * day) });
  });
});
