import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createReadModelStore } from '../../src/kit/postgres/read-model.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { rebuildAll } from '../../src/cli/rebuild/rebuild-all.ts';
import { decide, decideTicks } from '../../src/pathway/decide.ts';
import { enrollBatch } from '../../src/pathway/enroll-batch.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import { projectRecord } from '../../src/pathway/projection.ts';
import { requestOf } from '../../src/workflows/append-request.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { policyFrom } from '../support/policies.ts';
import { noon, quiet, sealKey, seedPerson } from './fixtures.ts';

const day = 86_400_000;
const policy = policyFrom();
let database: TestDatabase;
let prisma: Prisma;
let id: string;

// Each test plants something in a record that cannot be cleaned: a database each.
beforeEach(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  await enrolled();
  id = await enrolled();
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.drop();
});

/** An enrollment as its workflow would have recorded it: referral, assignment, two days of silence. */
async function enrolled(): Promise<string> {
  const store = createRecordStore({ prisma, seal: createSeal(sealKey), log: quiet });
  const person = await seedPerson(prisma);
  const enrollmentId = randomUUID();
  const by: Actor = { staffId: randomUUID(), role: 'supervisor', agencyId: person.agencyId };
  const referral = enrollBatch(
    {
      ...{ commandId: 'refer', by, clientId: person.clientId, level: 'rsc-i', emergency: false, needs: [] },
      ...{ origin: { type: 'referral' as const }, onCallId: null, policy, fingerprint: 'f' },
    },
    person.agencyId,
    noon,
  );
  const started = decide(enrollmentId, null, referral, noon);
  if (!started.ok) throw new Error(started.rejection.code);
  await store.append(requestOf(started.change, enrollmentId, 'f'));
  const coordinatorId = randomUUID();
  const staff = { id: coordinatorId, agencyId: person.agencyId, name: 'Coordinator', role: 'coordinator' };
  await prisma.staff.create({ data: { ...staff, email: 'coordinator@agency.example' } });
  const assign = { facts: { type: 'assignCoordinator' as const, coordinatorId } };
  const assigned = decide(
    enrollmentId,
    started.change.after,
    { commandId: 'assign', by, commands: [assign], fingerprint: 'f' },
    noon + 60_000,
  );
  if (!assigned.ok) throw new Error(assigned.rejection.code);
  await store.append(requestOf(assigned.change, enrollmentId, 'f'));
  const silence = decideTicks(assigned.change.after, noon + 2 * day);
  if (!silence) throw new Error('the clock has nothing to say after two days');
  await store.append(requestOf(silence, enrollmentId, null));
  return enrollmentId;
}

async function rebuild(write = false) {
  const lines: string[] = [];
  const progress: number[] = [];
  const report = await rebuildAll({
    store: createReadModelStore(prisma),
    fold: projectRecord,
    write,
    say: (line) => lines.push(line),
    progress: (done) => progress.push(done),
  });
  return { report, lines, progress };
}

describe('the read model', () => {
  it('is what the events say', async () => {
    const { report, lines, progress } = await rebuild();
    expect(lines).toEqual([]);
    expect(report).toMatchObject({ enrollments: 2, different: 0, written: 0, broken: 0 });
    expect(report.events).toBe(await prisma.event.count());
    expect(await prisma.obligation.count({ where: { missRaisedAt: { not: null } } })).toBeGreaterThan(0);
    expect(progress).toEqual([1, 2]);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'a changed stage',
      () => prisma.enrollment.update({ where: { id }, data: { stage: 'active' } }),
      /enrollment: stage is "active", the events say "engagement"/,
    ],
    [
      'a moved deadline',
      () =>
        prisma.obligation.updateMany({
          where: { enrollmentId: id, kind: 'contact.first' },
          data: { due: new Date(noon) },
        }),
      /obligation contact\.first~\d+: due is "2026-03-02T12:00:00.000Z", the events say/,
    ],
    [
      'a forgotten obligation',
      () => prisma.obligation.deleteMany({ where: { enrollmentId: id, kind: 'contact.first' } }),
      /obligation contact\.first~\d+: is missing/,
    ],
    ['an invented obligation', inventObligation, /obligation invented~9: does not follow from the events/],
    ['a lost enrollment', loseEnrollment, /enrollment: is missing/],
    ['a wrong client', wrongClient, /enrollment: clientId is/],
    [
      'a place that was lost',
      () => prisma.caseloadPlace.delete({ where: { enrollmentId: id } }),
      /place: is missing/,
    ],
    [
      'a place that is too small',
      () => prisma.caseloadPlace.update({ where: { enrollmentId: id }, data: { share: 1 } }),
      /place: share is 1, the events say 50000000000/,
    ],
  ])('shows %s and is put right only when told to', async (_, plant, expected) => {
    await plant();
    const found = await rebuild();
    expect(found.report).toMatchObject({ different: 1, written: 0 });
    expect(found.lines.join('\n')).toMatch(expected);
    expect(found.lines.every((line) => line.startsWith(id))).toBe(true);
    expect((await rebuild()).lines).toEqual(found.lines);
    expect((await rebuild(true)).report).toMatchObject({ different: 1, written: 1 });
    expect((await rebuild()).report.different).toBe(0);
  });

  it('without events is removed', async () => {
    const { agencyId, clientId } = await seedPerson(prisma);
    const { openClientId: _, id: __, ...row } = await prisma.enrollment.findUniqueOrThrow({ where: { id } });
    const stray = randomUUID();
    await prisma.enrollment.create({ data: { ...row, agencyId, clientId, id: stray } });
    expect((await rebuild(true)).lines).toEqual([`${stray} enrollment: does not follow from the events`]);
    expect(await prisma.enrollment.count({ where: { id: stray } })).toBe(0);
  });

  it('has the places that were taken, though there is no room for them any more', async () => {
    await prisma.caseloadPlace.deleteMany();
    await prisma.staff.updateMany({ data: { caseloadLimit: 0, mayTakeUntil: null } });
    expect((await rebuild(true)).report).toMatchObject({ different: 2, written: 2 });
    const { caseloadShare } = await prisma.staff.findFirstOrThrow();
    expect(Number(caseloadShare)).toBe(50_000_000_000);
    // The next one is judged again.
    const { enrollmentId, share, ...place } = await prisma.caseloadPlace.findFirstOrThrow();
    await expect(
      prisma.caseloadPlace.update({ where: { enrollmentId }, data: { ...place, share: share + 1n } }),
    ).rejects.toThrow('caseload is full');
  });

  it('adds caseloads up anew where somebody switched off what adds them up', async () => {
    const { staffId, share } = await prisma.caseloadPlace.findUniqueOrThrow({ where: { enrollmentId: id } });
    await prisma.$transaction([
      prisma.$executeRaw`ALTER TABLE staff DISABLE TRIGGER USER`,
      prisma.staff.update({ where: { id: staffId }, data: { caseloadShare: 7 } }),
      prisma.$executeRaw`ALTER TABLE staff ENABLE TRIGGER USER`,
    ]);
    const { report, lines } = await rebuild();
    expect(report).toMatchObject({ different: 0, caseloads: 1 });
    expect(lines).toEqual([`${staffId} caseload: is 7, its places add up to ${share}`]);
    expect((await rebuild(true)).report.caseloads).toBe(1);
    expect((await rebuild()).report.caseloads).toBe(0);
    await expect(prisma.$executeRaw`UPDATE staff SET caseload_share = 7`).rejects.toThrow('add up to');
  });

  it('keeps what is known of the workflow', async () => {
    const { version } = await prisma.enrollment.findUniqueOrThrow({ where: { id } });
    await prisma.enrollment.update({
      where: { id },
      data: { stage: 'active', confirmedVersion: version - 1 },
    });
    await rebuild(true);
    expect(await prisma.enrollment.findUnique({ where: { id } })).toMatchObject({
      version,
      confirmedVersion: version - 1,
    });
  });

  it('of events that make no sense is left alone, and named', async () => {
    const nonsense = randomUUID();
    const { agencyId } = await seedPerson(prisma);
    await prisma.event.create({
      data: {
        ...{ enrollmentId: nonsense, seq: 1, commandId: 'x', index: 0, type: 'ContactLogged', stepId: 'x' },
        ...{
          occurredAt: new Date(noon),
          recordedAt: new Date(noon),
          actor: { agencyId },
          data: { type: 'logContact' },
        },
      },
    });
    const { report, lines } = await rebuild(true);
    expect(report).toMatchObject({ enrollments: 3, different: 1, written: 0, broken: 1 });
    expect(lines).toEqual([`${nonsense} events: cannot be folded (they do not begin with a referral)`]);
  });
});

async function inventObligation(): Promise<void> {
  const row = await prisma.obligation.findFirstOrThrow({ where: { enrollmentId: id } });
  await prisma.obligation.create({
    data: { ...row, key: 'invented~9', changes: [], suspended: undefined } as never,
  });
}

async function loseEnrollment(): Promise<void> {
  await prisma.obligation.deleteMany({ where: { enrollmentId: id } });
  await prisma.enrollment.delete({ where: { id } });
}

async function wrongClient(): Promise<void> {
  const { clientId } = await seedPerson(prisma);
  await prisma.enrollment.update({ where: { id }, data: { clientId, openClientId: clientId } });
}
