import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overdueReply } from '../../src/features/day/api/overdue-schemas.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
const clients = { first: '', second: '', nobodys: '' };
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
  clients.first = await rig.enroll();
  clients.second = await rig.enroll();
  clients.nobodys = await rig.enroll();
  await rig.assign(clients.first);
  await rig.assign(clients.second, 'coordinator2');
  // Tuesday, 18:00: first contact is an hour late, and what is due by the end of Tuesday is not.
  rig.clock.set(monday + day + 9 * hour);
});
afterAll(() => rig?.close());

const overdue = async (query = '') =>
  asSent(overdueReply, (await rig.get('supervisor', `/overdue${query}`).expect(200)).body);
const idsOf = ({ items }: Awaited<ReturnType<typeof overdue>>) =>
  new Set(items.map(({ enrollmentId }) => enrollmentId));

describe('what is overdue in the agency', () => {
  it('is counted by duty and coordinator, and each case says why it is owed', async () => {
    const { coordinator, coordinator2 } = rig.agency.staffIds;
    const found = await overdue();
    const late = found.items.filter(({ kind }) => kind === 'contact.first');
    expect(late.map(({ enrollmentId }) => enrollmentId).toSorted()).toEqual(
      [clients.first, clients.second].toSorted(),
    );
    expect(late[0]).toMatchObject({
      ...{ title: 'First contact with the client', duty: 'IN-5', source: '001 C.1' },
      ...{ opened: new Date(monday).toISOString(), due: new Date(monday + day).toISOString() },
      openedBy: { type: 'CoordinatorAssigned' },
    });
    const cellOf = (kind: string, staffId: string | null) =>
      found.cells.find((cell) => cell.kind === kind && cell.staffId === staffId);
    expect(cellOf('contact.first', coordinator)).toMatchObject({ overdue: 1, today: 0 });
    expect(cellOf('contact.first', coordinator2)).toMatchObject({ overdue: 1 });
    expect(cellOf('assignment', null)?.overdue).toBe(1);
    const sum = (name: 'overdue' | 'today') => found.cells.reduce((all, cell) => all + cell[name], 0);
    expect(found.counts).toEqual({ overdue: sum('overdue'), today: sum('today') });
    expect(found.items).toHaveLength(found.counts.overdue + found.counts.today);
    expect(found.staff.map(({ staff }) => staff?.staffId ?? null)).toContain(null);
  });

  it('is asked for by duty, by person, by what is late already', async () => {
    const { coordinator } = rig.agency.staffIds;
    expect(idsOf(await overdue(`?staff=${coordinator}`))).toEqual(new Set([clients.first]));
    expect(idsOf(await overdue('?staff=none'))).toEqual(new Set([clients.nobodys]));
    const ofKind = await overdue('?kind=contact.first&when=overdue');
    expect(idsOf(ofKind)).toEqual(new Set([clients.first, clients.second]));
    expect(ofKind.items.every(({ kind }) => kind === 'contact.first')).toBe(true);
    const { items, asOf } = await overdue('?when=today');
    expect(items.every(({ due }) => due >= asOf)).toBe(true);
    const byStaff = (await overdue('?by=staff')).cells.map(({ staffId }) => staffId);
    const together = byStaff.filter((one, place) => one !== byStaff[place - 1]);
    expect(together).toHaveLength(new Set(byStaff).size);
  });

  it('comes in pages, each case once', async () => {
    const { items, nextCursor } = await overdue('?limit=1');
    const { items: next } = await overdue(`?limit=1&cursor=${nextCursor}`);
    expect(next[0]?.key === items[0]?.key && next[0]?.enrollmentId === items[0]?.enrollmentId).toBe(false);
    expectProblem(
      await rig.get('supervisor', `/overdue?kind=contact.first&cursor=${nextCursor}`),
      'bad-cursor',
    );
  });

  it('says who is away, and who covers', async () => {
    const { coordinator, coordinator2 } = rig.agency.staffIds;
    const until = new Date(monday + 5 * day).toISOString();
    await rig
      .post('supervisor', `/staff/${coordinator2}/absences`, { cover: coordinator, until })
      .expect(200);
    const { staff } = await overdue();
    const away = staff.find((one) => one.staff?.staffId === coordinator2);
    expect(away?.cover?.staffId).toBe(coordinator);
  });

  it('is of the agency alone, and for leads', async () => {
    for (const login of ['coordinator', 'intake', 'payer', 'quality', 'ops'] as const)
      expectProblem(await rig.get(login, '/overdue'), 'forbidden');
    const { agencyId } = rig.otherAgency;
    expect(await rig.prisma.obligation.count({ where: { agencyId } })).toBe(0);
  });
});
