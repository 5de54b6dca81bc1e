import type { Instant } from '../../engine/calendar/index.ts';
import type { CaseObligation, CaseStep } from './facts.ts';
import type { MissCause } from '../../engine/policy/miss-cause.ts';

/** Whose a miss was. `derived`: by the record alone; `cause`: by what a supervisor has said since, if anybody has. */
export function causeOf(
  obligation: CaseObligation,
  steps: readonly CaseStep[],
): { cause: MissCause; derivedCause: MissCause } {
  const derivedCause = derived(obligation, steps);
  const explained = steps.findLast(
    ({ facts }) => facts.type === 'explainMiss' && facts.obligation === obligation.key,
  );
  const said = explained?.facts.type === 'explainMiss' ? explained.facts.cause : null;
  return { cause: said ?? derivedCause, derivedCause };
}

function derived({ opened, due, tookWaiting }: CaseObligation, steps: readonly CaseStep[]): MissCause {
  if (steps.some((step) => triedInVain(step, opened, due))) return 'client';
  return tookWaiting ? 'system' : 'staff';
}

/** The client was tried for, or was not there, between the opening and the due instant. */
function triedInVain({ at, facts }: CaseStep, from: Instant, until: Instant): boolean {
  if (at < from || at > until) return false;
  switch (facts.type) {
    case 'logContact':
      return facts.with === 'client' && facts.outcome !== 'reached';
    case 'recordAppointment':
      return facts.outcome === 'missed';
    case 'recordLocateAttempt':
      return true;
    default:
      return false;
  }
}
