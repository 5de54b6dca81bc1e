import type { Cadence, Fulfilment, Profile, Rule, Rung } from '../../src/domain/policy/profile.ts';

/**
 * A profile whose deadlines are seconds: minutes count elapsed time, and a quarter of one is a number like any other.
 * What only whole days can say (an evening's deadline, a hold's review, the end after a discharge) is due at the
 * calendar's midnight, which the run lays into its own middle.
 */
const source = 'chaos run';
const sourced = <T>(value: T) => ({ value, source, basis: 'agency' as const });
const within = (seconds: number): Cadence => ({
  interval: { unit: 'minutes', count: seconds / 60 },
  source,
  basis: 'agency',
});

const plain: Pick<Rule, 'restartsOn' | 'cadenceByLevel' | 'ladder' | 'holdable' | 'afterDischarge'> = {
  restartsOn: [],
  cadenceByLevel: {},
  ladder: 'short',
  holdable: true,
  afterDischarge: false,
};

const after = (seconds: number): Rung['when'] => ({ afterOpened: { minutes: seconds / 60 } });
const whenMissed: Rung['when'] = { afterDue: { businessDays: 0 } };
const rung = (id: string, type: Rung['type'], to: Rung['to'], when: Rung['when']): Rung => ({
  ...{ id, type, to, when, source },
  deliver: 'at-once',
  basis: 'agency',
});

const client: Fulfilment = { step: 'logContact', with: ['client'] };

export const chaosProfile: Profile = {
  id: 'chaos',
  version: 1,
  title: 'Deadlines of seconds',
  levels: [
    { id: 'steady', title: 'Steady', caseload: sourced(1_000) },
    { id: 'light', title: 'Light', caseload: sourced(1_000) },
  ],
  ladders: {
    short: [rung('supervisor', 'escalation', 'supervisor', whenMissed)],
    long: [
      rung('warn', 'warning', 'coordinator', after(4)),
      rung('supervisor', 'escalation', 'supervisor', whenMissed),
      rung('director', 'escalation', 'director', after(22)),
      rung('quality-office', 'escalation', 'quality-office', after(45)),
    ],
    morning: [{ ...rung('supervisor', 'escalation', 'supervisor', whenMissed), deliver: 'next-morning' }],
    paged: [
      rung('page-1', 'page', 'on-call', after(0)),
      rung('page-2', 'page', 'supervisor', after(4)),
      rung('page-3', 'page', 'director', after(9)),
      rung('supervisor', 'escalation', 'supervisor', after(12)),
    ],
  },
  businessDayEnds: sourced(1),
  mailAt: sourced(1),
  holdAtMostDays: sourced(30),
  reopenWithinDays: sourced(0),
  acuity: sourced({ lowest: 0, highest: 100, caseManagementUpTo: 38 }),
  extensionNeedsAcuityWithinDays: sourced(30),
  rules: [
    {
      ...plain,
      kind: 'assignment',
      duty: 'IN-4',
      title: 'Assign a coordinator',
      opens: [{ on: 'referral', emergency: false }],
      cadence: within(9),
      met: [{ step: 'assignCoordinator' }],
    },
    {
      ...plain,
      kind: 'emergency.contact-client',
      duty: 'IN-2',
      title: 'Emergency: contact the client',
      opens: [
        { on: 'referral', emergency: true },
        { on: 'step', step: 'reportEmergentNeed' },
      ],
      cadence: within(15),
      met: [client],
      ladder: 'paged',
      holdable: false,
    },
    {
      ...plain,
      kind: 'contact.first',
      duty: 'IN-5',
      title: 'First contact',
      opens: [{ on: 'first-assignment' }],
      cadence: within(8),
      met: [client],
    },
    {
      ...plain,
      kind: 'contact.routine',
      duty: 'CO-1',
      title: 'Routine contact',
      opens: [{ on: 'first-assignment' }, { on: 'met', kind: 'contact.routine' }],
      restartsOn: ['changeLevel'],
      cadence: within(7),
      cadenceByLevel: { light: within(12) },
      met: [{ ...client, modes: ['face-to-face'], modesByLevel: { light: ['face-to-face', 'phone'] } }],
    },
    {
      ...plain,
      kind: 'sccp.preliminary',
      duty: 'PL-1',
      title: 'Preliminary plan',
      opens: [{ on: 'first-assignment' }],
      cadence: within(20),
      met: [{ step: 'completePreliminarySccp' }],
      ladder: 'long',
    },
    {
      ...plain,
      kind: 'rst.formation',
      duty: 'RT-1',
      title: 'Form the team',
      opens: [{ on: 'referral' }],
      cadence: within(25),
      met: [{ step: 'formRst' }],
    },
    {
      ...plain,
      kind: 'rst.meeting',
      duty: 'RT-2',
      title: 'Team meeting',
      opens: [
        { on: 'met', kind: 'rst.formation' },
        { on: 'met', kind: 'rst.meeting' },
      ],
      cadence: within(14),
      met: [{ step: 'holdRstMeeting' }],
    },
    {
      ...plain,
      kind: 'sccp.full',
      duty: 'PL-2',
      title: 'Full plan',
      opens: [{ on: 'referral' }],
      cadence: within(35),
      met: [{ step: 'completeFullSccp' }],
      ladder: 'long',
    },
    {
      ...plain,
      kind: 'sccp.review',
      duty: 'PL-4',
      title: 'Review of the plan',
      opens: [
        { on: 'met', kind: 'sccp.full' },
        { on: 'met', kind: 'sccp.review' },
      ],
      cadence: within(16),
      met: [{ step: 'reviewSccp' }],
    },
    {
      ...plain,
      kind: 'acuity.assessment',
      duty: 'AC-1',
      title: 'Acuity Index',
      opens: [{ on: 'referral' }, { on: 'met', kind: 'acuity.assessment' }],
      cadence: within(18),
      met: [{ step: 'scoreAcuity' }],
    },
    {
      ...plain,
      kind: 'extension.decision',
      duty: 'AU-3',
      title: 'Payer decides',
      opens: [{ on: 'step', step: 'requestExtension' }],
      cadence: within(10),
      met: [{ step: 'decideExtension' }],
      ladder: 'long',
    },
    {
      ...plain,
      kind: 'plan.tonight',
      duty: 'PL-10',
      title: 'Renewal of the service plan, by the end of the local day',
      opens: [{ on: 'referral' }],
      cadence: { interval: { unit: 'days', count: 0 }, source, basis: 'agency' },
      met: [{ step: 'renewServicePlan' }],
      ladder: 'morning',
    },
    {
      ...plain,
      kind: 'outcome.discharge',
      duty: 'OU-2',
      title: 'Discharge outcome data',
      opens: [{ on: 'step', step: 'discharge' }],
      cadence: within(8),
      met: [{ step: 'recordOutcomes' }],
      afterDischarge: true,
    },
  ],
};
