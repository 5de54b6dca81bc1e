import { eventTypeOf, type StepFacts } from '../../../src/engine/record/steps/index.ts';
import { decide } from '../../../src/pathway/decide.ts';
import { evolve } from '../../../src/engine/deadlines/evolve.ts';
import type { Actor, DomainEvent, StepEvent } from '../../../src/engine/record/events.ts';
import { project } from '../../../src/pathway/projection.ts';
import { runClock } from '../../../src/pathway/run-clock.ts';
import type { EnrollmentState } from '../../../src/engine/deadlines/state.ts';
import { statusAt } from '../../../src/engine/obligations/fold.ts';
import type { RecordRequest } from '../../../src/contracts/record.ts';
import { type Cast, courseOf } from './course.ts';
import { type Random, randomFrom } from './random.ts';

export type CountyOptions = Cast & { seed: number; clients: number; agencyId: string; supervisorId: string };

/** A client of the county as the record takes it: all that was ever appended of them, at once. */
export type Told = {
  clientId: string;
  request: RecordRequest;
  /** What was written with a step, by its id. */
  words: ReadonlyMap<string, Record<string, unknown>>;
  /** Commands that waited for the system before they were recorded. */
  waited: string[];
  refused: number;
};

/** A county's clients over a year, the same for the same seed. */
export function* county(options: CountyOptions): Generator<Told, void> {
  for (let n = 0; n < options.clients; n += 1) {
    const random = randomFrom(options.seed * 100_003 + n);
    yield tell(random, n, options);
  }
}

const idOf = (kind: number, n: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

function tell(random: Random, n: number, options: CountyOptions): Told {
  const [enrollmentId, clientId] = [idOf(1, n), idOf(2, n)];
  const { agencyId, supervisorId, until } = options;
  const events: DomainEvent[] = [];
  const words = new Map<string, Record<string, unknown>>();
  let state: EnrollmentState | null = null;
  let refused = 0;
  // Some are told as they would have come about: each step judged, the clock speaking in between, so that misses are on
  // record, also those that late steps took back. The others are their steps alone, since folding each day is slow.
  const judged = n % 25 === 0;
  const enter = (id: string, facts: StepFacts, at: number, now: number, by: Actor): boolean => {
    if (judged) {
      if (state) state = wake(state, now, events);
      const commands = [{ facts, occurredAt: at, amendment: true }];
      const decision = decide(enrollmentId, state, { commandId: id, by, commands, fingerprint: id }, now);
      if (!decision.ok) return false;
      events.push(...decision.change.events);
      state = decision.change.after;
    } else {
      const seq = events.length + 1;
      const base = { seq, commandId: id, index: 0, stepId: id, occurredAt: at, recordedAt: now, by, facts };
      const event: StepEvent = { ...base, type: eventTypeOf(facts.type) };
      events.push(event);
      state = evolve(state, event, enrollmentId);
    }
    return true;
  };
  const lead: Actor = { staffId: supervisorId, role: 'supervisor', agencyId };
  const entries = courseOf(random, options).toSorted((a, b) => a.at + a.lateMs - b.at - b.lateMs);
  for (const entry of entries) {
    const now = Math.max(entry.at + entry.lateMs, newest(state));
    if (now >= until) continue;
    const facts = entry.facts.type === 'receiveReferral' ? { ...entry.facts, clientId } : entry.facts;
    const by: Actor = {
      ...lead,
      role: entry.by,
      staffId: entry.by === 'supervisor' ? supervisorId : options.coordinators[0],
    };
    if (!enter(entry.id, facts, entry.at, now, by)) refused += 1;
    else if (entry.words) words.set(entry.id, entry.words);
  }
  if (!state) throw new Error('a client without a referral');
  takeBack(state, (facts, at, id) => enter(id, facts, at, at, lead));
  explain(random, state, until, (facts, at, id) => {
    const now = Math.max(at, newest(state));
    return enter(id, facts, now, now, lead);
  });
  return {
    ...{ clientId, words, refused },
    request: { enrollmentId, agencyId, clientId, ...rowsOf(state), events },
    waited: waitedIn(random, state, events),
  };
}

const newest = (state: EnrollmentState | null) => state?.lastRecordedAt ?? 0;

function wake(state: EnrollmentState, until: number, events: DomainEvent[]): EnrollmentState {
  let current = state;
  for (const change of runClock(state, until)) {
    events.push(...change.events);
    current = change.after;
  }
  return current;
}

/** A contact that opened what was missed later is voided: the miss stays on record, and is no part of the timeline any more. */
function takeBack(
  state: EnrollmentState,
  enter: (facts: StepFacts, at: number, id: string) => boolean,
): void {
  const opener = state.steps.find(
    ({ seq, facts }) =>
      facts.type === 'logContact' && state.announced.some(({ missed }) => missed?.openedBySeq === seq),
  );
  if (opener) enter({ type: 'voidStep', step: opener.id }, state.lastRecordedAt + 1, 'taken-back');
}

/** A lead goes through some of what was missed, and takes one explanation back. */
function explain(
  random: Random,
  state: EnrollmentState,
  until: number,
  enter: (facts: StepFacts, at: number, id: string) => boolean,
): void {
  if (!random.chance(0.2)) return;
  const missed = statusAt(state.steps, until).obligations.filter(
    ({ status, due }) => (status === 'overdue' || status === 'met-late') && due < until - 20 * 86_400_000,
  );
  const hour = 3_600_000;
  const said = missed.slice(0, random.whole(1, 6)).flatMap(({ key }, place) => {
    const cause = random.pick(['staff', 'client', 'system'] as const);
    const id = `why${place}`;
    const facts = { type: 'explainMiss', obligation: key, cause } as const;
    return enter(facts, until - 10 * hour + place, id) ? [id] : [];
  });
  for (const step of said)
    if (random.chance(0.2)) enter({ type: 'voidStep', step }, until - hour, `not-${step}`);
}

function rowsOf(state: EnrollmentState) {
  const { summary, obligations } = project(state, statusAt(state.steps, state.lastRecordedAt));
  return {
    ...{ summary, obligations, expectedVersion: 0, fingerprint: null },
    ...{ removedObligations: [], notifications: [] },
  };
}

/** Some of what came late came late because the system was away. */
function waitedIn(random: Random, state: EnrollmentState, events: readonly DomainEvent[]): string[] {
  const late = statusAt(state.steps, state.lastRecordedAt).obligations.filter(
    ({ status }) => status === 'met-late',
  );
  return late.flatMap(({ closedBySeq }) => {
    const by = events.find((event): event is StepEvent => event.seq === closedBySeq && 'facts' in event);
    return by && random.chance(0.15) ? [by.commandId] : [];
  });
}
