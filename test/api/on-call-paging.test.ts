import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { shiftsReply } from '../../src/features/on-call/api/schemas.ts';
import type { Audience } from '../../src/engine/policy/profile.ts';
import { mailReaders } from '../support/mail-readers.ts';
import { type ApiRig, createApiRig, day, hour, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

const crisis = { kind: 'overdose', what: 'Found on the stairs.', who: 'A neighbour.' };

type Coordinator = 'coordinator' | 'coordinator2' | 'coordinator3';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
  await rig.prisma.accessToken.updateMany({ data: { expiresAt: new Date('2038-06-01') } });
});
afterAll(() => rig?.close());

const staff = () => rig.agency.staffIds;
const loginOf = (id: string | null) =>
  id === null ? null : Object.entries(staff()).find(([, staffId]) => staffId === id)?.[0];
async function put(login: Coordinator, from: string, until: string, rank = 1) {
  const body = { staffId: staff()[login], from, until, rank };
  const reply = await rig.post('supervisor', '/on-call/shifts', body).expect(200);
  const [shift] = asSent(shiftsReply, reply.body).shifts;
  if (!shift) throw new Error('no shift was made');
  return { ...shift, begins: Date.parse(shift.from), ends: Date.parse(shift.until) };
}

/** Who has the emergency that comes at that instant, and whom its first page reaches. */
async function emergencyAt(at: number) {
  rig.clock.set(at);
  const id = await rig.enroll({ referral: { emergency: true, needs: ['housing'] } });
  await rig.gateway.tick(id);
  const { coordinatorId } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id } });
  const [page] = await pagesOf(id);
  return { id, has: loginOf(coordinatorId), page };
}

/** Pages about an enrollment in their order: audience, who is named, whom the mail goes to. */
async function pagesOf(enrollmentId: string) {
  const rows = await rig.prisma.notification.findMany({
    where: { enrollmentId, kind: 'page' },
    orderBy: [{ raisedAt: 'asc' }, { audience: 'desc' }],
  });
  return Promise.all(
    rows.map(async (row) => {
      const readers = await mailReaders(rig.prisma, row.id, row.raisedAt.getTime());
      const to = readers.map((address) => address.split('@')[0]);
      return `${row.audience} ${loginOf(row.staffId) ?? '-'} > ${to.join(', ')}`;
    }),
  );
}

// Each story has a month of its own; coordinator2 is the one who is marked as on call, whatever the rota says.
let months = 0;
let from = '';
beforeEach(async () => {
  await rig.prisma.staff.updateMany({ data: { active: true } });
  await rig.prisma.staff.update({ where: { id: staff().coordinator2 }, data: { onCall: true } });
  const now = monday + months * 28 * day;
  months += 1;
  rig.clock.set(now);
  from = new Date(now + day).toISOString().slice(0, 10);
});

describe('[IN-8] an emergency', () => {
  it('without a rota goes to who is marked as on call', async () => {
    expect(await emergencyAt(monday)).toMatchObject({
      has: 'coordinator2',
      page: 'on-call - > coordinator2',
    });
  });

  it("goes to who is on shift: the first's, the second's, at the very instant of the hand-over, in a gap", async () => {
    const one = await put('coordinator', `${from}T08:00`, `${from}T12:00`);
    const two = await put('coordinator3', `${from}T12:00`, `${from}T16:00`);
    const theo = { has: 'coordinator', page: 'on-call coordinator > coordinator' };
    const jonas = { has: 'coordinator3', page: 'on-call coordinator3 > coordinator3' };
    const nobody = { has: 'coordinator2', page: 'on-call - > coordinator2' };
    expect(await emergencyAt(one.begins - 1)).toMatchObject(nobody);
    expect(await emergencyAt(one.begins)).toMatchObject(theo);
    expect(await emergencyAt(one.ends - 1)).toMatchObject(theo);
    expect(await emergencyAt(two.begins)).toMatchObject(jonas);
    expect(await emergencyAt(two.ends - 1)).toMatchObject(jonas);
    expect(await emergencyAt(two.ends)).toMatchObject(nobody);
  });

  it('in a gap where nobody is marked as on call, the supervisor is paged: a crisis is never left unpaged', async () => {
    const shift = await put('coordinator', `${from}T08:00`, `${from}T12:00`);
    const where = { id: staff().coordinator2 };
    await rig.prisma.staff.update({ where, data: { onCall: false } });
    expect(await emergencyAt(shift.ends)).toMatchObject({ has: null, page: 'on-call - > supervisor' });
  });

  it('goes to who is there while clocks change to summer time, to the instant', async () => {
    // On 14 March 2038 02:00 is followed by 03:00.
    const night = await put('coordinator', '2038-03-13T20:00', '2038-03-14T03:00');
    const morning = await put('coordinator3', '2038-03-14T03:00', '2038-03-14T12:00');
    expect(morning.begins).toBe(night.ends);
    expect(new Date(night.ends).toISOString()).toBe('2038-03-14T08:00:00.000Z');
    expect((night.ends - night.begins) / hour).toBe(6);
    expect(await emergencyAt(night.ends - 1)).toMatchObject({ has: 'coordinator' });
    expect(await emergencyAt(night.ends)).toMatchObject({ has: 'coordinator3' });
  });

  it('of whoever has left it is a gap, and of a withdrawn shift as well', async () => {
    const shift = await put('coordinator3', `${from}T08:00`, `${from}T20:00`);
    const where = { id: staff().coordinator3 };
    await rig.prisma.staff.update({ where, data: { active: false } });
    const nobody = { has: 'coordinator2', page: 'on-call - > coordinator2' };
    expect(await emergencyAt(shift.begins)).toMatchObject(nobody);
    await rig.prisma.staff.update({ where, data: { active: true } });
    expect(await emergencyAt(shift.begins + hour)).toMatchObject({ has: 'coordinator3' });
    await rig.post('supervisor', `/on-call/shifts/${shift.shiftId}/withdraw`, { reason: 'Ill' }).expect(200);
    expect(await emergencyAt(shift.begins + hour)).toMatchObject(nobody);
  });

  it('of whoever is on shift goes first to who can act; where nobody can, to who is on shift all the same', async () => {
    const shift = await put('coordinator', `${from}T08:00`, `${from}T20:00`);
    await put('coordinator3', `${from}T08:00`, `${from}T20:00`, 2);
    const second = { has: 'coordinator3', page: 'on-call coordinator3 > coordinator3' };
    const away = await rig
      .post('supervisor', `/staff/${staff().coordinator}/absences`, {
        ...{ from: shift.from, until: shift.until, cover: staff().coordinator2, shiftsKnown: true },
      })
      .expect(200);
    expect(await emergencyAt(shift.begins)).toMatchObject(second);
    const { absence } = away.body as { absence: string };
    await rig.post('supervisor', `/staff/${staff().coordinator}/absences/${absence}/end`).expect(200);
    expect(await emergencyAt(shift.begins + hour)).toMatchObject({ has: 'coordinator' });
    // No file, no access: the same question.
    const lacking = async (login: Coordinator, data: object) => {
      const where = { id: staff()[login] };
      const { mayTakeUntil, active } = await rig.prisma.staff.findUniqueOrThrow({ where });
      await rig.prisma.staff.update({ where, data });
      return () => rig.prisma.staff.update({ where, data: { mayTakeUntil, active } });
    };
    const again = await lacking('coordinator', { mayTakeUntil: null });
    expect(await emergencyAt(shift.begins + hour)).toMatchObject(second);
    const too = await lacking('coordinator3', { mayTakeUntil: new Date(shift.begins) });
    expect(await emergencyAt(shift.begins + hour)).toMatchObject({ has: 'coordinator2' });
    const all = await lacking('coordinator2', { mayTakeUntil: null });
    expect(await emergencyAt(shift.begins + hour)).toMatchObject({ has: 'coordinator' });
    await Promise.all([again(), too(), all()]);
    const tokens = { staffId: staff().coordinator };
    await rig.prisma.accessToken.updateMany({ where: tokens, data: { expiresAt: new Date(shift.begins) } });
    expect(await emergencyAt(shift.begins + 2 * hour)).toMatchObject(second);
    await rig.prisma.accessToken.updateMany({ where: tokens, data: { expiresAt: new Date('2038-06-01') } });
  });

  it('unanswered goes on to the second with the supervisor, and to the third with the director', async () => {
    const shift = await put('coordinator3', `${from}T08:00`, `${from}T20:00`);
    await put('coordinator', `${from}T08:00`, `${from}T20:00`, 2);
    await put('coordinator2', `${from}T08:00`, `${from}T20:00`, 3);
    const { id } = await emergencyAt(shift.begins);
    for (const minutes of [10, 20]) {
      rig.clock.set(shift.begins + minutes * minute);
      await rig.gateway.tick(id);
    }
    const expected = [
      'on-call coordinator3 > coordinator3',
      'supervisor - > supervisor',
      'on-call coordinator > coordinator',
      'on-call coordinator2 > coordinator2',
      'director - > director',
    ];
    expect((await pagesOf(id)).toSorted()).toEqual(expected.toSorted());
    // The second one sees the page, and answers it.
    const { items } = (await rig.get('coordinator', '/inbox').expect(200)).body as {
      items: { id: string; kind: string; enrollmentId: string }[];
    };
    const page = items.find((one) => one.kind === 'page' && one.enrollmentId === id);
    await rig.post('coordinator', `/pages/${page?.id}/acknowledge`).expect(200);
    const deliveries = await rig.prisma.delivery.findMany({
      where: { notification: { enrollmentId: id, kind: 'page' } },
    });
    expect(deliveries.map(({ channel }) => channel).toSorted()).toEqual([
      ...Array.from({ length: 5 }, () => 'mail'),
      ...Array.from({ length: 5 }, () => 'webhook'),
    ]);
  });

  it('is seen by the supervisor as well, who can answer for who is on shift', async () => {
    const shift = await put('coordinator3', `${from}T08:00`, `${from}T20:00`);
    const { id } = await emergencyAt(shift.begins);
    const pageIn = async (login: 'supervisor' | 'coordinator' | 'coordinator3') => {
      const { items } = (await rig.get(login, '/inbox').expect(200)).body as {
        items: { id: string; kind: string; enrollmentId: string }[];
      };
      return items.find((one) => one.kind === 'page' && one.enrollmentId === id);
    };
    expect(await pageIn('coordinator')).toBeUndefined();
    expect(await pageIn('coordinator3')).toBeDefined();
    await rig.post('supervisor', `/pages/${(await pageIn('supervisor'))?.id}/acknowledge`).expect(200);
  });

  it('that is taken in while Temporal is away pages who is on shift, once', async () => {
    const shift = await put('coordinator3', `${from}T08:00`, `${from}T20:00`);
    rig.clock.set(shift.begins);
    rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
    const reply = await rig.post('intake', '/enrollments', {
      client: { reference: 'away', givenName: 'Ottilie', familyName: 'Brandywine' },
      referral: { level: 'rsc-i', emergency: true, needs: ['housing'] },
    });
    expect(reply.status).toBe(202);
    const { enrollmentId } = reply.body as { enrollmentId: string };
    expect(await pagesOf(enrollmentId)).toEqual(['on-call coordinator3 > coordinator3']);
    rig.gateway.outage = null;
  });
});

describe('[CR-1] the pages of a crisis', () => {
  it('go to the first, the second, the supervisor, the director, then round again; a hand-over is followed', async () => {
    const shift = await put('coordinator3', `${from}T08:00`, `${from}T12:00`);
    await put('coordinator', `${from}T08:00`, `${from}T20:00`, 2);
    await put('coordinator2', `${from}T12:00`, `${from}T20:00`);
    const since = shift.ends - 15 * minute;
    rig.clock.set(since);
    const id = await rig.enroll();
    const reported = await rig.command('coordinator', id, 'reportCrisis', crisis).expect(200);
    const thing = (reported.body as { steps: { stepId: string }[] }).steps[0]?.stepId ?? '';
    const key = Buffer.alloc(32).toString('base64');
    const store = createRecordStore({
      prisma: rig.prisma,
      seal: createSeal(key),
      log: { warn: () => undefined },
    });
    const chain: Audience[] = ['on-call', 'supervisor', 'director'];
    const pageNow = (page: number) =>
      store.pageCrisis({
        ...{ enrollmentId: id, agencyId: rig.agency.agencyId, thing, page, chain },
        ...{ to: chain[(page - 1) % 3] ?? 'on-call', at: since + (page - 1) * 10 * minute },
      });
    for (let page = 1; page <= 7; page += 1) {
      await pageNow(page);
      // An attempt that is repeated changes nothing.
      expect(await pageNow(page)).toMatchObject({ over: false });
    }
    expect(await pagesOf(id)).toEqual([
      'on-call coordinator3 > coordinator3',
      'on-call coordinator > coordinator',
      // The shift has changed by then.
      'on-call coordinator2 > coordinator2',
      'supervisor - > supervisor',
      'director - > director',
      'on-call coordinator2 > coordinator2',
      'on-call coordinator > coordinator',
    ]);
  });
});
