import { isDeepStrictEqual } from 'node:util';
import { decideTicks } from '../../src/pathway/decide.ts';
import type { ClockEvent, DomainEvent } from '../../src/engine/record/events.ts';
import { isStepEvent } from '../../src/engine/record/events.ts';
import { evolveAll } from '../../src/engine/deadlines/evolve.ts';
import { withLateMisses } from '../../src/pathway/late-misses.ts';
import { changeFromRecord } from '../../src/pathway/replayed.ts';
import type { EnrollmentState } from '../../src/engine/deadlines/state.ts';
import { metAfterDeadline } from '../../test/support/met-late.ts';
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
    const appends = appendsOf(enrollmentId, events);
    const changes = appends.flatMap(
      ({ before, events: own }) => changeFromRecord(enrollmentId, before, own, null) ?? [],
    );
    const metLate = changes.flatMap(metAfterDeadline);
    late.examined += metLate.length;
    late.violations.push(
      ...metLate.filter(({ told }) => !told).map(({ key }) => `${enrollmentId}: ${key} was not`),
    );
    const clock = events.filter((event): event is typeof event & ClockEvent => !isStepEvent(event));
    once.examined += clock.filter(({ type }) => type === 'DeadlineMissed' || type === 'RungRaised').length;
    once.violations.push(...raisedTwice(clock).map((name) => `${enrollmentId}: ${name} was raised twice`));
    due.examined += clock.length;
    due.violations.push(...notAsDue(enrollmentId, events, appends, at));
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

function notAsDue(
  enrollmentId: string,
  events: readonly DomainEvent[],
  appends: readonly Append[],
  at: number,
): string[] {
  const violations: string[] = [];
  for (const { before, events: own, recordedAt } of appends) {
    const said = own.filter((event) => !isStepEvent(event));
    // The steps alone, as they would have been had the clock kept silent.
    const stepped = changeFromRecord(enrollmentId, before, own.filter(isStepEvent), null);
    const state = stepped?.after ?? before;
    const ticks = state ? (decideTicks(state, recordedAt)?.events ?? []) : [];
    const late = stepped ? withLateMisses(stepped).events.slice(stepped.events.length) : [];
    const wanted = [...ticks, ...late];
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

function nameOf(event: DomainEvent): string {
  if (isStepEvent(event)) return event.type;
  const { clock } = event;
  const rung = clock.type === 'RungRaised' ? ` ${clock.rung}` : '';
  return 'key' in clock ? `${clock.type}${rung} of ${clock.key}` : clock.type;
}

function saidOf(event: DomainEvent): unknown {
  return isStepEvent(event) ? event.type : { facts: event.clock, at: event.occurredAt };
}
