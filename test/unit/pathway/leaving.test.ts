import { describe, expect, test } from 'vitest';
import { projectRecord } from '../../../src/pathway/projection.ts';
import { referral } from '../../support/enrollment-builder.ts';

const active = () => referral().assigned('2037-03-02 10:00').contact('2037-03-02 15:00');
const reopen = { type: 'reopen' } as const;

describe('discharge', () => {
  test('withdraws what is still open and opens the outcome data', () => {
    const story = active().discharged('2037-03-10 12:00');
    expect(story.statuses).toEqual({
      assignment: ['met'],
      'contact.first': ['met'],
      'contact.routine': ['met', 'overdue'],
      'sccp.preliminary': ['overdue'],
      'rst.formation': ['cancelled'],
      'sccp.full': ['cancelled'],
      'acuity.assessment': ['cancelled'],
      'contact.information': ['cancelled'],
      'outcome.discharge': ['open'],
    });
    expect(story.due('outcome.discharge'), '10 business days').toBe('2037-03-24 17:00');
  });

  test('what is overdue stays overdue for good, and silent', () => {
    const story = active().discharged('2037-03-10 12:00');
    const said = story.said('sccp.preliminary');
    expect(story.until('2037-03-20 00:00').said('sccp.preliminary')).toEqual(said);
    expect(story.obligation('sccp.preliminary').closedAt).toBe(story.obligation('sccp.preliminary').due);
  });

  test('entered late, it takes away what has been recorded of the time after it', () => {
    const story = active()
      .did('formRst', '2037-03-12 12:00')
      .discharged('2037-03-06 12:00', { enteredAt: '2037-03-12 13:00' });
    expect(story.statuses).toMatchObject({
      'rst.formation': ['cancelled'],
      'sccp.preliminary': ['cancelled'],
    });
    expect(story.statuses['rst.meeting']).toBeUndefined();
    expect(story.row('sccp.preliminary').missWithdrawnAt).toBe(story.at('2037-03-12 13:00'));
  });
});

describe('reopening', () => {
  test('opens anew what the discharge withdrew, and withdraws the outcome data', () => {
    const story = active()
      .did('formRst', '2037-03-05 12:00')
      .discharged('2037-03-10 12:00')
      .step(reopen, '2037-03-16 12:00');
    expect(story.statuses).toMatchObject({
      'contact.routine': ['met', 'overdue', 'open'],
      'rst.formation': ['met'],
      'rst.meeting': ['cancelled', 'open'],
      'sccp.full': ['cancelled', 'open'],
      'outcome.discharge': ['cancelled'],
    });
    expect(story.due('contact.routine')).toBe('2037-03-23 23:59');
    expect(story.state.endedAt).toBeNull();
    expect(story.until('2037-05-01 00:00').said()).not.toContain('EnrollmentEnded 2037-04-10 00:00');
  });

  test('lasts 30 days, to the end of the last of them', () => {
    const story = active().discharged('2037-03-10 12:00');
    expect(story.step(reopen, '2037-04-09 23:59:59.999').statuses['sccp.full']).toEqual([
      'cancelled',
      'open',
    ]);
  });

  test('under a waiver: what opens anew is waived as well', () => {
    const story = active().step(
      { type: 'waiveDuty', kind: 'sccp.full', until: '2037-06-01' },
      '2037-03-03 09:00',
    );
    story.discharged('2037-03-10 12:00').step(reopen, '2037-03-11 12:00');
    expect(story.obligation('sccp.full').suspended?.type).toBe('waiver');
  });

  test('twice discharged: the outcome data are owed again', () => {
    const story = active()
      .discharged('2037-03-10 12:00')
      .measured('2037-03-11 12:00')
      .step(reopen, '2037-03-16 12:00');
    story.discharged('2037-03-20 12:00');
    expect(story.statuses['outcome.discharge']).toEqual(['met', 'open']);
  });
});

describe('the end', () => {
  test('comes when the days for reopening are over, where the outcome data were in before', () => {
    const story = active()
      .discharged('2037-03-10 12:00')
      .measured('2037-03-12 09:00')
      .until('2037-06-01 00:00');
    expect(story.said().at(-1)).toBe('EnrollmentEnded 2037-04-10 00:00');
    expect(projectRecord(story.events, 'enrollment-1').summary).toMatchObject({
      stage: 'ended',
      endedAt: story.at('2037-04-10 00:00'),
    });
  });

  test('waits for the outcome data, however late', () => {
    const story = active().discharged('2037-03-10 12:00').until('2037-06-01 00:00');
    expect(story.state.endedAt).toBeNull();
    story.measured('2037-06-01 09:00');
    expect(story.state.endedAt, 'in the same change').toBe(story.at('2037-06-01 09:00'));
    expect(story.statuses['outcome.discharge']).toEqual(['met-late']);
  });

  test('a discharge voided after its outcome data undoes both', () => {
    const story = active().discharged('2037-03-10 12:00', { id: 'd' }).measured('2037-03-12 09:00');
    story.voided('d', '2037-03-13 09:00').until('2037-06-01 00:00');
    expect(story.state.endedAt).toBeNull();
    expect(story.statuses['outcome.discharge']).toBeUndefined();
  });
});
