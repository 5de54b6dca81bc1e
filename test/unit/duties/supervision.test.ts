import { describe, expect, it } from 'vitest';
import { type EvaluationAct, evaluationKind } from '../../../src/features/supervision/evaluation.document.ts';
import {
  type CaseReviewAct,
  caseReviewKind,
} from '../../../src/features/supervision/case-review.document.ts';
import {
  type SupervisionAct,
  supervisionKind,
} from '../../../src/features/supervision/supervision.document.ts';
import { staffDuties, type StaffMember } from '../../../src/features/staff/duties.ts';
import { staffNotices } from '../../../src/features/staff/notices.ts';
import { clock, complete, member } from '../../support/staff-files.ts';
import {
  agenda,
  at,
  bare,
  content,
  coordinator,
  director,
  type Done,
  other,
  outcome,
  reviewTerms as policy,
  supervisor,
} from '../../support/supervision.ts';

const { staffId } = coordinator;
const { staffId: supervisorId } = supervisor;
const plan = { plannedOn: '2037-03-10', format: 'in-person' } as const;
const enrollmentId = 'e-1';
const prepared = agenda({ clients: [bare(enrollmentId, '2037-03-01 10:00')] }, '2037-03-10 08:00');

const reviews = {
  plan: [{ type: 'plan', staffId, supervisorId, plan, policy }, supervisor, '2037-03-02 09:00'],
  prepare: [
    { type: 'prepare', agenda: prepared, brought: ['case-notes'], remarks: null, policy },
    coordinator,
    '2037-03-10 08:00',
  ],
  hold: [
    {
      ...{ type: 'hold', format: 'phone', policy },
      items: [{ enrollmentId, what: 'Housing', decided: 'Ask the landlord again.' }],
      points: [{ enrollmentId, what: 'Call the landlord', who: 'coordinator', dueOn: '2037-03-17' }],
    },
    supervisor,
    '2037-03-10 09:00',
  ],
  sign: [{ type: 'sign', policy }, supervisor, '2037-03-11 09:00'],
  countersign: [{ type: 'sign', policy }, coordinator, '2037-03-11 10:00'],
} satisfies Record<string, Done<CaseReviewAct>>;
const {
  plan: planned,
  prepare,
  hold,
  sign,
  countersign,
} = reviews as Record<keyof typeof reviews, Done<CaseReviewAct>>;
const close: CaseReviewAct = { type: 'close-point', point: 1, outcome: 'Called.', supervisorId };
const add: CaseReviewAct = { type: 'add', text: 'The landlord has called back.', supervisorId };

const occasions = (
  held: Partial<Record<'case-review' | 'check-in' | 'evaluation', string[]>> = {},
): NonNullable<StaffMember['occasions']> => {
  const times = (kind: keyof typeof held) => (held[kind] ?? []).map((text) => at(text));
  const all = { 'case-review': times('case-review'), 'check-in': times('check-in') };
  return { supervisorId, held: { ...all, evaluation: times('evaluation') } };
};
const hired = (held?: Parameters<typeof occasions>[0]) =>
  member(complete({ hiredOn: '2037-03-02' }), { occasions: occasions(held) });
const stretches = (who: StaffMember, when: string, kind: string) =>
  staffDuties([who], clock, at(when))
    .filter((duty) => duty.kind === kind)
    .map(({ due, state, metOn }) => `${state} ${due - at('2037-03-01 00:00')} ${metOn}`);
const told = (who: StaffMember, when: string, kind: string) =>
  staffNotices(
    staffDuties([who], clock, at(when)).filter((duty) => duty.kind === kind),
    clock,
    at(when),
  ).map((notice) => `${notice.kind} ${notice.audience} ${notice.staffId}`);

describe('case reviews', () => {
  it('[SU-1] are due a month after the hire, then a month after each one that was held', () => {
    const from = (text: string) => at(text) - at('2037-03-01 00:00');
    const first = from('2037-04-02 23:59:59.999');
    expect(stretches(hired(), '2037-04-02 23:59', 'case-review')).toEqual([`open ${first} null`]);
    expect(stretches(hired(), '2037-04-03 00:00', 'case-review')).toEqual([`overdue ${first} null`]);
    const next = from('2037-04-30 23:59:59.999');
    // Entered late, out of order and twice on a day: it makes no difference.
    const held = { 'case-review': ['2037-03-30 16:00', '2037-03-30 09:00', '2037-03-01 09:00'] };
    expect(stretches(hired(held), '2037-04-03 00:00', 'case-review')).toEqual([
      `met ${first} 2037-03-30`,
      `open ${next} null`,
    ]);
  });

  it('[SU-1] are warned of a week before, to who supervises the coordinator, and go up to the director', () => {
    const whom = (when: string) => told(hired(), when, 'case-review');
    expect(whom('2037-03-26 07:59')).toEqual([]);
    expect(whom('2037-03-26 08:00')).toEqual([`warning supervisor ${supervisorId}`]);
    expect(whom('2037-04-03 00:00')).toEqual([`escalation supervisor ${supervisorId}`]);
    expect(whom('2037-04-06 17:00')).toEqual([
      `escalation supervisor ${supervisorId}`,
      'escalation director null',
    ]);
    expect(told(hired({ 'case-review': ['2037-04-02 09:00'] }), '2037-04-06 17:00', 'case-review')).toEqual(
      [],
    );
    // While nobody is named, every supervisor is told.
    const nobody = member(complete({ hiredOn: '2037-03-02' }));
    expect(told(nobody, '2037-03-26 08:00', 'case-review')).toEqual(['warning supervisor null']);
  });

  it('[SU-1] are planned, prepared, held, signed by the supervisor and then by the coordinator', () => {
    const review = content(caseReviewKind, [planned, prepare, hold, sign, countersign]);
    expect(review).toMatchObject({ staffId, supervisorId, ...plan, agenda: prepared });
    expect(review.brought).toMatchObject({ items: ['case-notes'] });
    expect(review.held).toMatchObject({ at: at('2037-03-10 09:00'), format: 'phone' });
    expect(review.signed.supervisor).toMatchObject({ late: false, due: at('2037-03-17 17:00') });
    expect(review.signed.coordinator).toMatchObject({ by: coordinator, late: false });
    const late: Done<CaseReviewAct> = [{ type: 'sign', policy }, supervisor, '2037-03-17 17:01'];
    expect(content(caseReviewKind, [planned, prepare, hold, late]).signed.supervisor).toMatchObject({
      late: true,
    });
  });

  it.each<[string, Done<CaseReviewAct>[], string]>([
    ['signed before it was held', [planned, prepare, sign], 'review-not-held'],
    ['signed by the coordinator first', [planned, prepare, hold, countersign], 'supervisor-signs-first'],
    [
      'signed by another supervisor',
      [planned, prepare, hold, [sign[0], other, sign[2]]],
      'not-their-supervisor',
    ],
    ['signed by the director', [planned, prepare, hold, [sign[0], director, sign[2]]], 'not-your-signature'],
    ['signed twice', [planned, prepare, hold, sign, sign], 'review-signed'],
    ['held without an agenda', [planned, hold], 'review-not-prepared'],
    ['held by the coordinator', [planned, prepare, [hold[0], coordinator, hold[2]]], 'supervises-oneself'],
    ['held by the director', [planned, prepare, [hold[0], director, hold[2]]], 'not-their-supervisor'],
    ['held anew before the signature', [planned, prepare, hold, hold], 'taken'],
    ['held anew after the signature', [planned, prepare, hold, sign, hold], 'review-signed'],
    ['prepared after it was held', [planned, prepare, hold, prepare], 'review-held'],
    ['planned by who is reviewed', [[planned[0], coordinator, planned[2]]], 'supervises-oneself'],
    ['planned by another supervisor', [[planned[0], other, planned[2]]], 'not-their-supervisor'],
    ['planned by the director in their place', [[planned[0], director, planned[2]]], 'taken'],
    [
      'planned where nobody is named',
      [[{ ...planned[0], supervisorId: null } as CaseReviewAct, supervisor, planned[2]]],
      'no-supervisor-named',
    ],
    ['planned for a day that has passed', [[planned[0], supervisor, '2037-03-11 09:00']], 'day-passed'],
    [
      'held about a case of somebody else',
      [
        planned,
        prepare,
        [
          {
            ...hold[0],
            points: [],
            items: [{ enrollmentId: 'e-9', what: 'x', decided: 'y' }],
          } as CaseReviewAct,
          supervisor,
          hold[2],
        ],
      ],
      'not-in-caseload',
    ],
    [
      'added to before the signature',
      [planned, prepare, hold, [add, coordinator, hold[2]]],
      'review-not-held',
    ],
    [
      'added to by somebody else',
      [planned, prepare, hold, sign, [add, other, sign[2]]],
      'not-their-supervisor',
    ],
    ['added to by the coordinator', [planned, prepare, hold, sign, [add, coordinator, sign[2]]], 'taken'],
    [
      'cancelled after it was held',
      [planned, prepare, hold, [{ type: 'cancel', reason: 'x', supervisorId }, supervisor, hold[2]]],
      'review-held',
    ],
    [
      'held after it was cancelled',
      [planned, prepare, [{ type: 'cancel', reason: 'x', supervisorId }, supervisor, prepare[2]], hold],
      'review-cancelled',
    ],
  ])('[SU-1] %s', (_, acts, expected) => {
    expect(outcome(caseReviewKind, acts)).toBe(expected);
  });

  it('[SU-1] leave open points, closed once, also by the supervisor who comes after', () => {
    const signed = [planned, prepare, hold, sign];
    const after = { ...close, supervisorId: other.staffId } as CaseReviewAct;
    expect(outcome(caseReviewKind, [planned, prepare, hold, [close, coordinator, sign[2]]])).toBe(
      'review-not-held',
    );
    expect(outcome(caseReviewKind, [...signed, [close, other, sign[2]]])).toBe('not-their-supervisor');
    const review = content(caseReviewKind, [...signed, [after, other, '2037-03-12 09:00']]);
    expect(review.points[0]?.closed).toMatchObject({ by: other, outcome: 'Called.' });
    expect(
      outcome(caseReviewKind, [...signed, [close, coordinator, sign[2]], [close, coordinator, sign[2]]]),
    ).toBe('entry-closed');
    // The signed part is as it was.
    expect(review.held).toEqual(content(caseReviewKind, signed).held);
  });

  it('[SU-1] that are planned go over to the supervisor who is named by then', () => {
    const replan: CaseReviewAct = { type: 'replan', plan, policy, supervisorId: other.staffId };
    const review = content(caseReviewKind, [planned, [replan, other, '2037-03-03 09:00']]);
    expect(review.supervisorId).toBe(other.staffId);
  });
});

const name = (to: string, leads = true): SupervisionAct => ({
  ...{ type: 'name-supervisor', staffId, supervisorId: to, leads, cannot: null },
});
const begun: Done<SupervisionAct> = [name(supervisorId), supervisor, '2037-03-02 09:00'];
const then = (act: SupervisionAct, by = supervisor, when = '2037-03-03 09:00'): Done<SupervisionAct>[] => [
  begun,
  [act, by, when],
];
const goal: SupervisionAct = {
  ...{ type: 'set-goal', days: { calendar: policy.calendar } },
  goal: { term: 'short', what: 'Write notes on the day.', targetOn: '2037-04-30' },
};
const training: SupervisionAct = {
  ...{ type: 'offer-training', days: { calendar: policy.calendar } },
  training: { title: 'Motivational interviewing', heldOn: null },
};

describe('supervision', () => {
  it.each<[string, Done<SupervisionAct>[], string]>([
    ['of somebody whom nobody supervises is taken on', [begun], 'taken'],
    ['of oneself', [[name(staffId), director, begun[2]]], 'supervises-oneself'],
    ['of oneself, by naming another', [[name(supervisorId), coordinator, begun[2]]], 'supervises-oneself'],
    ['by who leads nobody', [[name('x', false), supervisor, begun[2]]], 'not-a-supervisor'],
    ['is taken from somebody by another', then(name(other.staffId), other), 'not-their-supervisor'],
    ['is handed over', then(name(other.staffId)), 'taken'],
    ['is given to another by the director', then(name(other.staffId), director), 'taken'],
    ['sets a goal', then(goal), 'taken'],
    ['sets a goal for a day that has passed', then(goal, supervisor, '2037-05-01 09:00'), 'day-passed'],
    ['sets a goal for who is not theirs', then(goal, other), 'not-their-supervisor'],
    ['sets a goal for oneself', then(goal, coordinator), 'supervises-oneself'],
    [
      'closes a goal that is not there',
      then({ type: 'close-goal', goal: 1, outcome: 'reached', why: null }),
      'unknown-entry',
    ],
    ['pairs with oneself', then({ type: 'pair-mentor', mentorId: staffId, cannot: null }), 'unknown-entry'],
    ['pairs with a colleague', then({ type: 'pair-mentor', mentorId: 'c-2', cannot: null }), 'taken'],
  ])('[SU-2] %s', (_, acts, expected) => {
    expect(outcome(supervisionKind, acts)).toBe(expected);
  });

  it('[SU-2] keeps goals with how they ended, trainings with what came of them, mentors with their time', () => {
    const day = '2037-03-10 09:00';
    const kept = content(supervisionKind, [
      ...then(goal),
      [training, supervisor, day],
      [{ type: 'pair-mentor', mentorId: 'c-2', cannot: null }, supervisor, day],
      [{ type: 'answer-training', training: 1, answer: 'attended', note: 'certificate' }, coordinator, day],
      [{ type: 'close-goal', goal: 1, outcome: 'dropped', why: 'Notes are dictated now.' }, supervisor, day],
      [{ type: 'end-mentorship', mentorship: 1, why: 'Settled in.' }, supervisor, day],
    ]);
    expect(kept.goals[0]?.closed).toMatchObject({ outcome: 'dropped', why: 'Notes are dictated now.' });
    expect(kept.trainings[0]?.answer).toMatchObject({ answer: 'attended', by: coordinator });
    expect(kept.mentorships[0]?.ended).toMatchObject({ why: 'Settled in.' });
  });

  it('[SU-2] owes check-ins each fortnight and an evaluation a year, from the hire on', () => {
    const states = (when: string, held?: Parameters<typeof hired>[0]) =>
      ['check-in', 'evaluation'].map((kind) =>
        staffDuties([hired(held)], clock, at(when))
          .filter((duty) => duty.kind === kind)
          .map(({ state, due }) => `${state} ${new Date(due).toISOString()}`),
      );
    expect(states('2037-03-17 00:00')).toEqual([
      ['overdue 2037-03-17T04:59:59.999Z'],
      ['open 2038-03-03T05:59:59.999Z'],
    ]);
    expect(states('2037-03-17 00:00', { 'check-in': ['2037-03-09 09:00'] })[0]).toEqual([
      'met 2037-03-17T04:59:59.999Z',
      'open 2037-03-24T04:59:59.999Z',
    ]);
    expect(told(hired(), '2037-03-17 00:00', 'check-in')).toEqual([`escalation supervisor ${supervisorId}`]);
  });
});

const whole = { strengths: 'Reaches people.', growth: 'Notes come late.', summary: 'Good work.' };
const begin = (changes: object = {}): EvaluationAct => ({
  ...{ type: 'begin', staffId, supervisorId, from: '2037-01-01', through: '2037-02-28' },
  ...{ text: whole, today: '2037-03-02', ...changes },
});
const evaluation = (...acts: [EvaluationAct, typeof supervisor?][]): Done<EvaluationAct>[] =>
  acts.map(([act, by = supervisor]) => [act, by, '2037-03-02 09:00']);
const acknowledge: EvaluationAct = { type: 'acknowledge', comment: 'The notes were a matter of laptops.' };

describe('a written evaluation', () => {
  it('[SU-2] is drafted and signed by the supervisor, then acknowledged by whom it is about, with a comment', () => {
    const kept = content(
      evaluationKind,
      evaluation([begin()], [{ type: 'sign' }], [acknowledge, coordinator]),
    );
    expect(kept.signed).toMatchObject({ by: supervisor });
    expect(kept.acknowledged).toMatchObject({ comment: 'The notes were a matter of laptops.' });
  });

  it.each<[string, Done<EvaluationAct>[], string]>([
    ['of oneself', evaluation([begin(), coordinator]), 'supervises-oneself'],
    ['of somebody else’s', evaluation([begin(), other]), 'not-their-supervisor'],
    ['where nobody is named', evaluation([begin({ supervisorId: null })]), 'no-supervisor-named'],
    ['of time to come', evaluation([begin({ through: '2037-03-03' })]), 'occurred-in-future'],
    [
      'signed though it lacks something',
      evaluation([begin({ text: {} })], [{ type: 'sign' }]),
      'evaluation-incomplete',
    ],
    ['signed by the director', evaluation([begin()], [{ type: 'sign' }, director]), 'not-your-signature'],
    [
      'rewritten after it',
      evaluation([begin()], [{ type: 'sign' }], [{ type: 'write', text: whole }]),
      'evaluation-signed',
    ],
    ['acknowledged before it', evaluation([begin()], [acknowledge, coordinator]), 'evaluation-not-signed'],
    [
      'acknowledged by another',
      evaluation([begin()], [{ type: 'sign' }], [acknowledge, supervisor]),
      'not-your-signature',
    ],
  ])('[SU-2] %s', (_, acts, expected) => {
    expect(outcome(evaluationKind, acts)).toBe(expected);
  });
});
