import { expect, test } from 'vitest';
import { referral } from '../../support/enrollment-builder.ts';

const kinds = (lines: { kind: string }[]) => lines.map(({ kind }) => kind);

test('a referral opens what is owed from the start, and says what comes first', () => {
  const { receipt, local } = { receipt: referral().receipt, local: referral() };
  expect(receipt).toMatchObject({ version: 1, stage: 'assignment', met: [], withdrawn: [] });
  expect(kinds(receipt.opened)).toEqual(['acuity.assessment', 'assignment', 'rst.formation', 'sccp.full']);
  expect([receipt.nextDue?.kind, local.local(receipt.nextDue?.due ?? 0)]).toEqual([
    'assignment',
    '2037-03-03 17:00',
  ]);
});

test('a contact may meet several duties and open the next', () => {
  const story = referral().assigned('2037-03-02 10:00').contact('2037-03-03 09:00', {}, { id: 'visit' });
  const { receipt } = story;
  const at = story.at('2037-03-03 09:00');
  expect(receipt.steps).toEqual([{ stepId: 'visit', type: 'logContact', occurredAt: at }]);
  expect(receipt.met.map(({ kind, status, at: when }) => [kind, status, when])).toEqual([
    ['contact.first', 'met', at],
    ['contact.routine', 'met', at],
  ]);
  expect(kinds(receipt.opened)).toEqual(['contact.routine']);
  expect(receipt.nextDue?.kind).toBe('sccp.preliminary');
  expect(receipt.stage).toBe('planning');
});

test('what a discharge withdraws is listed, and the next duty is what it opened', () => {
  const { receipt } = referral().assigned('2037-03-02 10:00').discharged('2037-03-04 10:00');
  expect(kinds(receipt.withdrawn)).toEqual([
    'acuity.assessment',
    'rst.formation',
    'sccp.full',
    'contact.first',
    'contact.information',
    'contact.routine',
    'sccp.preliminary',
  ]);
  expect([kinds(receipt.opened), receipt.nextDue?.kind, receipt.stage]).toEqual([
    ['outcome.discharge'],
    'outcome.discharge',
    'discharge',
  ]);
});

test('what is overdue or waived away from the front does not stand as next; what is overdue never does', () => {
  const story = referral().assigned('2037-03-02 10:00').scored('2037-03-20 09:00');
  expect(story.receipt.nextDue?.kind, 'everything due before has passed').toBe('sccp.full');
});

test('a late entry that closes in time what was closed late is what met it', () => {
  const story = referral().assigned('2037-03-02 10:00').contact('2037-03-04 09:00', { mode: 'phone' });
  expect(story.receipt.met.map(({ status }) => status)).toEqual(['met-late']);
  story.contact('2037-03-03 09:00', { mode: 'phone' }, { enteredAt: '2037-03-05 09:00' });
  expect(story.receipt.met).toEqual([
    expect.objectContaining({ kind: 'contact.first', status: 'met', at: story.at('2037-03-03 09:00') }),
  ]);
});

test('a deadline moved in time, entered afterwards, makes a late contact one in time', () => {
  const story = referral().assigned('2037-03-02 10:00').contact('2037-03-04 09:00', { mode: 'phone' });
  const move = { type: 'moveDeadline', kind: 'contact.first', to: story.at('2037-03-04 12:00') } as const;
  story.step(move, '2037-03-03 09:00', { enteredAt: '2037-03-05 09:00' });
  expect(story.receipt.met.map(({ kind, status }) => [kind, status])).toEqual([['contact.first', 'met']]);
});

test('a voiding opens again what the step had closed, and takes back what it had opened', () => {
  const story = referral()
    .did('formRst', '2037-03-03 09:00', { id: 'formed' })
    .voided('formed', '2037-03-04 09:00');
  expect([kinds(story.receipt.opened), kinds(story.receipt.withdrawn)]).toEqual([
    ['rst.formation'],
    ['rst.meeting'],
  ]);
});

test('what the clock has to say at that moment belongs to the change, not to the steps', () => {
  const story = referral().assigned('2037-03-02 10:00').scored('2037-03-05 09:00', 40, { asleep: true });
  expect(story.receipt.steps).toHaveLength(1);
  expect(story.receipt.version).toBe(story.state.version);
  expect(story.changes.at(-1)?.events.map(({ type }) => type)).toContain('DeadlineMissed');
});
