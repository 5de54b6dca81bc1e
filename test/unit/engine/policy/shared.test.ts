import { expect, it } from 'vitest';
import { evolveAll } from '../../../../src/engine/deadlines/evolve.ts';
import { referral } from '../../../support/enrollment-builder.ts';
import { policyFrom } from '../../../support/policies.ts';

it('enrollments read in one by one hold one copy of their policy', () => {
  const { events } = referral().assigned('2037-03-02 10:00');
  const copies = [1, 2, 3].map(() => evolveAll(null, structuredClone(events), 'enrollment-1'));
  const policies = copies.map(({ steps }) =>
    steps[0]?.facts.type === 'receiveReferral' ? steps[0].facts.policy : null,
  );
  expect(new Set(policies).size).toBe(1);
  expect(policies[0]).toEqual(policyFrom());
});
