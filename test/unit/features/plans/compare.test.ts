import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countyProfile } from '../../../../src/pathway/profiles/county.ts';
import { compare } from '../../../../src/features/plans/compare.ts';
import { countdown } from '../../../../src/features/plans/countdown.ts';
import type { Plan, PlanSections } from '../../../../src/features/plans/plan.ts';
import { release, wholeSections } from '../../../support/plans.ts';

const planWith = (sections: Partial<PlanSections> = {}): Plan => ({
  ...{ version: 'full', reason: null, from: null, signatures: [] },
  sections: { ...wholeSections(), ...sections },
});

describe('two versions side by side', () => {
  it('[PL-8] show what differs, by section and item', () => {
    const { goals, needs } = wholeSections();
    const right = planWith({
      goals: goals.map((goal) => ({ ...goal, reviewOn: '2037-05-01', state: 'revised' })),
      needs: [...needs.slice(1), { id: 'n3', domain: 'legal', text: 'A lawyer.', immediate: false }],
      transition: release,
    });
    expect(compare(planWith(), right)).toMatchObject([
      {
        section: 'needs',
        items: [
          { id: 'n1', change: 'removed', left: needs[0] },
          { id: 'n3', change: 'added', right: { text: 'A lawyer.' } },
        ],
      },
      { section: 'goals', items: [{ id: 'g1', change: 'changed', members: ['reviewOn', 'state'] }] },
      { section: 'transition', items: [{ id: 'transition', change: 'added' }] },
    ]);
  });

  const strength = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), text: fc.string() });
  const strengths = fc.uniqueArray(strength, { selector: ({ id }) => id });

  it('agree with themselves, and each way round shows the same items', () => {
    fc.assert(
      fc.property(strengths, strengths, (left, right) => {
        const [a, b] = [planWith({ strengths: left }), planWith({ strengths: right })];
        expect(compare(a, a)).toEqual([]);
        const there = compare(a, b).flatMap(({ items }) => items);
        const back = compare(b, a).flatMap(({ items }) => items);
        const opposite = { added: 'removed', removed: 'added', changed: 'changed' } as const;
        const told = (items: typeof there) => items.map(({ id, change }) => `${id} ${change}`).toSorted();
        expect(told(there)).toEqual(told(back.map((item) => ({ ...item, change: opposite[item.change] }))));
        for (const { id, change } of there) {
          const texts = [left, right].map((list) => list.find((one) => one.id === id)?.text);
          expect(texts[0] === undefined).toBe(change === 'added');
          expect(texts[1] === undefined).toBe(change === 'removed');
          expect(texts[0]).not.toBe(texts[1]);
        }
      }),
    );
  });
});

describe('a transition plan', () => {
  const tasks = countyProfile.reentry?.value ?? [];

  it('[PL-9] works backwards from the release: what is to be ready by when, and what is', () => {
    const { services } = wholeSections();
    expect(
      countdown(planWith({ transition: { ...release, meetings: [] }, services }), 'draft', tasks),
    ).toEqual([
      { task: 'pre-release-meeting', by: '2037-04-01', done: false },
      { task: 'provider-for-each-service', by: '2037-04-10', done: true },
      { task: 'first-appointments', by: '2037-04-17', done: false },
      { task: 'transition-plan', by: '2037-04-30', done: false },
    ]);
    const firstAppointment = { on: '2037-05-02', place: 'Vliet Street' };
    const ready = planWith({
      transition: release,
      services: services.map((service) => ({ ...service, firstAppointment })),
    });
    expect(countdown(ready, 'complete', tasks).every(({ done }) => done)).toBe(true);
    expect(countdown(planWith(), 'draft', tasks)).toEqual([]);
  });
});
