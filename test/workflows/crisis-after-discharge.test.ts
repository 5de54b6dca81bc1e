import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crisisWorkflowId } from '../../src/contracts/ids.ts';
import { crisisMark } from '../../src/features/crisis/pages.ts';
import { startWorkflowRig, type WorkflowRig } from '../support/workflow-rig.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let rig: WorkflowRig;
beforeAll(async () => {
  rig = await startWorkflowRig();
});
afterAll(() => rig.stop());

const pagesOf = async (enrollmentId: string) => {
  const where = { enrollmentId, id: { contains: '/crisis-' } };
  const pages = await rig.prisma.notification.findMany({ where, orderBy: { raisedAt: 'asc' } });
  return pages.map(({ audience }) => audience);
};

test.each([
  ['discharged', 2],
  ['whose enrollment has ended', 60],
] as const)(
  '[CR-6] a client %s is in danger: paged at once, and owed all that a crisis is',
  async (_, days) => {
    const { enrollmentId } = await rig.refer();
    await rig.submit(enrollmentId, { type: 'discharge', reason: 'other', lastMeetingHeld: false });
    await rig.submit(enrollmentId, { type: 'recordOutcomes', completed: true });
    await rig.passUntil((await rig.now()) + days * day);
    if (days > 30) await rig.client.workflow.getHandle(`enrollment/${enrollmentId}`).result();

    const thing = `late-crisis-${randomUUID()}`;
    const reported = await rig.submit(enrollmentId, { type: 'reportCrisis', full: false }, thing);
    expect(reported).toMatchObject({ status: 'accepted', receipt: { stage: 'discharge' } });
    await rig.passUntil((await rig.now()) + 12 * minute);
    expect(await pagesOf(enrollmentId)).toEqual(['on-call', 'supervisor']);
    const [asked] = await rig.prisma.notification.findMany({
      where: { enrollmentId, kind: 'reopening-asked' },
    });
    expect(asked).toMatchObject({ audience: 'supervisor', obligation: 'crisis.reopening', duty: 'CR-6' });

    const reopened = await rig.submit(enrollmentId, { type: 'reopen' });
    if (days > 30) {
      expect(reopened).toMatchObject({ rejection: { code: 'reopening-closed' } });
      await rig.submit(enrollmentId, { type: 'keepDischarged' });
    } else expect(reopened).toMatchObject({ receipt: { met: [{ kind: 'crisis.reopening' }] } });
    for (const action of ['respond', 'listen', 'consult', 'act', 'plan'] as const)
      await rig.submit(enrollmentId, { type: 'recordCrisisAction', about: thing, action });
    await rig.submit(enrollmentId, { type: 'recordStaffing', purpose: 'crisis', about: thing });
    await rig.submit(enrollmentId, { type: 'reviewSafetyPlan', about: thing, changed: false });
    await rig.submit(enrollmentId, { type: 'closeCrisis', about: thing });
    const owed = await rig.prisma.obligation.findMany({
      where: { enrollmentId, duty: { startsWith: 'CR-' } },
    });
    expect(owed.map(({ kind, status }) => `${kind} ${status}`).toSorted()).toEqual([
      'crisis.actions met',
      'crisis.reopening met',
      'crisis.response met',
      'crisis.safety-plan met',
      'crisis.staffing met',
    ]);
    await rig.client.workflow.getHandle(crisisWorkflowId(enrollmentId, crisisMark(thing))).result();
    // Nothing more is owed of who was gone for long: the clock ends it once more.
    if (days > 30) await rig.client.workflow.getHandle(`enrollment/${enrollmentId}`).result();
  },
);

test('a referral entered in error stops its crisis and its clocks; undone, it pages again; in the end it ends', async () => {
  const { enrollmentId } = await rig.refer();
  const thing = `wrong-${randomUUID()}`;
  const paging = () => rig.client.workflow.getHandle(crisisWorkflowId(enrollmentId, crisisMark(thing)));
  await rig.submit(enrollmentId, { type: 'reportCrisis', full: false }, thing);
  const entered = await rig.submit(enrollmentId, { type: 'enterInError' }, 'in-error');
  expect(entered).toMatchObject({ receipt: { stage: 'entered-in-error', nextDue: null } });
  await paging().result();
  expect(await rig.submit(enrollmentId, { type: 'formRst' })).toMatchObject({
    rejection: { code: 'entered-in-error' },
  });
  expect(await rig.submit(enrollmentId, { type: 'voidStep', step: 'in-error' })).toMatchObject({
    status: 'accepted',
  });
  await rig.passUntil((await rig.now()) + 12 * minute);
  expect(await pagesOf(enrollmentId)).toEqual(['on-call', 'supervisor']);
  await rig.submit(enrollmentId, { type: 'enterInError' });
  await paging().result();
  await rig.passUntil((await rig.now()) + 32 * day);
  await rig.client.workflow.getHandle(`enrollment/${enrollmentId}`).result();
  const row = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } });
  expect(row).toMatchObject({ stage: 'entered-in-error', openClientId: null });
  expect([row.inErrorAt, row.endedAt].includes(null)).toBe(false);
});
