import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { seedAgency, type SeededAgency } from '../../prisma/seed/index.ts';
import { wordsFor } from '../../src/kit/delivery/message.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createDirectory } from '../../src/features/notifications/postgres/wording.ts';
import { createOnCallStore } from '../../src/features/on-call/postgres/store.ts';
import { createPeopleRound } from '../../src/features/staff/postgres/round.ts';
import { mailReaders } from '../support/mail-readers.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { at } from '../support/staff-files.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = at('2037-03-02 09:00');
let database: TestDatabase;
let prisma: Prisma;
let agency: SeededAgency;
let agencies = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  agencies += 1;
  agency = await seedAgency(prisma, { now, slug: `rota-${agencies}` });
});

type Coordinator = 'coordinator' | 'coordinator2' | 'coordinator3';
let acts = 0;
const act = (when: number) => {
  acts += 1;
  const { agencyId, staffIds } = agency;
  const by = { staffId: staffIds.supervisor, role: 'supervisor' as const, agencyId };
  return { by, commandId: `act-${acts}`, fingerprint: `act-${acts}`, now: when };
};
async function put(login: Coordinator, from: string, until: string, when = now) {
  const outcome = await createOnCallStore(prisma).make({
    ...{ ...act(when), staffId: agency.staffIds[login], rank: 1, reason: null, absencesKnown: false },
    spans: [{ from: at(from), until: at(until) }],
  });
  if (!('row' in outcome)) throw new Error(outcome.status);
  return outcome.row[0]?.id ?? '';
}
const round = (when: number) =>
  createPeopleRound(prisma).raiseStaffNotices({ agencyId: agency.agencyId, at: when });
const rows = () =>
  prisma.notification.findMany({
    where: { agencyId: agency.agencyId, obligation: 'on-call.gap' },
    include: { deliveries: true },
    orderBy: [{ due: 'asc' }, { raisedAt: 'asc' }, { audience: 'desc' }, { id: 'asc' }],
  });
const told = async () => (await rows()).map(({ kind, audience }) => `${kind} ${audience}`);

it('[CR-1] a gap is told two weeks ahead, and to the director as well when it is near: once each', async () => {
  await put('coordinator', '2037-03-02 09:00', '2037-03-30 08:00');
  await put('coordinator3', '2037-03-30 20:00', '2037-05-30 08:00');
  await round(at('2037-03-16 07:59'));
  expect(await told()).toEqual([]);
  await Promise.all([8, 8, 9].map((h) => round(at(`2037-03-16 0${h}:00`))));
  expect(await told()).toEqual(['warning supervisor']);
  await round(at('2037-03-27 07:59'));
  expect(await told()).toHaveLength(1);
  for (let n = 0; n < 30; n += 1) await round(at('2037-03-27 08:00') + n * 3 * hour);
  expect(await told()).toEqual(['warning supervisor', 'warning supervisor', 'escalation director']);
  // Near it, its mail goes at once, also by night and on a Sunday.
  const [, near, director] = await rows();
  expect(near?.deliveries[0]?.notBefore).toEqual(near?.raisedAt);
  expect(director?.due).toEqual(new Date(at('2037-03-30 08:00')));
  // Over, it is not told anew.
  await round(at('2037-03-30 20:00'));
  expect(await told()).toHaveLength(3);
});

it('[CR-1] a gap that is there already has one name, however many rounds come upon it', async () => {
  await put('coordinator', '2037-03-02 09:00', '2037-03-02 12:00');
  for (let n = 0; n < 10; n += 1) await round(at('2037-03-02 13:00') + n * hour);
  expect((await told()).toSorted()).toEqual([
    'escalation director',
    'warning supervisor',
    'warning supervisor',
  ]);
});

it('[CR-1] filled in time, nobody is told; whoever leaves makes a gap', async () => {
  await put('coordinator', '2037-03-02 09:00', '2037-03-10 08:00');
  await put('coordinator3', '2037-03-10 08:00', '2037-03-12 08:00');
  await put('coordinator', '2037-03-12 08:00', '2037-05-12 08:00');
  await round(at('2037-03-09 09:00'));
  expect(await told()).toEqual([]);
  await prisma.staff.update({ where: { id: agency.staffIds.coordinator3 }, data: { active: false } });
  await round(at('2037-03-09 09:00'));
  expect((await rows()).map(({ due }) => due?.getTime())).toEqual(
    [1, 2, 3].map(() => at('2037-03-10 08:00')),
  );
});

it('an agency that never had a rota, or is held to a policy from before, is told of no gap', async () => {
  await round(now + 30 * day);
  expect(await told()).toEqual([]);
  await put('coordinator', '2037-03-02 09:00', '2037-03-02 12:00');
  const { staffPolicyHash: hash } = await prisma.agency.findUniqueOrThrow({ where: { id: agency.agencyId } });
  const known = await prisma.policyDocument.findUniqueOrThrow({ where: { hash: hash ?? '' } });
  const { onCall: _, ...before } = known.content as { onCall: unknown };
  await prisma.policyDocument.create({
    data: { hash: `before-${agencies}`, kind: known.kind, name: known.name, content: before },
  });
  const where = { id: agency.agencyId };
  await prisma.agency.update({ where, data: { staffPolicyHash: `before-${agencies}` } });
  await round(now + day);
  expect(await told()).toEqual([]);
});

it('its mail names nobody: the gap, its time, the rota', async () => {
  await put('coordinator', '2037-03-02 09:00', '2037-03-02 12:00');
  await round(at('2037-03-02 13:00'));
  const directory = createDirectory(prisma);
  const seenBy: string[] = [];
  for (const { deliveries: _, readAt: __, readBy: ___, ...row } of await rows()) {
    const notification = {
      ...{ ...row, kind: row.kind as 'warning' },
      ...{ due: row.due?.getTime() ?? null, raisedAt: row.raisedAt.getTime() },
    };
    const delivery = { id: `${row.id}/mail`, channel: 'mail' as const, attempts: 0, to: [], notification };
    const wording = await directory.wordingFor(notification);
    const { subject, text } = wordsFor(delivery, wording, 'https://tl.example');
    expect(subject).toMatch(/: Fill a gap in the on-call rota \(CR-1\)$/);
    expect(text).toContain('On call: https://tl.example/on-call\n');
    expect(text).toContain('2037-03-02 12:00 (America/Chicago)');
    expect(text).toContain('Nobody is on call from the time below');
    expect(text).not.toMatch(/Theo|Marchetti|enrollment/);
    seenBy.push(
      ...(await mailReaders(prisma, row.id, row.raisedAt.getTime())).map((to) => to.split('@')[0] ?? ''),
    );
  }
  expect([...new Set(seenBy)].toSorted()).toEqual(['director', 'supervisor']);
});
