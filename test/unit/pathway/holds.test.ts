import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { describe, expect, test } from 'vitest';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { referral, supervisor } from '../../support/enrollment-builder.ts';
import { calendarOf, policyFrom } from '../../support/policies.ts';

// Monday 2 March 2037; clocks go forward on Sunday the 8th.

describe('what a hold keeps of a deadline', () => {
  test('hours keep their elapsed rest', () => {
    const story = referral().assigned('2037-03-02 10:00');
    expect(story.due('contact.first')).toBe('2037-03-03 10:00');
    story.held(['contact.first'], '2037-03-02 16:00', '2037-03-05').until('2037-03-05 00:00');
    expect(story.due('contact.first'), '18 hours were left').toBe('2037-03-05 18:00');
  });

  test('hours are elapsed also where clocks change while it is held', () => {
    const story = referral()
      .assigned('2037-03-06 10:00')
      .held(['contact.first'], '2037-03-06 22:00', '2037-03-08');
    expect(story.until('2037-03-08 12:00').due('contact.first')).toBe('2037-03-08 13:00');
  });

  test('days keep their local dates', () => {
    const story = referral().assigned('2037-03-02 10:00');
    expect(story.due('sccp.preliminary')).toBe('2037-03-09 23:59');
    story
      .held(['sccp.preliminary'], '2037-03-06 23:00', '2037-03-20')
      .released(['sccp.preliminary'], '2037-03-11 08:00');
    expect(story.due('sccp.preliminary'), 'three dates were left').toBe('2037-03-14 23:59');
  });

  test('months keep their local dates, not their month', () => {
    const story = referral().did('formRst', '2037-03-02 12:00');
    expect(story.due('rst.meeting')).toBe('2037-04-02 23:59');
    story.held(['rst.meeting'], '2037-03-30 12:00', '2037-04-10').until('2037-04-10 00:00');
    expect(story.due('rst.meeting')).toBe('2037-04-13 23:59');
  });

  test('business days keep their count, over weekends and closures', () => {
    const policy = policyFrom(countyProfile, calendarOf('America/Chicago', ['2037-03-16']));
    const story = referral({ policy }).step(
      {
        type: 'requestExtension',
        initial: true,
        units: 8,
        through: '2037-06-01',
        documents: ['sccp', 'placement-criteria'],
      },
      '2037-03-02 12:00',
    );
    expect(story.due('extension.decision')).toBe('2037-03-09 17:00');
    story.held(['extension.decision'], '2037-03-05 12:00', '2037-03-13').until('2037-03-13 00:00');
    expect(
      story.due('extension.decision'),
      'two were left: Tuesday and Wednesday after the closed Monday',
    ).toBe('2037-03-18 17:00');
  });
});

describe('the life of a hold', () => {
  const held = () =>
    referral().assigned('2037-03-02 10:00').held(['contact.first'], '2037-03-02 16:00', '2037-03-05');

  test('while it lasts nothing is announced, and what was owed stays visible', () => {
    const story = held().until('2037-03-04 23:59');
    expect(story.said('contact.first')).toEqual([]);
    const { originalDue, changes, suspended, status } = story.obligation('contact.first', '2037-03-04 23:59');
    expect(story.local(originalDue)).toBe('2037-03-03 10:00');
    expect(changes.map(({ type, from }) => [type, story.local(from)])).toEqual([
      ['held', '2037-03-03 10:00'],
    ]);
    expect(suspended).toMatchObject({
      type: 'hold',
      since: story.at('2037-03-02 16:00'),
      until: story.at('2037-03-05 00:00'),
    });
    expect(status).toBe('open');
  });

  test('it runs out by itself, which is said once, and the ladder goes on with the new deadline', () => {
    const story = held().until('2037-03-06 12:00');
    expect(story.said('contact.first')).toEqual([
      'ClockResumed 2037-03-05 00:00',
      'warn 2037-03-05 00:00',
      'DeadlineMissed 2037-03-05 18:00',
      'supervisor 2037-03-05 18:00',
    ]);
    expect(story.obligation('contact.first').changes.at(-1)).toMatchObject({ type: 'resumed', bySeq: null });
  });

  test('renewed, it lasts longer and keeps the rest of its beginning', () => {
    const story = held().held(['contact.first'], '2037-03-04 12:00', '2037-03-12').until('2037-03-12 00:00');
    expect(story.due('contact.first')).toBe('2037-03-12 18:00');
    expect(story.said('contact.first').filter((line) => line.startsWith('ClockResumed'))).toEqual([
      'ClockResumed 2037-03-12 00:00',
    ]);
  });

  test('released, it runs on from there and nobody need be told', () => {
    const story = held().released(['contact.first'], '2037-03-03 12:00');
    expect(story.due('contact.first')).toBe('2037-03-04 06:00');
    const { bySeq, type } = story.obligation('contact.first').changes.at(-1) ?? {};
    expect({ bySeq, type }).toEqual({ bySeq: story.state.steps.at(-1)?.seq, type: 'resumed' });
    expect(story.until('2037-03-20 12:00').said('contact.first').join()).not.toContain('ClockResumed');
  });

  test('held twice and met while held: in time', () => {
    const story = held().contact('2037-03-04 20:00');
    expect(story.obligation('contact.first')).toMatchObject({
      status: 'met',
      closedAt: story.at('2037-03-04 20:00'),
      suspended: null,
    });
    expect(story.until('2037-03-08 12:00').said('contact.first')).toEqual([]);
  });

  test('voided, the hold has never been', () => {
    const story = held().until('2037-03-04 12:00');
    const hold = story.receipts.at(-1)?.steps[0]?.stepId ?? '';
    story.voided(hold, '2037-03-04 12:00');
    expect(story.row('contact.first')).toMatchObject({
      status: 'overdue',
      changes: [],
      missRaisedAt: story.at('2037-03-04 12:00'),
    });
  });
});

describe('a hold is refused', () => {
  const hold = (kind: string, reviewOn: string): StepFacts => ({
    type: 'holdClocks',
    kinds: [kind],
    reviewOn,
  });

  test.each([
    ['2037-03-02', 'the same day'],
    ['2037-04-02', 'after more than 30 days'],
  ])('to be looked at again on %s: %s', (reviewOn) => {
    const story = referral();
    expect(story.refused(hold('sccp.full', reviewOn), '2037-03-02 12:00', { by: supervisor }).code).toBe(
      'review-date-out-of-range',
    );
    expect(
      story.held(['sccp.full'], '2037-03-02 12:00', '2037-04-01').obligation('sccp.full').suspended,
    ).not.toBeNull();
  });

  test('for an emergency, whose clocks stop for nobody', () => {
    const story = referral({ emergency: true });
    for (const kind of ['emergency.contact-ciu', 'emergency.contact-client']) {
      expect(story.refused(hold(kind, '2037-03-10'), '2037-03-02 09:05').code).toBe('not-holdable');
    }
  });

  test('for what is overdue already', () => {
    const story = referral().assigned('2037-03-02 10:00');
    expect(story.refused(hold('contact.first', '2037-03-10'), '2037-03-03 10:01').code).toBe('not-holdable');
    expect(story.held(['sccp.preliminary'], '2037-03-03 10:01', '2037-03-10').state.version).toBeGreaterThan(
      2,
    );
  });

  test('for what is waived: no clock runs that could stop', () => {
    const story = referral().step(
      { type: 'waiveDuty', kind: 'sccp.full', until: '2037-05-01' },
      '2037-03-02 12:00',
    );
    expect(story.refused(hold('sccp.full', '2037-03-10'), '2037-03-02 13:00').code).toBe('not-holdable');
  });
});
