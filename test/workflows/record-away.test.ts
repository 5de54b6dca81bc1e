import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorkflowRig } from '../support/workflow-rig.ts';
import type { WorkflowRig } from '../support/workflow-rig.ts';

const minute = 60_000;
let rig: WorkflowRig;
let away = false;
beforeAll(async () => {
  rig = await startWorkflowRig((activities) => ({
    ...activities,
    appendToRecord: async (request) =>
      away ? { status: 'unavailable' } : await activities.appendToRecord(request),
    awaitRecord: async () => {
      if (away) throw new Error('away');
    },
  }));
});
afterAll(() => rig.stop());

test('while the record is away a step is answered so; asked again under its id it is recorded once', async () => {
  const { enrollmentId } = await rig.refer();
  const assign = { type: 'assignCoordinator', coordinatorId: rig.coordinatorId } as const;
  away = true;
  expect(await rig.submit(enrollmentId, assign, 'again')).toEqual({
    status: 'unavailable',
    unknown: true,
    away: 'record',
  });
  expect(await rig.record.recordVersion(enrollmentId)).toBe(1);
  away = false;
  expect(await rig.submit(enrollmentId, assign, 'again')).toMatchObject({
    status: 'accepted',
    replayed: false,
  });
  expect(await rig.record.recordVersion(enrollmentId)).toBe(2);
});

test('a deadline that passes while the record is away is announced once when it is back', async () => {
  const { enrollmentId } = await rig.refer({ emergency: true });
  const before = await rig.record.recordVersion(enrollmentId);
  away = true;
  await rig.passUntil((await rig.now()) + 35 * minute);
  expect(await rig.record.recordVersion(enrollmentId)).toBe(before);
  away = false;
  await rig.passUntil((await rig.now()) + 10 * minute);
  await rig.settled(enrollmentId, await rig.now());
  const events = await rig.record.loadEvents(enrollmentId);
  const misses = events.flatMap((event) =>
    'clock' in event && event.clock.type === 'DeadlineMissed' ? [event.clock.kind] : [],
  );
  expect(misses.toSorted()).toEqual(['emergency.contact-ciu', 'emergency.contact-client']);
  expect(events.length).toBe(await rig.versionOf(enrollmentId));
});
