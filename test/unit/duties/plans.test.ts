import { describe, expect, it } from 'vitest';
import { referral } from '../../support/enrollment-builder.ts';

const amend = (disclosureChanges: boolean) =>
  ({ type: 'amendSccp', plan: 'p2', planHash: 'h', disclosureChanges }) as const;
const grant = {
  type: 'grantRelease',
  recipient: '7d4c0c6e-0000-4000-8000-00000000a007',
  recipientKind: 'provider',
  purpose: 'care-coordination',
  content: ['identity'],
  expiresOn: '2037-12-31',
} as const;
const story = () => referral().assigned('2037-03-02 10:00');

describe('a change of the plan', () => {
  it('[PL-8] owes a new release where others are told, or other things, from then on', () => {
    const changed = story().step(amend(true), '2037-03-10 11:00');
    expect(changed.due('sccp.release')).toBe('2037-03-11 17:00');
    const released = changed.step({ ...grant, content: ['identity'] }, '2037-03-11 09:00');
    expect(released.statuses['sccp.release']).toEqual(['met']);
    expect(story().step(amend(false), '2037-03-10 11:00').statuses['sccp.release']).toBeUndefined();
  });

  it('[PL-8] the release that comes too late is late', () => {
    const late = story()
      .step(amend(true), '2037-03-10 11:00')
      .step({ ...grant, content: ['identity'] }, '2037-03-12 09:00');
    expect(late.statuses['sccp.release']).toEqual(['met-late']);
  });
});

describe('a client who is to be released', () => {
  const released = (releaseOn: string) => ({ type: 'setReleaseDate', releaseOn }) as const;

  it('[PL-9] has a transition plan before the release date', () => {
    const set = story().step(released('2037-05-01'), '2037-03-10 11:00');
    expect(set.due('sccp.transition')).toBe('2037-04-30 23:59');
    const done = set.step({ type: 'completeTransitionSccp', plan: 'p3', planHash: 'h' }, '2037-04-20 11:00');
    expect(done.statuses['sccp.transition']).toEqual(['met']);
  });

  it('[PL-9] the date moves, and the plan is owed by the new one', () => {
    const set = story().step(released('2037-05-01'), '2037-03-10 11:00');
    const moved = set.step(released('2037-04-10'), '2037-03-20 11:00');
    expect(moved.statuses['sccp.transition']).toEqual(['cancelled', 'open']);
    expect(moved.due('sccp.transition')).toBe('2037-04-09 23:59');
    expect(moved.until('2037-04-10 00:00').statuses['sccp.transition']).toEqual(['cancelled', 'overdue']);
  });

  it('[PL-9] a transition plan that nobody owes is refused', () => {
    expect(story().refused({ type: 'completeTransitionSccp' }, '2037-03-10 11:00').code).toBe(
      'nothing-to-meet',
    );
  });
});

describe('contact information', () => {
  it('[CO-4] is confirmed at least every 30 days from the first assignment', () => {
    const owed = story();
    expect(owed.due('contact.information')).toBe('2037-04-01 23:59');
    const confirmed = owed.step({ type: 'confirmContactInformation' }, '2037-03-20 12:00');
    expect(confirmed.statuses['contact.information']).toEqual(['met', 'open']);
    expect(confirmed.due('contact.information')).toBe('2037-04-19 23:59');
    expect(confirmed.until('2037-04-20 00:00').statuses['contact.information']).toEqual(['met', 'overdue']);
  });
});
