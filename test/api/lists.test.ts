import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, createApiRig, day, hour, minute, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
/** Five referrals, an hour apart, the oldest first. */
const ids: string[] = [];
beforeAll(async () => {
  rig = await createApiRig();
  for (let i = 0; i < 5; i++) {
    rig.clock.set(monday + i * hour);
    ids.push(await rig.enroll(i === 4 ? { referral: { level: 'cm' } } : {}));
  }
  rig.clock.set(monday + 5 * hour);
  for (const [i, login] of (['coordinator', 'coordinator', 'coordinator2'] as const).entries()) {
    await rig.assign(ids[i] ?? '', login);
  }
});
afterAll(() => rig?.close());

const list = async (query: string, login: 'coordinator' | 'supervisor' = 'supervisor') => {
  const { body } = await rig.get(login, `/enrollments${query}`).expect(200);
  return body.items.map((item: { enrollmentId: string }) => ids.indexOf(item.enrollmentId)) as number[];
};

describe('the list of enrollments', () => {
  it('can be filtered', async () => {
    expect(await list('')).toEqual([4, 3, 2, 1, 0]);
    expect(await list('?stage=engagement')).toEqual([2, 1, 0]);
    expect(await list('?coordinator=none')).toEqual([4, 3]);
    expect(await list(`?coordinator=${rig.agency.staffIds.coordinator2}`)).toEqual([2]);
    expect(await list('?coordinator=me', 'coordinator')).toEqual([1, 0]);
    expect(await list('?level=cm')).toEqual([4]);
    expect(await list('?level=cm&stage=engagement')).toEqual([]);
  });

  it('knows what is overdue at the moment of asking, before the clock has said so', async () => {
    expect(await list('?overdue=true')).toEqual([]);
    rig.clock.set(monday + 5 * hour + day + minute);
    // First contacts are due 24 hours after the assignment; nobody has let the clocks run.
    expect(await list('?overdue=true')).toEqual([2, 1, 0]);
    expect(await list('?overdue=false')).toEqual([4, 3]);
    const { body } = await rig.get('supervisor', `/enrollments/${ids[0]}`).expect(200);
    expect(body.overdue).toBe(1);
    const { body: owed } = await rig.get('supervisor', `/enrollments/${ids[0]}/obligations`).expect(200);
    const overdue = owed.items.filter((item: { overdue: boolean }) => item.overdue);
    expect(overdue.map((item: { kind: string }) => item.kind)).toEqual(['contact.first']);
    rig.clock.set(monday + 5 * hour);
  });

  it('comes in pages that neither repeat nor leave out, also while new ones arrive', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 10; pages++) {
      const reply: Response = await rig
        .get('supervisor', `/enrollments?limit=2${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      const body = reply.body as { items: { enrollmentId: string }[]; nextCursor: string | null };
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map((item) => item.enrollmentId));
      cursor = body.nextCursor;
      if (pages === 0) await rig.enroll();
    }
    expect(seen).toEqual(ids.toReversed());
  });

  it('takes a cursor only with the question it was made for', async () => {
    const { body } = await rig.get('supervisor', '/enrollments?limit=2').expect(200);
    const cursor = String(body.nextCursor);
    await rig.get('supervisor', `/enrollments?cursor=${cursor}`).expect(200);
    expectProblem(await rig.get('supervisor', `/enrollments?level=cm&cursor=${cursor}`), 'bad-cursor');
    expectProblem(await rig.get('supervisor', `/inbox?cursor=${cursor}`), 'bad-cursor');
    expectProblem(
      await rig.get('supervisor', `/enrollments?cursor=${cursor.replace(/^.../, 'abc')}`),
      'bad-cursor',
    );
    const other = await request(rig.app)
      .get(`/api/v1/enrollments?cursor=${cursor}`)
      .auth(rig.otherAgency.tokens.supervisor, { type: 'bearer' });
    expectProblem(other, 'bad-cursor');
  });
});

describe('worklists', () => {
  it('show a coordinator what is due on their own clients, by when', async () => {
    rig.clock.set(monday + 5 * hour + day + minute);
    const { body } = await rig.get('coordinator', '/worklists/mine').expect(200);
    const parts = [body.overdue, body.dueSoon, body.later] as {
      enrollmentId: string;
      kind: string;
      due: string;
    }[][];
    expect(parts[0]?.map(({ enrollmentId, kind }) => [ids.indexOf(enrollmentId), kind])).toEqual(
      expect.arrayContaining([
        [0, 'contact.first'],
        [1, 'contact.first'],
      ]),
    );
    expect(parts[0]).toHaveLength(2);
    const all = parts.flat();
    expect(all.every(({ enrollmentId }) => [ids[0], ids[1]].includes(enrollmentId))).toBe(true);
    expect(all.map(({ due }) => due)).toEqual(all.map(({ due }) => due).toSorted());
    const wide = await rig.get('coordinator', '/worklists/mine?soonHours=720').expect(200);
    expect(wide.body.dueSoon.length).toBeGreaterThan(body.dueSoon.length);
  });

  it('show a supervisor who waits, and who is late', async () => {
    const { body } = await rig.get('supervisor', '/worklists/team').expect(200);
    const [first] = body.unassigned;
    expect(first).toMatchObject({ enrollmentId: ids[3], ageHours: 26, client: { familyName: 'Brandywine' } });
    expect(first.due).toBe('2037-03-03T23:00:00.000Z');
    const late = Object.fromEntries(
      body.coordinators.map((row: { name: string; enrollments: number; overdue: number }) => [
        row.name,
        [row.enrollments, row.overdue],
      ]),
    );
    expect(late).toEqual({ 'Theo Marchetti': [2, 2], 'Adaeze Whitlock': [1, 1], 'Jonas Pellerin': [0, 0] });
    expect(body.counts).toMatchObject({ byStage: { assignment: 3, engagement: 3 }, overdue: 3 });
  });
});
