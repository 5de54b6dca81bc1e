import { describe, expect, test } from 'vitest';
import { referral, supervisor } from '../../support/enrollment-builder.ts';
import type { Story } from '../../support/enrollment-builder.ts';

const move = (story: Story, kind: string, to: string) =>
  ({ type: 'moveDeadline', kind, to: story.at(to) }) as const;
const waive = (kind: string, until: string) => ({ type: 'waiveDuty', kind, until }) as const;
const by = { by: supervisor };

describe('a moved deadline', () => {
  test('keeps the original in sight', () => {
    const story = referral().assigned('2037-03-02 10:00');
    story.step(move(story, 'sccp.preliminary', '2037-03-16 17:00'), '2037-03-04 09:00', by);
    const { due, originalDue, changes } = story.obligation('sccp.preliminary');
    expect([due, originalDue].map((at) => story.local(at))).toEqual(['2037-03-16 17:00', '2037-03-09 23:59']);
    expect(changes).toEqual([
      {
        type: 'moved',
        at: story.at('2037-03-04 09:00'),
        bySeq: story.state.steps.at(-1)?.seq,
        from: originalDue,
        to: due,
      },
    ]);
  });

  test('is met and missed by its new instant', () => {
    const story = referral().assigned('2037-03-02 10:00');
    story.step(move(story, 'contact.first', '2037-03-04 12:00'), '2037-03-03 09:00', by);
    expect(story.until('2037-03-04 12:00').obligation('contact.first').status).toBe('open');
    story.contact('2037-03-04 12:00');
    expect(story.obligation('contact.first').status).toBe('met');
  });

  test('warns anew before the new instant, and has a ladder of its own', () => {
    const story = referral().assigned('2037-03-02 10:00').until('2037-03-06 12:00');
    expect(story.said('sccp.preliminary')).toEqual(['warn 2037-03-06 08:00']);
    story
      .step(move(story, 'sccp.preliminary', '2037-03-18 12:00'), '2037-03-06 13:00', by)
      .until('2037-03-19 00:00');
    expect(story.said('sccp.preliminary').slice(1)).toEqual([
      'warn 2037-03-17 08:00',
      'DeadlineMissed 2037-03-18 12:00',
      'supervisor 2037-03-18 12:00',
    ]);
    expect(story.row('sccp.preliminary').rungs).toEqual(['warn', 'supervisor']);
  });

  test('moved after it was missed, the miss is withdrawn', () => {
    const story = referral().assigned('2037-03-02 10:00').until('2037-03-03 12:00');
    story.step(move(story, 'contact.first', '2037-03-06 12:00'), '2037-03-04 09:00', by);
    expect(story.said('contact.first').at(-1)).toBe('EscalationWithdrawn 2037-03-04 09:00');
    expect(story.row('contact.first')).toMatchObject({
      status: 'open',
      missWithdrawnAt: story.at('2037-03-04 09:00'),
      rungs: [],
    });
    expect(story.until('2037-03-06 13:00').row('contact.first')).toMatchObject({
      status: 'overdue',
      missWithdrawnAt: null,
    });
  });
});

test('a warning whose hour has gone by is said when the deadline is moved', () => {
  const story = referral().assigned('2037-03-02 10:00');
  story.step(move(story, 'sccp.preliminary', '2037-03-05 12:00'), '2037-03-04 09:00', by);
  expect(story.said('sccp.preliminary')).toEqual(['warn 2037-03-04 09:00']);
});

describe('a waiver', () => {
  test('starts the whole time anew when it ends', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .step(waive('sccp.preliminary', '2037-03-20'), '2037-03-05 09:00', by);
    expect(story.obligation('sccp.preliminary').suspended).toMatchObject({ type: 'waiver', remaining: null });
    story.until('2037-03-20 00:00');
    expect(story.due('sccp.preliminary')).toBe('2037-03-27 23:59');
    expect(story.said('sccp.preliminary')).toEqual(['ClockResumed 2037-03-20 00:00']);
  });

  test('suspends what opens under it', () => {
    const story = referral()
      .step(waive('contact.routine', '2037-04-01'), '2037-03-02 09:30', by)
      .assigned('2037-03-03 10:00');
    expect(story.obligation('contact.routine').suspended).toMatchObject({
      type: 'waiver',
      since: story.at('2037-03-03 10:00'),
    });
    expect(story.due('contact.routine')).toBe('2037-04-08 23:59');
    story.contact('2037-03-05 10:00');
    const [first, second] = [
      story.statuses['contact.routine'],
      story.obligation('contact.routine').suspended?.type,
    ];
    expect([first, second]).toEqual([['met', 'open'], 'waiver']);
    story.until('2037-04-01 00:00').contact('2037-04-02 10:00');
    expect(
      story.obligation('contact.routine').suspended,
      'a new one after the waiver runs at once',
    ).toBeNull();
  });

  test('of what is overdue withdraws the miss', () => {
    const story = referral().assigned('2037-03-02 10:00').until('2037-03-05 12:00');
    story.step(waive('contact.first', '2037-03-10'), '2037-03-05 12:00', by);
    expect(story.row('contact.first')).toMatchObject({
      status: 'open',
      missWithdrawnAt: story.at('2037-03-05 12:00'),
    });
    expect(story.until('2037-03-10 01:00').due('contact.first')).toBe('2037-03-11 00:00');
  });

  test('takes the place of a hold, and is taken back by nobody but its end', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .held(['contact.first'], '2037-03-02 12:00', '2037-03-04');
    story.step(waive('contact.first', '2037-03-10'), '2037-03-03 12:00', by);
    expect(
      story.refused({ type: 'releaseHold', kinds: ['contact.first'] }, '2037-03-03 13:00', by).code,
    ).toBe('not-held');
    expect(story.until('2037-03-09 23:00').said('contact.first')).toEqual([]);
  });
});
