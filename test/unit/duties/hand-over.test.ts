import { describe, expect, it } from 'vitest';
import { referral } from '../../support/enrollment-builder.ts';

const kind = 'contact.hand-over';
/** Carried by the first coordinator, who has talked with the client. */
const known = () => referral().assigned('2037-03-02 10:00').contact('2037-03-02 15:00');
const handedOn = () => known().assigned('2037-03-09 10:00', { to: 'coordinator-2' });

describe('warm hand-over between coordinators', () => {
  it('[OU-4] is owed within five business days of the new coordinator, and met by a joint contact only', () => {
    const story = handedOn();
    expect(story.due(kind)).toBe('2037-03-16 17:00');
    story.contact('2037-03-10 09:00');
    expect(story.statuses[kind]).toEqual(['open']);
    story.contact('2037-03-11 09:00', { handOver: 'joint', mode: 'text' });
    expect(story.statuses[kind]).toEqual(['open']);
    story.contact('2037-03-12 09:00', { handOver: 'joint', mode: 'phone' });
    expect(story.statuses[kind]).toEqual(['met']);
  });

  it('[OU-4] is met by the new coordinator alone where that is said', () => {
    expect(handedOn().contact('2037-03-10 09:00', { handOver: 'alone' }).statuses[kind]).toEqual(['met']);
  });

  it('[OU-4] escalates as other duties do when nobody has handed over', () => {
    expect(handedOn().until('2037-03-17 12:00').said(kind)).toContain('DeadlineMissed 2037-03-16 17:00');
  });

  it('is not owed with the first coordinator, nor when the same is named again', () => {
    expect(known().statuses[kind]).toBeUndefined();
    expect(known().assigned('2037-03-09 10:00').statuses[kind]).toBeUndefined();
  });

  it('is not owed by whoever was on call to the first lasting coordinator', () => {
    const story = referral({ emergency: true }).contact('2037-03-02 09:10');
    story.assigned('2037-03-02 12:00', { to: 'coordinator-2' });
    expect(story.statuses[kind]).toBeUndefined();
  });

  it('is not owed where the former coordinator never reached the client', () => {
    const story = referral().assigned('2037-03-02 10:00');
    story.contact('2037-03-02 15:00', { outcome: 'attempted' });
    expect(story.assigned('2037-03-09 10:00', { to: 'coordinator-2' }).statuses[kind]).toBeUndefined();
  });

  it('keeps its date when the client is handed on again before', () => {
    const story = handedOn().assigned('2037-03-11 10:00', { to: 'coordinator-3' });
    expect(story.due(kind)).toBe('2037-03-16 17:00');
    expect(story.statuses[kind]).toEqual(['open']);
  });

  it('goes with the assignment when that is voided', () => {
    const story = known().assigned('2037-03-09 10:00', { to: 'coordinator-2', id: 'wrong' });
    expect(story.voided('wrong', '2037-03-09 11:00').statuses[kind]).toBeUndefined();
  });
});
