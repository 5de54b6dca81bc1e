import type { RecordedStep } from '../record/steps/index.ts';
import type { Instant } from '../calendar/index.ts';
import { applyStep, beginFold, withStep, type FoldState, type Position } from './fold-state.ts';
import { Ledger } from './ledger.ts';
import type { Obligation } from './obligation.ts';

/** What the steps of an enrollment amount to at one instant. */
export type PathwayStatus = Position & {
  /** By the instant they were opened, then by kind. */
  obligations: Obligation[];
};

/**
 * The pathway's one rule: obligations are the fold of the accepted steps by when they happened (ties: by when they
 * were entered), whatever the order of entry. Looks at the enrollment as it stands at `asOf`; steps after it, and
 * steps voided by `knownAt` (left out: by `asOf`), are as if they had never been. Steps must include the referral.
 */
export function statusAt(
  steps: readonly RecordedStep[],
  asOf: Instant,
  knownAt: Instant = asOf,
): PathwayStatus {
  const known = remembered.get(steps) ?? new Map<string, PathwayStatus>();
  const asked = `${asOf}/${knownAt}`;
  const before = known.get(asked);
  if (before) return before;
  const worked = status(foldedTo(steps, asOf, knownAt), asOf);
  // The clock of a long sleep asks for instant after instant.
  if (known.size >= mostAsked) known.clear();
  remembered.set(steps, known.set(asked, worked));
  return worked;
}

/**
 * Judging, recording and showing one step ask for the same few moments a dozen times, of a list of steps that never
 * changes: a step makes a new list. What is answered is shared, so nobody may change it.
 */
const remembered = new WeakMap<readonly RecordedStep[], Map<string, PathwayStatus>>();
const mostAsked = 8;

function foldedTo(steps: readonly RecordedStep[], asOf: Instant, knownAt: Instant): FoldState {
  if (steps.every(({ at }) => at <= asOf && at <= knownAt)) return foldedWhole(steps);
  return folded(steps, asOf, knownAt);
}

function folded(steps: readonly RecordedStep[], asOf: Instant, knownAt: Instant): FoldState {
  const state = beginFold(steps);
  for (const step of effectiveSteps(steps, asOf, knownAt)) applyStep(state, step);
  return state;
}

/**
 * Of a list's newest step, where all of the list leads. Nearly every step is the latest as well: it goes on from where
 * those before it had led, and nothing is folded again.
 */
const led = new WeakMap<RecordedStep, { steps: readonly RecordedStep[]; state: FoldState }>();

function foldedWhole(steps: readonly RecordedStep[]): FoldState {
  const [newest, last, older] = [steps.at(-1), steps.at(-2), steps.at(-3)];
  if (!newest) return folded(steps, Infinity, Infinity);
  const known = courseAfter(newest, steps, steps.length);
  if (known) return known;
  const before = last && isLatest(newest, steps) && courseAfter(last, steps, steps.length - 1);
  const state = before ? withStep(before, newest) : folded(steps, Infinity, Infinity);
  led.set(newest, { steps, state });
  // Steps live as long as their enrollment: what was two steps ago is not needed any more.
  if (older) led.delete(older);
  return state;
}

function courseAfter(
  newest: RecordedStep,
  steps: readonly RecordedStep[],
  count: number,
): FoldState | undefined {
  const known = led.get(newest);
  if (known?.steps.length !== count) return undefined;
  return known.steps.every((step, place) => step === steps[place]) ? known.state : undefined;
}

/** Whether the newest entry of the list happened last, as an ordinary step that nothing voids. */
function isLatest(newest: RecordedStep, steps: readonly RecordedStep[]): boolean {
  if (newest.facts.type === 'voidStep') return false;
  return steps.every(
    (step) =>
      step === newest ||
      (step.at <= newest.at &&
        step.seq < newest.seq &&
        !(step.facts.type === 'voidStep' && step.facts.step === newest.id)),
  );
}

/** Steps that count at `asOf` and are not voided by `knownAt`, in the order in which they happened. */
export function effectiveSteps<Step extends Pick<RecordedStep, 'id' | 'seq' | 'at' | 'facts'>>(
  steps: readonly Step[],
  asOf: Instant,
  knownAt: Instant = asOf,
): Step[] {
  const voided = new Set(
    steps.flatMap(({ at, facts }) => (facts.type === 'voidStep' && at <= knownAt ? [facts.step] : [])),
  );
  return steps
    .filter((step) => step.at <= asOf && step.facts.type !== 'voidStep' && !voided.has(step.id))
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq);
}

function status(state: FoldState, asOf: Instant): PathwayStatus {
  const { ledger: before, assigned: _assigned, unmetAtDischarge: _unmet, history: _history, ...rest } = state;
  const ledger = new Ledger(before);
  ledger.resumeUntil(asOf);
  ledger.passUntil(asOf);
  const obligations = ledger.all.toSorted((a, b) => a.opened - b.opened || compareText(a.kind, b.kind));
  return { ...rest, obligations };
}

/** By code unit, as the scenarios order kinds; never by locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
