import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { giveAccess } from '../support/access.ts';
import { seedStaffFiles } from '../../prisma/seed/index.ts';
import { reassignmentWorkflowId } from '../../src/contracts/ids.ts';
import { previewReply, reassignmentReply } from '../../src/features/reassignment/api/schemas.ts';
import { shareOfCap, wholeCaseload } from '../../src/features/caseload/share.ts';
import { asSent } from '../support/as-sent.ts';
import { historiesOfWorkflow, replay } from '../support/histories.ts';
import { onRecord } from '../support/on-record.ts';
import { placesOfTheEvents } from '../support/places.ts';
import { eventually, realSystem } from '../support/real-system.ts';

const clients = 20;
/** So many are moved before the worker is killed; the rest is held up by the test. */
const first = 8;

/**
 * Real processes: the worker is killed while some clients are moved, some are on their way and some have not begun. Nobody asks
 * for anything afterwards. What is counted in the end are the events.
 */
test('[ST-4] somebody with 20 clients leaves: previewed, spread, the worker killed in the middle, and each client goes once', async () => {
  const system = await realSystem();
  const { prisma, agency } = system;
  await Promise.all([system.startTemporal(), system.startApi()]);
  const worker = system.spawnWorker();
  // One has nobody, one works half the time, one has somebody already.
  const leaving = await hire('Leaving', 20);
  const others = { idle: await hire('Idle', 20), half: await hire('Half', 10), busy: await hire('Busy', 20) };
  await system.whole();
  for (let count = 0; count < 6; count += 1) await refer(others.busy);
  for (let count = 0; count < clients; count += 1) await refer(leaving);
  const theirs = await enrollmentsOf(leaving);
  const owed = await dueDates(theirs);
  expect(owed.length).toBeGreaterThan(clients);

  const previewed = await system.post('supervisor', '/reassignments/preview', {
    ...{ from: leaving, to: Object.values(others) },
  });
  expect(previewed.status).toBe(200);
  const preview = asSent(previewReply, previewed.body);
  expect(preview.unplaced).toBe(0);
  expect(await enrollmentsOf(leaving)).toEqual(theirs);
  const items = preview.items.map(({ enrollmentId, to }) => ({ enrollmentId, to: String(to?.staffId) }));
  expect(new Set(items.map(({ to }) => to))).toEqual(new Set(Object.values(others)));

  // Those after the first in their order wait for a row that the test holds: a planted slowness, and nothing else.
  const held = await hold(theirs.slice(first));
  const planned = await system.post('supervisor', '/reassignments', {
    from: leaving,
    reason: 'Moves away',
    items,
  });
  expect(planned.status).toBe(202);
  const { reassignmentId } = asSent(reassignmentReply, planned.body);
  await eventually(async () => (await moved()) === first, 20);
  await worker.kill();
  await held.release();
  expect(await progress()).toMatchObject({
    state: 'running',
    counts: { moved: first, waiting: clients - first },
  });

  const restarted = performance.now();
  system.spawnWorker();
  await eventually(async () => (await progress()).state === 'done');
  const tookMs = performance.now() - restarted;

  expect((await progress()).counts).toEqual({ waiting: 0, moved: clients, refused: 0, left: 0 });
  const steps = await prisma.event.findMany({
    where: { enrollmentId: { in: theirs }, type: 'CoordinatorAssigned' },
    orderBy: { seq: 'asc' },
  });
  for (const { enrollmentId, to } of items) {
    const own = steps.filter((step) => step.enrollmentId === enrollmentId);
    expect(own.map(({ data }) => (data as { coordinatorId: string }).coordinatorId)).toEqual([leaving, to]);
  }
  expect(await dueDates(theirs)).toEqual(owed);
  const used = new Map<string, number>();
  for (const { staffId, share } of (await placesOfTheEvents(prisma)).values())
    used.set(staffId, (used.get(staffId) ?? 0) + share);
  expect(used.has(leaving)).toBe(false);
  for (const [name, id] of Object.entries(others)) {
    const { caseloadLimit, caseloadShare } = await prisma.staff.findUniqueOrThrow({ where: { id } });
    expect(used.get(id), name).toBe(Number(caseloadShare));
    expect(used.get(id), name).toBeLessThanOrEqual(Number(caseloadLimit));
  }
  const history = await historyOfTheWorkflow();
  const shares = Object.entries(others).map(
    ([name, id]) => `${name} ${((100 * (used.get(id) ?? 0)) / wholeCaseload).toFixed(0)} %`,
  );
  process.stdout.write(
    `reassignment: ${clients} clients, killed after ${first}, finished ${(tookMs / 1_000).toFixed(1)} s after the restart; ` +
      `${owed.length} due dates as before; ${shares.join(', ')}; ${history} events of history\n`,
  );

  async function hire(name: string, most: number): Promise<string> {
    const id = randomUUID();
    const { agencyId, staffIds } = agency;
    const caseloadLimit = Math.min(wholeCaseload, most * shareOfCap(20));
    await prisma.staff.create({
      data: { id, agencyId, name, email: `${id}@agency.example`, role: 'coordinator', caseloadLimit },
    });
    await giveAccess(prisma, id);
    await seedStaffFiles(prisma, { agencyId, staffIds: [id], by: staffIds.director, now: Date.now() });
    return id;
  }

  async function refer(coordinatorId: string): Promise<void> {
    const referral = await onRecord((key) => system.refer(key));
    const id = String(referral['enrollmentId']);
    await onRecord((key) => system.command('supervisor', id, 'assignCoordinator', { coordinatorId }, key));
  }

  async function enrollmentsOf(coordinatorId: string): Promise<string[]> {
    const rows = await prisma.enrollment.findMany({ where: { coordinatorId }, orderBy: { id: 'asc' } });
    return rows.map(({ id }) => id);
  }

  /** What is owed and by when, open or met: a row of the record each. */
  async function dueDates(ids: string[]) {
    const rows = await prisma.obligation.findMany({
      where: { enrollmentId: { in: ids } },
      orderBy: [{ enrollmentId: 'asc' }, { key: 'asc' }],
    });
    return rows.map(({ enrollmentId, key, opened, due, originalDue, status }) => ({
      ...{ enrollmentId, key, opened, due, originalDue, status },
    }));
  }

  /** Holds the rows of these enrollments, as another long transaction would. */
  async function hold(ids: string[]) {
    const other = new pg.Client({ connectionString: system.databaseUrl });
    await other.connect();
    onTestFinished(() => other.end());
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM enrollment WHERE id = ANY($1::uuid[]) FOR UPDATE', [ids]);
    return { release: () => other.query('ROLLBACK') };
  }

  function moved(): Promise<number> {
    return prisma.reassignmentItem.count({ where: { state: 'moved' } });
  }

  async function progress() {
    return asSent(reassignmentReply, (await system.get('director', `/reassignments/${reassignmentId}`)).body);
  }

  /** Replayed; answers how many events its one run has. */
  async function historyOfTheWorkflow(): Promise<number> {
    const connection = await Connection.connect({ address: system.temporalAddress });
    onTestFinished(() => connection.close());
    const workflowId = reassignmentWorkflowId(reassignmentId);
    const [history, ...more] = await historiesOfWorkflow(new Client({ connection }), workflowId);
    expect(more).toEqual([]);
    expect(JSON.stringify(history)).not.toContain('Brandywine');
    if (history) await replay(system.bundle, history, workflowId);
    return history?.events?.length ?? 0;
  }
}, 600_000);
