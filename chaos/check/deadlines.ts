import { isDeepStrictEqual } from 'node:util';
import { decideTicks } from '../../src/domain/enrollment/decide.ts';
import type { ClockEvent, DomainEvent, StepEvent } from '../../src/domain/enrollment/events.ts';
import { isStepEvent } from '../../src/domain/enrollment/events.ts';
import { evolveAll } from '../../src/domain/enrollment/evolve.ts';
import { withOvertaken } from '../../src/domain/enrollment/overtaken.ts';
import type { EnrollmentState } from '../../src/domain/enrollment/state.ts';
import { standingAt } from '../../src/domain/obligations/fold.ts';
import type { Check, Evidence } from './evidence.ts';
import { isWhole } from './streams.ts';

/** The events of one append: one commit. */
export type Append = { before: EnrollmentState | null; events: DomainEvent[]; recordedAt: number };

/** Cuts a stream into its appends, with the state each began from. */
export function appendsOf(enrollmentId: string, events: readonly DomainEvent[]): Append[] {
  const appends: Append[] = [];
  let before: EnrollmentState | null = null;
  for (let from = 0; from < events.length;) {
    const commandId = events[from]?.commandId;
    let to = from + 1;
    while (events[to]?.commandId === commandId) to += 1;
    const own = events.slice(from, to);
    appends.push({ before, events: own, recordedAt: own[0]?.recordedAt ?? 0 });
    before = evolveAll(before, own, enrollmentId);
    from = to;
  }
  return appends;
}

/**
 * What the clock should have said, worked out anew from the steps: in each append exactly what was due by then, and in
 * the end nothing left to say.
 */
export function checkDeadlines({ streams, at }: Evidence): Check[] {
  const once: Check = { name: 'deadlines and rungs: each raised once', examined: 0, violations: [] };
  const due: Check = { name: 'deadlines and rungs: what was due, nothing else', examined: 0, violations: [] };
  const late: Check = { name: 'deadlines met late: each raised as missed', examined: 0, violations: [] };
  for (const [enrollmentId, events] of streams) {
    if (!isWhole(events)) continue;
    const metLate = overdueAndMet(enrollmentId, events);
    late.examined += metLate.length;
    late.violations.push(
      ...metLate.filter(({ told }) => !told).map(({ key }) => `${enrollmentId}: ${key} was not`),
    );
    const clock = events.filter((event): event is typeof event & ClockEvent => !isStepEvent(event));
    once.examined += clock.filter(({ type }) => type === 'DeadlineMissed' || type === 'RungRaised').length;
    once.violations.push(...raisedTwice(clock).map((name) => `${enrollmentId}: ${name} was raised twice`));
    due.examined += clock.length;
    due.violations.push(...notAsDue(enrollmentId, events, at));
  }
  return [once, due, late];
}

/** Counted by name alone: again only where the first announcement had been withdrawn. */
function raisedTwice(clock: readonly Pick<ClockEvent, 'clock'>[]): string[] {
  const standing = new Set<string>();
  const twice: string[] = [];
  for (const { clock: facts } of clock) {
    if (facts.type === 'EnrollmentEnded') continue;
    if (facts.type === 'ClockResumed') continue;
    const deadline = `${facts.key}@${facts.due}`;
    if (facts.type === 'EscalationWithdrawn') {
      for (const name of standing) if (name.startsWith(`${deadline} `)) standing.delete(name);
      continue;
    }
    const name = `${deadline} ${facts.type === 'RungRaised' ? facts.rung : 'miss'}`;
    if (standing.has(name)) twice.push(name);
    standing.add(name);
  }
  return twice;
}

function notAsDue(enrollmentId: string, events: readonly DomainEvent[], at: number): string[] {
  const violations: string[] = [];
  for (const { before, events: own, recordedAt } of appendsOf(enrollmentId, events)) {
    const steps = own.filter(isStepEvent);
    const said = own.filter((event) => !isStepEvent(event));
    const state = steps.length === 0 ? before : evolveAll(before, steps, enrollmentId);
    const wanted =
      state === null
        ? []
        : [...(decideTicks(state, recordedAt)?.events ?? []), ...overtaken(before, state, steps)];
    if (!isDeepStrictEqual(said.map(saidOf), wanted.map(saidOf))) {
      const seq = own[0]?.seq ?? 0;
      violations.push(
        `${enrollmentId}: at ${seq} the clock said ${said.length} things, ${wanted.length} were due`,
      );
    }
  }
  const end = evolveAll(null, events, enrollmentId);
  // What was recorded later than that has said all there was to say by then.
  const asOf = Math.max(at, end.lastRecordedAt);
  const left = decideTicks(end, asOf)?.events ?? [];
  for (const event of left) {
    const seconds = ((asOf - event.occurredAt) / 1_000).toFixed(1);
    violations.push(`${enrollmentId}: ${nameOf(event)} has been due for ${seconds} s and was never said`);
  }
  return violations;
}

/** What was overdue when a step met it, and whether its miss was on record then. */
function overdueAndMet(
  enrollmentId: string,
  events: readonly DomainEvent[],
): { key: string; told: boolean }[] {
  return appendsOf(enrollmentId, events).flatMap(({ before, events: own, recordedAt }) => {
    if (before === null) return [];
    const after = evolveAll(before, own, enrollmentId);
    const was = new Map(standingAt(before.steps, recordedAt).obligations.map((one) => [one.key, one]));
    return standingAt(after.steps, recordedAt)
      .obligations.filter(({ key, due, status }) => {
        const earlier = was.get(key);
        return status === 'met-late' && earlier?.due === due && earlier.closedAt === null;
      })
      .map(({ key, due }) => ({
        key,
        told: after.announced.some((one) => one.key === key && one.due === due && one.missedAt !== null),
      }));
  });
}

/** Of a step that was late itself: what the clock should have said before it. */
function overtaken(
  before: EnrollmentState | null,
  after: EnrollmentState,
  steps: StepEvent[],
): DomainEvent[] {
  const [first] = steps;
  if (before === null || first === undefined) return [];
  const [standingBefore, standingAfter] = [before, after].map(({ steps: all }) =>
    standingAt(all, first.recordedAt),
  );
  if (!standingBefore || !standingAfter) return [];
  return withOvertaken({ events: steps, before, after, standingBefore, standingAfter }).events.slice(
    steps.length,
  );
}

function nameOf(event: DomainEvent): string {
  if (isStepEvent(event)) return event.type;
  const { clock } = event;
  const rung = clock.type === 'RungRaised' ? ` ${clock.rung}` : '';
  return 'key' in clock ? `${clock.type}${rung} of ${clock.key}` : clock.type;
}

function saidOf(event: DomainEvent): unknown {
  return isStepEvent(event) ? event.type : { facts: event.clock, at: event.occurredAt };
}
