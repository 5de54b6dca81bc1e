import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const weeks = 7 * day;
const at = (instant: number) => new Date(instant).toISOString();

/** A referral received so long before it is entered, now. */
async function entered(before: number, referral: object = {}): Promise<string> {
  const id = await rig.enroll({ referral: { receivedAt: at(rig.clock.now() - before), ...referral } });
  await rig.gateway.tick(id);
  return id;
}

/** What anybody was told about it, in the order in which it was raised. */
const told = async (enrollmentId: string) =>
  (await rig.prisma.notification.findMany({ where: { enrollmentId }, orderBy: { raisedAt: 'asc' } })).map(
    ({ kind, audience, obligation }) => [kind, audience, obligation].join(' '),
  );

type Owed = {
  kind: string;
  status: string;
  enteredLate: boolean;
  missRaisedAt: string | null;
  rungs: string[];
};
const owed = async (id: string): Promise<Owed[]> =>
  (await rig.get('supervisor', `/enrollments/${id}/obligations`).expect(200)).body.items;

it('a paper of six weeks ago wakes nobody: its misses are on record, marked, and what is owed shows as overdue', async () => {
  rig.clock.set(monday);
  const id = await entered(6 * weeks);
  expect(await told(id)).toEqual([]);
  const missed = (await owed(id)).filter(({ missRaisedAt }) => missRaisedAt !== null);
  expect(missed.length).toBeGreaterThan(1);
  expect(missed.filter(({ enteredLate }) => !enteredLate)).toEqual([]);
  expect(missed.find(({ kind }) => kind === 'assignment')).toMatchObject({
    status: 'overdue',
    rungs: ['supervisor', 'director', 'quality-office'],
  });
  const { body: queue } = await rig.get('supervisor', '/assignments/queue').expect(200);
  expect(queue.unassigned).toMatchObject([{ enrollmentId: id, title: 'Assign a coordinator' }]);
  expect(queue.unassigned[0].business.overdueMinutes).toBeGreaterThan(0);

  await rig.assign(id);
  await rig.gateway.tick(id);
  expect(await told(id)).toEqual(['assignment coordinator ']);
  const { body: list } = await rig.get('coordinator', '/worklists/mine').expect(200);
  const overdue = list.overdue.filter((one: { enteredLate: boolean }) => one.enteredLate);
  expect(overdue.map((one: { kind: string }) => one.kind)).toContain('acuity.assessment');
});

it('the misses stay in the numbers, and the cases behind them say that they were entered late', async () => {
  const { body: numbers } = await rig.get('supervisor', '/numbers?month=2037-01').expect(200);
  const late = numbers.groups[0].figures.find(
    (one: { number: string; part: string | null }) => one.number === 'missed' && one.part === null,
  );
  const { body: cases } = await rig.get('supervisor', '/numbers/missed/cases?month=2037-01').expect(200);
  expect(late).toBeDefined();
  expect(cases.items.length).toBeGreaterThan(0);
  expect(new Set(cases.items.map((one: { enteredLate: boolean }) => one.enteredLate))).toEqual(
    new Set([true]),
  );
});

it('what becomes due after the entry is told as ever', async () => {
  rig.clock.set(monday);
  const id = await entered(6 * weeks);
  await rig.assign(id);
  rig.clock.set(monday + 7 * day);
  await rig.gateway.tick(id);
  const all = await told(id);
  expect(all).toContain('overdue coordinator contact.first');
  expect(all).toContain('escalation supervisor contact.first');
  expect(all.filter((one) => one.endsWith(' assignment') || one.endsWith('acuity.assessment'))).toEqual([]);
});

it('what takes a miss back is told to nobody who was never told of it', async () => {
  rig.clock.set(monday);
  const id = await entered(6 * weeks);
  const occurredAt = at(rig.clock.now() - 6 * weeks + hour);
  await rig
    .command('supervisor', id, 'assignCoordinator', {
      coordinatorId: rig.agency.staffIds.coordinator,
      occurredAt,
    })
    .expect(200);
  await rig.gateway.tick(id);
  const assignment = (await owed(id)).find(({ kind }) => kind === 'assignment');
  expect(assignment).toMatchObject({ status: 'met', enteredLate: true });
  expect(await told(id)).toEqual(['assignment coordinator ']);
});

it('an emergency reaches who is on call whatever its date, and nobody up the ladder', async () => {
  rig.clock.set(monday);
  const id = await entered(6 * weeks, { emergency: true, needs: ['housing'] });
  expect((await told(id)).toSorted()).toEqual([
    'assignment coordinator ',
    'page on-call emergency.contact-client',
  ]);
});

it('a month is not late, a day more is', async () => {
  rig.clock.set(monday);
  expect(await told(await entered(30 * day))).toContain('escalation supervisor assignment');
  expect(await told(await entered(31 * day))).toEqual([]);
});

it('a referral of years ago is taken, and is as quiet', async () => {
  rig.clock.set(monday);
  const id = await entered(18 * 365 * day);
  expect(await told(id)).toEqual([]);
  expect((await owed(id)).every(({ enteredLate }) => enteredLate)).toBe(true);
});
