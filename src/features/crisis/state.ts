import { type CrisisAction, crisisActions } from '../../engine/policy/terms.ts';
import type { RecordedStep } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';

/** Who did something about a crisis, and when; `id` is the step's. */
export type Attribution = { id: string; at: Instant; by: string };

/** One crisis, named by the step that reported it. */
export type Crisis = Attribution & {
  full: boolean;
  answered: Attribution | null;
  actions: (Attribution & { action: CrisisAction })[];
  handedOver: Attribution | null;
  closed: Attribution | null;
  staffings: Attribution[];
  safetyPlanReviews: (Attribution & { changed: boolean })[];
  /** The client was discharged, or never meant, while it was open: nothing of it can be recorded any more. */
  leftAt: Instant | null;
};

/** Folds steps that count, in the order in which they happened (`effectiveSteps`). */
export function crisesOf(steps: readonly RecordedStep[]): Crisis[] {
  const crises = new Map<string, Crisis>();
  for (const step of steps) {
    const { id, at, by, facts } = step;
    if (facts.type === 'reportCrisis') {
      crises.set(id, {
        ...{ id, at, by, full: facts.full, answered: null, actions: [], handedOver: null, closed: null },
        ...{ staffings: [], safetyPlanReviews: [], leftAt: null },
      });
    } else if (facts.type === 'discharge' || facts.type === 'enterInError') {
      for (const crisis of crises.values()) if (!crisis.closed) crisis.leftAt = at;
    } else {
      takeStep(crises, step);
    }
  }
  return [...crises.values()];
}

function takeStep(crises: ReadonlyMap<string, Crisis>, { id, at, by, facts }: RecordedStep): void {
  const crisis = 'about' in facts && facts.about !== undefined ? crises.get(facts.about) : undefined;
  if (!crisis) return;
  const mark = { id, at, by };
  switch (facts.type) {
    case 'answerCrisis':
      crisis.answered ??= mark;
      return;
    case 'recordCrisisAction':
      crisis.actions.push({ ...mark, action: facts.action });
      return;
    case 'handOverCrisis':
      crisis.handedOver ??= mark;
      return;
    case 'closeCrisis':
      crisis.closed ??= mark;
      return;
    case 'recordStaffing':
      crisis.staffings.push(mark);
      return;
    case 'reviewSafetyPlan':
      crisis.safetyPlanReviews.push({ ...mark, changed: facts.changed });
      return;
    default:
      return;
  }
}

/** Whether the chain goes on being paged: nobody has answered, done anything, or taken it over. */
export function wantsAnswer({ answered, actions, handedOver, closed, leftAt }: Crisis): boolean {
  return !answered && actions.length === 0 && !handedOver && !closed && leftAt === null;
}

/** Parts of the response that are not on record, in their order (CR-2). */
export function missingActions({ actions }: Crisis): CrisisAction[] {
  return crisisActions.filter((action) => !actions.some((done) => done.action === action));
}

/** `left`: the client was discharged before it was closed. */
export const crisisStates = ['unanswered', 'answered', 'closed', 'left'] as const;

/** How far it has come. */
export function crisisStateOf(crisis: Crisis): (typeof crisisStates)[number] {
  if (crisis.closed) return 'closed';
  if (crisis.leftAt !== null) return 'left';
  return wantsAnswer(crisis) ? 'unanswered' : 'answered';
}

/** The steps that bring a crisis on, the first of them that is not done. */
export const nextSteps = ['answerCrisis', 'recordCrisisAction', 'handOverCrisis', 'closeCrisis'] as const;
export type NextStep = { step: (typeof nextSteps)[number]; action: CrisisAction | null };

/** Somebody is on it; then a full one is handed over, once somebody has responded; each part; and it is closed. */
export function nextStepOf(crisis: Crisis): NextStep {
  const [missing = null] = missingActions(crisis);
  if (wantsAnswer(crisis)) return { step: 'answerCrisis', action: null };
  if (crisis.full && !crisis.handedOver && missing !== 'respond')
    return { step: 'handOverCrisis', action: null };
  return missing === null
    ? { step: 'closeCrisis', action: null }
    : { step: 'recordCrisisAction', action: missing };
}
