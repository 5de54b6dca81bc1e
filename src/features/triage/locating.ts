import type { ContactMode } from '../../engine/policy/terms.ts';
import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { LocateDecision, LocateKind } from '../../engine/record/steps/triage.ts';

export const locatingEnds = ['reached', 'closed', 'discharged'] as const;
export type LocatingEnd = (typeof locatingEnds)[number];

/** The search for a client who missed an appointment (IN-7), named by the step that opened it. */
export type Locating = {
  id: string;
  since: Instant;
  attempts: { id: string; at: Instant; kind: LocateKind; reached: boolean }[];
  decisions: { id: string; at: Instant; by: string; decision: LocateDecision; until: string | null }[];
  end: { how: LocatingEnd; at: Instant } | null;
};

const kindOfMode: Record<ContactMode, LocateKind> = {
  'face-to-face': 'home-visit',
  phone: 'call',
  video: 'call',
  text: 'text',
};

/** All searches, oldest first; at most the last of them goes on. A miss while one goes on begins no other. */
export function locatingOf(steps: readonly RecordedStep[]): Locating[] {
  const all: Locating[] = [];
  for (const step of steps) {
    const last = all.at(-1);
    if (last?.end === null) goOn(last, step);
    else if (misses(step.facts))
      all.push({ id: step.id, since: step.at, attempts: [], decisions: [], end: null });
  }
  return all;
}

/** Whether somebody is being looked for after these steps. */
export function isLocating(steps: readonly RecordedStep[]): boolean {
  return locatingOf(steps).at(-1)?.end === null;
}

function misses(facts: StepFacts): boolean {
  return (
    (facts.type === 'logContact' && facts.with === 'client' && facts.outcome === 'no-show') ||
    (facts.type === 'recordAppointment' && facts.outcome === 'missed')
  );
}

function goOn(search: Locating, { id, at, by, facts }: RecordedStep): void {
  switch (facts.type) {
    case 'logContact':
      if (facts.with !== 'client' || facts.outcome === 'no-show') return;
      if (facts.outcome === 'reached') search.end = { how: 'reached', at };
      else search.attempts.push({ id, at, kind: kindOfMode[facts.mode], reached: false });
      return;
    case 'recordLocateAttempt': {
      const reached = facts.outcome === 'reached';
      search.attempts.push({ id, at, kind: facts.kind, reached });
      if (reached) search.end = { how: 'reached', at };
      return;
    }
    case 'recordAppointment':
      if (facts.outcome === 'kept') search.end = { how: 'reached', at };
      return;
    case 'decideLocate':
      search.decisions.push({ id, at, by, decision: facts.decision, until: facts.until ?? null });
      if (facts.decision === 'close') search.end = { how: 'closed', at };
      return;
    case 'discharge':
    case 'enterInError':
      search.end = { how: 'discharged', at };
      return;
    default:
      return;
  }
}
