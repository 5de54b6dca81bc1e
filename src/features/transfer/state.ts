import type { RecordedStep } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { TransferFacts } from '../../engine/record/steps/transfer.ts';

type TakeOver = Extract<TransferFacts, { type: 'takeOver' }>;
type Settle = Extract<TransferFacts, { type: 'settleCarried' }>;

export type CarriedDuty = {
  /** The step that brought it. */
  id: string;
  kind: string;
  duty: string;
  due: Instant;
  settled: { id: string; how: Settle['how']; at: Instant } | null;
};

/** What came over with a client; `takenOver` is null for one who came by a referral. */
export type CarriedOver = { takenOver: (TakeOver & { at: Instant }) | null; duties: CarriedDuty[] };

/** Folds effective steps, in the order in which they happened. */
export function carriedOver(steps: readonly RecordedStep[]): CarriedOver {
  const taken = steps.flatMap(({ at, facts }) => (facts.type === 'takeOver' ? [{ ...facts, at }] : []));
  const settled = steps.flatMap(({ id, at, facts }) =>
    facts.type === 'settleCarried' ? [{ id, at, how: facts.how, about: facts.about }] : [],
  );
  const duties = steps.flatMap(({ id, facts }) => {
    if (facts.type !== 'carryDuty') return [];
    const end = settled.find(({ about }) => about === id);
    const { kind, duty, due } = facts;
    return [{ id, kind, duty, due, settled: end ? { id: end.id, how: end.how, at: end.at } : null }];
  });
  return { takenOver: taken[0] ?? null, duties };
}
