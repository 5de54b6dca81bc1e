import type { LeavingFact } from '../../engine/policy/terms.ts';
import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import { type Instant, localDateOf } from '../../engine/calendar/index.ts';
import type { Refusal } from '../../engine/deadlines/step-check.ts';
import type { LeavingNeeds, Policy } from '../../engine/policy/profile.ts';
import { locatingOf } from '../triage/locating.ts';

const names: Record<LeavingFact, string> = {
  lastMeetingHeld: 'whether the last team meeting was held',
  aftercareArranged: 'whether aftercare is arranged',
  warmHandOver: 'whether there was a warm hand-over',
  receivingAgencyNamed: 'which agency goes on with the client',
};

/**
 * OU-4: leaving for a reason needs what the profile lists for it. `steps` are those in effect at that time, `level` the
 * level of care then. A profile without such a list (an older one) lets the reason be enough.
 */
export function judgeDischarge(
  facts: Extract<StepFacts, { type: 'discharge' }>,
  steps: readonly RecordedStep[],
  { profile, calendar }: Policy,
  level: string,
  at: Instant,
): Refusal | null {
  const needs = (profile.leaving?.value ?? []).filter(
    (one) => one.reasons.includes(facts.reason) && (one.levels?.includes(level) ?? true),
  );
  return incomplete(facts, needs) ?? meeting(facts, needs) ?? search(needs);

  function meeting({ lastMeetingHeld }: typeof facts, all: LeavingNeeds[]): Refusal | null {
    const days = Math.min(...all.map(({ lastMeetingWithinDays }) => lastMeetingWithinDays ?? Infinity));
    if (lastMeetingHeld !== true || days === Infinity) return null;
    const since = localDateOf(calendar, at) - days;
    const held = steps.some(
      (step) => step.facts.type === 'holdRstMeeting' && localDateOf(calendar, step.at) >= since,
    );
    if (held) return null;
    const detail = `No team meeting of the last ${days} days is on record. Enter it first, or say that none was held, and why.`;
    return { code: 'last-meeting-not-recorded', detail, field: 'lastMeetingHeld' };
  }

  function search(all: LeavingNeeds[]): Refusal | null {
    if (!all.some(({ searchClosed }) => searchClosed)) return null;
    if (locatingOf(steps).at(-1)?.end?.how === 'closed') return null;
    const detail = 'A client is let go for lost contact after a supervisor has closed the search (IN-7).';
    return { code: 'search-not-closed', detail, field: 'reason' };
  }
}

function incomplete(
  facts: Extract<StepFacts, { type: 'discharge' }>,
  needs: readonly LeavingNeeds[],
): Refusal | null {
  const missing = (Object.keys(names) as LeavingFact[]).filter((name) =>
    needs.some(
      ({ stated, done }) =>
        (stated?.includes(name) && facts[name] === undefined) || (done?.includes(name) && !facts[name]),
    ),
  );
  const [first] = missing;
  if (first === undefined) return null;
  const detail = `A discharge for this reason says ${missing.map((name) => names[name]).join(', ')}.`;
  return { code: 'discharge-incomplete', detail, field: first };
}
