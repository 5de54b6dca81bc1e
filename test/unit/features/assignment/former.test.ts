import type { RecordedStep, StepFacts } from '../../../../src/engine/record/steps/index.ts';
import { describe, expect, it } from 'vitest';
import { formerCoordinators } from '../../../../src/features/assignment/former.ts';

function steps(...facts: StepFacts[]): RecordedStep[] {
  return facts.map((one, i) => ({
    ...{ id: `s${i + 1}`, commandId: `s${i + 1}`, seq: i + 1, at: (i + 1) * 10 },
    ...{ recordedAt: (i + 1) * 10, by: 'x', facts: one },
  }));
}
const to = (coordinatorId: string): StepFacts => ({ type: 'assignCoordinator', coordinatorId });
const left: StepFacts = { type: 'discharge', reason: 'deceased' };

describe('who was the coordinator', () => {
  it('is told by assignments, until the next or the discharge; the present one has no end', () => {
    expect(formerCoordinators(steps(to('a'), to('b'), to('a'), to('c')), [], 1_000)).toEqual([
      { staffId: 'a', where: 'here', until: 40 },
      { staffId: 'b', where: 'here', until: 30 },
      { staffId: 'c', where: 'here', until: null },
    ]);
    expect(formerCoordinators(steps(to('a'), left), [], 1_000)).toEqual([
      { staffId: 'a', where: 'here', until: 20 },
    ]);
  });

  it('goes on after a reopening, and an assignment that was voided never was', () => {
    expect(formerCoordinators(steps(to('a'), left, { type: 'reopen' }), [], 1_000)).toContainEqual({
      ...{ staffId: 'a', where: 'here', until: null },
    });
    const voided = steps(to('a'), to('b'), { type: 'voidStep', step: 's2' });
    expect(formerCoordinators(voided, [], 1_000)).toEqual([{ staffId: 'a', where: 'here', until: null }]);
  });

  it('counts this enrollment before earlier ones, and of those the last time', () => {
    const earlier = [steps(to('a'), left), steps(to('b'), to('a'), left)];
    expect(formerCoordinators(steps(to('b'), to('c')), earlier, 1_000)).toEqual([
      { staffId: 'b', where: 'here', until: 20 },
      { staffId: 'c', where: 'here', until: null },
      { staffId: 'a', where: 'earlier', until: 30 },
    ]);
  });
});
