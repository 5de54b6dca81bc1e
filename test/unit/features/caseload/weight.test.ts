import { describe, expect, it } from 'vitest';
import { allowedAt, roomFor } from '../../../../src/features/caseload/load.ts';
import { shareOfCap, wholeCaseload } from '../../../../src/features/caseload/share.ts';
import { weightOf } from '../../../../src/features/caseload/weight.ts';
import { caseloadTerms } from '../../../../src/features/caseload/rules.ts';
import { referral, type Story } from '../../../support/enrollment-builder.ts';

const weighed = (story: Story, at: string) =>
  weightOf(story.state.steps, caseloadTerms.weights, story.at(at));

describe('[ST-4] what a client weighs beside another of the same level', () => {
  it('is as much where nothing is known of them', () => {
    expect(weighed(referral().assigned('2037-03-02 10:00'), '2037-03-03 10:00')).toBe(100);
  });

  it('is more the higher the newest index is', () => {
    const story = referral().assigned('2037-03-02 10:00').scored('2037-03-03 10:00', 85, { id: 'high' });
    expect(weighed(story, '2037-03-03 11:00')).toBe(150);
    story.voided('high', '2037-03-03 12:00').scored('2037-03-04 10:00', 38);
    expect(weighed(story, '2037-03-04 11:00')).toBe(100);
  });

  it('is more for a while after a crisis', () => {
    const story = referral().assigned('2037-03-02 10:00').did('reportHighAcuityEvent', '2037-03-03 10:00');
    expect(weighed(story, '2037-03-17 11:00')).toBe(150);
    expect(weighed(story, '2037-03-17 11:01')).toBe(100);
  });

  it('is more where there is travel, up to a limit', () => {
    const story = referral().assigned('2037-03-02 10:00');
    for (let day = 10; day < 20; day += 1)
      story.step(
        { type: 'scheduleAppointment', startsAt: story.at(`2037-03-${day} 10:00`), travelArranged: day < 12 },
        '2037-03-03 10:00',
        { enteredAt: `2037-03-03 ${day}:30` },
      );
    expect(weighed(story, '2037-03-04 10:00')).toBe(110);
    expect(weighed(story, '2037-05-04 10:00')).toBe(100);
  });
});

describe('[ST-4] room', () => {
  const override = { id: 'o', level: 'cm', clients: 2, share: 2 * shareOfCap(30), from: 10, until: 20 };

  it('is what the limit and the overrides in force leave, and never less than none', () => {
    const load = { used: wholeCaseload, limit: wholeCaseload, overrides: [override] };
    expect([9, 10, 19, 20].map((at) => roomFor(load, shareOfCap(30), at))).toEqual([0, 2, 2, 0]);
    expect(allowedAt(load, 10)).toBe(wholeCaseload + override.share);
    expect(roomFor({ ...load, limit: 0 }, shareOfCap(20), 10)).toBe(0);
    expect(roomFor({ used: 0, limit: wholeCaseload, overrides: [] }, shareOfCap(15), 10)).toBe(15);
  });
});
