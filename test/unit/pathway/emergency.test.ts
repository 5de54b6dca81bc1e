import { describe, expect, test } from 'vitest';
import { referral } from '../../support/enrollment-builder.ts';

// Saturday night: no hour of rest, no business day.
const night = { at: '2037-03-07 23:50', emergency: true };

describe('the emergency ladder', () => {
  test('counts minutes from the referral, at any hour, over midnight', () => {
    const story = referral(night).until('2037-03-08 01:00');
    expect(story.said('emergency.contact-ciu')).toEqual([
      'warn 2037-03-08 00:05',
      'supervisor 2037-03-08 00:10',
      'director 2037-03-08 00:20',
      'DeadlineMissed 2037-03-08 00:20',
      'quality-office 2037-03-08 00:50',
    ]);
  });

  test('pages the on-call, the supervisor, the director, ten minutes apart, until somebody answers', () => {
    const pages = (lines: string[]) => lines.filter((line) => line.startsWith('page'));
    const unanswered = referral(night).until('2037-03-08 01:00');
    expect(pages(unanswered.said())).toEqual([
      'page-1 2037-03-07 23:50',
      'page-2 2037-03-08 00:00',
      'page-3 2037-03-08 00:10',
    ]);
    const answered = referral(night).did('acknowledgePage', '2037-03-08 00:04').until('2037-03-08 01:00');
    expect(pages(answered.said())).toEqual(
      ['page-1 2037-03-07 23:50', 'page-2 2037-03-08 00:00'].slice(0, pagesBefore('00:04')),
    );
    expect(answered.said('emergency.contact-client'), 'an answer is no contact: the clock runs on').toContain(
      'DeadlineMissed 2037-03-08 00:20',
    );
  });

  test('a page and its escalations go out at once, mail as well', () => {
    const story = referral(night).until('2037-03-08 00:30');
    const urgent = story.notifications.filter(({ obligation }) => obligation === 'emergency.contact-client');
    expect(urgent.map(({ kind, audience }) => `${kind} ${audience}`)).toEqual([
      'page on-call',
      'page supervisor',
      'warning coordinator',
      'page director',
      'escalation supervisor',
      'escalation director',
      'overdue coordinator',
    ]);
    for (const { raisedAt, deliveries, kind } of urgent) {
      const channels = kind === 'page' ? ['mail', 'webhook'] : ['mail'];
      expect(deliveries).toEqual(channels.map((channel) => ({ channel, notBefore: raisedAt })));
    }
  });

  test('both contacts end it; the one with the client need not be face to face', () => {
    const story = referral(night)
      .contact('2037-03-08 00:00', { mode: 'text' })
      .contact('2037-03-08 00:02', { with: 'ciu', mode: 'phone' });
    expect(story.statuses).toMatchObject({
      'emergency.contact-client': ['met'],
      'emergency.contact-ciu': ['met'],
      'contact.first': ['met'],
    });
    expect(story.until('2037-03-08 02:00').said('emergency.contact-ciu')).toEqual([]);
  });

  test('an attempt is no contact', () => {
    const story = referral(night)
      .contact('2037-03-08 00:00', { outcome: 'attempted', mode: 'phone' })
      .until('2037-03-08 00:21');
    expect(story.obligation('emergency.contact-client').status).toBe('overdue');
  });

  test('a need that emerges later starts the same clock; a second one while it runs starts no other', () => {
    const story = referral().assigned('2037-03-02 10:00');
    story.step({ type: 'reportEmergentNeed' }, '2037-03-10 14:00');
    expect(story.due('emergency.contact-client')).toBe('2037-03-10 14:30');
    story.step({ type: 'reportEmergentNeed' }, '2037-03-10 14:10');
    expect(story.statuses['emergency.contact-client']).toEqual(['open']);
    expect(story.due('emergency.contact-client')).toBe('2037-03-10 14:30');
  });

  test('with nobody on call the client waits for an assignment, and the chain is paged all the same', () => {
    const story = referral({ ...night, onCallId: null }).until('2037-03-08 00:30');
    expect(story.notifications.map(({ kind }) => kind)).not.toContain('assignment');
    expect(
      story.notifications.find(
        ({ kind, obligation }) => kind === 'overdue' && obligation?.startsWith('emergency'),
      )?.audience,
    ).toBe('supervisor');
  });
});

/** Pages raised from 23:50 on, ten minutes apart, by a time past midnight. */
function pagesBefore(time: string): number {
  return 1 + Math.floor((10 + Number(time.slice(3))) / 10);
}
