import { describe, expect, it } from 'vitest';
import { daysBetween, unitsLeft } from '../../../src/console/pages/client-authorizations/units.ts';
import { tasksOf } from '../../../src/console/pages/client-plan/readiness.ts';
import { missingFrom } from '../../../src/features/plans/missing.ts';
import { emptySections, type Plan } from '../../../src/features/plans/plan.ts';
import { everybodySigns, wholeSections } from '../../support/plans.ts';

const hash = 'h';
const planOf = (sections: Partial<Plan['sections']>, signed = false): Plan => ({
  ...{ version: 'full', reason: null, from: null },
  sections: { ...emptySections, ...sections },
  signatures: signed ? everybodySigns.map((one) => ({ ...one, hash, by: 'b' })) : [],
});
const statesOf = (plan: Plan) => {
  const missing = missingFrom(plan, '2037-03-02', () => hash).map(({ field, detail }) => ({
    pointer: `/${field.replaceAll('.', '/')}`,
    detail,
  }));
  return Object.fromEntries(tasksOf(plan, missing).map(({ part, state }) => [part, state]));
};

describe('what is left to write of a plan', () => {
  it('begins with strengths and needs; the rest waits for what it is about', () => {
    expect(statesOf(planOf({}))).toEqual({
      ...{ strengths: 'not-started', needs: 'not-started', responsibilities: 'not-started' },
      ...{ goals: 'cannot-start', services: 'cannot-start', funding: 'cannot-start' },
      ...{ safetyPlan: 'cannot-start', signatures: 'cannot-start' },
    });
    const { needs, strengths, goals } = wholeSections();
    const [goal] = goals;
    expect(goal).toBeDefined();
    const begun = statesOf(
      planOf({ needs, strengths, goals: goals.map((one) => ({ ...one, strategies: [] })) }),
    );
    expect(begun).toMatchObject({ strengths: 'done', needs: 'done', goals: 'in-progress' });
    expect(begun).toMatchObject({ services: 'not-started', safetyPlan: 'not-started' });
  });

  it('ends with the signatures, once all else is there', () => {
    expect(statesOf(planOf(wholeSections()))).toMatchObject({
      safetyPlan: 'done',
      signatures: 'not-started',
    });
    expect(new Set(Object.values(statesOf(planOf(wholeSections(), true))))).toEqual(new Set(['done']));
  });
});

describe('what is left of an authorization', () => {
  it('goes down at each use, in the order of its days', () => {
    const span = { units: 10, from: '2037-03-01', through: '2037-03-11' };
    const uses = [
      { on: '2037-03-06', units: 3 },
      { on: '2037-03-02', units: 2 },
    ];
    expect(unitsLeft(span, uses)).toEqual([
      { share: 0, on: '2037-03-01', left: 10 },
      { share: 0.1, on: '2037-03-02', left: 8 },
      { share: 0.5, on: '2037-03-06', left: 5 },
    ]);
    // The clocks change between these.
    expect(daysBetween('2037-03-07', '2037-03-09')).toBe(2);
  });
});
