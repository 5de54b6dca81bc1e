import { localDateOf } from '../../engine/calendar/index.ts';
import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import type { LeavingNeeds } from '../../engine/policy/profile.ts';
import { isLead, type LeavingFact } from '../../engine/policy/terms.ts';
import { locatingOf } from '../triage/locating.ts';

type Leaving = StepCheck<'discharge'>;

const names: Record<LeavingFact, string> = {
  lastMeetingHeld: 'whether the last team meeting was held',
  aftercareArranged: 'whether aftercare is arranged',
  warmHandOver: 'whether there was a warm hand-over',
  receivingAgencyNamed: 'which agency goes on with the client',
};

const status = ({ state, event, now }: Leaving) => statusAt(state.steps, event.occurredAt, now);
const steps = ({ state, event, now }: Leaving) => effectiveSteps(state.steps, event.occurredAt, now);

/**
 * OU-4: what the profile lists for leaving for that reason, at the client's level of care. A profile without such a list
 * (an older one) lets the reason be enough.
 */
function needsOf(check: Leaving): LeavingNeeds[] {
  const { policy, level } = status(check);
  return (policy.profile.leaving?.value ?? []).filter(
    (one) => one.reasons.includes(check.facts.reason) && (one.levels?.includes(level) ?? true),
  );
}

export function checkStated(check: Leaving) {
  const { facts } = check;
  const missing = (Object.keys(names) as LeavingFact[]).filter((name) =>
    needsOf(check).some(
      ({ stated, done }) =>
        (stated?.includes(name) && facts[name] === undefined) || (done?.includes(name) && !facts[name]),
    ),
  );
  const [first] = missing;
  if (first === undefined) return null;
  const detail = `A discharge for this reason says ${missing.map((name) => names[name]).join(', ')}.`;
  return refuse('discharge-incomplete', detail, first);
}

export function checkLastMeeting(check: Leaving) {
  const days = Math.min(
    ...needsOf(check).map(({ lastMeetingWithinDays }) => lastMeetingWithinDays ?? Infinity),
  );
  if (check.facts.lastMeetingHeld !== true || days === Infinity) return null;
  const { calendar } = status(check).policy;
  const since = localDateOf(calendar, check.event.occurredAt) - days;
  const held = steps(check).some(
    (step) => step.facts.type === 'holdRstMeeting' && localDateOf(calendar, step.at) >= since,
  );
  if (held) return null;
  const detail = `No team meeting of the last ${days} days is on record. Enter it first, or say that none was held, and why.`;
  return refuse('last-meeting-not-recorded', detail, 'lastMeetingHeld');
}

export function checkSearchClosed(check: Leaving) {
  if (!needsOf(check).some(({ searchClosed }) => searchClosed)) return null;
  if (locatingOf(steps(check)).at(-1)?.end?.how === 'closed') return null;
  const detail = 'A client is let go for lost contact after a supervisor has closed the search (IN-7).';
  return refuse('search-not-closed', detail, 'reason');
}

/** AC-4: less intensive needs lead to Case Management or to a discharge, on a supervisor's approval. */
export function checkApproved(check: Leaving) {
  if (check.facts.reason !== 'level-not-indicated' || isLead(check.by.role)) return null;
  if (!status(check).policy.profile.requestDocuments) return null;
  const detail =
    'A discharge because the level of care is not indicated is entered by a supervisor, who approves it.';
  return refuse('needs-supervisor', detail, 'reason');
}

/** OU-2: what is measured of a client who left says whether the program was completed. */
export function checkMeasured({ facts, event, state, now }: StepCheck<'recordOutcomes'>) {
  const { profile } = statusAt(state.steps, event.occurredAt, now).policy;
  if (!profile.leaving || facts.completed !== undefined) return null;
  const detail = 'Say whether the client completed the program ("completed"), and by what measure.';
  return refuse('completion-not-measured', detail, 'completed');
}
