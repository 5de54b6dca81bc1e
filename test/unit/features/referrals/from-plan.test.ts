import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromPlan, type Picked, pickedFields } from '../../../../src/features/referrals/from-plan.ts';
import {
  type Funding,
  fundingOutcomes,
  type Goal,
  type PlanSections,
} from '../../../../src/features/plans/plan.ts';
import { wholeSections } from '../../../support/plans.ts';

const texts = fc.array(fc.constantFrom('A room.', 'Work', 'A bed!', 'Who calls?', 'Housing search'), {
  minLength: 1,
  maxLength: 5,
});
const days = fc.constantFrom('2037-04-01', '2037-06-01', '2038-01-31');
const goals = fc.array(
  fc.record({
    text: fc.constantFrom('A lease.', 'Sober'),
    targetOn: days,
    reviewOn: days,
    isOpen: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);

/** A plan of these texts, its items called by their places. */
function planOf(
  needs: string[],
  services: string[],
  all: (Pick<Goal, 'text' | 'targetOn' | 'reviewOn'> & { isOpen: boolean })[],
  funding: Omit<Funding, 'id' | 'tier'>[] = [],
) {
  const whole = wholeSections();
  const of = <One>(list: One[], texts: string[]) =>
    list.slice(0, 1).flatMap((one) => texts.map((text, place) => ({ ...one, id: String(place), text })));
  const sections: PlanSections = {
    ...{ ...whole, funding: funding.map((one, place) => ({ ...one, id: `f${place}`, tier: 'county' })) },
    ...{ needs: of(whole.needs, needs), services: of(whole.services, services) },
    goals: whole.goals.slice(0, 1).flatMap((one) =>
      all.map(({ isOpen, ...goal }, place) => ({
        ...{ ...one, ...goal, id: String(place), state: isOpen ? ('open' as const) : ('reached' as const) },
      })),
    ),
  };
  return sections;
}

it('[RF-2] a referral says what was picked of the plan, all of it, in the plan’s words and order, and nothing else', () => {
  fc.assert(
    fc.property(
      texts,
      texts,
      goals,
      fc.array(fc.nat(5), { minLength: 1 }),
      (needs, services, all, places) => {
        const ids = [...new Set(places.map(String))];
        const picked: Picked = { planNeeds: ids, planServices: ids, planGoals: ids };
        const said = fromPlan(planOf(needs, services, all), picked);
        const there = {
          planNeeds: needs.map((_, place) => String(place)),
          planServices: services.map((_, place) => String(place)),
          planGoals: all.flatMap(({ isOpen }, place) => (isOpen ? [String(place)] : [])),
        };
        const stray = pickedFields.flatMap((field) =>
          ids.flatMap((id, place) => (there[field].includes(id) ? [] : [`${field}/${place}`])),
        );
        if ('unknown' in said || stray.length > 0) {
          expect(said).toEqual({ unknown: stray[0] });
          return;
        }
        const meant = <One>(list: One[]) => list.filter((_, place) => ids.includes(String(place)));
        // No mark of ours stands in the words but that which parts them.
        const bare = (line: string) => line.replaceAll('; ', ' ');
        expect(bare(said.words.presentingIssue)).toBe(meant(needs).join(' '));
        expect(bare(said.words.desiredServices)).toBe(meant(services).join(' '));
        expect(bare(said.words.goals)).toBe(
          meant(all)
            .map(({ text }) => text)
            .join(' '),
        );
        for (const { targetOn, reviewOn } of meant(all)) {
          expect(said.dates.targetOn >= targetOn).toBe(true);
          expect(said.dates.reviewOn <= reviewOn).toBe(true);
        }
      },
    ),
  );
});

const sources = fc.array(
  fc.record({
    service: fc.constantFrom('0', '1', '2', '9'),
    outcome: fc.constantFrom(...fundingOutcomes),
    source: fc.constantFrom('Medicaid', 'A food pantry', 'CARS'),
  }),
  { maxLength: 6 },
);

it('[RF-2] who pays, and who was asked to, is as the funding of the picked services has it, and nothing of the others', () => {
  const goal = { text: 'A lease.', targetOn: '2037-06-01', reviewOn: '2037-04-01', isOpen: true };
  const services = ['A room', 'Work', 'Who calls?'];
  const ids = fc.subarray(['0', '1', '2'], { minLength: 1 });
  fc.assert(
    fc.property(sources, ids, (funding, planServices) => {
      const picked = { planNeeds: ['0'], planServices, planGoals: ['0'] };
      const said = fromPlan(planOf(['No room.'], services, [goal], funding), picked);
      if ('unknown' in said) throw new Error('all of it is in the plan');
      const mine = (outcome: string) =>
        [...planServices].toSorted().flatMap((id) => {
          const of = funding.filter((one) => one.service === id && one.outcome === outcome);
          return of.length === 0 ? [] : [[services[Number(id)], of.map(({ source }) => source).join(', ')]];
        });
      const line = (outcome: string) =>
        mine(outcome)
          .map(([service, paid]) => (planServices.length === 1 ? paid : `${service}: ${paid}`))
          .join('; ') || undefined;
      expect(said.words.payers).toBe(line('pays'));
      expect(said.words.payersAsked).toBe(line('asked'));
      const used = funding.flatMap(({ service, outcome }, place) =>
        planServices.includes(service) && outcome !== 'not-available' ? [`f${place}`] : [],
      );
      expect(said.planFunding).toEqual(used);
    }),
  );
});
