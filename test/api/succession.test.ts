import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { dayReply } from '../../src/features/day/api/schemas.ts';
import { paperworkReply } from '../../src/features/notes/api/replies.ts';
import { relationReads } from '../../src/features/relation/postgres/reads.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { mailReaders } from '../support/mail-readers.ts';

let rig: ApiRig;
let now = monday;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
afterAll(() => rig?.close());
beforeEach(() => rig.clock.set((now += minute)));

const staff = () => rig.agency.staffIds;
const leave = (who: string, successor?: string) =>
  rig.post('supervisor', `/staff/${who}/leaving`, {
    ...{ lastDay: '2037-03-02', reason: 'Moves to the coast' },
    ...(successor === undefined ? {} : { successor }),
  });
const emailOf = async (staffId: string) =>
  (await rig.prisma.staff.findUniqueOrThrow({ where: { id: staffId } })).email;

/** A client who was met and has died; what is left to do is told to that coordinator. */
async function closed(login: Login) {
  const id = await rig.enroll();
  const coordinatorId = staff()[login];
  await rig.command('supervisor', id, 'assignCoordinator', { coordinatorId }).expect(200);
  rig.clock.set((now += minute));
  const met = { with: 'client', mode: 'phone', outcome: 'reached' };
  await rig.command(login, id, 'logContact', met).expect(200);
  await rig.command('supervisor', id, 'discharge', { reason: 'deceased', note: 'Told us.' }).expect(200);
  const { key } = await rig.prisma.obligation.findFirstOrThrow({
    where: { enrollmentId: id, closedAt: null },
  });
  const notice = `${id}/told/1`;
  await rig.prisma.notification.create({
    data: {
      ...{ id: notice, kind: 'overdue', agencyId: rig.agency.agencyId, audience: 'coordinator' },
      ...{ enrollmentId: id, obligation: 'outcome-data', obligationKey: key, raisedAt: new Date(monday) },
    },
  });
  return { id, key, told: () => mailReaders(rig.prisma, notice, now) };
}

/** What stands in somebody's list, and what they have to note, of one client. */
async function listsOf(login: Login, id: string) {
  const { body } = await rig.get(login, '/worklists/mine').expect(200);
  const {
    overdue = [],
    dueSoon = [],
    later = [],
  } = body as Record<string, { enrollmentId: string; key: string }[]>;
  const duties = [...overdue, ...dueSoon, ...later].filter(({ enrollmentId }) => enrollmentId === id);
  // The day is the same list by clients: one counts or shows whatever the other holds.
  const { clients } = asSent(dayReply, (await rig.get(login, '/day').expect(200)).body);
  const card = clients.find(({ enrollmentId }) => enrollmentId === id);
  expect((card?.duties.length ?? 0) + (card?.later ?? 0)).toBe(duties.length);
  const papers = asSent(paperworkReply, (await rig.get(login, '/worklists/mine/paperwork').expect(200)).body);
  const notes = papers.items.filter(({ enrollmentId }) => enrollmentId === id);
  return { duties: duties.map(({ key }) => key), notes: notes.map(({ what }) => what) };
}

it('[ST-4] what discharged clients leave to do goes to who is named: in their lists, their mail, and to read', async () => {
  const [leaving, next, last] = [staff().coordinator3, staff().coordinator2, staff().coordinator];
  const { id, key, told } = await closed('coordinator3');
  expect(await told()).toEqual([await emailOf(leaving)]);
  expect(await listsOf('coordinator2', id)).toEqual({ duties: [], notes: [] });

  expectProblem(await leave(leaving), 'still-has-duties');
  await leave(leaving, next).expect(200);
  expect(await told()).toEqual([await emailOf(next)]);
  const theirs = await listsOf('coordinator2', id);
  expect(theirs.duties).toContain(key);
  expect(theirs.notes).toEqual(['logContact']);
  const { relationTo } = relationReads(rig.prisma);
  const reader = (staffId: string) => ({
    ...{ agencyId: rig.agency.agencyId, staffId, role: 'coordinator' as const, onCall: false },
  });
  expect((await relationTo(reader(next), id, now)).why).toBe('cover');
  expect((await relationTo(reader(last), id, now)).why).toBeNull();

  // While they are away, who covers for them has it as well.
  const away = { until: new Date(now + day).toISOString(), cover: last };
  await rig.post('supervisor', `/staff/${next}/absences`, away).expect(200);
  rig.clock.set((now += minute));
  expect(await told()).toEqual([await emailOf(last)]);
  expect((await listsOf('coordinator', id)).duties).toContain(key);
  expect((await relationTo(reader(last), id, now)).why).toBe('cover');
  rig.clock.set((now += 2 * day));

  // Who takes another role, or goes as well, names somebody again.
  const given = (body: object = {}) =>
    rig.post('director', `/staff/${next}/change`, {
      role: 'supervisor',
      reason: 'Leads the night team',
      ...body,
    });
  expectProblem(await given(), 'still-has-duties');
  await given({ successor: last }).expect(200);
  expect(await told()).toEqual([await emailOf(last)]);
  expect((await listsOf('coordinator', id)).duties).toContain(key);
});

it('[ST-4] who is named can act: works here as a coordinator, has a file, is there, can sign in', async () => {
  const leaving = staff().coordinator;
  await closed('coordinator');
  const hired = { name: 'Imre Castellanos', email: 'imre@demo.example.org', role: 'coordinator' };
  const reply = await rig.post('supervisor', '/staff', { ...hired, hiredOn: '2037-03-02' }).expect(201);
  const next = (reply.body as { documentId: string }).documentId;
  const refusal = await leave(leaving, leaving);
  expectProblem(refusal, 'unknown-staff');
  expect((refusal.body as { errors: unknown }).errors).toMatchObject([{ pointer: '/successor' }]);
  expectProblem(await leave(leaving, staff().supervisor), 'unknown-staff');

  const file = (mayTakeUntil: Date | null) =>
    rig.prisma.staff.update({ where: { id: next }, data: { mayTakeUntil } });
  await file(null);
  expectProblem(await leave(leaving, next), 'staff-file-incomplete');
  await file(new Date(now + 90 * day));
  expectProblem(await leave(leaving, next), 'without-access');
  await rig.post('director', `/staff/${next}/access-tokens`, {}).expect(201);
  const other = (
    await rig
      .post('supervisor', '/staff', { ...hired, email: 'o@demo.example.org', hiredOn: '2037-03-02' })
      .expect(201)
  ).body as { documentId: string };
  await rig.prisma.staff.update({
    where: { id: other.documentId },
    data: { mayTakeUntil: new Date(now + 90 * day) },
  });
  await rig.post('director', `/staff/${other.documentId}/access-tokens`, {}).expect(201);
  const away = { until: new Date(now + day).toISOString(), cover: other.documentId };
  await rig.post('supervisor', `/staff/${next}/absences`, away).expect(200);
  rig.clock.set((now += minute));
  expectProblem(await leave(leaving, next), 'coordinator-absent');
  await leave(leaving, other.documentId).expect(200);
});
