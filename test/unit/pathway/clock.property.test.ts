import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStepEvent } from '../../../src/engine/record/events.ts';
import type { DomainEvent } from '../../../src/engine/record/events.ts';
import { notificationsOf } from '../../../src/pathway/notifications-of.ts';
import { metAfterDeadline } from '../../support/met-late.ts';
import { play, plans } from '../../support/random-steps.ts';
import { runs } from '../../support/sizes.ts';

/** Announcements made twice without a withdrawal in between. */
function repeated(events: DomainEvent[]): string[] {
  const status = new Set<string>();
  const twice: string[] = [];
  for (const event of events) {
    if (isStepEvent(event)) continue;
    const { clock } = event;
    if (clock.type === 'EscalationWithdrawn') {
      const about = `${clock.key} ${clock.due} `;
      for (const name of status) if (name.startsWith(about)) status.delete(name);
      continue;
    }
    const name =
      clock.type === 'EnrollmentEnded'
        ? clock.type
        : clock.type === 'ClockResumed'
          ? `${clock.key} resumed ${clock.at}`
          : `${clock.key} ${clock.due} ${clock.type === 'RungRaised' ? clock.rung : clock.type}`;
    if (status.has(name)) twice.push(name);
    status.add(name);
  }
  return twice;
}

test('the clock wakes for a reason, comes to rest, and announces each thing once between withdrawals', () => {
  fc.assert(
    fc.property(plans(), (plan) => {
      // play throws when the clock wakes for nothing or never rests.
      const changes = play(plan)?.changes ?? [];
      const events = changes.flatMap((change) => change.events);
      expect(repeated(events)).toEqual([]);
      // Nothing before its instant, nothing after the end, and no two notifications of one id.
      expect(events.filter((event) => event.occurredAt > event.recordedAt)).toEqual([]);
      const ended = events.findIndex((event) => event.type === 'EnrollmentEnded');
      expect([-1, events.length - 1]).toContain(ended);
      const ids = changes.flatMap(notificationsOf).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    runs(250),
  );
});

test('what a step found overdue and met late is on record as missed, whether the clock was awake or asleep', () => {
  let found = 0;
  fc.assert(
    fc.property(plans(), (plan) => {
      const metLate = (play(plan)?.changes ?? []).flatMap(metAfterDeadline);
      found += metLate.length;
      expect(metLate.filter(({ told }) => !told)).toEqual([]);
    }),
    runs(250),
  );
  expect(found).toBeGreaterThan(20);
});
