import type { Condition, Profile, Rule, Trigger } from '../../engine/record/authoring.ts';
import type { ClientGroup, InstrumentPoint } from '../../engine/record/steps/outcomes.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';

const agency = (source: string) => `Agency default, ${source}`;
const gpra = agency('after the window of 001 B.2 (OU-1)');
const suprt = agency('after the windows its federal guide names (OU-1)');

const entered = (group: ClientGroup): Trigger => ({ on: 'step', step: 'enterClientGroup', where: { group } });
const inGroup = (group: ClientGroup): Condition => ({
  happened: 'enterClientGroup',
  where: { group },
  undoneBy: 'leaveClientGroup',
});
const discharged = (group: ClientGroup): Trigger => ({
  on: 'step',
  step: 'discharge',
  given: [inGroup(group)],
});
/** Answered, not refused: there is something to compare with later. */
const answered = (instrument: ClientGroup, point: InstrumentPoint): Trigger => ({
  on: 'step',
  step: 'recordInstrument',
  where: { instrument, point, outcome: 'completed' },
  given: [inGroup(instrument)],
});

/** The instrument of a group at a point; a client who refuses it is recorded, and that meets it. */
function instrument(
  group: ClientGroup,
  point: InstrumentPoint,
  title: string,
  rest: Pick<Rule, 'opens' | 'cadence'> & { notBefore?: NonNullable<Rule['met'][0]['notBefore']> },
): Rule {
  const { notBefore, ...timed } = rest;
  return {
    ...plain,
    ...timed,
    kind: `instrument.${group}.${point}`,
    duty: 'OU-1',
    title,
    met: [
      {
        step: 'recordInstrument',
        where: { instrument: group, point },
        ...(notBefore === undefined ? {} : { notBefore }),
      },
    ],
    withdrawnBy: [{ step: 'leaveClientGroup', where: { group } }],
    afterDischarge: timed.opens.some((trigger) => trigger.on === 'step' && trigger.step === 'discharge'),
  };
}

/** Duties about outcome instruments, satisfaction, leaving, disputes (OU, DI). */
export const outcomeRules: Rule[] = [
  instrument('gpra', 'intake', 'GPRA interview at intake', {
    opens: [entered('gpra')],
    cadence: every(7, 'days', gpra, 'agency'),
  }),
  instrument('gpra', 'follow-up', 'GPRA follow-up interview, months 5 to 8', {
    opens: [answered('gpra', 'intake')],
    cadence: every(8, 'months', gpra, 'agency'),
    notBefore: { unit: 'months', count: 5 },
  }),
  instrument('gpra', 'discharge', 'GPRA interview at discharge', {
    opens: [discharged('gpra')],
    cadence: every(10, 'business-days', gpra, 'agency'),
  }),
  instrument('suprt', 'baseline', 'SUPRT baseline', {
    opens: [entered('suprt')],
    cadence: every(30, 'days', suprt, 'agency'),
  }),
  instrument('suprt', 'reassessment', 'SUPRT reassessment, day 180 with 30 days either side', {
    opens: [answered('suprt', 'baseline')],
    cadence: every(210, 'days', suprt, 'agency'),
    notBefore: { unit: 'days', count: 150 },
  }),
  instrument('suprt', 'annual', 'SUPRT annual assessment, day 365 with 30 days either side', {
    opens: [answered('suprt', 'baseline'), { on: 'met', kind: 'instrument.suprt.annual' }],
    cadence: every(395, 'days', suprt, 'agency'),
    notBefore: { unit: 'days', count: 335 },
  }),
  instrument('suprt', 'closeout', 'SUPRT closeout', {
    opens: [discharged('suprt')],
    cadence: every(30, 'days', suprt, 'agency'),
  }),
  instrument('state', 'intake', 'State outcome instrument at intake', {
    opens: [entered('state')],
    cadence: every(7, 'days', agency('after 001 B.2 (OU-1)'), 'agency'),
  }),
  instrument('state', 'discharge', 'State outcome instrument at discharge', {
    opens: [discharged('state')],
    cadence: every(10, 'business-days', agency('after 001 B.2 (OU-1)'), 'agency'),
  }),
  {
    ...plain,
    kind: 'satisfaction.instrument',
    duty: 'OU-3',
    title: 'Client satisfaction instrument',
    opens: [{ on: 'step', step: 'askSatisfaction' }],
    cadence: every(10, 'business-days', agency('after 001 B.2 (when CARS asks)'), 'agency'),
    met: [{ step: 'recordInstrument', where: { instrument: 'satisfaction' } }],
  },
  {
    ...plain,
    kind: 'dispute.settlement',
    duty: 'DI-1',
    title: 'Settle the dispute',
    opens: [{ on: 'step', step: 'raiseDispute' }],
    perThing: true,
    cadence: every(60, 'days', agency('after 004'), 'agency'),
    met: [{ step: 'settleDispute' }],
    withdrawnBy: [{ step: 'withdrawDispute' }],
  },
];

/** OU-4. What could not be done is said with its reason; nothing is asked of a client who died. */
export const leaving: NonNullable<Profile['leaving']> = {
  value: [
    { reasons: ['completed', 'level-not-indicated'], stated: ['aftercareArranged', 'warmHandOver'] },
    { reasons: ['withdrawn'], stated: ['aftercareArranged'] },
    { reasons: ['transferred'], stated: ['warmHandOver'], done: ['receivingAgencyNamed'] },
    { reasons: ['lost-contact'], searchClosed: true },
    {
      reasons: ['completed', 'level-not-indicated', 'withdrawn', 'transferred', 'lost-contact', 'other'],
      levels: ['cm'],
      stated: ['lastMeetingHeld'],
      lastMeetingWithinDays: 30,
    },
  ],
  source: '001 B.2, B.4 (last meeting at discharge for Case Management); by which reason, agency default',
  basis: 'agency',
};

export const disputeOrder: NonNullable<Profile['disputeOrder']> = {
  value: ['negotiation', 'mediation', 'arbitration'],
  source: 'Agency default, in the order 004 names them',
  basis: 'agency',
};
