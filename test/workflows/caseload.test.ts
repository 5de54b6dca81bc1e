import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shareOfCap } from '../../src/features/caseload/share.ts';
import { startWorkflowRig } from '../support/workflow-rig.ts';
import type { WorkflowRig } from '../support/workflow-rig.ts';

// Each run of each enrollment here is replayed when the rig stops.
let rig: WorkflowRig;
beforeAll(async () => {
  rig = await startWorkflowRig();
});
afterAll(() => rig.stop());

/** Somebody who may have one client at level rsc-i, or one who weighs less, and no second one. */
async function ofOne(): Promise<string> {
  const id = await rig.hire();
  await rig.prisma.staff.update({ where: { id }, data: { caseloadLimit: shareOfCap(20) } });
  return id;
}

const assign = (coordinatorId: string): StepFacts => ({ type: 'assignCoordinator', coordinatorId });
const full = { status: 'refused', rejection: { code: 'caseload-full', index: 0 } };
const accepted = { status: 'accepted', replayed: false };

async function assigned(to: string, level = 'rsc-i'): Promise<string> {
  const { enrollmentId } = await rig.refer({ level });
  expect(await rig.submit(enrollmentId, assign(to), 'assign')).toMatchObject(accepted);
  return enrollmentId;
}

describe('[ST-4] a caseload that is full', () => {
  test('refuses the assignment, and the enrollment goes on as if it had not been asked for', async () => {
    const person = await ofOne();
    await assigned(person);
    const { enrollmentId } = await rig.refer();
    expect(await rig.submit(enrollmentId, assign(person), 'assign')).toMatchObject(full);
    expect(await rig.record.recordVersion(enrollmentId)).toBe(1);
    expect(await rig.versionOf(enrollmentId)).toBe(1);
    expect(await rig.submit(enrollmentId, assign(await ofOne()), 'assign')).toMatchObject({
      ...accepted,
      receipt: { version: 2, stage: 'engagement' },
    });
  });

  test('refuses a whole batch, and names the command that found no room', async () => {
    const person = await ofOne();
    await assigned(person);
    const { enrollmentId } = await rig.refer();
    const contact: StepFacts = { type: 'logContact', with: 'client', mode: 'phone', outcome: 'reached' };
    const outcome = await rig.gateway.submit(enrollmentId, {
      ...{ commandId: 'both', by: rig.supervisor, fingerprint: 'both' },
      commands: [{ facts: contact }, { facts: assign(person) }],
    });
    expect(outcome).toMatchObject({ status: 'refused', rejection: { code: 'caseload-full', index: 1 } });
    expect(await rig.record.recordVersion(enrollmentId)).toBe(1);
  });

  test('refuses a transfer, and the client stays where they were', async () => {
    const [from, to] = [await ofOne(), await ofOne()];
    const mine = await assigned(from);
    await assigned(to);
    expect(await rig.submit(mine, assign(to))).toMatchObject(full);
    const { coordinatorId } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id: mine } });
    expect(coordinatorId).toBe(from);
  });

  test('refuses a heavier level, and takes the same step once there is an override', async () => {
    const person = await ofOne();
    const one = await assigned(person);
    const heavier: StepFacts = { type: 'changeLevel', level: 'rsc-f' };
    const send = (commandId: string) =>
      rig.gateway.submit(one, {
        ...{ commandId, by: rig.supervisor, fingerprint: commandId },
        commands: [{ facts: heavier, amendment: true }],
      });
    expect(await send('heavier')).toMatchObject(full);
    const now = await rig.now();
    await rig.prisma.caseloadOverride.create({
      data: {
        ...{ agencyId: rig.agencyId, commandId: 'cover', act: 'grant', staffId: person, level: 'cm' },
        ...{ clients: 1, share: shareOfCap(30), reason: 'Cover', actor: {}, fingerprint: 'f' },
        ...{ fromAt: new Date(now - 1), untilAt: new Date(now + 86_400_000), recordedAt: new Date(now) },
      },
    });
    expect(await send('heavier')).toMatchObject(accepted);
  });

  test('refuses a reopening and the voiding of a discharge; a lighter level and a discharge always pass', async () => {
    const person = await ofOne();
    const leaves = async (enrollmentId: string) => {
      const leaving = { aftercareArranged: true, warmHandOver: true, lastMeetingHeld: false };
      const discharge = { type: 'discharge', reason: 'completed', ...leaving } as const;
      expect(await rig.submit(enrollmentId, discharge, 'discharge')).toMatchObject(accepted);
    };
    const [reopened, voided] = [await assigned(person), await assigned(rig.coordinatorId)];
    await leaves(reopened);
    expect(await rig.submit(voided, assign(person))).toMatchObject(accepted);
    await leaves(voided);
    const last = await assigned(person);
    expect(await rig.submit(reopened, { type: 'reopen' }, 'reopen')).toMatchObject(full);
    expect(await rig.submit(voided, { type: 'voidStep', step: 'discharge' }, 'void')).toMatchObject(full);
    await leaves(last);
    expect(await rig.submit(reopened, { type: 'reopen' }, 'reopen')).toMatchObject(accepted);
    expect(await rig.submit(voided, { type: 'voidStep', step: 'discharge' }, 'void')).toMatchObject(full);
  });

  test('refuses the voiding of a transfer that would bring the client back', async () => {
    const [before, after] = [await ofOne(), await ofOne()];
    const one = await assigned(before);
    expect(await rig.submit(one, assign(after), 'transfer')).toMatchObject(accepted);
    await assigned(before);
    expect(await rig.submit(one, { type: 'voidStep', step: 'transfer' })).toMatchObject(full);
  });

  test('[IN-8] takes an emergency all the same, for the time being; to keep it there has to be room', async () => {
    await rig.prisma.staff.update({ where: { id: rig.coordinatorId }, data: { caseloadLimit: 0 } });
    const { enrollmentId, outcome } = await rig.refer({ emergency: true });
    expect(outcome).toMatchObject(accepted);
    const taken = await rig.prisma.caseloadPlace.findUniqueOrThrow({ where: { enrollmentId } });
    expect(taken).toMatchObject({ staffId: rig.coordinatorId, provisional: true });
    expect(await rig.submit(enrollmentId, assign(rig.coordinatorId))).toMatchObject(full);
    expect(await rig.submit(enrollmentId, assign(await ofOne()))).toMatchObject(accepted);
  });

  test('lets nobody slip in while many ask at once', async () => {
    const person = await ofOne();
    const all = await Promise.all(Array.from({ length: 6 }, () => rig.refer()));
    const answers = await Promise.all(
      all.map(({ enrollmentId }) => rig.submit(enrollmentId, assign(person), 'assign')),
    );
    expect(answers.filter(({ status }) => status === 'accepted')).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 'accepted') expect(answer).toMatchObject(full);
  });
});

test('a staff file that is incomplete lets no client be assigned', async () => {
  const person = await ofOne();
  await rig.prisma.staff.update({ where: { id: person }, data: { mayTakeUntil: null } });
  const { enrollmentId } = await rig.refer();
  expect(await rig.submit(enrollmentId, assign(person))).toMatchObject({
    status: 'refused',
    rejection: { code: 'staff-file-incomplete' },
  });
  expect(await rig.record.recordVersion(enrollmentId)).toBe(1);
});
