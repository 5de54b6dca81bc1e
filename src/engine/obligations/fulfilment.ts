import type { RecordedStep, StepFacts } from '../record/steps/index.ts';
import { indicatesOtherLevel } from '../policy/level-line.ts';
import { addMonths, localDateOf } from '../calendar/index.ts';
import type { Fulfilment, Policy, Rule } from '../policy/profile.ts';
import type { Obligation } from './obligation.ts';
import { factOf, matches, focusOf } from './focus.ts';

/** An obligation's rule and policy; `oldest`: none of its kind has been owed longer. */
type Under = { rule: Rule; policy: Policy; oldest: boolean };

/** Whether a step meets an open obligation under its rule, for a client at that level of care. */
export function fulfils(under: Under, obligation: Obligation, step: RecordedStep, level: string): boolean {
  return under.rule.met.some((way) => goesThatWay(way, under, obligation, step, level));
}

/** Whether a step makes an open obligation pointless under its rule. */
export function makesPointless(
  under: Under,
  obligation: Obligation,
  step: RecordedStep,
  level: string,
): boolean {
  return (under.rule.withdrawnBy ?? []).some((way) => goesThatWay(way, under, obligation, step, level));
}

function goesThatWay(
  way: Fulfilment,
  { policy, oldest }: Under,
  obligation: Obligation,
  step: RecordedStep,
  level: string,
): boolean {
  const { facts } = step;
  if (way.step !== facts.type || !matches(facts, way.where)) return false;
  if (!isAbout(obligation, way, step, oldest)) return false;
  if (way.scoreIndicates && !indicatesPresentLevel(policy, level, facts)) return false;
  if (facts.type === 'logContact' && !isFitContact(way, facts, level)) return false;
  return (
    way.notBefore === undefined ||
    localDateOf(policy.calendar, step.at) >= firstDayOf(way, policy, obligation)
  );
}

function isAbout({ focus }: Obligation, way: Fulfilment, step: RecordedStep, oldest: boolean): boolean {
  if (focus === undefined || way.everyThing || focus === focusOf(step, way.thing)) return true;
  return way.unnamed === 'oldest' && oldest && factOf(step.facts, way.thing ?? 'about') === undefined;
}

function indicatesPresentLevel({ profile }: Policy, level: string, facts: StepFacts): boolean {
  return facts.type === 'scoreAcuity' && !indicatesOtherLevel(profile, level, facts.score);
}

/** A contact must have reached the person; which modes will do depends on the level of care at its time. */
function isFitContact(
  way: Fulfilment,
  facts: Extract<StepFacts, { type: 'logContact' }>,
  level: string,
): boolean {
  const modes = way.modesByLevel?.[level] ?? way.modes;
  return (
    (way.outcomes ?? ['reached']).includes(facts.outcome) &&
    (way.with === undefined || way.with.includes(facts.with)) &&
    (modes === undefined || modes.includes(facts.mode))
  );
}

/** The first local day on which a step of that way counts, as a day number. */
export function firstDayOf({ notBefore }: Fulfilment, { calendar }: Policy, { opened }: Obligation): number {
  const day = localDateOf(calendar, opened);
  if (notBefore === undefined) return day;
  return notBefore.unit === 'days' ? day + notBefore.count : addMonths(day, notBefore.count);
}
