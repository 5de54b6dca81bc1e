import { describe, expect, test } from 'vitest';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';
import { referral } from '../../support/enrollment-builder.ts';
import { policyFrom } from '../../support/policies.ts';

const policy = policyFrom(recoveryCoachProfile);
const coached = () => referral({ policy, level: 'low-acuity' }).assigned('2037-03-10 10:00');
const wellness = 'contact.wellness';

describe('the monthly wellness call', () => {
  test('is owed in the month of the assignment already', () => {
    expect(coached().due(wellness)).toBe('2037-03-31 23:59');
  });

  test.each(['2037-04-01 00:00', '2037-04-15 12:00', '2037-04-30 23:59'])(
    'any moment of the month will do: %s',
    (call) => {
      const story = coached().contact('2037-03-31 20:00', { mode: 'phone' }).contact(call, { mode: 'phone' });
      expect(story.statuses[wellness]).toEqual(['met', 'met', 'open']);
      expect(story.due(wellness)).toBe('2037-05-31 23:59');
    },
  );

  test('two calls in a month do not stand for the next month', () => {
    const story = coached()
      .contact('2037-03-12 10:00', { mode: 'video' })
      .contact('2037-03-20 10:00', { mode: 'phone' });
    expect(story.due(wellness)).toBe('2037-04-30 23:59');
    expect(story.until('2037-05-02 00:00').obligation(wellness).status).toBe('overdue');
  });

  test('a text message is no call', () => {
    expect(coached().contact('2037-03-12 10:00', { mode: 'text' }).statuses[wellness]).toEqual(['open']);
  });

  test('waived for a month, it is owed in the one after', () => {
    const waive = (until: string) => ({ type: 'waiveDuty', kind: wellness, until }) as const;
    expect(
      coached().step(waive('2037-04-01'), '2037-03-11 09:00').until('2037-04-01 00:00').due(wellness),
    ).toBe('2037-04-30 23:59');
    expect(
      coached().step(waive('2037-04-15'), '2037-03-11 09:00').until('2037-04-15 00:00').due(wellness),
    ).toBe('2037-05-31 23:59');
  });

  test('held, it keeps the days that were left', () => {
    const story = coached().held([wellness], '2037-03-21 09:00', '2037-04-10').until('2037-04-10 00:00');
    expect(story.due(wellness)).toBe('2037-04-20 23:59');
  });
});

describe('the yearly updates', () => {
  test('are owed a year from the referral, then a year from each', () => {
    const story = coached();
    expect([story.due('assessment.annual'), story.due('service-plan.annual')]).toEqual([
      '2038-03-02 23:59',
      '2038-03-02 23:59',
    ]);
    story.did('updateAssessment', '2038-02-10 09:00', { asleep: true });
    expect([story.due('assessment.annual'), story.due('service-plan.annual')]).toEqual([
      '2039-02-10 23:59',
      '2038-03-02 23:59',
    ]);
    story.did('renewServicePlan', '2038-03-01 09:00', { asleep: true });
    expect(story.statuses['service-plan.annual']).toEqual(['met', 'open']);
  });
});

test('a coached member owes none of the county plan, and is active once reached', () => {
  const story = coached();
  expect(Object.keys(story.statuses)).not.toContain('sccp.full');
  expect(story.receipt.stage).toBe('engagement');
  expect(story.contact('2037-03-12 10:00', { mode: 'phone' }).receipt.stage).toBe('active');
  expect(story.refused({ type: 'completeFullSccp' }, '2037-03-13 10:00').code).toBe('nothing-to-meet');
});
