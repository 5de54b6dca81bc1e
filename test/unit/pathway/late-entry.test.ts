import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { describe, expect, test } from 'vitest';
import { referral, supervisor } from '../../support/enrollment-builder.ts';
import type { Story } from '../../support/enrollment-builder.ts';

const withdrawals = (story: Story) =>
  story.notifications
    .filter(({ kind }) => kind === 'escalation-withdrawn')
    .map(({ audience, staffId, duty }) => `${audience} ${staffId} ${duty}`);

describe('a contact made in time and entered after its miss was announced', () => {
  const missed = () => referral().assigned('2037-03-02 10:00').until('2037-03-05 18:00');
  const late = { id: 'late', enteredAt: '2037-03-06 09:00' };

  test('the duty is met, and the row stays marked', () => {
    const story = missed().contact('2037-03-03 09:00', { mode: 'phone' }, late);
    expect(story.row('contact.first')).toMatchObject({
      status: 'met',
      closedAt: story.at('2037-03-03 09:00'),
      missRaisedAt: story.obligation('contact.first').due + 1,
      missWithdrawnAt: story.at('2037-03-06 09:00'),
      superseded: false,
    });
  });

  test('the withdrawal goes to those who were told, and to nobody else', () => {
    const story = missed();
    expect(story.said('contact.first')).toEqual([
      'DeadlineMissed 2037-03-03 10:00',
      'supervisor 2037-03-03 10:00',
      'director 2037-03-05 17:00',
    ]);
    story.contact('2037-03-03 09:00', {}, late);
    expect(withdrawals(story)).toEqual([
      'coordinator coordinator-1 IN-5',
      'supervisor null IN-5',
      'director null IN-5',
    ]);
    const early = referral().assigned('2037-03-02 10:00').until('2037-03-03 12:00');
    early.contact('2037-03-03 09:00', {}, { enteredAt: '2037-03-03 13:00' });
    expect(withdrawals(early)).toEqual(['coordinator coordinator-1 IN-5', 'supervisor null IN-5']);
  });

  test('the coordinator who read of the miss is told, not the one who came after', () => {
    const story = missed()
      .assigned('2037-03-06 08:00', { to: 'coordinator-2' })
      .contact('2037-03-03 09:00', {}, late);
    expect(withdrawals(story)[0]).toBe('coordinator coordinator-1 IN-5');
  });

  test('without a coordinator it was the supervisor who read of the miss', () => {
    const story = referral({ at: '2037-03-02 07:00' })
      .until('2037-03-04 09:00')
      .assigned('2037-03-03 12:00', {
        enteredAt: '2037-03-04 10:00',
      });
    expect(withdrawals(story)).toEqual(['supervisor null IN-4']);
  });

  test('entered late and done late: it stays missed, and nothing is withdrawn', () => {
    const story = missed().contact('2037-03-04 09:00', {}, late);
    expect(story.row('contact.first')).toMatchObject({ status: 'met-late', missWithdrawnAt: null });
    expect(withdrawals(story)).toEqual([]);
  });

  test('voided again: the miss is raised again, with its ladder', () => {
    const story = missed().contact('2037-03-03 09:00', {}, late).voided('late', '2037-03-06 11:00');
    const again = story.at('2037-03-06 11:00');
    expect(story.row('contact.first')).toMatchObject({
      status: 'overdue',
      missRaisedAt: again,
      missWithdrawnAt: null,
    });
    expect(story.row('contact.first').rungs).toEqual(['supervisor', 'director']);
    const raised = story.events.filter(
      (event) => event.type === 'DeadlineMissed' && event.recordedAt === again,
    );
    expect(raised).toHaveLength(1);
    story.contact('2037-03-03 08:00', {}, { enteredAt: '2037-03-06 12:00' });
    expect(withdrawals(story), 'and withdrawn once more').toHaveLength(6);
  });
});

describe('an announced miss that is no longer part of the timeline', () => {
  const misled = () =>
    referral()
      .did('formRst', '2037-03-02 12:00', { id: 'formed' })
      .until('2037-04-03 09:00')
      .voided('formed', '2037-04-03 10:00');

  test('stays on record, superseded', () => {
    const story = misled();
    const row = story.row('rst.meeting');
    expect(row).toMatchObject({
      superseded: true,
      status: 'overdue',
      missWithdrawnAt: story.at('2037-04-03 10:00'),
    });
    expect(row.rungs).toContain('supervisor');
    expect(story.statuses['rst.meeting']).toBeUndefined();
    expect(withdrawals(story).every((line) => line.endsWith('RT-2'))).toBe(true);
    expect(withdrawals(story).length).toBeGreaterThan(0);
  });

  test('what was never announced leaves without a trace', () => {
    const story = referral()
      .did('formRst', '2037-03-02 12:00', { id: 'formed' })
      .voided('formed', '2037-03-03 10:00');
    expect(story.rows.map(({ kind }) => kind)).not.toContain('rst.meeting');
  });
});

describe('a step entered in error', () => {
  test('voided, it does not stand in the way of steps from the time in between', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .discharged('2037-03-03 09:00', { id: 'wrong-client' });
    story.voided('wrong-client', '2037-03-05 09:00');
    story.did('completePreliminarySccp', '2037-03-04 14:00', { enteredAt: '2037-03-05 10:00' });
    expect(story.obligation('sccp.preliminary')).toMatchObject({
      status: 'met',
      closedAt: story.at('2037-03-04 14:00'),
    });
    expect(
      story.state.steps.map((step) => step.id),
      'and it is still on record',
    ).toContain('wrong-client');
  });

  test('voided, it does not prop up what was built on it', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .held(['sccp.full'], '2037-03-03 09:00', '2037-03-20', { id: 'hold' });
    story.voided('hold', '2037-03-05 09:00');
    const release: StepFacts = { type: 'releaseHold', kinds: ['sccp.full'] };
    expect(
      story.refused(release, '2037-03-04 09:00', { enteredAt: '2037-03-05 10:00', by: supervisor }).code,
    ).toBe('not-held');
  });
});
