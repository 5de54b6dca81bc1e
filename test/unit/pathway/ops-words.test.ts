import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTicks } from '../../../src/engine/deadlines/clock.ts';
import { statusAt } from '../../../src/engine/obligations/fold.ts';
import type { ClockFacts } from '../../../src/engine/record/events.ts';
import { awaitedInWords, changeInWords, owedIn } from '../../../src/pathway/ops-words.ts';
import { referral, type Story } from '../../support/enrollment-builder.ts';

const standingOf = ({ state }: Story) => statusAt(state.steps, state.lastRecordedAt);
const awaited = (story: Story) =>
  awaitedInWords(nextTicks(story.state, standingOf(story)), story.policy.calendar);
const lastChange = (story: Story) => changeInWords(story.changes.at(-1) ?? { events: [] });
/** What the clock says, as if in one change. */
const clock = (...said: ClockFacts[]) =>
  changeInWords({
    events: said.map((facts) => ({ type: facts.type, clock: facts }) as never),
  });

describe('a recording', () => {
  test('has the name of its step, whatever the clock says because of it', () => {
    const story = referral().assigned('2037-03-02 10:00');
    expect(story.changes.map(changeInWords)).toEqual(['receiveReferral', 'assignCoordinator']);
    story.contact('2037-03-03 10:00', {}, { enteredAt: '2037-03-05 10:00' });
    expect(story.changes.at(-1)?.events.length).toBeGreaterThan(1);
    expect(lastChange(story)).toBe('logContact');
  });

  test('of several steps is a visit', () => {
    const events = referral()
      .assigned('2037-03-02 10:00')
      .contact('2037-03-03 10:00')
      .scored('2037-03-03 11:00')
      .events.slice(2);
    expect(changeInWords({ events })).toBe('visit: logContact, scoreAcuity');
  });

  test('of the clock says which duties, and to whom', () => {
    const story = referral().assigned('2037-03-02 10:00').until('2037-03-03 10:01');
    expect(lastChange(story)).toBe('clock: contact.first missed; escalation to supervisor: contact.first');
  });

  test('of all that the clock can say', () => {
    const about = { key: 'k', due: 0 };
    expect(clock({ type: 'EscalationWithdrawn', kind: 'sccp.full', ...about, told: [] })).toBe(
      'clock: escalation withdrawn: sccp.full',
    );
    expect(
      clock(
        { type: 'ClockResumed', kind: 'sccp.full', key: 'k', at: 0 },
        { type: 'ClockResumed', kind: 'rst.formation', key: 'l', at: 0 },
        { type: 'EnrollmentEnded' },
      ),
    ).toBe('clock: resumed: sccp.full, rst.formation; enrollment ended');
  });
});

describe('a timer', () => {
  test('says which duty is due when, on the agency’s clocks', () => {
    const story = referral().assigned('2037-03-02 10:00');
    expect(awaited(story)).toBe('contact.first due 2037-03-03 10:00');
  });

  test('says who will be told of what before it is due, and after', () => {
    const story = referral().assigned('2037-03-02 10:00').contact('2037-03-02 11:00');
    expect(awaited(story)).toBe('warning: sccp.preliminary, contact.routine due 2037-03-09 23:59');
    expect(awaited(story.until('2037-03-10 12:00'))).toBe(
      'escalation to director: sccp.preliminary, contact.routine due 2037-03-09 23:59',
    );
  });

  test('says whom an emergency will be told to', () => {
    expect(awaited(referral({ emergency: true }))).toBe(
      'page to supervisor: emergency.contact-client due 2037-03-02 09:30',
    );
  });

  test('says until when a clock stands still, and when an enrollment ends', () => {
    const held = referral()
      .assigned('2037-03-02 10:00')
      .contact('2037-03-02 11:00')
      .held(['contact.routine', 'sccp.preliminary'], '2037-03-02 12:00', '2037-03-04');
    expect(awaited(held)).toBe('resumes: sccp.preliminary, contact.routine 2037-03-04 00:00');
    const left = referral().discharged('2037-03-03 10:00').measured('2037-03-04 10:00');
    expect(awaited(left)).toBe('enrollment ends 2037-04-03 00:00');
  });
});

test('no words are longer than a summary may be, however many kinds there are and however they are called', () => {
  const kind = fc.string({ unit: 'grapheme', maxLength: 80 });
  const facts = fc.record({
    ...{ type: fc.constantFrom('DeadlineMissed' as const, 'RungRaised' as const), key: kind, kind },
    ...{ due: fc.constant(0), rung: fc.constant('director'), rungType: fc.constant('escalation' as const) },
    to: fc.constantFrom('quality-office' as const, 'supervisor' as const),
  });
  const { calendar } = referral().policy;
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 250 }), (said) => {
      const at = Date.parse('2037-03-04T23:00:00Z');
      const ticks = said.map((one) => ({ at, facts: { ...one, due: at } as ClockFacts }));
      for (const words of [clock(...said), awaitedInWords(ticks, calendar)]) {
        expect(words).not.toBe('');
        // As JSON it is a letter or two longer.
        expect(Buffer.byteLength(words)).toBeLessThan(396);
      }
    }),
  );
});

test('what is owed is told by kind, duty, instant and state, the most urgent first', () => {
  const story = referral()
    .assigned('2037-03-02 10:00')
    .held(['contact.routine'], '2037-03-02 12:00', '2037-03-20')
    .step({ type: 'waiveDuty', kind: 'rst.formation', until: '2037-03-10' }, '2037-03-02 12:30')
    .until('2037-03-03 12:00');
  const owed = owedIn(standingOf(story));
  expect(owed[0]).toEqual({
    ...{ kind: 'contact.first', duty: 'IN-5', due: '2037-03-03T16:00:00.000Z', status: 'overdue' },
  });
  expect(Object.fromEntries(owed.map(({ kind, status }) => [kind, status]))).toMatchObject({
    ...{ 'contact.routine': 'hold', 'rst.formation': 'waiver', 'sccp.full': 'open' },
  });
  expect(owed.map(({ kind }) => kind)).not.toContain('assignment');
});
