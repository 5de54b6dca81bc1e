import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Login, seedAgency, seedDemo } from '../../prisma/seed/index.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

it('seeding an agency again changes nothing, and keeps tokens that are handed in', async () => {
  const again = await seedAgency(rig.prisma, { now: rig.clock.now(), tokens: rig.agency.tokens });
  expect(again).toEqual(rig.agency);
  expect(await rig.prisma.agency.count()).toBe(2);
  await rig.get('supervisor', '/inbox').expect(200);
});

// At any hour of any day, also where a day began in UTC and not yet in the county: the early morning after a weekend and the evening before a holiday, too.
it.each([
  '2037-03-02T06:30:00Z',
  '2037-03-06T23:30:00Z',
  '2037-03-08T17:48:00Z',
  '2037-03-08T13:00:00Z',
  '2037-07-03T22:00:00Z',
])('the demo stories are taken at %s, late only where they are meant to be', async (time) => {
  const now = Date.parse(time);
  rig.clock.set(now);
  const slug = `demo-${now}`;
  const agency = await seedAgency(rig.prisma, { now, slug });
  const server = createServer(rig.bare).listen(0);
  await once(server, 'listening');
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  try {
    expect(await seedDemo({ baseUrl, agency, now, halfAYear: false })).toBe(8);
    expect(await seedDemo({ baseUrl, agency, now: now + 60_000 })).toBe(0);
  } finally {
    server.close();
  }
  const enrollments = await rig.prisma.enrollment.findMany({
    where: { agencyId: agency.agencyId },
    include: { client: true },
    orderBy: { client: { reference: 'asc' } },
  });
  expect(enrollments.map(({ stage }) => stage)).toEqual([
    'assignment',
    'assignment',
    'engagement',
    // An emergency goes to who is on call at once, and nobody has answered it.
    'triage',
    'planning',
    'active',
    'discharge',
    'active',
  ]);
  const late = enrollments.filter(({ overdueCount }) => overdueCount > 0);
  expect(late.map(({ client }) => client.reference)).toEqual(['D-1002', 'D-1004']);
});

it('half a year of it is a caseload of 20, who has left, and one who has not been seen for too long', async () => {
  const now = Date.parse('2037-07-08T17:48:00Z');
  rig.clock.set(now);
  const agency = await seedAgency(rig.prisma, { now, slug: 'half-a-year' });
  const server = createServer(rig.bare).listen(0);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  expect(await seedDemo({ baseUrl, agency, now })).toBe(30);
  const of = { agencyId: agency.agencyId };
  const open = { ...of, endedAt: null, coordinatorId: agency.staffIds.coordinator };
  expect(await rig.prisma.enrollment.count({ where: open })).toBe(18);
  const overdue = await rig.prisma.obligation.findMany({
    where: {
      enrollment: { ...of, client: { reference: { gt: 'D-1100' } } },
      closedAt: null,
      due: { lt: new Date(now) },
    },
    include: { enrollment: { include: { client: true } } },
  });
  const late = overdue.map(({ kind, enrollment }) => `${enrollment.client.reference} ${kind}`);
  expect(late.toSorted()).toEqual(['D-1102 contact.routine']);

  // Each page has something to look at, and something to decide on.
  const as = async (login: Login, path: string): Promise<Record<string, { [key: string]: unknown }[]>> => {
    const headers = { authorization: `Bearer ${agency.tokens[login]}` };
    const response = await fetch(`${baseUrl}/api/v1${path}`, { headers });
    expect([path, response.status]).toEqual([path, 200]);
    return (await response.json()) as Record<string, { [key: string]: unknown }[]>;
  };
  const whats = (await as('supervisor', '/approvals'))['items']?.map(({ what }) => what);
  expect(whats?.toSorted()).toEqual(['duty', 'duty', 'review']);
  // Notes of the last days are to be written, and one's own were.
  const owed = await as('coordinator', '/worklists/mine/paperwork');
  expect(owed['items']?.length).toBeGreaterThan(2);
  expect(owed['items']?.filter(({ overdue }) => overdue).length).toBeLessThan(5);
  expect((await as('payer', '/requests'))['items']?.length).toBe(4);
  expect((await as('supervisor', '/assignments/queue'))['unassigned']?.length).toBe(2);
  expect((await as('privacy', '/break-glass'))['items']?.length).toBe(1);
  expect(
    await rig.prisma.obligation.count({ where: { ...of, kind: 'crisis.response', closedAt: null } }),
  ).toBe(1);
}, 300_000);
