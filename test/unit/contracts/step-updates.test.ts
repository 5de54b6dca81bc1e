import { expect, test } from 'vitest';
import { catchUpUpdate, enrollUpdate, submitUpdate } from '../../../src/contracts/messages.ts';
import { updateFor, updatesWithSteps } from '../../../src/contracts/step-updates.ts';
import { stepKinds } from '../../../src/engine/record/steps/index.ts';

const called = { type: 'logContact', with: 'client', mode: 'phone', outcome: 'reached' } as const;

test('every step but the referral has an update of its name, none shared with what else an enrollment is asked', () => {
  const steps = Object.keys(stepKinds).filter((step) => step !== 'receiveReferral');
  expect(updatesWithSteps).toEqual([...new Set([...steps, 'visit', submitUpdate])].toSorted());
  expect(updatesWithSteps).toHaveLength(steps.length + 2);
  for (const other of [enrollUpdate, catchUpUpdate, 'receiveReferral'])
    expect(updatesWithSteps).not.toContain(other);
});

test('one step comes by its name, several are a visit', () => {
  expect(updateFor([{ facts: called }])).toBe('logContact');
  expect(updateFor([{ facts: called }, { facts: called }])).toBe('visit');
});
