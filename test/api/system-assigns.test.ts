import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { createAssignmentNotices } from '../../src/features/assignment/postgres/notices.ts';
import { createCaseloadStore } from '../../src/features/caseload/postgres/store.ts';
import { createReads } from '../../src/api/reads.ts';
import { wholeCaseload } from '../../src/features/caseload/share.ts';
import { createAssigning } from '../../src/features/assignment/activities/assigning.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { type ApiRig, createApiRig, day, minute, monday } from '../support/api-rig.ts';

let rig: ApiRig;
let now = monday;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
// Each test has a week of its own, with an empty queue.
beforeEach(async () => {
  rig.clock.set((now += 7 * day));
  await everybodyHas(wholeCaseload);
  const waiting = { coordinatorId: null, agencyId: rig.agency.agencyId };
  for (const { id } of await rig.prisma.enrollment.findMany({ where: waiting })) await rig.assign(id);
});

/** Of what is referred on a Monday morning: Tuesday at 17:00 in Chicago. */
const due = () => Date.parse(new Date(now + day).toISOString().slice(0, 10) + 'T17:00:00') + offset();
const offset = () => (new Date(now) < new Date('2037-03-08T08:00:00Z') ? 6 : 5) * 60 * minute;
const everybodyHas = (caseloadLimit: number) =>
  rig.prisma.staff.updateMany({ where: { role: 'coordinator' }, data: { caseloadLimit } });
const choose = (system: object | null) =>
  rig.post('director', '/assignment-settings/acts/change', { system }).expect(200);
function round(at: number) {
  rig.clock.set(at);
  const reads = createReads(rig.prisma);
  const assigning = createAssigning({
    ...{ gateway: rig.gateway, reads, policies: createPolicies(reads) },
    ...{ caseloads: createCaseloadStore(rig.prisma), notices: createAssignmentNotices(rig.prisma) },
  });
  return assigning.assignDue({ agencyId: rig.agency.agencyId, at });
}
const nothing = { assigned: 0, nobodyFits: 0, putOff: 0 };
const rowOf = (id: string) => rig.prisma.enrollment.findUniqueOrThrow({ where: { id } });
type Item = { id: string; kind: string; enrollmentId: string };
const told = async (login: Login, id: string, kind: string) =>
  ((await rig.get(login, '/inbox?limit=200').expect(200)).body.items as Item[]).filter(
    (item) => item.enrollmentId === id && item.kind === kind,
  );

it('[IN-4] an agency that chose nothing assigns by hand, however near the deadline', async () => {
  const id = await rig.enroll();
  expect(await round(due() + day)).toEqual(nothing);
  expect((await rowOf(id)).coordinatorId).toBeNull();
});

it('[IN-4] as the agency chose, the system assigns two hours before: once, on record as its own, told to both', async () => {
  await choose({});
  const id = await rig.enroll();
  const first = (await rig.get('supervisor', `/enrollments/${id}/suggestions`)).body.items[0];
  expect(await round(due() - 120 * minute - 1)).toEqual(nothing);
  const rounds = await Promise.all([1, 2, 3].map(() => round(due() - 120 * minute)));
  expect(rounds.reduce((sum, { assigned }) => sum + assigned, 0)).toBe(1);
  expect(await round(due())).toEqual(nothing);

  const { coordinatorId, version, confirmedVersion } = await rowOf(id);
  expect(coordinatorId).toBe(first.staffId);
  // Its workflow is known to have it only once the gateway says so.
  expect(confirmedVersion).toBeLessThan(version);
  const timeline = (await rig.get('supervisor', `/enrollments/${id}/timeline`).expect(200)).body.items as {
    type: string;
    by: object;
    facts: object;
  }[];
  const assigned = timeline.find(({ type }) => type === 'CoordinatorAssigned');
  expect(assigned).toMatchObject({
    by: { role: 'system', name: null },
    facts: { coordinatorId, suggested: { rank: 1, of: expect.any(Number), near: true } },
  });
  expect(await told('supervisor', id, 'system-assigned')).toHaveLength(1);
  const login = (Object.keys(rig.agency.staffIds) as Login[]).find(
    (one) => rig.agency.staffIds[one] === coordinatorId,
  );
  expect(await told(login ?? 'ops', id, 'assignment')).toHaveLength(1);
});

it('[IN-4] what a lead takes back, the system leaves to them', async () => {
  const id = await rig.enroll();
  expect((await round(due() - 60 * minute)).assigned).toBe(1);
  const event = await rig.prisma.event.findFirstOrThrow({
    where: { enrollmentId: id, type: 'CoordinatorAssigned' },
  });
  await rig
    .command('supervisor', id, 'voidStep', { step: event.stepId, reason: 'I know better.' })
    .expect(200);
  expect((await rowOf(id)).coordinatorId).toBeNull();
  expect(await round(due())).toEqual(nothing);
  expect((await rowOf(id)).coordinatorId).toBeNull();
});

it('[IN-4, IN-8] where nobody fits the supervisor is told, once each; nobody is given a client beyond the cap', async () => {
  const ids = [
    await rig.enroll(),
    await rig.enroll({ referral: { emergency: true, needs: ['housing'] } }),
  ] as const;
  await everybodyHas(0);
  for (let n = 0; n < 2; n += 1)
    expect(await round(due() - n * minute)).toEqual({ ...nothing, nobodyFits: 2 });
  expect((await rowOf(ids[0])).coordinatorId).toBeNull();
  expect(await rig.prisma.caseloadPlace.findUnique({ where: { enrollmentId: ids[1] } })).toMatchObject({
    ...{ staffId: rig.agency.staffIds.coordinator2, provisional: true },
  });
  for (const id of ids) {
    const [item, ...more] = await told('supervisor', id, 'nobody-fits');
    expect(more).toEqual([]);
    await rig.post('supervisor', `/inbox/${item?.id}/read`).expect(200);
    expect(await told('coordinator', id, 'nobody-fits')).toEqual([]);
  }
  // As soon as somebody has room, the next round takes them.
  await everybodyHas(wholeCaseload);
  expect(await round(due() + minute)).toEqual({ ...nothing, assigned: 2 });
  expect(
    await rig.prisma.caseloadPlace.count({ where: { enrollmentId: { in: [...ids] }, provisional: false } }),
  ).toBe(2);
});

it('[IN-4] what cannot be done now is put off; switched off, it is left to people', async () => {
  const id = await rig.enroll();
  rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
  expect(await round(due() - minute)).toEqual({ ...nothing, putOff: 1 });
  rig.gateway.outage = null;
  await choose(null);
  expect(await round(due())).toEqual(nothing);
  await choose({ minutesBefore: 30 });
  expect(await round(due() - 31 * minute)).toEqual(nothing);
  expect(await round(due() - 30 * minute)).toEqual({ ...nothing, assigned: 1 });
  expect((await rowOf(id)).coordinatorId).not.toBeNull();
});
