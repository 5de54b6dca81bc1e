import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { requestOf } from '../../src/workflows/append-request.ts';
import { decide } from '../../src/pathway/decide.ts';
import { evolveAll } from '../../src/engine/deadlines/evolve.ts';
import { createGateway } from '../../src/kit/temporal/temporal-gateway.ts';
import { reviveAll } from '../../src/kit/temporal/revive-all.ts';
import { startSweep } from '../../src/kit/temporal/sweep.ts';
import { startWorkflowRig } from '../support/workflow-rig.ts';
import type { WorkflowRig } from '../support/workflow-rig.ts';

const day = 24 * 60 * 60_000;
let rig: WorkflowRig;
beforeAll(async () => {
  rig = await startWorkflowRig();
});
afterAll(() => rig.stop());

/** What a worker leaves behind that dies, with its server, between the record's commit and the workflow task's end. */
async function recordBehindTheWorkflowsBack(
  enrollmentId: string,
  commandId: string,
  facts: StepFacts,
): Promise<void> {
  const state = evolveAll(null, await rig.record.loadEvents(enrollmentId), enrollmentId);
  const batch = { commandId, by: rig.supervisor, fingerprint: commandId, commands: [{ facts }] };
  const decision = decide(enrollmentId, state, batch, await rig.now());
  if (!decision.ok) throw new Error(decision.rejection.code);
  const result = await rig.activities.appendToRecord(requestOf(decision.change, enrollmentId, commandId));
  expect(result).toEqual({ status: 'recorded' });
}

const assign = (): StepFacts => ({ type: 'assignCoordinator', coordinatorId: rig.coordinatorId });

test('the next command finds the record ahead, learns what it lacks and is decided again', async () => {
  const { enrollmentId } = await rig.refer();
  await recordBehindTheWorkflowsBack(enrollmentId, 'lost', assign());
  const contact = await rig.submit(enrollmentId, { type: 'completePreliminarySccp' });
  expect(contact).toMatchObject({ status: 'accepted', receipt: { version: 3 } });
  expect(await rig.versionOf(enrollmentId)).toBe(3);
});

test('the lost command asked again is not recorded twice', async () => {
  const { enrollmentId } = await rig.refer();
  await recordBehindTheWorkflowsBack(enrollmentId, 'lost', assign());
  const again = await rig.submit(enrollmentId, assign(), 'lost');
  expect(again).toMatchObject({ status: 'accepted', receipt: { version: 2, stage: 'engagement' } });
  expect(await rig.record.recordVersion(enrollmentId)).toBe(2);
});

test('the key of the lost command is answered to whoever sent it, and to nobody else', async () => {
  const { enrollmentId } = await rig.refer();
  await recordBehindTheWorkflowsBack(enrollmentId, 'lost', assign());
  const by = { ...rig.supervisor, staffId: rig.coordinatorId };
  const batch = { commandId: 'lost', by, fingerprint: 'lost', commands: [{ facts: assign() }] };
  expect(await rig.gateway.submit(enrollmentId, batch)).toMatchObject({
    ...{ status: 'refused', rejection: { code: 'idempotency-key-reused' } },
  });
  expect(await rig.versionOf(enrollmentId)).toBe(2);
  expect(await rig.submit(enrollmentId, assign(), 'lost')).toMatchObject({ replayed: true });
});

test('a refusal by a state that has passed is judged anew: the copy that was under way may be on record', async () => {
  const { enrollmentId } = await rig.refer();
  const step: StepFacts = { type: 'reopen' };
  await rig.submit(enrollmentId, assign());
  // Between the refusal and the look into the record somebody discharges, and another copy of the step comes through.
  let passed = false;
  const meanwhile = async () => {
    if (passed) return;
    passed = true;
    await rig.submit(enrollmentId, { type: 'discharge', reason: 'other', lastMeetingHeld: false });
    expect(await rig.submit(enrollmentId, step, 'twice')).toMatchObject({ status: 'accepted' });
  };
  const slow = createGateway({
    client: rig.client,
    record: {
      ...rig.record,
      async eventsOfCommand(id, commandId) {
        const before = await rig.record.eventsOfCommand(id, commandId);
        await meanwhile();
        return before;
      },
    },
    ...{ secret: rig.secret, answerWithinMs: 60_000 },
  });
  onTestFinished(() => slow.close());
  const batch = { commandId: 'twice', by: rig.supervisor, fingerprint: 'twice', commands: [{ facts: step }] };
  expect(await slow.submit(enrollmentId, batch)).toMatchObject({ status: 'accepted', replayed: true });
  expect(passed).toBe(true);
});

test('the clock finds the record ahead and announces no miss that is none', async () => {
  const { enrollmentId } = await rig.refer();
  await recordBehindTheWorkflowsBack(enrollmentId, 'lost', assign());
  await rig.passUntil((await rig.now()) + 5 * day);
  await rig.versionOf(enrollmentId);
  const assignment = await rig.prisma.obligation.findFirstOrThrow({
    where: { enrollmentId, kind: 'assignment' },
  });
  expect(assignment).toMatchObject({ status: 'met', missRaisedAt: null });
});

test('with nobody asking, the sweep tells the workflow to read on; when all is current it costs no history', async () => {
  const { enrollmentId } = await rig.refer();
  await recordBehindTheWorkflowsBack(enrollmentId, 'lost', assign());
  const lagging = async () => [{ enrollmentId, version: 2 }];
  await new Promise<void>((healed) => {
    const log = { info: () => healed(), warn: () => undefined };
    const sweep = startSweep({ gateway: rig.gateway, record: { unconfirmed: lagging }, log });
    onTestFinished(() => sweep.stop());
  });
  expect(await rig.versionOf(enrollmentId)).toBe(2);
  expect(await rig.gateway.catchUp(enrollmentId, 2)).toBe('current');
});

test('thirty weeks of steps in several runs, two at a time: none lost, none twice', async () => {
  const { enrollmentId } = await rig.refer();
  await rig.submit(enrollmentId, assign());
  const visit: StepFacts = { type: 'logContact', with: 'client', mode: 'face-to-face', outcome: 'reached' };
  const answers = new Map<string, number>();
  for (let week = 1; week <= 30; week += 1) {
    await rig.passUntil((await rig.now()) + 6 * day);
    const ids = [`visit-${week}`, `call-${week}`];
    const outcomes = await Promise.all(ids.map((id) => rig.submit(enrollmentId, visit, id)));
    outcomes.forEach((outcome, index) => {
      expect(outcome.status).toBe('accepted');
      if (outcome.status === 'accepted') answers.set(ids[index] ?? '', outcome.receipt.version);
    });
  }
  const events = await rig.record.loadEvents(enrollmentId);
  const contacts = events.filter(({ type }) => type === 'ContactLogged');
  expect(contacts.map(({ commandId }) => commandId).toSorted()).toEqual([...answers.keys()].toSorted());
  const description = await rig.client.workflow.getHandle(`enrollment/${enrollmentId}`).describe();
  expect(description.historyLength).toBeLessThan(400);
}, 120_000);

test('an enrollment whose workflow is lost goes on from its events, and what fell due meanwhile is raised at once', async () => {
  const { enrollmentId } = await rig.refer();
  await rig.submit(enrollmentId, assign());
  await rig.client.workflow.getHandle(`enrollment/${enrollmentId}`).terminate('lost with its server');
  await rig.passUntil((await rig.now()) + 3 * day);
  expect(await rig.submit(enrollmentId, { type: 'completePreliminarySccp' })).toEqual({
    status: 'unavailable',
    unknown: false,
    away: 'engine',
  });

  const lost = {
    ...rig.record,
    openEnrollments: async ({ after }: { after?: string }) =>
      after === undefined ? [{ enrollmentId, agencyId: rig.agencyId }] : [],
  };
  expect(await reviveAll({ record: lost, gateway: rig.gateway })).toEqual({ revived: 1, running: 0 });
  expect(await reviveAll({ record: lost, gateway: rig.gateway })).toEqual({ revived: 0, running: 1 });
  expect(await rig.submit(enrollmentId, { type: 'completePreliminarySccp' })).toMatchObject({
    status: 'accepted',
  });
  const first = await rig.prisma.obligation.findFirstOrThrow({
    where: { enrollmentId, kind: 'contact.first' },
  });
  expect(first.missRaisedAt).not.toBeNull();
});
