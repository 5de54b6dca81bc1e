import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { dayReply } from '../../src/features/day/api/schemas.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
afterAll(() => rig?.close());

const dayOf = async (login: Login) => asSent(dayReply, (await rig.get(login, '/day').expect(200)).body);
async function cardOf(login: Login, enrollmentId: string) {
  const found = (await dayOf(login)).clients.filter((card) => card.enrollmentId === enrollmentId);
  expect(found).toHaveLength(1);
  const [card] = found;
  if (!card) throw new Error('no card');
  return card;
}
const bandsOf = ({ duties }: { duties: { kind: string; band: string }[] }) =>
  Object.fromEntries(duties.map(({ kind, band }) => [kind, band]));

describe('a coordinator’s day', () => {
  it('has a card a client with what is due in which part of it, by which clause, and what meets it', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const card = await cardOf('coordinator', id);
    expect(bandsOf(card)).toMatchObject({ 'contact.first': 'tomorrow', 'contact.routine': 'week' });
    const first = card.duties.find(({ kind }) => kind === 'contact.first');
    expect(first).toMatchObject({
      title: 'First contact with the client',
      duty: 'IN-5',
      source: '001 C.1',
      metBy: ['logContact'],
      holdable: true,
      waitsFor: [],
      due: new Date(monday + day).toISOString(),
    });
    const { counts, limits, timeZone } = await dayOf('coordinator');
    expect(timeZone).toBe('America/Chicago');
    expect(limits.todayEnds).toBe('2037-03-03T05:59:59.999Z');
    expect(counts.tomorrow).toBeGreaterThan(0);
    expect(card.later).toBeGreaterThan(0);
    expect(first?.within).toEqual({ count: 24, unit: 'hours' });
  });

  it('says how many notes are owed, and how many late', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const before = (await dayOf('coordinator')).paperwork;
    await rig
      .command('coordinator', id, 'logContact', { with: 'client', mode: 'phone', outcome: 'reached' })
      .expect(200);
    const { paperwork } = await dayOf('coordinator');
    expect(paperwork).toEqual({ ...before, owed: before.owed + 1 });
    rig.clock.set(monday + 20 * day);
    expect((await dayOf('coordinator')).paperwork).toEqual({ owed: paperwork.owed, overdue: paperwork.owed });
    rig.clock.set(monday);
  });

  it('goes on as time passes: tomorrow becomes today, today overdue; what was done is gone', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    rig.clock.set(monday + 15 * hour);
    expect(bandsOf(await cardOf('coordinator', id))['contact.first']).toBe('today');
    rig.clock.set(monday + 25 * hour);
    expect(bandsOf(await cardOf('coordinator', id))['contact.first']).toBe('overdue');
    await rig
      .command('coordinator', id, 'logContact', { with: 'client', mode: 'phone', outcome: 'reached' })
      .expect(200);
    expect(bandsOf(await cardOf('coordinator', id))).not.toHaveProperty('contact.first');
    rig.clock.set(monday);
  });

  it('is of nobody else’s clients, and of whom its reader covers for', async () => {
    const id = await rig.enroll();
    await rig.assign(id, 'coordinator2');
    const seen = async () => (await dayOf('coordinator')).clients.map(({ enrollmentId }) => enrollmentId);
    expect(await seen()).not.toContain(id);
    const { coordinator, coordinator2 } = rig.agency.staffIds;
    const absence = { cover: coordinator, until: new Date(monday + 5 * day).toISOString() };
    await rig.post('supervisor', `/staff/${coordinator2}/absences`, absence).expect(200);
    const { coveringFor } = await cardOf('coordinator', id);
    expect(coveringFor?.staffId).toBe(coordinator2);
  });

  it('begins with what somebody is paged for', async () => {
    const id = await rig.enroll({ referral: { emergency: true, needs: ['housing'] } });
    await rig.assign(id);
    const { clients } = await dayOf('coordinator');
    expect(clients[0]?.enrollmentId).toBe(id);
    expect(clients[0]?.duties[0]?.band).toBe('now');
  });

  it('says how a client is reached, and whether a message may be left', async () => {
    const phone = { value: '414 555 0100', mayLeaveMessage: false };
    const id = await rig.enroll({ client: { phone } });
    await rig.assign(id);
    expect((await cardOf('coordinator', id)).reach).toEqual({
      phone: '414 555 0100',
      mayLeaveMessage: false,
    });
  });

  it('is for coordinators', async () => {
    for (const login of ['payer', 'ops', 'quality', 'intake'] as const)
      expectProblem(await rig.get(login, '/day'), 'forbidden');
  });
});
