import type { Fulfilment, Condition, Rule, Trigger } from '../../src/engine/policy/profile.ts';
import { plain, source, within } from './rule-parts.ts';

/** One obligation a thing: a referral, an authorization, a crisis… */
const thing = { ...plain, perThing: true };
const withdrawn: Fulfilment[] = [{ step: 'withdrawReferral' }];

const referralRules: Rule[] = [
  {
    ...thing,
    kind: 'referral.transmittal',
    duty: 'RF-1',
    title: 'Send the referral',
    opens: [{ on: 'step', step: 'makeReferral' }],
    cadence: within(12),
    met: [{ step: 'sendReferral' }],
    withdrawnBy: withdrawn,
  },
  {
    ...thing,
    kind: 'referral.answer',
    duty: 'RF-6',
    title: "Learn the provider's answer",
    opens: [{ on: 'step', step: 'sendReferral' }],
    cadence: within(10),
    met: [{ step: 'recordReferralAnswer', where: { answer: ['accepted', 'waitlisted', 'declined'] } }],
    withdrawnBy: withdrawn,
  },
  {
    ...thing,
    kind: 'service.start',
    duty: 'RF-6',
    title: 'See the service begin',
    opens: [{ on: 'step', step: 'recordReferralAnswer', where: { answer: 'accepted' } }],
    cadence: within(10),
    met: [{ step: 'startService' }],
    withdrawnBy: withdrawn,
  },
  {
    ...thing,
    kind: 'service.review',
    duty: 'RF-5',
    title: 'Review the service',
    opens: [
      { on: 'step', step: 'startService' },
      { on: 'met', kind: 'service.review' },
    ],
    cadence: within(18),
    met: [{ step: 'reviewService' }],
    withdrawnBy: [{ step: 'endService' }],
  },
  {
    ...plain,
    kind: 'sccp.release',
    duty: 'PL-8',
    title: 'New release for a changed plan',
    opens: [{ on: 'step', step: 'revokeRelease' }],
    cadence: within(14),
    met: [{ step: 'grantRelease' }],
  },
];

const granted = ['approved', 'approved-in-part'];
const authorizationRules: Rule[] = [
  {
    ...thing,
    kind: 'sar.decision',
    duty: 'AU-3',
    title: 'Payer decides on the request',
    opens: [
      { on: 'step', step: 'requestAuthorization' },
      { on: 'step', step: 'appealDecision' },
    ],
    cadence: within(10),
    met: [{ step: 'decideAuthorization' }],
    withdrawnBy: [{ step: 'endAuthorization' }],
    ladder: 'long',
  },
  {
    ...thing,
    kind: 'authorization.renewal',
    duty: 'AU-1',
    title: 'Continue or end it before its last midnight',
    opens: [{ on: 'step', step: 'decideAuthorization', where: { decision: granted } }],
    cadence: { fact: 'through', source, basis: 'agency' },
    met: [{ step: 'endAuthorization' }],
    ladder: 'morning',
  },
];

const aCrisis = {
  ...thing,
  opens: [{ on: 'step', step: 'reportCrisis' }] satisfies Trigger[],
  holdable: false,
};
const crisisRules: Rule[] = [
  {
    ...aCrisis,
    kind: 'crisis.response',
    duty: 'CR-1',
    title: 'Crisis: respond',
    cadence: within(8),
    met: [{ step: 'recordCrisisAction', where: { action: 'respond' } }],
    ladder: 'paged',
  },
  {
    ...aCrisis,
    kind: 'crisis.actions',
    duty: 'CR-2',
    title: 'Crisis: each part of the response, and closed',
    cadence: within(25),
    met: [{ step: 'closeCrisis' }],
  },
  {
    ...aCrisis,
    kind: 'crisis.staffing',
    duty: 'CR-3',
    title: 'Crisis: staffing',
    cadence: within(20),
    met: [{ step: 'recordStaffing', where: { purpose: 'crisis' } }],
  },
  {
    ...aCrisis,
    kind: 'crisis.safety-plan',
    duty: 'CR-4',
    title: 'Crisis: look at the safety plan again',
    cadence: within(20),
    met: [{ step: 'reviewSafetyPlan' }],
  },
];

const missed: Trigger[] = [
  {
    on: 'step',
    step: 'recordAppointment',
    where: { outcome: 'missed' },
    given: [{ notOwed: ['locate.decision'] }],
  },
];
const found: Fulfilment[] = [
  { step: 'logContact', with: ['client'] },
  { step: 'recordLocateAttempt', where: { outcome: 'reached' } },
];
const triageRules: Rule[] = [
  {
    ...plain,
    kind: 'emergency.needs',
    duty: 'IN-3',
    title: 'Go through the needs with the client',
    opens: [{ on: 'step', step: 'reportEmergentNeed' }],
    cadence: within(18),
    met: [{ step: 'confirmNeed', where: { last: true } }],
    holdable: false,
  },
  {
    ...thing,
    kind: 'emergency.referral',
    duty: 'IN-3',
    title: 'Refer for the confirmed need',
    opens: [{ on: 'step', step: 'confirmNeed', where: { outcome: 'confirmed' } }],
    cadence: within(15),
    met: [{ step: 'makeReferral', thing: 'need' }],
    holdable: false,
  },
  {
    ...thing,
    kind: 'appointment.outcome',
    duty: 'CO-7',
    title: 'What came of the appointment, when it begins',
    opens: [{ on: 'step', step: 'scheduleAppointment' }],
    cadence: { fact: 'startsAt', source, basis: 'agency' },
    met: [{ step: 'recordAppointment' }],
  },
  {
    ...plain,
    kind: 'locate.attempt',
    duty: 'IN-7',
    title: 'Look for the client',
    opens: missed,
    cadence: within(6),
    met: [{ step: 'recordLocateAttempt' }],
    withdrawnBy: found,
  },
  {
    ...plain,
    kind: 'locate.decision',
    duty: 'IN-7',
    title: 'Decide how the search goes on',
    opens: missed,
    cadence: within(16),
    met: [{ step: 'decideLocate' }],
    withdrawnBy: found,
    ladder: 'long',
  },
];

const acuityRules: Rule[] = [
  {
    ...plain,
    kind: 'level.decision',
    duty: 'AC-3',
    title: 'Decide on the level that the index indicates',
    opens: [{ on: 'step', step: 'scoreAcuity', given: [{ scoreIndicates: 'other-level' }] }],
    cadence: within(12),
    met: [{ step: 'changeLevel' }, { step: 'keepLevel' }],
    withdrawnBy: [{ step: 'scoreAcuity', scoreIndicates: 'present-level' }],
  },
  {
    ...thing,
    kind: 'stabilization.contact',
    duty: 'AC-5',
    title: 'Contact after a high-acuity event',
    opens: [{ on: 'step', step: 'reportHighAcuityEvent' }],
    cadence: within(9),
    met: [{ step: 'logContact', with: ['client'], everyThing: true }],
    holdable: false,
  },
];

const inGroup: Condition = {
  happened: 'enterClientGroup',
  where: { group: 'gpra' },
  undoneBy: 'leaveClientGroup',
};
const outcomeRules: Rule[] = [
  {
    ...plain,
    kind: 'instrument.gpra.intake',
    duty: 'OU-1',
    title: 'Interview at intake',
    opens: [{ on: 'step', step: 'enterClientGroup', where: { group: 'gpra' } }],
    cadence: within(12),
    met: [{ step: 'recordInstrument', where: { instrument: 'gpra', point: 'intake' } }],
    withdrawnBy: [{ step: 'leaveClientGroup', where: { group: 'gpra' } }],
  },
  {
    ...plain,
    kind: 'instrument.gpra.discharge',
    duty: 'OU-1',
    title: 'Interview at discharge',
    opens: [{ on: 'step', step: 'discharge', given: [inGroup] }],
    cadence: within(9),
    met: [{ step: 'recordInstrument', where: { instrument: 'gpra', point: 'discharge' } }],
    afterDischarge: true,
  },
  {
    ...thing,
    kind: 'dispute.settlement',
    duty: 'DI-1',
    title: 'Settle the dispute',
    opens: [{ on: 'step', step: 'raiseDispute' }],
    cadence: within(20),
    met: [{ step: 'settleDispute' }],
    withdrawnBy: [{ step: 'withdrawDispute' }],
  },
  {
    ...thing,
    kind: 'consultation.documentation',
    duty: 'DO-4',
    title: 'Document the consultation',
    opens: [{ on: 'step', step: 'consultSupervisor' }],
    cadence: within(10),
    met: [{ step: 'documentConsultation' }],
  },
  {
    ...plain,
    kind: 'contact.information',
    duty: 'CO-4',
    title: 'Contact information confirmed',
    opens: [{ on: 'first-assignment' }, { on: 'met', kind: 'contact.information' }],
    cadence: within(30),
    met: [{ step: 'confirmContactInformation' }],
  },
];

/** The sections' own duties, in seconds. */
export const sectionRules: Rule[] = [
  ...triageRules,
  ...acuityRules,
  ...referralRules,
  ...authorizationRules,
  ...crisisRules,
  ...outcomeRules,
];
