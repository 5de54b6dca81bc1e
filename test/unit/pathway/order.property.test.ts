import type { RecordedStep } from '../../../src/engine/record/steps/index.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statusAt } from '../../../src/engine/obligations/fold.ts';
import { play, plans } from '../../support/random-steps.ts';
import { runs } from '../../support/sizes.ts';

const end = Date.UTC(2037, 7, 1);

/** The obligations of these steps, with steps named by their id instead of their place in the record. */
function obligationsOf(steps: readonly RecordedStep[]) {
  const named = (seq: number | null) => steps.find((step) => step.seq === seq)?.id ?? null;
  const { obligations, ...rest } = statusAt(steps, end);
  return {
    ...rest,
    obligations: obligations.map((obligation) => ({
      ...obligation,
      key: `${obligation.kind} ${named(obligation.openedBySeq)}`,
      openedBySeq: named(obligation.openedBySeq),
      closedBySeq: named(obligation.closedBySeq),
      changes: obligation.changes.map((change) => ({ ...change, bySeq: named(change.bySeq) })),
    })),
  };
}

test('accepted steps make the same obligations in whatever order they were entered', () => {
  fc.assert(
    fc.property(
      plans({ most: 18 }),
      fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
      (plan, weights) => {
        const [referral, ...steps] = play(plan, { awake: false })?.state.steps ?? [];
        if (!referral) return;
        const shuffled = steps
          .map((step, n) => ({ step, weight: weights[n % weights.length] ?? 0 }))
          .toSorted((a, b) => a.weight - b.weight)
          .map(({ step }, n) => ({ ...step, seq: n + 2 }));
        expect(obligationsOf([referral, ...shuffled])).toEqual(obligationsOf([referral, ...steps]));
      },
    ),
    runs(300),
  );
});

test('entered at once or late, in any order, through decide and a running clock: the same obligations', () => {
  fc.assert(
    fc.property(plans({ onlyPlain: true, most: 12 }), (plan) => {
      const late = play(plan);
      const prompt = play({ ...plan, steps: plan.steps.map((step) => ({ ...step, enteredAt: step.at })) });
      expect([late?.refused, prompt?.refused]).toEqual([[], []]);
      expect(obligationsOf(late?.state.steps ?? [])).toEqual(obligationsOf(prompt?.state.steps ?? []));
    }),
    runs(100),
  );
});
