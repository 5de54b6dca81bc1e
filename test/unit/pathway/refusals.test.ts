import type { RejectionCode } from '../../../src/pathway/rejection.ts';
import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/pathway/decide.ts';
import { coordinator, referral, supervisor } from '../../support/enrollment-builder.ts';
import type { Entry, Story } from '../../support/enrollment-builder.ts';

type Case = {
  code: RejectionCode;
  story: () => Story;
  facts: StepFacts;
  at: string;
  entry?: Entry;
  field?: string;
};

const assigned = () => referral().assigned('2037-03-02 10:00', { id: 'assigned' });
const discharged = () => assigned().discharged('2037-03-10 10:00');
const ended = () => discharged().measured('2037-03-11 10:00').until('2037-04-12 00:00');
const voiding = (step: string) => ({ type: 'voidStep', step }) as const;
const meeting: StepFacts = { type: 'holdRstMeeting' };
const hold = (kind: string, reviewOn = '2037-03-20'): StepFacts => ({
  type: 'holdClocks',
  kinds: [kind],
  reviewOn,
});
const extension: StepFacts = {
  type: 'requestExtension',
  initial: false,
  units: 8,
  through: '2037-06-01',
  documents: ['sccp', 'placement-criteria', 'acuity-index', 'acuity-documentation'],
};
const at = '2037-03-12 12:00';

const cases: Case[] = [
  {
    code: 'not-found',
    story: assigned,
    facts: meeting,
    at,
    entry: { by: { ...coordinator, agencyId: 'agency-2' } },
  },
  { code: 'already-recorded', story: assigned, facts: { type: 'formRst' }, at, entry: { id: 'assigned' } },
  {
    code: 'version-conflict',
    story: assigned,
    facts: { type: 'formRst' },
    at,
    entry: { expectedVersion: 1 },
  },
  {
    code: 'occurred-in-future',
    story: assigned,
    facts: { type: 'formRst' },
    at: '2037-03-12 12:02',
    entry: { enteredAt: at },
    field: 'occurredAt',
  },
  {
    code: 'occurred-before-referral',
    story: assigned,
    facts: { type: 'formRst' },
    at: '2037-03-02 08:59',
    entry: { enteredAt: at },
    field: 'occurredAt',
  },
  { code: 'nothing-to-meet', story: assigned, facts: meeting, at },
  {
    code: 'nothing-to-meet',
    story: assigned,
    facts: { type: 'changeLevel', level: 'rsc-i' },
    at,
    field: 'level',
  },
  { code: 'discharged', story: discharged, facts: { type: 'formRst' }, at },
  { code: 'not-discharged', story: assigned, facts: { type: 'reopen' }, at },
  { code: 'reopening-closed', story: discharged, facts: { type: 'reopen' }, at: '2037-04-10 00:00' },
  {
    code: 'enrollment-ended',
    story: ended,
    facts: { type: 'logContact', with: 'client', mode: 'phone', outcome: 'reached' },
    at: '2037-04-12 12:00',
  },
  {
    code: 'unknown-level',
    story: assigned,
    facts: { type: 'changeLevel', level: 'intensive' },
    at,
    field: 'level',
  },
  { code: 'unknown-duty', story: assigned, facts: hold('rst.meeting'), at, field: 'kinds' },
  {
    code: 'unknown-duty',
    story: assigned,
    facts: { type: 'moveDeadline', kind: 'rst.meeting', to: 0 },
    at,
    field: 'kind',
  },
  {
    code: 'unknown-duty',
    story: assigned,
    facts: { type: 'waiveDuty', kind: 'tea', until: '2037-05-01' },
    at,
    field: 'kind',
  },
  {
    code: 'score-out-of-range',
    story: assigned,
    facts: { type: 'scoreAcuity', score: 101 },
    at,
    field: 'score',
  },
  {
    code: 'score-out-of-range',
    story: assigned,
    facts: { type: 'scoreAcuity', score: -1 },
    at,
    field: 'score',
  },
  { code: 'acuity-index-missing', story: assigned, facts: extension, at, field: 'initial' },
  { code: 'no-page-open', story: assigned, facts: { type: 'acknowledgePage' }, at },
  { code: 'not-holdable', story: assigned, facts: hold('contact.first'), at, field: 'kinds' },
  {
    code: 'review-date-out-of-range',
    story: assigned,
    facts: hold('sccp.full', '2037-03-12'),
    at,
    field: 'reviewOn',
  },
  {
    code: 'not-held',
    story: assigned,
    facts: { type: 'releaseHold', kinds: ['sccp.full'] },
    at,
    field: 'kinds',
  },
  {
    code: 'deadline-not-later',
    story: assigned,
    facts: { type: 'moveDeadline', kind: 'sccp.full', to: 0 },
    at,
    field: 'to',
  },
  {
    code: 'end-not-later',
    story: assigned,
    facts: { type: 'waiveDuty', kind: 'sccp.full', until: '2037-03-12' },
    at,
    field: 'until',
  },
  { code: 'unknown-step', story: assigned, facts: voiding('nothing'), at, field: 'step' },
  {
    code: 'step-already-voided',
    story: () => assigned().voided('assigned', '2037-03-03 09:00'),
    facts: voiding('assigned'),
    at,
    field: 'step',
  },
  { code: 'step-not-voidable', story: assigned, facts: voiding('referral'), at, field: 'step' },
  {
    code: 'not-your-step',
    story: assigned,
    facts: voiding('assigned'),
    at,
    entry: { by: { ...coordinator, staffId: 'other' } },
  },
  // Due on 29 December 2099; its ladder, five business days later, lies beyond the calendar.
  {
    code: 'beyond-calendar',
    story: assigned,
    facts: { type: 'waiveDuty', kind: 'sccp.full', until: '2099-11-29' },
    at,
  },
];

describe.each(cases)('$code', ({ code, story, facts, at: when, entry, field }) => {
  test(`${facts.type} is refused, and nothing changes`, () => {
    const before = story().until(entry?.enteredAt ?? when);
    const was = JSON.stringify(before.state);
    const rejection = before.refused(facts, when, entry);
    expect(rejection).toMatchObject({ code, index: 0, version: before.state.version });
    expect(rejection.field).toBe(field);
    expect(JSON.stringify(before.state)).toBe(was);
  });
});

test('an enrollment nobody began is not found', () => {
  const batch = { commandId: 'c', by: coordinator, commands: [{ facts: meeting }], fingerprint: 'f' };
  expect(decide('enrollment-1', null, batch, 0)).toMatchObject({
    ok: false,
    rejection: { code: 'not-found', version: 0 },
  });
});

test('an enrollment has one referral', () => {
  const story = assigned();
  const again = story.state.steps[0]?.facts;
  expect(again && story.refused(again, at, { by: supervisor }).code).toBe('already-recorded');
});

test('a clock that runs ahead by up to a minute is read as now', () => {
  const story = assigned().did('formRst', '2037-03-03 09:01', { enteredAt: '2037-03-03 09:00' });
  expect(story.obligation('rst.formation').closedAt).toBe(story.at('2037-03-03 09:00'));
});

test('an amendment is recorded where it meets nothing, and counts once what it follows from is entered', () => {
  const story = assigned().did('holdRstMeeting', '2037-03-09 10:00', { amendment: true });
  expect(story.statuses['rst.meeting']).toBeUndefined();
  story.did('formRst', '2037-03-05 10:00', { enteredAt: '2037-03-10 10:00' });
  expect(story.statuses['rst.meeting']).toEqual(['met', 'open']);
});
