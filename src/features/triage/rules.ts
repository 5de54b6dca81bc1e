import type { Fulfilment, Rule, Trigger } from '../../engine/record/authoring.ts';
import { every, plain, reachedClient } from '../../engine/policy/rule-parts.ts';

const emergency: Trigger[] = [
  { on: 'referral', emergency: true },
  { on: 'step', step: 'reportEmergentNeed' },
];

const emergencyRules: Rule[] = [
  {
    ...plain,
    kind: 'emergency.needs',
    duty: 'IN-3',
    title: 'Emergency: go through the needs with the client',
    opens: emergency,
    cadence: every(24, 'hours', 'Agency default, after 001 C.1', 'agency'),
    met: [{ step: 'confirmNeed', where: { last: true } }],
    holdable: false,
  },
  {
    ...plain,
    kind: 'emergency.safety-plan',
    duty: 'IN-3',
    title: 'Emergency: preliminary plan with a Safety/Crisis Plan',
    opens: emergency,
    cadence: every(24, 'hours', 'Agency default, after 001 C.1', 'agency'),
    // Every plan that is completed holds one (PL-3).
    met: [
      { step: 'completePreliminarySccp' },
      { step: 'completeFullSccp' },
      { step: 'amendSccp' },
      { step: 'completeTransitionSccp' },
      { step: 'renewServicePlan' },
      { step: 'reviewSafetyPlan' },
    ],
    holdable: false,
  },
  {
    ...plain,
    kind: 'emergency.referral',
    duty: 'IN-3',
    title: 'Emergency: refer the client for the confirmed need',
    opens: [{ on: 'step', step: 'confirmNeed', where: { outcome: 'confirmed' } }],
    perThing: true,
    cadence: every(24, 'hours', 'Agency default, after 001 C.1', 'agency'),
    met: [{ step: 'makeReferral', thing: 'need' }],
    holdable: false,
  },
  {
    ...plain,
    kind: 'assignment.lasting',
    duty: 'IN-8',
    title: 'Assign a lasting coordinator after an emergency',
    opens: [{ on: 'referral', emergency: true }],
    cadence: every(1, 'business-days', 'Agency default, after 001 C.1', 'agency'),
    met: [{ step: 'assignCoordinator' }],
    ladder: 'assignment',
  },
];

const providerRule: Rule = {
  ...plain,
  kind: 'provider.notified',
  duty: 'IN-6',
  title: 'Tell the treatment provider who the coordinator is',
  opens: [
    { on: 'step', step: 'assignCoordinator', given: [{ happened: 'nameTreatmentProvider' }] },
    { on: 'step', step: 'nameTreatmentProvider', given: [{ assigned: true }] },
  ],
  cadence: every(1, 'business-days', 'Agency default, after 001 C.1', 'agency'),
  met: [{ step: 'notifyTreatmentProvider' }],
};

const appointmentRules: Rule[] = [
  {
    ...plain,
    kind: 'appointment.reminder',
    duty: 'CO-7',
    title: 'Remind the client of the appointment',
    // One that is made for today or tomorrow needs none.
    opens: [{ on: 'step', step: 'scheduleAppointment', given: [{ ahead: 'startsAt', days: 2 }] }],
    perThing: true,
    cadence: {
      fact: 'startsAt',
      minus: { unit: 'days', count: 1 },
      source: 'Agency default, after 001 B.2, B.4',
      basis: 'agency',
    },
    met: [{ step: 'remindOfAppointment' }],
    withdrawnBy: [{ step: 'recordAppointment' }],
  },
  {
    ...plain,
    kind: 'appointment.outcome',
    duty: 'CO-7',
    title: 'Record what came of the appointment',
    opens: [{ on: 'step', step: 'scheduleAppointment' }],
    perThing: true,
    cadence: {
      fact: 'startsAt',
      plus: { unit: 'business-days', count: 1 },
      source: 'Agency default, after 001 B.2, B.4',
      basis: 'agency',
    },
    met: [{ step: 'recordAppointment' }],
  },
];

/** What opens a search; a miss while one goes on opens nothing. */
const missed: Trigger[] = (
  [
    { on: 'step', step: 'logContact', where: { with: 'client', outcome: 'no-show' } },
    { on: 'step', step: 'recordAppointment', where: { outcome: 'missed' } },
  ] satisfies Trigger[]
).map((trigger) => ({ ...trigger, given: [{ notOwed: ['locate.decision', 'locate.further-decision'] }] }));

const found: Fulfilment[] = [
  { ...reachedClient, with: ['client'] },
  { step: 'recordLocateAttempt', where: { outcome: 'reached' } },
  { step: 'recordAppointment', where: { outcome: 'kept' } },
];
const closed: Fulfilment = { step: 'decideLocate', where: { decision: 'close' } };

function attemptOn(day: number): Rule {
  const notBefore = { unit: 'days', count: day } as const;
  return {
    ...plain,
    kind: `locate.day-${day}`,
    duty: 'IN-7',
    title: day === 0 ? 'Look for the client on the day of the miss' : `Look for the client, day ${day}`,
    opens: missed,
    cadence: every(day, 'days', 'Agency default, after 001 B.2, B.4', 'agency'),
    met: [
      { step: 'logContact', with: ['client'], outcomes: ['attempted'], notBefore },
      { step: 'recordLocateAttempt', notBefore },
    ],
    withdrawnBy: [...found, closed],
  };
}

const locateRules: Rule[] = [
  ...[0, 1, 3, 7, 14].map(attemptOn),
  {
    ...plain,
    kind: 'locate.decision',
    duty: 'IN-7',
    title: 'Supervisor decides how the search goes on',
    opens: missed,
    cadence: every(30, 'days', 'Agency default, after 001 B.2, B.4', 'agency'),
    met: [{ step: 'decideLocate' }],
    withdrawnBy: found,
    ladder: 'assignment',
  },
  {
    ...plain,
    kind: 'locate.further-decision',
    duty: 'IN-7',
    title: 'Supervisor decides again, the time given being over',
    opens: [{ on: 'step', step: 'decideLocate', where: { decision: 'continue' } }],
    cadence: {
      fact: 'until',
      source: 'Agency default, after 001 B.2, B.4 (the date is the supervisor’s)',
      basis: 'agency',
    },
    met: [{ step: 'decideLocate' }],
    withdrawnBy: found,
    ladder: 'assignment',
  },
];

/** Duties about emergency needs, appointments, locating a client, the treatment provider (IN). */
export const triageRules: Rule[] = [...emergencyRules, providerRule, ...appointmentRules, ...locateRules];
