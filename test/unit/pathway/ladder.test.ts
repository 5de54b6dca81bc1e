import { describe, expect, test } from 'vitest';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { referral } from '../../support/enrollment-builder.ts';
import { calendarOf, policyFrom } from '../../support/policies.ts';

describe('the standard ladder', () => {
  test('warns a business day before, then climbs by business days', () => {
    const story = referral().assigned('2037-03-02 10:00').until('2037-04-30 00:00');
    expect(story.due('sccp.preliminary'), 'a Monday').toBe('2037-03-09 23:59');
    expect(story.said('sccp.preliminary')).toEqual([
      'warn 2037-03-06 08:00',
      'DeadlineMissed 2037-03-10 00:00',
      'supervisor 2037-03-10 00:00',
      'director 2037-03-11 17:00',
      'quality-office 2037-03-16 17:00',
    ]);
  });

  test('counts no closure or holiday as a business day', () => {
    const policy = policyFrom(countyProfile, calendarOf('America/Chicago', ['2037-03-06', '2037-03-10']));
    const story = referral({ policy }).assigned('2037-03-02 10:00').until('2037-03-31 00:00');
    expect(story.said('sccp.preliminary')).toEqual([
      'warn 2037-03-05 08:00',
      'DeadlineMissed 2037-03-10 00:00',
      'supervisor 2037-03-10 00:00',
      'director 2037-03-12 17:00',
      'quality-office 2037-03-17 17:00',
    ]);
  });

  test('leaves out a warning from before the opening', () => {
    const story = referral().assigned('2037-03-02 10:00').until('2037-03-03 10:01');
    expect(story.said('contact.first')).toEqual([
      'DeadlineMissed 2037-03-03 10:00',
      'supervisor 2037-03-03 10:00',
    ]);
  });

  test('a miss is strictly after the deadline', () => {
    const story = referral().assigned('2037-03-02 10:00').until('2037-03-03 10:00');
    expect(story.said('contact.first')).toEqual([]);
    const { due } = story.obligation('contact.first');
    story.until('2037-03-03 10:00:00.001');
    expect(story.events.at(-1)).toMatchObject({ occurredAt: due + 1, clock: { rung: 'supervisor' } });
  });

  test('the assignment warns the supervisor, for there is no coordinator yet', () => {
    const story = referral({ at: '2037-03-02 07:00' }).until('2037-03-04 00:00');
    expect(story.notifications.map(({ kind, audience, obligation }) => [kind, audience, obligation])).toEqual(
      [
        ['warning', 'supervisor', 'assignment'],
        ['overdue', 'supervisor', 'assignment'],
        ['escalation', 'supervisor', 'assignment'],
      ],
    );
  });
});

describe('a clock that wakes late', () => {
  test('catches up with all rungs, each under its own instant, and says the miss without its warning', () => {
    const story = referral().assigned('2037-03-02 10:00').wakesAt('2037-03-12 09:00');
    expect(story.said('sccp.preliminary')).toEqual([
      'DeadlineMissed 2037-03-10 00:00',
      'supervisor 2037-03-10 00:00',
      'director 2037-03-11 17:00',
    ]);
    const taken = story.changes.at(-1)?.events.map((event) => event.recordedAt) ?? [];
    expect(new Set(taken)).toEqual(new Set([story.at('2037-03-12 09:00')]));
    expect(story.until('2037-03-31 00:00').said('sccp.preliminary').at(-1)).toBe(
      'quality-office 2037-03-16 17:00',
    );
  });

  test('still warns where the deadline lies ahead', () => {
    const story = referral().assigned('2037-03-02 10:00').wakesAt('2037-03-06 15:00');
    expect(story.said('sccp.preliminary')).toEqual(['warn 2037-03-06 08:00']);
  });

  test('a step that comes first and is late itself says what had been missed, with the rungs until then', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .contact('2037-03-04 09:00', {}, { asleep: true, enteredAt: '2037-03-06 11:00' });
    expect(story.said('contact.first')).toEqual([
      'DeadlineMissed 2037-03-03 10:00',
      'supervisor 2037-03-03 10:00',
    ]);
    expect(story.row('contact.first')).toMatchObject({
      status: 'met-late',
      missRaisedAt: story.at('2037-03-06 11:00'),
      missWithdrawnAt: null,
    });
    expect(
      story.notifications.filter(({ obligation }) => obligation === 'contact.first').map(({ kind }) => kind),
    ).toEqual(['overdue', 'escalation']);
    expect(story.until('2037-03-08 00:00').said('contact.first')).toHaveLength(2);
  });

  test('a step taken in time says nothing, however late it is entered', () => {
    const late = { asleep: true, enteredAt: '2037-03-06 11:00' } as const;
    const story = referral().assigned('2037-03-02 10:00').contact('2037-03-03 09:00', {}, late);
    expect(story.obligation('contact.first').status).toBe('met');
    expect(story.until('2037-03-08 00:00').said('contact.first')).toEqual([]);
  });

  test('of a miss announced before, the step adds the rungs that fell due since', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .until('2037-03-03 12:00')
      .contact('2037-03-06 09:00', {}, { asleep: true });
    expect(story.said('contact.first')).toEqual([
      'DeadlineMissed 2037-03-03 10:00',
      'supervisor 2037-03-03 10:00',
      'director 2037-03-05 17:00',
    ]);
  });

  test('nobody is paged about an emergency that has been responded to', () => {
    const asleep = { asleep: true, enteredAt: '2037-03-02 10:00' } as const;
    const story = referral({ emergency: true })
      .contact('2037-03-02 09:45', { mode: 'phone' }, asleep)
      .contact('2037-03-02 09:50', { with: 'ciu', mode: 'phone' }, asleep);
    const said = story.said('emergency.contact-client');
    expect(said.filter((one) => one.startsWith('page')).slice(1)).toEqual([]);
    expect(said).toEqual(
      expect.arrayContaining(['supervisor 2037-03-02 09:20', 'DeadlineMissed 2037-03-02 09:30']),
    );
  });

  test('however often it wakes, each rung is raised once', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .wakesAt('2037-03-11 17:00')
      .until('2037-05-01 00:00');
    const raised = story.said('sccp.preliminary');
    expect(new Set(raised).size).toBe(raised.length);
    expect(raised).toHaveLength(4);
  });
});
