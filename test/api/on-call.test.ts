import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Login } from '../../prisma/seed/index.ts';
import {
  mineReply,
  rotaReply,
  shiftChangedReply,
  shiftReply,
  shiftsReply,
  swapReply,
} from '../../src/features/on-call/api/schemas.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

type Shift = z.input<typeof shiftsReply>['shifts'][number];
type Coordinator = 'coordinator' | 'coordinator2' | 'coordinator3';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const staff = () => rig.agency.staffIds;
const put = (login: Coordinator, from: string | undefined, until: string, more: object = {}, headers = {}) =>
  rig.post('supervisor', '/on-call/shifts', { staffId: staff()[login], from, until, ...more }, headers);
async function made(...args: Parameters<typeof put>): Promise<Shift> {
  const [shift] = asSent(shiftsReply, (await put(...args).expect(200)).body).shifts;
  if (!shift) throw new Error('no shift was made');
  return shift;
}
const rota = async (query = '', login: Login = 'coordinator') =>
  asSent(rotaReply, (await rig.get(login, `/on-call${query}`).expect(200)).body);
const mine = async (login: Login) =>
  asSent(mineReply, (await rig.get(login, '/on-call/mine').expect(200)).body);
const ask = (login: Login, body: object, headers = {}) => rig.post(login, '/on-call/swaps', body, headers);
const asked = async (...args: Parameters<typeof ask>) =>
  asSent(swapReply, (await ask(...args).expect(200)).body);
const answer = (login: Login, swapId: string, what: string, headers = {}) =>
  rig.post(login, `/on-call/swaps/${swapId}/${what}`, {}, headers);
const told = async (login: Login) =>
  (
    (await rig.get(login, '/inbox').expect(200)).body as { items: { kind: string; obligation: string }[] }
  ).items
    .filter(({ obligation }) => obligation?.startsWith('on-call.'))
    .map(({ kind }) => kind);

// Each story has a week of its own.
let weeks = 0;
let first = '';
const dayOf = (n: number) => new Date(Date.parse(`${first}T00:00:00Z`) + n * day).toISOString().slice(0, 10);
beforeEach(() => {
  const now = monday + weeks * 7 * day;
  weeks += 1;
  rig.clock.set(now);
  first = new Date(now + day).toISOString().slice(0, 10);
});

describe('the rota', () => {
  it('[CR-1] has no gaps before there ever was one, and then all of them', async () => {
    const before = await rota();
    expect(before).toMatchObject({ hasRota: false, shifts: [], gaps: [], timeZone: 'America/Chicago' });

    const night = { from: `${dayOf(0)}T20:00`, until: `${dayOf(1)}T08:00` };
    const shift = await made('coordinator', night.from, night.until);
    expect(shift).toMatchObject({
      ...{ staffId: staff().coordinator, name: 'Theo Marchetti', rank: 1, underWay: false, covers: true },
      ...{ fromLocal: `${dayOf(0)} 20:00`, untilLocal: `${dayOf(1)} 08:00`, countsUntil: null, cut: null },
      made: { by: { staffId: staff().supervisor, name: 'Ruth Okonjo' }, reason: null },
    });
    await made('coordinator3', `${dayOf(1)}T12:00`, `${dayOf(2)}T00:00`);
    const after = await rota(`?from=${dayOf(0)}&to=${dayOf(1)}`, 'intake');
    expect(after.shifts.map(({ name }) => name)).toEqual(['Theo Marchetti', 'Jonas Pellerin']);
    expect(after.gaps.map(({ fromLocal, untilLocal }) => [fromLocal, untilLocal])).toEqual([
      [`${dayOf(1)} 08:00`, `${dayOf(1)} 12:00`],
    ]);
    // Where the rota runs out, a gap begins.
    expect((await rota()).gaps.at(-1)).toMatchObject({ fromLocal: `${dayOf(2)} 00:00` });
    expect(await told('coordinator')).toEqual(['rota']);
  });

  it('refuses by name what cannot stand, and writes nothing of it', async () => {
    const span = [`${dayOf(0)}T08:00`, `${dayOf(0)}T20:00`] as const;
    await made('coordinator', ...span);
    await made('coordinator2', ...span, { rank: 2 });
    const before = await rig.prisma.onCallAct.count();
    expectProblem(await put('coordinator', ...span, { rank: 3 }), 'on-call-already');
    expectProblem(await put('coordinator3', ...span, { rank: 2 }), 'rank-taken');
    expectProblem(await put('coordinator3', span[1], span[0]), 'end-not-later');
    expectProblem(await put('coordinator3', '2037-01-01T08:00', '2037-01-01T20:00'), 'shift-begun');
    expectProblem(await put('coordinator3', `${dayOf(0)}T25:00`, span[1]), 'invalid-field', [
      { pointer: '/from' },
    ]);
    expectProblem(await put('coordinator3', '2037-02-30T08:00', span[1]), 'invalid-field', [
      { pointer: '/from' },
    ]);
    expectProblem(await put('coordinator3', '2137-03-01T08:00', '2137-03-01T20:00'), 'beyond-calendar');
    expectProblem(
      await put('coordinator3', undefined, span[1], { repeat: { everyWeeks: 1, times: 2 } }),
      'invalid-field',
      [{ pointer: '/from' }],
    );
    for (const staffId of [staff().supervisor, rig.otherAgency.staffIds.coordinator])
      expectProblem(await put('coordinator3', ...span, { rank: 3, staffId }), 'unknown-staff');
    for (const login of ['coordinator', 'intake', 'payer', 'ops'] as const)
      expectProblem(await rig.post(login, '/on-call/shifts', { staffId: staff().coordinator3 }), 'forbidden');
    for (const login of ['payer', 'ops'] as const)
      expectProblem(await rig.get(login, '/on-call'), 'forbidden');
    expect(await rig.prisma.onCallAct.count()).toBe(before);
    // The same rank after one another, and another rank beside one another, both stand.
    await made('coordinator3', span[1], `${dayOf(1)}T08:00`);
    await made('coordinator3', ...span, { rank: 3 });
  });

  it('[ST-2] takes nobody who has left, or whose file does not last for the whole shift', async () => {
    const id = staff().coordinator3;
    const span = [`${dayOf(0)}T08:00`, `${dayOf(0)}T20:00`] as const;
    const until = Date.parse(`${dayOf(0)}T23:00:00Z`);
    const set = (data: object) => rig.prisma.staff.update({ where: { id }, data });
    const { mayTakeUntil } = await rig.prisma.staff.findUniqueOrThrow({ where: { id } });
    for (const end of [null, new Date(until)]) {
      await set({ mayTakeUntil: end });
      expectProblem(await put('coordinator3', ...span), 'staff-file-incomplete');
    }
    await set({ mayTakeUntil, active: false });
    expectProblem(await put('coordinator3', ...span), 'unknown-staff');
    await set({ active: true });
    await made('coordinator3', ...span);
    // Whoever leaves later covers nothing any more; the shift stays readable.
    await set({ active: false });
    const shown = await rota(`?from=${dayOf(0)}&to=${dayOf(0)}`);
    expect(shown.shifts).toMatchObject([{ staffId: id, covers: false }]);
    expect(shown.gaps).toHaveLength(1);
    await set({ active: true });
    expect((await rota(`?from=${dayOf(0)}&to=${dayOf(0)}`)).gaps).toHaveLength(2);
  });

  it('[CR-1] a shift and an absence that meet are shown before either is kept, and leave a gap', async () => {
    const id = staff().coordinator3;
    const { shiftId, from, until } = await made('coordinator3', `${dayOf(0)}T08:00`, `${dayOf(0)}T20:00`);
    const absent = (body: object) => rig.post('supervisor', `/staff/${id}/absences`, body);
    const whole = { from, until, cover: staff().coordinator };
    const refused = await absent(whole);
    expectProblem(refused, 'on-call-then');
    expect(JSON.parse(refused.text)).toMatchObject({ shifts: [{ shift: shiftId, from, until }] });
    const kept = await absent({ ...whole, shiftsKnown: true }).expect(200);
    const shown = await rota(`?from=${dayOf(0)}&to=${dayOf(0)}`);
    expect(shown.shifts).toMatchObject([{ shiftId, away: [{ from, until }] }]);
    expect(shown.gaps).toHaveLength(1);
    expectProblem(
      await put('coordinator3', `${dayOf(0)}T19:00`, `${dayOf(1)}T08:00`, { rank: 2 }),
      'on-call-already',
    );
    await rig.post('supervisor', `/on-call/shifts/${shiftId}/withdraw`, { reason: 'Away.' }).expect(200);
    const night = [`${dayOf(0)}T19:00`, `${dayOf(1)}T08:00`] as const;
    // The other way round: the shift is asked back with what it meets, as the agency's clocks show it.
    const met = {
      from,
      until,
      fromLocal: shown.shifts[0]?.fromLocal,
      untilLocal: shown.shifts[0]?.untilLocal,
    };
    const asked = await put('coordinator3', ...night);
    expectProblem(asked, 'coordinator-absent', [
      ...[{ pointer: '/staffId' }, { pointer: '/from' }, { pointer: '/until' }],
    ]);
    expect(JSON.parse(asked.text)).toMatchObject({ absences: [met] });
    const nights = await put('coordinator3', ...night, { repeat: { everyWeeks: 1, times: 2 } });
    expectProblem(nights, 'coordinator-absent', [{ pointer: '/repeat' }]);
    expect(JSON.parse(nights.text)).toMatchObject({ absences: [met] });
    // Who is away for all of it is on call for none of it, known or not.
    const known = { absencesKnown: true };
    expectProblem(
      await put('coordinator3', `${dayOf(0)}T10:00`, `${dayOf(0)}T12:00`, known),
      'coordinator-absent',
    );
    const { shiftId: part } = await made('coordinator3', ...night, known);
    const later = await rota(`?from=${dayOf(0)}&to=${dayOf(1)}`);
    expect(later.shifts.find((one) => one.shiftId === part)).toMatchObject({
      away: [{ from: new Date(Date.parse(until) - hour).toISOString(), until }],
    });
    await rig.post('supervisor', `/on-call/shifts/${part}/withdraw`, { reason: 'Given up.' }).expect(200);
    const { absence } = kept.body as { absence: string };
    await rig.post('supervisor', `/staff/${id}/absences/${absence}/end`).expect(200);
    await made('coordinator3', ...night);
  });

  it('[CR-1] a shift and an absence that meet, and come at once: the later one is asked back', async () => {
    const id = staff().coordinator3;
    for (let turn = 0; turn < 4; turn += 1) {
      const span = [`${dayOf(turn)}T08:00`, `${dayOf(turn)}T20:00`] as const;
      const away = { from: `${dayOf(turn)}T15:00:00Z`, until: `${dayOf(turn)}T16:00:00Z` };
      const answers = await Promise.all([
        put('coordinator3', ...span),
        rig.post('supervisor', `/staff/${id}/absences`, { ...away, cover: staff().coordinator }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const [shift, absent] = answers;
      expect(shift.status === 200 ? absent.text : shift.text).toContain(
        shift.status === 200 ? '"shifts":[{' : '"absences":[{',
      );
    }
  });

  it('[CR-1] never rewrites who was on call: a shift under way is changed from now on, with the reason kept', async () => {
    const shift = await made('coordinator', `${dayOf(0)}T08:00`, `${dayOf(0)}T20:00`);
    const noon = Date.parse(shift.from) + 4 * hour;
    rig.clock.set(noon);
    const ill = { staffId: staff().coordinator3, reason: 'Theo is ill' };
    const path = `/on-call/shifts/${shift.shiftId}/change`;
    const key = { 'Idempotency-Key': `ill-${weeks}` };
    const reply = await rig.post('director', path, ill, key).expect(200);
    const [old, next] = asSent(shiftChangedReply, reply.body).shifts;
    const at = new Date(noon).toISOString();
    expect(old).toMatchObject({
      shiftId: shift.shiftId,
      countsUntil: at,
      underWay: false,
      cut: { reason: 'Theo is ill' },
    });
    expect(next).toMatchObject({
      staffId: staff().coordinator3,
      from: at,
      until: shift.until,
      underWay: true,
    });
    expect(next?.replaces).toBe(shift.shiftId);
    expect((await rig.post('director', path, ill, key)).headers['idempotent-replayed']).toBe('true');
    expectProblem(await rig.post('director', path, ill), 'shift-over');
    // Another lead still has it before them as it was.
    expectProblem(await rig.post('supervisor', path, ill, { 'If-Match': '"1"' }), 'version-conflict');
    const read = await rig.get('intake', `/on-call/shifts/${shift.shiftId}`).expect(200);
    expect([read.headers['etag'], asSent(shiftReply, read.body).revision]).toEqual(['"2"', 2]);
    expectProblem(await rig.get('intake', `/on-call/shifts/${crypto.randomUUID()}`), 'unknown-shift');

    // What is left of it, from a later time: until then whoever is on call stays so.
    const evening = {
      staffId: staff().coordinator2,
      from: `${dayOf(0)}T16:00`,
      reason: 'Adaeze takes the evening',
    };
    await rig.post('director', `/on-call/shifts/${next?.shiftId}/change`, evening).expect(200);
    const now = await rota(`?from=${dayOf(0)}&to=${dayOf(0)}`);
    expect(now.gaps.map(({ fromLocal }) => fromLocal.slice(11))).toEqual(['00:00', '20:00']);
    expect(now.shifts.map(({ name, fromLocal }) => `${name} ${fromLocal.slice(11)}`)).toEqual([
      ...['Theo Marchetti 08:00', 'Jonas Pellerin 12:00', 'Adaeze Whitlock 16:00'],
    ]);

    const withdraw = (id: string) =>
      rig.post('supervisor', `/on-call/shifts/${id}/withdraw`, { reason: 'Closed for the holiday' });
    const last = now.shifts[2]?.shiftId ?? '';
    await withdraw(last).expect(200);
    expectProblem(await withdraw(last), 'shift-over');
    expectProblem(await withdraw(crypto.randomUUID()), 'unknown-shift');
    const after = await rota(`?from=${dayOf(0)}&to=${dayOf(0)}`);
    expect(after.shifts).toHaveLength(3);
    expect(after.gaps.at(-1)?.fromLocal).toBe(`${dayOf(0)} 16:00`);
    // Nor can anybody rewrite it past the API.
    const where = { id: shift.shiftId };
    await expect(
      rig.prisma.onCallShift.update({ where, data: { staffId: staff().coordinator2 } }),
    ).rejects.toThrow();
    await expect(rig.prisma.onCallShift.delete({ where })).rejects.toThrow();
    await expect(rig.prisma.onCallAct.deleteMany()).rejects.toThrow();
  });

  it('[CR-1] of two who are put in one place at once, one is, and the other is told why', async () => {
    const span = [`${dayOf(0)}T08:00`, `${dayOf(0)}T20:00`] as const;
    const replies = await Promise.all(
      (['coordinator', 'coordinator2', 'coordinator3'] as const).map((login) => put(login, ...span)),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    // Not even what goes past the API.
    const [taken] = (await rota(`?from=${dayOf(0)}&to=${dayOf(0)}`)).shifts;
    const { agencyId } = rig.agency;
    const beside = { fromAt: new Date(taken?.from ?? 0), untilAt: new Date(taken?.until ?? 0), madeBy: 'x' };
    for (const staffId of Object.values(staff()).slice(1, 4))
      await expect(
        rig.prisma.onCallShift.create({
          data: { id: crypto.randomUUID(), agencyId, staffId, rank: 1, ...beside },
        }),
      ).rejects.toThrow();
  });
});

describe('swaps', () => {
  it('[CR-1] asked for, accepted, a supervisor told; once however often', async () => {
    const given = await made('coordinator', `${dayOf(0)}T20:00`, `${dayOf(1)}T08:00`);
    const theirs = await made('coordinator3', `${dayOf(1)}T20:00`, `${dayOf(2)}T08:00`);
    const body = {
      shift: given.shiftId,
      with: staff().coordinator3,
      inReturn: theirs.shiftId,
      reason: 'A wedding',
    };
    const key = { 'Idempotency-Key': `wedding-${weeks}` };
    const swap = await asked('coordinator', body, key);
    expect(swap).toMatchObject({
      state: 'asked',
      askedOf: { name: 'Jonas Pellerin' },
      asked: { reason: 'A wedding' },
    });
    expect(await asked('coordinator', body, key)).toEqual(swap);
    expect(await told('coordinator3')).toContain('swap');
    expect((await mine('coordinator3')).toAnswer.map(({ swapId }) => swapId)).toEqual([swap.swapId]);
    expect((await mine('coordinator')).asked.map(({ swapId }) => swapId)).toEqual([swap.swapId]);

    const before = (await told('supervisor')).length;
    expectProblem(await answer('coordinator2', swap.swapId, 'accept'), 'not-your-swap');
    expectProblem(await answer('coordinator', swap.swapId, 'accept'), 'not-your-swap');
    const once = { 'Idempotency-Key': `accepts-${weeks}` };
    const accepted = asSent(
      swapReply,
      (await answer('coordinator3', swap.swapId, 'accept', once).expect(200)).body,
    );
    expect(accepted).toMatchObject({ state: 'accepted', settled: { by: { name: 'Jonas Pellerin' } } });
    const replayed = await answer('coordinator3', swap.swapId, 'accept', once).expect(200);
    expect(replayed.headers['idempotent-replayed']).toBe('true');
    expectProblem(await answer('coordinator3', swap.swapId, 'accept'), 'swap-settled');
    expectProblem(await answer('coordinator', swap.swapId, 'withdraw'), 'swap-settled');
    expect(await told('supervisor')).toHaveLength(before + 1);

    const after = await rota(`?from=${dayOf(0)}&to=${dayOf(2)}`);
    const standing = after.shifts.filter(({ countsUntil }) => countsUntil === null);
    expect(standing.map(({ name, from }) => [name, from])).toEqual([
      ['Jonas Pellerin', given.from],
      ['Theo Marchetti', theirs.from],
    ]);
    expect(standing[0]?.replaces).toBe(given.shiftId);
    expect((await mine('coordinator')).next.map(({ from }) => from)).toEqual([theirs.from]);
    const list = (await rig.get('supervisor', '/on-call/swaps').expect(200)).body as { items: unknown[] };
    expect(list.items[0]).toMatchObject({ swapId: swap.swapId, state: 'accepted' });
  });

  it('declined or withdrawn, nothing of the rota changes', async () => {
    const given = await made('coordinator', `${dayOf(0)}T20:00`, `${dayOf(1)}T08:00`);
    const body = { shift: given.shiftId, with: staff().coordinator3 };
    for (const [login, what] of [
      ['coordinator3', 'decline'],
      ['coordinator', 'withdraw'],
    ] as const) {
      const { swapId } = await asked('coordinator', body);
      await answer(login, swapId, what).expect(200);
      expectProblem(await answer('coordinator3', swapId, 'accept'), 'swap-settled');
    }
    expect((await rota(`?from=${dayOf(0)}&to=${dayOf(1)}`)).shifts).toEqual([given]);
  });

  it('refuses by name: not theirs, with oneself, begun, changed meanwhile, on call already, for leads', async () => {
    const given = await made('coordinator', `${dayOf(0)}T20:00`, `${dayOf(1)}T08:00`);
    const body = { shift: given.shiftId, with: staff().coordinator3 };
    expectProblem(await ask('coordinator3', { ...body, with: staff().coordinator2 }), 'not-your-shift');
    expectProblem(await ask('coordinator', { ...body, with: staff().coordinator }), 'swap-with-oneself');
    expectProblem(await ask('coordinator', { ...body, with: staff().supervisor }), 'unknown-staff');
    expectProblem(await ask('coordinator', { ...body, shift: crypto.randomUUID() }), 'unknown-shift');
    expectProblem(await ask('supervisor', body), 'forbidden');
    expectProblem(await answer('coordinator3', crypto.randomUUID(), 'accept'), 'unknown-swap');

    const swap = await asked('coordinator', body);
    const begun = await asked('coordinator', { ...body, with: staff().coordinator2 });
    const beside = await made('coordinator3', `${dayOf(0)}T22:00`, `${dayOf(1)}T02:00`, { rank: 2 });
    expectProblem(await answer('coordinator3', swap.swapId, 'accept'), 'on-call-already');
    await rig
      .post('supervisor', `/on-call/shifts/${beside.shiftId}/withdraw`, { reason: 'Not needed' })
      .expect(200);
    // At the very instant at which it begins it has begun.
    rig.clock.set(Date.parse(given.from));
    expectProblem(await answer('coordinator2', begun.swapId, 'accept'), 'shift-begun');
    expectProblem(await ask('coordinator', body), 'shift-begun');
    expect((await mine('coordinator')).asked).toEqual([]);
    rig.clock.set(Date.parse(given.from) - 1);
    await answer('coordinator3', swap.swapId, 'accept').expect(200);
    expectProblem(await answer('coordinator2', begun.swapId, 'accept'), 'shift-over');
  });

  it('of two who accept one shift at once, one has it', async () => {
    const given = await made('coordinator', `${dayOf(0)}T20:00`, `${dayOf(1)}T08:00`);
    const swaps = await Promise.all(
      (['coordinator2', 'coordinator3'] as const).map(async (login) => ({
        login,
        ...(await asked('coordinator', { shift: given.shiftId, with: staff()[login] })),
      })),
    );
    const replies = await Promise.all(swaps.map(({ login, swapId }) => answer(login, swapId, 'accept')));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const lost = replies.find(({ status }) => status === 409);
    if (lost) expectProblem(lost, 'shift-over');
    const { shifts, gaps } = await rota(`?from=${dayOf(0)}&to=${dayOf(0)}`);
    expect(shifts.filter(({ countsUntil }) => countsUntil === null)).toHaveLength(1);
    expect(gaps).toHaveLength(1);
  });
});

describe('my own page', () => {
  it('[CR-1] says whether I am on call now, and what comes next', async () => {
    const now = await made('coordinator', undefined, `${dayOf(0)}T08:00`);
    const next = await made('coordinator', `${dayOf(1)}T08:00`, `${dayOf(1)}T20:00`);
    expect(await mine('coordinator')).toMatchObject({
      onCallNow: { shiftId: now.shiftId, rank: 1, underWay: true },
      next: [{ shiftId: next.shiftId }],
      ...{ toAnswer: [], asked: [] },
    });
    expect(await mine('supervisor')).toMatchObject({ onCallNow: null, next: [] });
    expectProblem(await rig.get('payer', '/on-call/mine'), 'forbidden');
  });
});

// Last, since it moves on to autumn and leaves shifts there.
describe('a pattern', () => {
  it('[CR-1] repeats week after week by the clocks of the agency, summer time or not: all of it or nothing', async () => {
    // The first night of this pattern is the one on which clocks change.
    rig.clock.set(Date.parse('2037-10-26T15:00:00Z'));
    await rig.prisma.accessToken.updateMany({ data: { expiresAt: new Date('2038-01-01') } });
    const pattern = { repeat: { everyWeeks: 1, times: 3 } };
    const key = { 'Idempotency-Key': 'nights-of-autumn' };
    const reply = await put('coordinator', '2037-10-31T20:00', '2037-11-01T08:00', pattern, key).expect(200);
    const { shifts } = asSent(shiftsReply, reply.body);
    expect(shifts.map(({ fromLocal, untilLocal }) => [fromLocal, untilLocal])).toEqual([
      ['2037-10-31 20:00', '2037-11-01 08:00'],
      ['2037-11-07 20:00', '2037-11-08 08:00'],
      ['2037-11-14 20:00', '2037-11-15 08:00'],
    ]);
    expect(shifts.map(({ from, until }) => (Date.parse(until) - Date.parse(from)) / hour)).toEqual([
      13, 12, 12,
    ]);
    const again = await put('coordinator', '2037-10-31T20:00', '2037-11-01T08:00', pattern, key).expect(200);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(reply.body);
    expectProblem(
      await put('coordinator3', '2037-10-31T20:00', '2037-11-01T08:00', pattern, key),
      'idempotency-key-reused',
    );

    const before = await rig.prisma.onCallShift.count();
    const clash = await put('coordinator3', '2037-11-08T07:00', '2037-11-08T09:00', pattern);
    expectProblem(clash, 'rank-taken', [{ pointer: '/repeat' }]);
    expect(clash.text).toContain('number 1 of the 3');
    expect(await rig.prisma.onCallShift.count()).toBe(before);
    // The hour that clocks skip in spring: the shift begins with the first minute after it.
    const spring = await made('coordinator3', '2038-03-14T02:30', '2038-03-14T08:00');
    expect(spring.fromLocal).toBe('2038-03-14 03:00');
  });
});
