import { describe, expect, it } from 'vitest';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { consentId } from '../../../src/features/releases/consents.ts';
import type { ReleaseFacts } from '../../../src/engine/record/steps/releases.ts';
import { referral, type Story } from '../../support/enrollment-builder.ts';
import { releasing } from '../../support/referrals.ts';
import { policyFrom } from '../../support/policies.ts';

const [first, second] = [consentId('referral', 0), consentId('referral', 1)];
/** Monday morning, with what is said of consents. */
const came = (consents: { consents: string[] } | { noConsents: true } | undefined, policy = policyFrom()) =>
  referral({ policy, ...(consents ? { came: consents } : {}) });
const both = () => came({ consents: [first, second] });
type Granted = Partial<Extract<ReleaseFacts, { type: 'grantRelease' }>>;
const entering = (enters: string, more: Granted = {}) =>
  releasing({
    ...{ signature: 'on-paper', signedOn: '2037-02-27', enters, copy: 'file-1', copyHash: 'abc' },
    ...more,
  });
const gap = (about?: string) =>
  ({ type: 'recordNoConsents', because: 'not-valid', ...(about ? { about } : {}) }) as const;
const owed = (story: Story) =>
  story.rows
    .filter(({ duty, closedAt }) => duty === 'IN-1' && closedAt === null)
    .map(({ kind, focus = null, due }) => ({ kind, focus, due: story.local(due) }));

describe('consents that come with a referral', () => {
  it('[IN-1] are owed as releases, each by itself, within a business day', () => {
    const due = '2037-03-03 17:00';
    expect(owed(both())).toMatchObject([
      { kind: 'release.consents', focus: first, due: expect.stringContaining(due) },
      { kind: 'release.consents', focus: second, due: expect.stringContaining(due) },
    ]);
  });

  it('[IN-1] are each met by the release that enters it, and by no other', () => {
    const story = both().step(releasing(), '2037-03-02 10:00');
    expect(owed(story)).toHaveLength(2);
    story.step(entering(second), '2037-03-02 11:00', { id: 'entered' });
    expect(owed(story).map(({ focus }) => focus)).toEqual([first]);
    // Entered in error, it is owed again.
    story.voided('entered', '2037-03-02 12:00');
    expect(owed(story)).toHaveLength(2);
  });

  it('[IN-1] are met by why one is no release, said of that one', () => {
    const story = both();
    expect(story.refused(gap(), '2037-03-02 10:00').code).toBe('nothing-to-meet');
    story.step(gap(first), '2037-03-02 10:00');
    expect(owed(story).map(({ focus }) => focus)).toEqual([second]);
  });

  it('[IN-1] are entered once, also by an entry that is dated back', () => {
    const story = both().step(entering(first), '2037-03-02 12:00');
    for (const facts of [entering(first), gap(first)])
      expect(story.refused(facts, '2037-03-02 10:00', { enteredAt: '2037-03-02 13:00' })).toMatchObject({
        code: 'consent-settled',
      });
  });

  it('[IN-1] are those of the referral, and were signed when it came', () => {
    const story = both();
    expect(story.refused(entering('other'), '2037-03-02 10:00').code).toBe('unknown-consent');
    expect(story.refused(gap('other'), '2037-03-02 10:00').code).toBe('unknown-consent');
    const later = entering(first, { signedOn: '2037-03-03' });
    expect(story.refused(later, '2037-03-03 10:00').code).toBe('consent-signed-later');
    story.step(entering(first, { signedOn: '2037-03-02' }), '2037-03-03 10:00');
  });

  it('[IN-1] go overdue up the ladder: the supervisor hears of each', () => {
    const told = both().until('2037-03-04 09:00');
    const missed = ['DeadlineMissed 2037-03-03 17:00', 'supervisor 2037-03-03 17:00'];
    expect(told.said('release.consents')).toEqual([...missed, ...missed]);
  });
});

describe('a referral that comes without consents', () => {
  it('[IN-1] has the client asked for them within a business day: a release, or why there is none', () => {
    const none = () => came({ noConsents: true });
    expect(owed(none())).toMatchObject([{ kind: 'release.asked', focus: null }]);
    expect(owed(none().step(releasing(), '2037-03-02 10:00'))).toEqual([]);
    expect(owed(none().step({ ...gap(), because: 'declined' }, '2037-03-02 10:00'))).toEqual([]);
    expect(none().refused(gap(first), '2037-03-02 10:00').code).toBe('unknown-consent');
  });

  it('asks nothing where nobody was asked, nor by a profile from before that', () => {
    expect(owed(came(undefined))).toEqual([]);
    const rules = countyProfile.rules.filter(({ duty }) => duty !== 'IN-1');
    const older = came({ consents: [first] }, policyFrom({ ...countyProfile, rules }));
    expect(owed(older)).toEqual([]);
    older.step(entering(first), '2037-03-02 10:00');
  });
});
