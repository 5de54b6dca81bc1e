import { carryingOut } from '../../src/features/reassignment/activities/sweep.ts';
import type { ReassignmentInput } from '../../src/features/reassignment/activities/contract.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMoveRecord } from '../../src/features/reassignment/postgres/record.ts';
import { createReassignmentStore } from '../../src/features/reassignment/postgres/store.ts';
import { reassignmentWorkflowId } from '../../src/contracts/ids.ts';
import { progressQuery } from '../../src/contracts/messages.ts';
import { shareOfCap } from '../../src/features/caseload/share.ts';
import { startReassignmentSweep } from '../../src/features/reassignment/activities/sweep.ts';
import { historiesOfWorkflow, replay } from '../support/histories.ts';
import { startWorkflowRig, type WorkflowRig } from '../support/workflow-rig.ts';

let rig: WorkflowRig;
/** What a test does where a move is about to be settled; once. */
let beforeSettling: (() => Promise<void>) | null = null;
beforeAll(async () => {
  rig = await startWorkflowRig(undefined, {
    wrapMoves: (moves) => ({
      ...moves,
      async settle(...asked) {
        const once = beforeSettling;
        beforeSettling = null;
        await once?.();
        return moves.settle(...asked);
      },
    }),
  });
});
afterAll(() => rig?.stop());

async function hired(most: number): Promise<string> {
  const id = await rig.hire();
  await rig.prisma.staff.update({ where: { id }, data: { caseloadLimit: most * shareOfCap(20) } });
  return id;
}

async function clientOf(coordinatorId: string): Promise<string> {
  const { enrollmentId } = await rig.refer();
  await rig.submit(enrollmentId, { type: 'assignCoordinator', coordinatorId }, 'first');
  return enrollmentId;
}

async function planned(
  from: string,
  items: { enrollmentId: string; to: string }[],
): Promise<ReassignmentInput> {
  const id = randomUUID();
  const plan = { id, by: rig.supervisor, commandId: id, fingerprint: id, from, reason: 'Leaves', items };
  const outcome = await createReassignmentStore(rig.prisma).plan({ ...plan, now: await rig.now() });
  expect(outcome.status).toBe('written');
  return { reassignmentId: id, agencyId: rig.agencyId };
}

const handleOf = ({ reassignmentId }: ReassignmentInput) =>
  rig.client.workflow.getHandle(reassignmentWorkflowId(reassignmentId));

/** Its result, asked of the workflow and of the record, and its history replayed. */
async function finished(input: ReassignmentInput) {
  const result = await handleOf(input).result();
  expect(await handleOf(input).query(progressQuery)).toEqual(result);
  const [history, ...more] = await historiesOfWorkflow(rig.client, handleOf(input).workflowId);
  expect(more).toEqual([]);
  if (history) await replay(rig.bundle, history, handleOf(input).workflowId);
  return result;
}

async function coordinatorsOf(enrollmentId: string): Promise<string[]> {
  const events = await rig.record.loadEvents(enrollmentId);
  return events.flatMap((event) =>
    'facts' in event && event.facts.type === 'assignCoordinator' ? [event.facts.coordinatorId] : [],
  );
}

test('[ST-4] each goes by one step of their own; who finds no room stays, and stops nobody else', async () => {
  const [from, roomy, narrow] = [await hired(20), await hired(20), await hired(1)];
  const ids = [];
  for (let count = 0; count < 5; count += 1) ids.push(await clientOf(from));
  const plan = ids.map((enrollmentId, n) => ({ enrollmentId, to: n < 3 ? roomy : narrow }));
  const input = await planned(from, plan);
  expect(await rig.gateway.begin(carryingOut(input))).toBe('begun');
  expect(await rig.gateway.begin(carryingOut(input))).toBe('going-on');
  expect(await finished(input)).toEqual({ waiting: 0, moved: 4, refused: 1, left: 0 });
  const items = await rig.prisma.reassignmentItem.findMany({
    where: { reassignmentId: input.reassignmentId },
  });
  for (const { enrollmentId, toStaffId, state, code } of items) {
    expect(await coordinatorsOf(enrollmentId)).toEqual(state === 'moved' ? [from, toStaffId] : [from]);
    expect(code).toBe(state === 'moved' ? null : 'caseload-full');
  }
  // One that is over is begun again only where the record does not know that it is.
  await rig.gateway.begin(carryingOut(input));
  expect(await finished(input)).toEqual({ waiting: 0, moved: 4, refused: 1, left: 0 });
});

test('a step whose outcome was lost is found, not sent twice', async () => {
  const [from, to] = [await hired(20), await hired(20)];
  const enrollmentId = await clientOf(from);
  const input = await planned(from, [{ enrollmentId, to }]);
  beforeSettling = () => Promise.reject(new Error('the connection is gone'));
  await rig.gateway.begin(carryingOut(input));
  expect(await finished(input)).toEqual({ waiting: 0, moved: 1, refused: 0, left: 0 });
  expect(await coordinatorsOf(enrollmentId)).toEqual([from, to]);
});

test('one that is stopped moves nobody who was not begun; whoever was moved stays moved', async () => {
  const [from, to] = [await hired(20), await hired(20)];
  const ids: string[] = [];
  for (let count = 0; count < 7; count += 1) ids.push(await clientOf(from));
  const input = await planned(
    from,
    ids.map((enrollmentId) => ({ enrollmentId, to })),
  );
  beforeSettling = async () => {
    const stop = { by: rig.supervisor, id: input.reassignmentId, now: await rig.now() };
    expect(await createReassignmentStore(rig.prisma).stop(stop)).toBe(true);
  };
  await rig.gateway.begin(carryingOut(input));
  const { moved, left, ...none } = (await finished(input)) as Record<string, number>;
  expect(none).toEqual({ waiting: 0, refused: 0 });
  expect(moved).toBeGreaterThanOrEqual(1);
  expect(left).toBeGreaterThanOrEqual(1);
  const theirs = await Promise.all(ids.map(coordinatorsOf));
  expect(theirs.filter((all) => all.at(-1) === to)).toHaveLength(moved ?? 0);
  expect(theirs.filter((all) => all.length === 1)).toHaveLength(left ?? 0);
});

test('one that was planned by an API that died before it could begin it is begun by a worker', async () => {
  const [from, to] = [await hired(20), await hired(20)];
  const enrollmentId = await clientOf(from);
  const input = await planned(from, [{ enrollmentId, to }]);
  const moves = createMoveRecord(rig.prisma);
  expect(await moves.open(100)).toEqual([input]);
  const sweep = startReassignmentSweep({ gateway: rig.gateway, moves, log: { warn: () => undefined } });
  await expect.poll(() => coordinatorsOf(enrollmentId), { timeout: 30_000 }).toEqual([from, to]);
  await sweep.stop();
  expect(await finished(input)).toMatchObject({ moved: 1 });
  expect(await moves.open(100)).toEqual([]);
});
