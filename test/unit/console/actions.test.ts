import { expect, it } from 'vitest';
import { withActions } from '../../../src/console/forms/actions.ts';

const now = Date.parse('2037-03-02T15:00:00.000Z');
const line = (
  key: string,
  metBy: string[],
  more: { about?: string; due?: string; suspended?: { type: string }; holdable?: boolean } = {},
) => ({
  ...{ key, kind: key, title: key, metBy, about: more.about ?? null },
  ...{ due: more.due ?? '2037-03-03T15:00:00.000Z', suspended: more.suspended ?? null },
  holdable: more.holdable ?? true,
});
const may = (...steps: string[]) => steps.map((step) => `command:${step}`);

it('duties that one step meets stand together and share its action; what stands elsewhere has none', () => {
  const lines = [
    line('sccp.full', ['completeFullSccp']),
    line('contact.first', ['logContact']),
    line('referral.answer', ['recordReferralAnswer'], { about: 'a' }),
    line('contact.routine', ['logContact', 'holdRstMeeting']),
    line('referral.waitlist', ['recordReferralAnswer'], { about: 'a' }),
    line('other.answer', ['recordReferralAnswer'], { about: 'b' }),
  ];
  const operations = may('completeFullSccp', 'logContact', 'recordReferralAnswer');
  const shown = withActions(lines, { operations, now, elsewhere: 'logContact' });
  expect(shown.map((one) => [one.line.key, one.actions?.first ?? null])).toEqual([
    ['sccp.full', 'completeFullSccp'],
    ['contact.first', null],
    ['contact.routine', null],
    ['referral.answer', null],
    ['referral.waitlist', 'recordReferralAnswer'],
    ['other.answer', 'recordReferralAnswer'],
  ]);
});

it('whoever may not send the step has no action for it; a lead has the clock’s, by how it stands', () => {
  const lines = [
    line('sar.decision', ['decideAuthorization'], { due: '2037-03-01T15:00:00.000Z' }),
    line('level.decision', ['changeLevel', 'keepLevel'], { suspended: { type: 'hold' } }),
    line('emergency.contact-ciu', ['acknowledgePage'], { due: '2037-03-01T15:00:00.000Z', holdable: false }),
    line('contact.routine', []),
  ];
  const actionsFor = (...steps: string[]) =>
    withActions(lines, { operations: may(...steps), now }).map(({ actions }) => actions);
  expect(actionsFor('logContact')).toEqual([null, null, null, null]);
  expect(
    actionsFor('changeLevel', 'keepLevel', 'moveDeadline', 'holdClocks', 'releaseHold', 'explainMiss'),
  ).toMatchObject([
    { first: null, others: [], clock: ['moveDeadline', 'explainMiss'] },
    { first: 'changeLevel', others: ['keepLevel'], clock: ['releaseHold'] },
    // The clock of an emergency stops for nobody.
    { first: null, others: [], clock: ['explainMiss'] },
    { first: null, others: [], clock: ['moveDeadline', 'holdClocks'] },
  ]);
});

it('a visit is offered where it would meet more than the one duty, also of another part of the day', () => {
  const meeting = line('rst.monthly', ['holdRstMeeting']);
  const index = line('acuity.periodic', ['scoreAcuity']);
  const operations = may('holdRstMeeting', 'scoreAcuity', 'logContact');
  const visits = (lines: (typeof meeting)[], owed?: (typeof meeting)[], sent = operations) =>
    withActions(lines, { operations: sent, now, ...(owed && { owed }) }).map(({ actions }) => actions?.visit);
  expect(visits([meeting])).toEqual([null]);
  expect(visits([meeting], [meeting, index])).toEqual(['holdRstMeeting']);
  expect(visits([meeting, index])).toEqual(['holdRstMeeting', 'scoreAcuity']);
  expect(visits([meeting, line('contact.routine', ['logContact'])])).toEqual(['holdRstMeeting', null]);
  // What no visit takes in, or who records none, is offered none.
  expect(visits([line('sccp.full', ['completeFullSccp']), meeting])).toEqual([undefined, null]);
  expect(visits([meeting, index], undefined, may('holdRstMeeting', 'scoreAcuity'))).toEqual([null, null]);
});
