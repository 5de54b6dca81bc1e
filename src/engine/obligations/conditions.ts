import type { RecordedStep } from '../record/steps/index.ts';
import { indicatesOtherLevel } from '../policy/level-line.ts';
import { localDateOf, parseLocalDate } from '../calendar/index.ts';
import type { Condition, Policy } from '../policy/profile.ts';
import { factOf, matches } from './focus.ts';

/** How an enrollment stands when a trigger's moment has come; `history` ends with the step of that moment. */
export type ConditionContext = {
  policy: Policy;
  level: string;
  assigned: boolean;
  history: readonly RecordedStep[];
  step: RecordedStep;
  /** Whether anything of that kind is owed, apart from what the step opens. */
  owed: (kind: string) => boolean;
};

/** Whether all of it holds. */
export function allHold(given: readonly Condition[] | undefined, context: ConditionContext): boolean {
  return (given ?? []).every((one) => holds(one, context));
}

function holds(
  given: Condition,
  { policy, level, assigned, history, step, owed }: ConditionContext,
): boolean {
  if ('assigned' in given) return assigned;
  if ('coordinatorChanged' in given) return changesCoordinator(history, step);
  if ('level' in given) return given.level.includes(level);
  if ('scoreIndicates' in given)
    return step.facts.type === 'scoreAcuity' && indicatesOtherLevel(policy.profile, level, step.facts.score);
  if ('notOwed' in given) return !given.notOwed.some(owed);
  if ('ahead' in given) {
    const day = namedDay(policy, factOf(step.facts, given.ahead));
    return day !== undefined && day - dayOf(policy, step) >= given.days;
  }
  const wanted = 'happened' in given ? given.happened : given.notHappened;
  const since = 'withinDays' in given ? dayOf(policy, step) - (given.withinDays ?? 0) : -Infinity;
  const undoneBy = 'undoneBy' in given ? given.undoneBy : undefined;
  const found = history.findLast(
    ({ facts }) => (facts.type === wanted || facts.type === undoneBy) && matches(facts, given.where),
  );
  const happened = found !== undefined && found.facts.type === wanted && dayOf(policy, found) >= since;
  return 'happened' in given ? happened : !happened;
}

function changesCoordinator(history: readonly RecordedStep[], step: RecordedStep): boolean {
  const { facts } = step;
  if (facts.type !== 'assignCoordinator') return false;
  const before = history.findLast((one) => one !== step && one.facts.type === 'assignCoordinator')?.facts;
  return before?.type === 'assignCoordinator' && before.coordinatorId !== facts.coordinatorId;
}

function namedDay({ calendar }: Policy, named: unknown): number | undefined {
  if (typeof named === 'number') return localDateOf(calendar, named);
  return typeof named === 'string' ? parseLocalDate(named) : undefined;
}

function dayOf({ calendar }: Policy, step: RecordedStep): number {
  return localDateOf(calendar, step.at);
}
