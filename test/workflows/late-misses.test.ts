import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import { historiesOf, patchesIn } from '../support/histories.ts';
import { startWorkflowRig } from '../support/workflow-rig.ts';
import type { WorkflowRig } from '../support/workflow-rig.ts';

const day = 24 * 60 * 60_000;
const called: StepFacts = { type: 'logContact', with: 'client', mode: 'phone', outcome: 'reached' };

// The second rig runs as the release before the rule did; its histories are replayed by today's code when it stops.
describe.each([
  { holdPatches: false, told: ['DeadlineMissed', 'RungRaised'] },
  { holdPatches: true, told: [] },
])(
  'a late step that comes before the clock can speak (patches held: $holdPatches)',
  ({ holdPatches, told }) => {
    let rig: WorkflowRig;
    let clockAway = false;
    beforeAll(async () => {
      rig = await startWorkflowRig(
        (activities) => ({
          ...activities,
          // What only the clock has to say is not taken; steps are.
          appendToRecord: async (request) =>
            clockAway && request.fingerprint === null
              ? { status: 'unavailable' }
              : await activities.appendToRecord(request),
          awaitRecord: async () => {
            if (clockAway) throw new Error('away');
          },
        }),
        { holdPatches },
      );
    });
    afterAll(() => rig.stop());

    test('says what was missed where the rule is in force, and goes on', async () => {
      const { enrollmentId } = await rig.refer();
      await rig.submit(enrollmentId, { type: 'assignCoordinator', coordinatorId: rig.coordinatorId });
      const assigned = await rig.record.recordVersion(enrollmentId);
      clockAway = true;
      await rig.passUntil((await rig.now()) + 1.5 * day);
      expect(await rig.record.recordVersion(enrollmentId)).toBe(assigned);
      expect(await rig.submit(enrollmentId, called)).toMatchObject({
        status: 'accepted',
        receipt: { met: [{ kind: 'contact.first', status: 'met-late' }] },
      });
      const events = (await rig.record.loadEvents(enrollmentId)).slice(assigned);
      const ofContact = events.filter(
        (event) => 'clock' in event && 'kind' in event.clock && event.clock.kind === 'contact.first',
      );
      expect(ofContact.map(({ type }) => type)).toEqual(told);
      clockAway = false;
      await rig.passUntil((await rig.now()) + 20 * 60_000);
      expect(await rig.submit(enrollmentId, { type: 'completePreliminarySccp' })).toMatchObject({
        status: 'accepted',
      });
      const [history] = await historiesOf(rig.client, enrollmentId);
      const patches = history ? patchesIn(history) : [];
      expect(patches.filter((id) => id === 'tell-overtaken-misses')).toHaveLength(told.length > 0 ? 1 : 0);
    });
  },
);
