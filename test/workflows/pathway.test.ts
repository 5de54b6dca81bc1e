import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorkflowRig } from '../support/workflow-rig.ts';
import type { WorkflowRig } from '../support/workflow-rig.ts';

const day = 24 * 60 * 60_000;
let rig: WorkflowRig;
beforeAll(async () => {
  rig = await startWorkflowRig();
});
afterAll(() => rig.stop());

test('a referral is answered with what is owed, and once only', async () => {
  const { enrollmentId, outcome } = await rig.refer();
  expect(outcome).toMatchObject({ status: 'accepted', replayed: false });
  if (outcome.status !== 'accepted') return;
  expect(outcome.receipt.opened.map(({ kind }) => kind)).toEqual([
    'acuity.assessment',
    'assignment',
    'rst.formation',
    'sccp.full',
  ]);
  expect(outcome.receipt.stage).toBe('assignment');

  const again = await rig.refer({ enrollmentId });
  expect(again.outcome).toEqual({ ...outcome, replayed: true });
});

test('a client with an open enrollment does not get a second one', async () => {
  const clientId = await rig.clientOf();
  const first = await rig.refer({ clientId });
  const second = await rig.refer({ clientId });
  expect(second.outcome).toEqual({ status: 'client-already-enrolled', enrollmentId: first.enrollmentId });
  expect(await rig.record.recordVersion(second.enrollmentId)).toBe(0);
});

test('a step is answered with its receipt; the same command again gives the same receipt', async () => {
  const { enrollmentId } = await rig.refer();
  const assign = { type: 'assignCoordinator', coordinatorId: rig.coordinatorId } as const;
  const first = await rig.submit(enrollmentId, assign, 'assign-1');
  expect(first).toMatchObject({
    status: 'accepted',
    replayed: false,
    receipt: { version: 2, stage: 'engagement' },
  });
  const second = await rig.submit(enrollmentId, assign, 'assign-1');
  expect(second).toEqual({ ...first, replayed: true });
  expect(await rig.record.recordVersion(enrollmentId)).toBe(2);
});

test('the same command id for something else, or by somebody else, is refused', async () => {
  const { enrollmentId } = await rig.refer();
  await rig.submit(enrollmentId, { type: 'assignCoordinator', coordinatorId: rig.coordinatorId }, 'one');
  const reused = await rig.gateway.submit(enrollmentId, {
    commandId: 'one',
    by: rig.supervisor,
    fingerprint: 'another',
    commands: [{ facts: { type: 'formRst' } }],
  });
  expect(reused).toMatchObject({ status: 'refused', rejection: { code: 'idempotency-key-reused' } });
  const somebodyElse = await rig.gateway.submit(enrollmentId, {
    commandId: 'one',
    by: { ...rig.supervisor, staffId: rig.coordinatorId },
    fingerprint: 'one',
    commands: [{ facts: { type: 'assignCoordinator', coordinatorId: rig.coordinatorId } }],
  });
  expect(somebodyElse).toMatchObject({
    ...{ status: 'refused', rejection: { code: 'idempotency-key-reused' } },
  });
});

test('a step that makes no sense is refused with its reason and leaves no trace', async () => {
  const { enrollmentId } = await rig.refer();
  const refused = await rig.submit(enrollmentId, { type: 'reviewSccp' });
  expect(refused).toMatchObject({ status: 'refused', rejection: { code: 'nothing-to-meet' } });
  expect(await rig.record.recordVersion(enrollmentId)).toBe(1);
});

test('several steps are recorded together, or none of them', async () => {
  const { enrollmentId } = await rig.refer();
  const batch = (commandId: string, score: number) =>
    rig.gateway.submit(enrollmentId, {
      commandId,
      by: rig.supervisor,
      fingerprint: commandId,
      commands: [
        { facts: { type: 'assignCoordinator', coordinatorId: rig.coordinatorId } },
        { facts: { type: 'logContact', with: 'client', mode: 'face-to-face', outcome: 'reached' } },
        { facts: { type: 'scoreAcuity', score } },
      ],
    });
  expect(await batch('bad', 400)).toMatchObject({
    status: 'refused',
    rejection: { code: 'score-out-of-range', index: 2 },
  });
  expect(await rig.record.recordVersion(enrollmentId)).toBe(1);
  const good = await batch('good', 40);
  expect(good).toMatchObject({ status: 'accepted', receipt: { version: 4, stage: 'planning' } });
});

test('nobody acts: each deadline is announced once, within a second, and climbs its ladder', async () => {
  const { enrollmentId } = await rig.refer();
  await rig.passUntil((await rig.now()) + 20 * day);
  await rig.versionOf(enrollmentId);
  const events = await rig.record.loadEvents(enrollmentId);
  const of = (kind: string) =>
    events.flatMap((event) =>
      'clock' in event && 'kind' in event.clock && event.clock.kind === kind ? [event] : [],
    );
  for (const kind of ['assignment', 'rst.formation']) {
    const raised = of(kind);
    const rungs = raised.flatMap(({ clock }) => (clock.type === 'RungRaised' ? [clock.rung] : []));
    expect(rungs.filter((rung) => rung !== 'warn')).toEqual(
      kind === 'assignment'
        ? ['supervisor', 'director', 'quality-office']
        : expect.arrayContaining(['supervisor']),
    );
    const misses = raised.filter(({ clock }) => clock.type === 'DeadlineMissed');
    expect(misses).toHaveLength(1);
    expect((misses[0]?.recordedAt ?? 0) - (misses[0]?.occurredAt ?? 0)).toBeLessThan(1_000);
  }
  const told = await rig.prisma.notification.findMany({ where: { enrollmentId } });
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  expect(
    told.filter(({ kind, obligation }) => kind === 'escalation' && obligation === 'assignment'),
  ).toHaveLength(3);
});

test('an emergency pages on-call, supervisor and director ten minutes apart until somebody answers', async () => {
  const { enrollmentId } = await rig.refer({ emergency: true });
  await rig.passUntil((await rig.now()) + 12 * 60_000);
  expect(await rig.submit(enrollmentId, { type: 'acknowledgePage' })).toMatchObject({ status: 'accepted' });
  await rig.passUntil((await rig.now()) + 50 * 60_000);
  await rig.versionOf(enrollmentId);
  const told = await rig.prisma.notification.findMany({
    where: { enrollmentId },
    include: { deliveries: true },
  });
  const pages = told.filter(({ kind }) => kind === 'page');
  expect(pages.map(({ audience }) => audience).toSorted()).toEqual(['on-call', 'supervisor']);
  expect(pages.every(({ deliveries }) => deliveries.some(({ channel }) => channel === 'webhook'))).toBe(true);
  const misses = await rig.prisma.obligation.findMany({
    where: { enrollmentId, missRaisedAt: { not: null } },
  });
  expect(misses.map(({ kind }) => kind).toSorted()).toEqual([
    'emergency.contact-ciu',
    'emergency.contact-client',
  ]);
});

test('a discharged enrollment lives until its outcome data are in and the days for reopening are over', async () => {
  const { enrollmentId } = await rig.refer();
  await rig.submit(enrollmentId, { type: 'assignCoordinator', coordinatorId: rig.coordinatorId });
  await rig.submit(enrollmentId, { type: 'discharge', reason: 'other', lastMeetingHeld: false });
  await rig.submit(enrollmentId, { type: 'recordOutcomes', completed: true });
  expect(await rig.submit(enrollmentId, { type: 'formRst' })).toMatchObject({
    rejection: { code: 'discharged' },
  });
  await rig.passUntil((await rig.now()) + 10 * day);
  expect(await rig.submit(enrollmentId, { type: 'reopen' })).toMatchObject({
    status: 'accepted',
    receipt: { stage: 'engagement' },
  });
  await rig.submit(enrollmentId, { type: 'discharge', reason: 'other', lastMeetingHeld: false });
  await rig.submit(enrollmentId, { type: 'recordOutcomes', completed: true });
  await rig.passUntil((await rig.now()) + 32 * day);
  await rig.client.workflow.getHandle(`enrollment/${enrollmentId}`).result();
  expect(await rig.submit(enrollmentId, { type: 'reopen' })).toMatchObject({
    rejection: { code: 'enrollment-ended' },
  });
  const row = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } });
  expect(row).toMatchObject({ stage: 'ended', openClientId: null });
});
