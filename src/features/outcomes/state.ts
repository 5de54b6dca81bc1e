import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { ClientGroup } from '../../engine/record/steps/outcomes.ts';

/** One stay in a group. */
export type GroupStay = {
  stepId: string;
  group: ClientGroup;
  enteredAt: Instant;
  leftAt: Instant | null;
};

type FactsOf<Type extends StepFacts['type']> = Omit<Extract<StepFacts, { type: Type }>, 'type'>;
type Entered<Type extends StepFacts['type']> = { stepId: string; at: Instant } & FactsOf<Type>;

/** All that is on record of a client's outcomes, each list by when it happened. */
export type OutcomeRegister = {
  groups: GroupStay[];
  instruments: Entered<'recordInstrument'>[];
  satisfactionAsked: Entered<'askSatisfaction'>[];
  /** Those of a discharge that was taken back stay on record. */
  discharges: (Entered<'discharge'> & { reopened: boolean })[];
  outcomes: Entered<'recordOutcomes'>[];
};

/** Folds the steps in effect, in the order in which they happened. */
export function outcomeRegister(steps: readonly RecordedStep[]): OutcomeRegister {
  return {
    groups: groupsOf(steps),
    instruments: entered(steps, 'recordInstrument'),
    satisfactionAsked: entered(steps, 'askSatisfaction'),
    discharges: entered(steps, 'discharge').map((one) => ({
      ...one,
      reopened: steps.some(({ at, facts }) => facts.type === 'reopen' && at >= one.at),
    })),
    outcomes: entered(steps, 'recordOutcomes'),
  };
}

/** The client's stays in groups. */
export function groupsOf(steps: readonly RecordedStep[]): GroupStay[] {
  const stays: GroupStay[] = [];
  for (const { id, at, facts } of steps) {
    if (facts.type === 'enterClientGroup')
      stays.push({ stepId: id, group: facts.group, enteredAt: at, leftAt: null });
    if (facts.type !== 'leaveClientGroup') continue;
    const open = stays.findLast(({ group, leftAt }) => group === facts.group && leftAt === null);
    if (open) open.leftAt = at;
  }
  return stays;
}

function entered<Type extends StepFacts['type']>(
  steps: readonly RecordedStep[],
  type: Type,
): Entered<Type>[] {
  return steps
    .filter(({ facts }) => facts.type === type)
    .map(({ id, at, facts: { type: _, ...rest } }) => ({
      stepId: id,
      at,
      ...(rest as unknown as FactsOf<Type>),
    }));
}
