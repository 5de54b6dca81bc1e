import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../src/kit/content-hash.ts';
import { copyFor } from '../../../src/features/household/copy.ts';
import {
  type Household,
  householdKind,
  type HouseholdMember,
  partsFor,
} from '../../../src/features/household/household.document.ts';
import type { PlanSections } from '../../../src/features/plans/plan.ts';
import { release, wholeSections } from '../../support/plans.ts';

const member = (id: string, more: Partial<HouseholdMember> = {}): HouseholdMember => ({
  ...{ id, name: id, relation: 'family', client: false, minor: false, guardians: [], lets: [] },
  ...more,
});
const mother = member('mother', { client: true });
const father = member('father');
const child = member('child', { minor: true, guardians: ['mother'] });
const family: Household = { members: [mother, father, child] };

function judged(content: Household, atFamilyLevel = true) {
  const by = { staffId: 's', role: 'coordinator' as const, agencyId: 'a' };
  const act = { type: 'change' as const, content, family: atFamilyLevel };
  return householdKind.decide(null, act, { by, at: 0, now: 0, hashOf: contentHash });
}

describe('a household', () => {
  it('[PL-2] belongs to an enrollment at a family level only', () => {
    expect(judged(family)).toMatchObject({ ok: true });
    expect(judged(family, false)).toMatchObject({ refusal: { code: 'not-a-family' } });
  });

  it('has one client, and an adult member as guardian of each minor', () => {
    const fields = (members: HouseholdMember[]) => {
      const answer = judged({ members });
      return answer.ok ? [] : answer.refusal.fields?.map(({ field }) => field);
    };
    expect(fields([father, member('child', { minor: true })])).toEqual(['members.1.guardians', 'members']);
    expect(fields([mother, { ...child, guardians: ['child'] }])).toEqual(['members.1.guardians']);
    expect(fields([mother, { ...father, guardians: ['mother'] }])).toEqual(['members.1.guardians']);
    expect(fields([mother, { ...father, lets: ['nobody'] }])).toEqual(['members.1.lets']);
    expect(fields([mother, mother])).toEqual(['members.1.id', 'members']);
  });

  it('[RF-3] gives each member their own part, the minors they are guardian of, and what they are let see', () => {
    expect([...partsFor(family, 'mother')]).toEqual(['mother', 'child']);
    expect([...partsFor(family, 'father')]).toEqual(['father']);
    expect([...partsFor(family, 'child')]).toEqual(['child']);
    const open = { members: [{ ...mother, lets: ['father'] }, father, child] };
    expect([...partsFor(open, 'father')]).toEqual(['mother', 'father']);
    expect([...partsFor(family, 'stranger')]).toEqual([]);
  });
});

describe('a copy of the plan of a family', () => {
  const whose = fc.constantFrom(undefined, 'mother', 'father', 'child');
  const owned = fc.record({
    strengths: whose,
    needs: whose,
    goals: whose,
    services: whose,
    responsibilities: whose,
    funding: whose,
    safetyPlan: whose,
  });

  it('[RF-3] never holds what concerns a member whose part may not be seen, nor points at it', () => {
    fc.assert(
      fc.property(owned, fc.constantFrom('mother', 'father', 'child'), (owners, reader) => {
        const visible = partsFor(family, reader);
        const copy = copyFor(withOwners(owners), visible, 'mother');
        const { safetyPlan, transition, ...lists } = copy;
        for (const { member: owner } of [...Object.values(lists).flat(), ...(safetyPlan ? [safetyPlan] : [])])
          expect(owner === undefined || visible.has(owner)).toBe(true);
        expect(transition !== null).toBe(visible.has('mother'));
        const ids = new Set(
          [copy.strengths, copy.needs, copy.goals, copy.services].flat().map(({ id }) => id),
        );
        const named = [
          ...copy.goals.flatMap(({ needs }) => needs),
          ...copy.services.flatMap(({ goals }) => goals),
          ...copy.funding.map(({ service }) => service),
          ...(safetyPlan?.strengths ?? []),
        ];
        expect(named.every((id) => ids.has(id))).toBe(true);
        // What concerns all of them is for all of them.
        if (owners.needs === undefined) expect(copy.needs).toHaveLength(2);
      }),
    );
  });

  function withOwners(owners: Record<string, string | undefined>): PlanSections {
    const sections = { ...wholeSections(), transition: release };
    const own = <T extends object>(name: string, item: T): T => {
      const owner = owners[name];
      return owner === undefined ? item : { ...item, member: owner };
    };
    const { strengths, needs, goals, services, responsibilities, funding, safetyPlan } = sections;
    return {
      ...sections,
      strengths: strengths.map((item) => own('strengths', item)),
      needs: needs.map((item) => own('needs', item)),
      goals: goals.map((item) => own('goals', item)),
      services: services.map((item) => own('services', item)),
      responsibilities: responsibilities.map((item) => own('responsibilities', item)),
      funding: funding.map((item) => own('funding', item)),
      safetyPlan: safetyPlan && own('safetyPlan', safetyPlan),
    };
  }
});
