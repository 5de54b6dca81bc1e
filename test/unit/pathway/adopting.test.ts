import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { describe, expect, test } from 'vitest';
import type { Policy, Profile } from '../../../src/engine/policy/profile.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';
import { referral, supervisor } from '../../support/enrollment-builder.ts';
import { calendarOf, policyFrom } from '../../support/policies.ts';

const adopt = (policy: Policy) => ({ type: 'adoptPolicy', policy }) as const;
const by = { by: supervisor };

/** The county's profile, but with routine contact every three days and by phone. */
const closer: Profile = {
  ...countyProfile,
  version: 2,
  rules: countyProfile.rules.map((rule) =>
    rule.kind === 'contact.routine'
      ? {
          ...rule,
          cadence: { interval: { unit: 'days', count: 3 }, source: 'test', basis: 'agency' },
          met: [{ step: 'logContact', with: ['client'], modes: ['phone'] }],
        }
      : rule,
  ),
};

describe('a calendar with a new closure', () => {
  const closed = policyFrom(countyProfile, calendarOf('America/Chicago', ['2037-03-13']));
  const asked: StepFacts = {
    type: 'requestExtension',
    initial: true,
    units: 8,
    through: '2037-06-01',
    documents: ['sccp', 'placement-criteria', 'acuity-index', 'acuity-documentation'],
  };

  test('leaves what is open as it is, and counts for what opens later', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .step(asked, '2037-03-09 09:00')
      .step(adopt(closed), '2037-03-10 09:00', by);
    expect(story.due('extension.decision')).toBe('2037-03-16 17:00');
    expect(story.obligation('extension.decision').calendarHash).toBe(story.policy.calendarHash);
    story
      .step({ type: 'decideExtension', decision: 'returned', units: null }, '2037-03-10 10:00')
      .scored('2037-03-10 10:00');
    story.step(asked, '2037-03-10 11:00');
    expect(story.due('extension.decision')).toBe('2037-03-18 17:00');
    expect(story.obligation('extension.decision').calendarHash).toBe(closed.calendarHash);
  });

  test('counts for the ladder only of what opened under it', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .step(adopt(closed), '2037-03-03 09:00', by)
      .until('2037-03-20 00:00');
    expect(story.said('sccp.preliminary'), 'five business days by the old calendar').toContain(
      'quality-office 2037-03-16 17:00',
    );
  });
});

describe('another profile', () => {
  test('what is open keeps its deadline and what meets it; the next one follows the new rule', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .step(adopt(policyFrom(closer)), '2037-03-03 09:00', by);
    story.contact('2037-03-04 10:00', { mode: 'phone' });
    expect(story.statuses['contact.routine'], 'a call was not enough when it was opened').toEqual(['open']);
    story.contact('2037-03-05 10:00');
    expect(story.due('contact.routine')).toBe('2037-03-08 23:59');
    story.contact('2037-03-07 10:00', { mode: 'phone' });
    expect(story.statuses['contact.routine']).toEqual(['met', 'met', 'open']);
  });

  test('what it no longer knows is still owed, can be held and can be met', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .step(adopt(policyFrom(recoveryCoachProfile)), '2037-03-03 09:00', by);
    story
      .held(['sccp.full'], '2037-03-04 09:00', '2037-03-10')
      .did('completePreliminarySccp', '2037-03-05 09:00');
    story.did('completeFullSccp', '2037-03-06 09:00');
    expect(story.statuses).toMatchObject({ 'sccp.preliminary': ['met'], 'sccp.full': ['met'] });
    expect(story.statuses['sccp.review'], 'the new one has no reviews').toBeUndefined();
    expect(story.refused({ type: 'acknowledgePage' }, '2037-03-07 09:00').code).toBe('no-page-open');
    expect(story.until('2037-04-20 00:00').said('rst.formation')).toContain(
      'DeadlineMissed 2037-03-17 00:00',
    );
  });

  test('adopted while discharged, it is in force after the reopening', () => {
    const story = referral().assigned('2037-03-02 10:00').discharged('2037-03-04 09:00');
    story.step(adopt(policyFrom(closer)), '2037-03-05 09:00', by).did('reopen', '2037-03-06 09:00');
    expect(story.due('contact.routine')).toBe('2037-03-09 23:59');
  });

  test('entered late, it counts from when it came into force', () => {
    const story = referral().assigned('2037-03-02 10:00').contact('2037-03-05 10:00');
    expect(story.due('contact.routine')).toBe('2037-03-12 23:59');
    story.step(adopt(policyFrom(closer)), '2037-03-04 09:00', { ...by, enteredAt: '2037-03-06 09:00' });
    expect(story.due('contact.routine')).toBe('2037-03-08 23:59');
  });
});
