import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedAgency, type SeededAgency } from '../../prisma/seed/index.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createDirectory } from '../../src/features/notifications/postgres/wording.ts';
import { staffFileFollower } from '../../src/features/staff/postgres/file-follows.ts';
import { createDocumentStore } from '../../src/kit/postgres/documents/store.ts';
import { createPeopleRound } from '../../src/features/staff/postgres/round.ts';
import { createStaffStore } from '../../src/features/staff/postgres/store.ts';
import { adoptStaffPolicy, agencyPolicies } from '../../src/cli/policy/agency-policies.ts';
import { wordsFor } from '../../src/kit/delivery/message.ts';
import { countyStaffPolicy } from '../../src/pathway/profiles/county-staff.ts';
import { type StaffFileAct, staffFileKind } from '../../src/features/staff/staff-file.document.ts';
import { mailReaders } from '../support/mail-readers.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Kind, kinds, seen } from '../support/staff-files.ts';

const now = Date.parse('2037-03-02T15:00:00Z');
const dayMs = 86_400_000;
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
  agency = await seedAgency(prisma, { now, slug: `round-${agencies}` });
});

const round = (at: number) => createPeopleRound(prisma).raiseStaffNotices({ agencyId: agency.agencyId, at });
const lead = () => ({
  staffId: agency.staffIds.director,
  role: 'director' as const,
  agencyId: agency.agencyId,
});
let acts = 0;
const ask = (at: number) => {
  acts += 1;
  return { by: lead(), now: at, commandId: `act-${acts}`, fingerprint: `act-${acts}` };
};
const act = (documentId: string, one: StaffFileAct, at = now) =>
  createDocumentStore(prisma, [staffFileFollower]).act({
    ...{ kind: staffFileKind, documentId, enrollmentId: null, act: one, ...ask(at) },
  });
const verified = (staffId: string, kind: Kind, changes: object = {}): StaffFileAct => ({
  ...{ type: 'record-item', subject: staffId, policy: countyStaffPolicy, today: '2037-03-02' },
  seen: seen(kind, changes),
});

async function hire(): Promise<string> {
  const staffId = crypto.randomUUID();
  const outcome = await createStaffStore(prisma).hire({
    ...{
      staffId,
      ...ask(now),
      person: { name: 'Nadia Osei', email: `${staffId}@x.example`, role: 'coordinator' },
    },
    act: { type: 'hire', role: 'coordinator', hiredOn: '2037-03-02', today: '2037-03-02' },
  });
  expect(outcome.status).toBe('written');
  return staffId;
}
const mayTakeUntil = async (id: string) =>
  (await prisma.staff.findUniqueOrThrow({ where: { id } })).mayTakeUntil?.toISOString() ?? null;
/** Of their files; supervision, which is owed about everybody who carries clients, apart. */
const told = async () =>
  (
    await prisma.notification.findMany({
      where: { agencyId: agency.agencyId, duty: { startsWith: 'ST-' } },
      include: { deliveries: true },
      orderBy: [{ obligation: 'asc' }, { audience: 'asc' }],
    })
  ).map(
    ({ kind, audience, obligation, deliveries }) => `${kind} ${audience} ${obligation} ${deliveries.length}`,
  );

describe('a round through the staff', () => {
  it('[ST-3] tells each notice once, also when two rounds meet', async () => {
    await hire();
    const at = Date.parse('2037-03-06T00:00:00Z');
    const raised = await Promise.all([round(at), round(at), round(at)]);
    const expected = ['escalation supervisor hire.access 1', 'escalation supervisor hire.notice 1'];
    expect(await told()).toEqual(expected);
    expect(raised.reduce((sum, one) => sum + one.raised, 0)).toBe(2);
    expect(await round(at + dayMs / 2)).toEqual({ raised: 0 });
    expect(await told()).toEqual(expected);
  });

  it('[ST-3] after a missed month tells all that is due by then, once', async () => {
    await hire();
    const monthLater = now + 30 * dayMs;
    // And of the four who carry clients: a case review that is near, a check-in that was missed, told to two.
    expect(await round(monthLater)).toEqual({ raised: 6 + 4 * 3 });
    expect(await told()).toEqual(
      ['access', 'notice'].flatMap((what) =>
        ['director', 'quality-office', 'supervisor'].map((to) => `escalation ${to} hire.${what} 1`),
      ),
    );
    expect(await round(monthLater + dayMs)).toEqual({ raised: 0 });
  });

  it('is quiet about an agency that is held to no policy, and about who has left', async () => {
    const staffId = await hire();
    await prisma.staff.update({ where: { id: staffId }, data: { active: false } });
    await round(now + 30 * dayMs);
    expect(await prisma.notification.count({ where: { aboutStaffId: staffId } })).toBe(0);
    await prisma.staff.update({ where: { id: staffId }, data: { active: true } });
    await prisma.agency.update({
      where: { id: agency.agencyId },
      data: { staffPolicyHash: null, staffPolicySince: null },
    });
    expect(await round(now + 30 * dayMs)).toEqual({ raised: 0 });
    expect(
      await createPeopleRound(prisma).raiseStaffNotices({ agencyId: crypto.randomUUID(), at: now }),
    ).toEqual({
      raised: 0,
    });
  });

  it('[ST-2] keeps from clients whoever was entered past the files', async () => {
    const id = crypto.randomUUID();
    const { agencyId } = agency;
    await prisma.staff.create({
      data: { id, agencyId, name: 'X', email: 'x@x.example', role: 'coordinator' },
    });
    const before = await mayTakeUntil(agency.staffIds.coordinator);
    await round(now);
    expect(await mayTakeUntil(id)).toBeNull();
    expect(await mayTakeUntil(agency.staffIds.coordinator)).toBe(before);
    expect(await mayTakeUntil(agency.staffIds.supervisor)).toBe('9999-12-31T00:00:00.000Z');
  });

  const hire3 = {
    about: /^Escalated to you: (Tell the quality office|Request access).* \(ST-3\)$/,
    until: '2037-03-05 17:00',
  };
  const expected: Record<string, typeof hire3> & { 'hire.notice': typeof hire3 } = {
    'hire.notice': hire3,
    'case-review': {
      about: /^Due soon: Case review \(SU-1\)$/,
      until: '2037-04-02 23:59',
    },
    'check-in': {
      about: /^Escalated to you: Check-in \(SU-2\)$/,
      until: '2037-03-16 23:59',
    },
  };
  it('[SU-1, SU-2] its mail names nobody: the duty, the day, a link', async () => {
    await hire();
    await round(now + 30 * dayMs);
    const rows = await prisma.notification.findMany({ where: { agencyId: agency.agencyId } });
    const directory = createDirectory(prisma);
    const seenBy = new Set<string>();
    for (const row of rows) {
      const { readAt: _, readBy: __, ...rest } = row;
      const kind = row.kind as 'escalation';
      const due = row.due?.getTime() ?? null;
      const notification = { ...rest, kind, due, raisedAt: row.raisedAt.getTime() };
      const delivery = { id: `${row.id}/mail`, channel: 'mail' as const, attempts: 0, to: [], notification };
      const { subject, text, html } = wordsFor(
        delivery,
        await directory.wordingFor(notification),
        'https://tl.example',
      );
      expect(`${subject} ${text} ${html} ${row.id}`).not.toMatch(/Nadia|Osei/);
      const { about, until } = expected[row.obligation ?? ''] ?? expected['hire.notice'];
      expect(subject).toMatch(about);
      const link = row.audience === 'quality-office' ? 'hires' : `people/${row.aboutStaffId}`;
      expect(text).toContain(`https://tl.example/${link}\n`);
      expect(text).toContain(until);
      for (const address of await mailReaders(prisma, row.id, row.raisedAt.getTime()))
        seenBy.add(address.split('@')[0] ?? '');
    }
    expect([...seenBy].toSorted()).toEqual(['director', 'quality', 'supervisor']);
  });
});

describe('until when somebody may take clients', () => {
  it('[ST-2] follows each act on their file, in the same commit', async () => {
    const staffId = await hire();
    expect(await mayTakeUntil(staffId)).toBeNull();
    for (const kind of kinds) expect((await act(staffId, verified(staffId, kind))).status).toBe('written');
    expect(await mayTakeUntil(staffId)).toBe('2037-12-01T06:00:00.000Z');
    await act(staffId, verified(staffId, 'auto-insurance', { expiresOn: '2040-01-01' }));
    expect(await mayTakeUntil(staffId)).toBe('2038-09-01T05:00:00.000Z');
    expect(await act(staffId, { type: 'withdraw-item', item: 99, reason: 'x' })).toMatchObject({
      status: 'refused',
    });
    expect(await mayTakeUntil(staffId)).toBe('2038-09-01T05:00:00.000Z');
    await act(staffId, { type: 'withdraw-item', item: 1, reason: 'Forged.' });
    expect(await mayTakeUntil(staffId)).toBeNull();
  });

  it('[ST-2] is what the file says, however many rounds go by while it is written', async () => {
    const staffId = await hire();
    for (const kind of kinds.slice(1)) await act(staffId, verified(staffId, kind));
    const [first = 'degree'] = kinds;
    for (let n = 0; n < 6; n += 1) {
      const change: StaffFileAct =
        n % 2 === 0
          ? verified(staffId, first)
          : { type: 'withdraw-item', item: kinds.length + (n - 1) / 2, reason: 'Not theirs.' };
      const [written] = await Promise.all([act(staffId, change), round(now), round(now)]);
      expect(written.status).toBe('written');
      expect(await mayTakeUntil(staffId)).toBe(n % 2 === 0 ? '2037-12-01T06:00:00.000Z' : null);
    }
  });

  it('[ST-2] is what an agency decides when it adopts the policy, whatever is written meanwhile', async () => {
    const { agencyId } = agency;
    await prisma.agency.update({
      where: { id: agencyId },
      data: { staffPolicyHash: null, staffPolicySince: null },
    });
    const staffId = await hire();
    const other = await hire();
    expect(await mayTakeUntil(staffId)).toBe('9999-12-31T00:00:00.000Z');
    for (const kind of kinds.slice(1)) await act(staffId, verified(staffId, kind));
    const mine = async () => (await agencyPolicies(prisma)).find((one) => one.agencyId === agencyId);
    const before = await mine();
    expect(before).toMatchObject({ staff: null, newerStaff: { version: countyStaffPolicy.version } });
    if (!before) throw new Error('the agency is not shown');
    const [first = 'degree'] = kinds;
    const [adopted, written] = await Promise.all([
      adoptStaffPolicy(prisma, before, now),
      act(staffId, verified(staffId, first)),
    ]);
    expect(written.status).toBe('written');
    expect(adopted?.unfit).toBeGreaterThanOrEqual(1);
    expect(await mayTakeUntil(staffId)).toBe('2037-12-01T06:00:00.000Z');
    expect(await mayTakeUntil(other)).toBeNull();
    expect(await mine()).toMatchObject({ staff: { version: countyStaffPolicy.version }, newerStaff: null });
    expect(await adoptStaffPolicy(prisma, before, now)).toBeNull();
  });

  it('two hires with one address at once: one of them is taken in', async () => {
    const person = { name: 'Twin', email: 'twin@x.example', role: 'coordinator' as const };
    const outcomes = await Promise.all(
      [1, 2, 3].map(() =>
        createStaffStore(prisma).hire({
          ...{ staffId: crypto.randomUUID(), ...ask(now), person },
          act: { type: 'hire', role: 'coordinator', hiredOn: '2037-03-02', today: '2037-03-02' },
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['refused', 'refused', 'written']);
    expect(await prisma.staff.count({ where: { email: 'twin@x.example' } })).toBe(1);
  });
});
