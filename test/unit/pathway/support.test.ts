import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { describe, expect, test } from 'vitest';
import { referral, type Story } from '../../support/enrollment-builder.ts';

const request = (initial: boolean): StepFacts => ({
  type: 'requestExtension',
  initial,
  units: 8,
  through: '2037-06-01',
  documents: ['sccp', 'placement-criteria', 'acuity-index', 'acuity-documentation'],
});
const decided = { type: 'decideExtension', decision: 'approved', units: 8 } as const;
const assigned = () => referral().assigned('2037-03-02 10:00');

describe('an extension request (AC-2)', () => {
  test('the first may come without an Acuity Index, and has to say so', () => {
    const story = assigned();
    expect(story.refused(request(false), '2037-03-05 09:00').code).toBe('acuity-index-missing');
    expect(story.step(request(true), '2037-03-05 09:00').due('extension.decision')).toBe('2037-03-12 17:00');
  });

  test('a later one may not, whatever it says', () => {
    const story = assigned().step(request(true), '2037-03-05 09:00').step(decided, '2037-03-06 09:00');
    expect(story.statuses['extension.decision']).toEqual(['met']);
    expect(story.refused(request(true), '2037-03-10 09:00').code).toBe('acuity-index-missing');
    expect(
      story.scored('2037-03-10 09:00').step(request(true), '2037-03-10 09:05').statuses['extension.decision'],
    ).toEqual(['met', 'open']);
  });

  test('the index may be 30 days old, not 31', () => {
    const story = () => assigned().scored('2037-03-05 09:00');
    expect(story().refused(request(false), '2037-04-05 00:00').code).toBe('acuity-index-missing');
    expect(story().step(request(false), '2037-04-04 23:59').statuses['extension.decision']).toEqual(['open']);
  });

  test('a voided index does not count', () => {
    const story = assigned()
      .scored('2037-03-05 09:00', 40, { id: 'index' })
      .voided('index', '2037-03-06 09:00');
    expect(story.refused(request(false), '2037-03-06 10:00').code).toBe('acuity-index-missing');
    expect(story.refused(request(false), '2037-03-05 12:00', { enteredAt: '2037-03-06 10:00' }).code).toBe(
      'acuity-index-missing',
    );
  });

  test('the payer is asked, warned and, when late, reported to our own supervisor', () => {
    const story = assigned().step(request(true), '2037-03-05 09:00').until('2037-03-13 09:00');
    const told = story.notifications.filter(({ obligation }) => obligation === 'extension.decision');
    expect(told.map(({ kind, audience }) => `${kind} ${audience}`)).toEqual([
      'request payer',
      'warning payer',
      'overdue coordinator',
      'escalation supervisor',
    ]);
  });
});

// What a transfer carries is another matter (AC-4): these are entered afterwards.
const toCaseManagement = (story: Story, at: string) =>
  story.step({ type: 'changeLevel', level: 'cm' }, at, { amendment: true });

describe('a change of level', () => {
  test('ends contact and meeting and opens them with the new cadence', () => {
    const story = assigned().did('formRst', '2037-03-03 10:00');
    toCaseManagement(story, '2037-03-06 10:00');
    expect(story.statuses).toMatchObject({
      'contact.routine': ['cancelled', 'open'],
      'rst.meeting': ['cancelled', 'open'],
      'sccp.full': ['open'],
    });
    expect([story.due('contact.routine'), story.due('rst.meeting')]).toEqual([
      '2037-03-20 23:59',
      '2037-04-05 23:59',
    ]);
  });

  test('leaves unopened what had not been opened', () => {
    const story = toCaseManagement(referral(), '2037-03-02 10:00');
    expect(story.statuses['contact.routine']).toBeUndefined();
    expect(story.assigned('2037-03-02 11:00').due('contact.routine')).toBe('2037-03-16 23:59');
  });

  test('whether a contact will do depends on the level at its time', () => {
    const story = assigned().contact('2037-03-03 10:00', { mode: 'phone' });
    expect(story.statuses).toMatchObject({ 'contact.first': ['met'], 'contact.routine': ['open'] });
    toCaseManagement(story, '2037-03-04 10:00').contact('2037-03-05 10:00', { mode: 'phone' });
    expect(story.statuses['contact.routine']).toEqual(['cancelled', 'met', 'open']);
    expect(story.contact('2037-03-06 10:00', { mode: 'text' }).statuses['contact.routine']).toEqual([
      'cancelled',
      'met',
      'open',
    ]);
  });

  test('to the level there is already only as an amendment, which restarts all the same', () => {
    const same = { type: 'changeLevel', level: 'rsc-i' } as const;
    const story = assigned().step(same, '2037-03-04 10:00', { amendment: true });
    expect(story.statuses['contact.routine']).toEqual(['cancelled', 'open']);
  });
});

describe('answering a page', () => {
  test('only where one is out', () => {
    const story = referral({ emergency: true, at: '2037-03-02 09:00' });
    story.did('acknowledgePage', '2037-03-02 09:03');
    expect(story.refused({ type: 'acknowledgePage' }, '2037-03-02 09:04').code).toBe('no-page-open');
    expect(story.obligation('emergency.contact-client').acknowledged).toBe(true);
  });
});
