import type { RecordedStep } from '../../../src/engine/record/steps/index.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withLateMisses } from '../../../src/pathway/late-misses.ts';
import { decide, decideTicks } from '../../../src/pathway/decide.ts';
import { evolveAll } from '../../../src/engine/deadlines/evolve.ts';
import { projectRecord } from '../../../src/pathway/projection.ts';
import { receiptOf } from '../../../src/pathway/receipt-of.ts';
import { changeFromRecord } from '../../../src/pathway/replayed.ts';
import type { EnrollmentState } from '../../../src/engine/deadlines/state.ts';
import type { ObligationRow } from '../../../src/engine/obligations/row.ts';
import { statusAt } from '../../../src/engine/obligations/fold.ts';
import { requestOf } from '../../../src/workflows/append-request.ts';
import { play, plans } from '../../support/random-steps.ts';
import type { Played } from '../../support/random-steps.ts';
import { runs } from '../../support/sizes.ts';

const throughJson = (state: EnrollmentState) => JSON.parse(JSON.stringify(state)) as EnrollmentState;

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

function ofRandomStories(count: number, check: (played: Played) => void) {
  const property = fc.property(plans(), (plan) => {
    const played = play(plan);
    if (played) check(played);
  });
  fc.assert(property, runs(count));
}

/** All of a state but the steps, which hold whole policies and are compared by their events. */
const rest = ({ steps: _steps, ...others }: EnrollmentState) => others;
const eventsOf = ({ events }: Played['changes'][0]) =>
  events.map(({ seq, type, occurredAt }) => [seq, type, occurredAt]);
const byKey = (rows: Iterable<ObligationRow>) => [...rows].toSorted((a, b) => (a.key < b.key ? -1 : 1));

test('the read model kept append by append is the one worked out from all events', () => {
  ofRandomStories(150, ({ changes, state }) => {
    const rows = new Map<string, ObligationRow>();
    const events = [];
    for (const change of changes) {
      const request = requestOf(change, 'enrollment-1', null);
      for (const key of request.removedObligations) rows.delete(key);
      for (const row of request.obligations) rows.set(row.key, row);
      events.push(...request.events);
      expect(request.summary.version).toBe(request.expectedVersion + request.events.length);
      if (change !== changes.at(-1) && events.length % 5 !== 0) continue;
      const whole = projectRecord(events, 'enrollment-1');
      expect(byKey(rows.values())).toEqual(byKey(whole.obligations));
      expect(request.summary).toEqual(whole.summary);
    }
    expect(
      events.map(({ seq }) => seq),
      'versions have no gaps',
    ).toEqual(events.map((_, n) => n + 1));
    expect(new Set(events.map(({ commandId, index }) => `${commandId} ${index}`)).size).toBe(events.length);
    expect(rest(evolveAll(null, events, 'enrollment-1'))).toEqual(rest(state));
  });
});

test('a state that went through JSON (continue-as-new) decides the same', () => {
  fc.assert(
    fc.property(plans({ most: 8 }), fc.integer({ min: 1, max: 9 }), (plan, often) => {
      let count = 0;
      const carried = play(plan, {
        between: (state) => ((count += 1) % often === 0 ? throughJson(state) : state),
      });
      const stayed = play(plan);
      expect(JSON.stringify(carried?.state)).toBe(JSON.stringify(stayed?.state));
      expect(carried?.changes.flatMap(eventsOf)).toEqual(stayed?.changes.flatMap(eventsOf));
    }),
    runs(100),
  );
});

const others = (steps: readonly RecordedStep[]) => steps.map((step) => ({ ...step }));

test('how things stand, worked out step by step as they come in, is how they stand worked out anew', () => {
  ofRandomStories(150, ({ changes }) => {
    for (const { after, statusBefore, statusAfter, before } of changes) {
      const at = after.lastRecordedAt;
      // Of other steps nothing is remembered, though they say the same.
      expect(statusAt(others(after.steps), at)).toEqual(statusAfter);
      if (before) expect(statusAt(others(before.steps), at)).toEqual(statusBefore);
    }
  });
});

// Profiles are pages long and named by their hashes.
const told = (value: unknown) =>
  JSON.stringify(value, (name, part: unknown) => (name === 'profile' || name === 'calendar' ? null : part));

test('nothing that goes into a decision is changed by it, and it is always the same', () => {
  fc.assert(
    fc.property(plans({ most: 8 }), (plan) => {
      const frozen = play(freeze(plan), { between: freeze });
      for (const change of frozen?.changes ?? []) {
        const [first] = change.events;
        if (!change.before || !first) continue;
        if (!('facts' in first)) {
          expect(told(decideTicks(change.before, first.recordedAt))).toBe(told(change));
          continue;
        }
        const { commandId, by, facts, occurredAt, recordedAt } = first;
        const batch = {
          commandId,
          by,
          commands: [{ facts, occurredAt, amendment: true }],
          fingerprint: commandId,
        };
        const again = decide('enrollment-1', change.before, freeze(batch), recordedAt);
        expect(again.ok && told(withLateMisses(again.change))).toBe(told(change));
      }
    }),
    runs(100),
  );
});

test('a receipt worked out from the record is the one given then', () => {
  ofRandomStories(80, ({ changes }) => {
    const events = changes.flatMap((change) => change.events);
    for (const change of changes) {
      const commandId = change.events[0]?.commandId ?? '';
      const given = receiptOf(change, commandId);
      const again = changeFromRecord('enrollment-1', null, events, commandId);
      expect(again && receiptOf(again, commandId)).toEqual(given);
      const learnt = events.slice(change.before?.version ?? 0);
      const fromThere = changeFromRecord('enrollment-1', change.before, learnt, commandId);
      expect(fromThere && receiptOf(fromThere, commandId)).toEqual(given);
    }
  });
});
