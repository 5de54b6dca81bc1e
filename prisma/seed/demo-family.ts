import type { Login } from './agency.ts';
import { samplePlan } from './plans.ts';
import { sampleMeeting, sampleRoster } from './rosters.ts';
import { signedOnPaper } from './releases.ts';

/** What the story may refer to: ids that earlier acts have made, by their names, and the times of the demo. */
export type FamilyContext = {
  enrollmentId: string;
  idOf: (name: string) => string;
  coordinatorId: string;
  /** Hash of the newest version of that outcome instrument. */
  instrument: (id: string) => string;
  /** The local date so many hours ago. */
  dateAt: (hoursAgo: number) => string;
  /** ISO instant that many hours ahead. */
  ahead: (hours: number) => string;
};

export type FamilyAct = {
  by: Login;
  hoursAgo: number;
  /** Below the enrollment; with a leading slash, below the API. */
  path: string;
  body: Record<string, unknown> | ((context: FamilyContext) => Record<string, unknown>);
  /** Keeps what it makes: a document's id, or the step's. */
  name?: string;
  /** Happens when it is sent: takes no time of its own. */
  now?: true;
};

const mother = '5f0c3f0a-8d3e-4c55-9f44-6d3a1f2b7c01';
const son = '5f0c3f0a-8d3e-4c55-9f44-6d3a1f2b7c02';
const far = '2099-06-30';

function step(
  by: Login,
  hoursAgo: number,
  type: string,
  body: FamilyAct['body'] = {},
  name?: string,
): FamilyAct {
  return { by, hoursAgo, path: `commands/${type}`, body, ...(name === undefined ? {} : { name }) };
}
const document = (hoursAgo: number, path: string, body: FamilyAct['body'], name?: string): FamilyAct => ({
  ...{ by: 'coordinator', hoursAgo, path, body },
  ...(name === undefined ? {} : { name }),
});
const action = (hoursAgo: number, part: string) =>
  step('coordinator2', hoursAgo, 'recordCrisisAction', {
    about: 'demo-crisis',
    action: part,
    summary: 'Done.',
  });

export const familyReferral = {
  client: {
    reference: 'D-1008',
    givenName: 'Lucinda',
    familyName: 'Abernathy-Cole',
    birthDate: '1991-09-03',
  },
  referral: {
    level: 'rsc-f',
    emergency: true,
    needs: [{ need: 'housing', words: 'Has to leave her cousin’s sofa tonight, with her boy.' }],
    screen: 'A mother and her son of six; in treatment since spring.',
  },
};

/** A family in the middle of it all: at least one of everything a coordinator does (see docs/duties.md). */
export const familyActs: FamilyAct[] = [
  ...[
    ['demo-shelter', 'Vliet Street Family Shelter', 'emergency-housing'],
    ['demo-center', 'Harbor Treatment Center', 'outpatient-treatment'],
  ].map(([name = '', title, service]): FamilyAct => ({
    ...{ by: 'supervisor', hoursAgo: 20.4, path: '/providers', name },
    body: {
      ...{ name: title, services: [service], populations: ['families'], languages: ['en', 'es'] },
      ...{ internal: false, contact: { phone: '414 555 0110' }, openings: 2, waitingDays: 1 },
    },
  })),
  step('coordinator2', 19.9, 'acknowledgePage'),
  step('coordinator2', 19.8, 'logContact', { with: 'ciu', mode: 'phone', outcome: 'reached' }),
  step('coordinator2', 19.7, 'logContact', { with: 'client', mode: 'face-to-face', outcome: 'reached' }),
  step(
    'coordinator2',
    19.5,
    'confirmNeed',
    { need: 'housing', outcome: 'confirmed', words: 'Without a room tonight, with her boy.', last: true },
    'demo-need',
  ),
  step('coordinator2', 19.4, 'recordChoice', ({ idOf }) => ({
    ...{ service: 'emergency-housing', options: [idOf('demo-shelter')], chosen: idOf('demo-shelter') },
    ...{ optionsOffered: 'The one family room free tonight.', reasons: 'She can keep her son with her.' },
  })),
  step(
    'coordinator2',
    19.3,
    'grantRelease',
    ({ idOf, dateAt }) => ({
      ...{ recipient: idOf('demo-shelter'), recipientKind: 'provider', purpose: 'referral' },
      ...{ content: ['identity', 'presenting-issue', 'services', 'goals'] },
      ...{ expiresOn: dateAt(-24 * 180), recipientName: 'Vliet Street Family Shelter' },
      ...signedOnPaper(dateAt(19.3)),
    }),
    'demo-release',
  ),
  step(
    'coordinator2',
    19.2,
    'makeReferral',
    ({ idOf }) => ({
      ...{ provider: idOf('demo-shelter'), service: 'emergency-housing', internal: false },
      ...{ need: 'demo-need', emergency: true },
      ...{ availabilityKnown: true, waitingDays: 0, fits: true },
    }),
    'demo-referral',
  ),
  step('coordinator2', 19.1, 'sendReferral', { about: 'demo-referral', release: 'demo-release' }),
  step('coordinator2', 18.8, 'recordReferralAnswer', { about: 'demo-referral', answer: 'accepted' }),
  step('coordinator2', 18.2, 'startService', { about: 'demo-referral' }),
  step('supervisor', 18.1, 'assignCoordinator', ({ coordinatorId }) => ({ coordinatorId })),
  document(18, 'plans', ({ dateAt }) => samplePlan('preliminary', dateAt(18)), 'demo-preliminary'),
  step('coordinator', 17.9, 'completePreliminarySccp', ({ idOf }) => ({ plan: idOf('demo-preliminary') })),
  step('coordinator', 17.8, 'nameTreatmentProvider', { provider: 'Harbor Treatment Center' }),
  step('coordinator', 17.5, 'notifyTreatmentProvider', ({ idOf }) => ({
    told: 'By phone.',
    disclosed: [
      {
        ...{ recipientKind: 'provider', recipient: idOf('demo-center'), content: ['services'] },
        ground: 'qualified-service-organization',
      },
    ],
  })),
  step(
    'coordinator',
    17,
    'requestAuthorization',
    ({ dateAt }) => ({
      ...{ service: 'RSS-HOUSING', units: 30, from: dateAt(17), through: far, initial: true },
      ...{ need: 'demo-need', encloses: ['sccp', 'placement-criteria'], justification: 'A family room.' },
    }),
    'demo-sar',
  ),
  step('payer', 16, 'decideAuthorization', ({ dateAt }) => ({
    ...{ about: 'demo-sar', decision: 'approved-in-part', units: 20, from: dateAt(17), through: far },
    reason: 'Twenty nights first.',
  })),
  step('coordinator', 15.5, 'recordService', {
    ...{ kind: 'housing', minutes: 60, billable: true, procedureCode: 'T1016' },
    ...{ authorization: 'demo-sar', units: 1, summary: 'Moved in together.' },
  }),
  document(15, 'household/acts/change', {
    members: [
      {
        id: mother,
        name: 'Lucinda',
        relation: 'mother',
        client: true,
        minor: false,
        guardians: [],
        lets: [],
      },
      { id: son, name: 'Asa', relation: 'son', client: false, minor: true, guardians: [mother], lets: [] },
    ],
  }),
  document(15, 'contact-information/acts/change', {
    ways: [{ kind: 'phone', value: '414 555 0163', mayLeaveMessage: false }],
  }),
  step('coordinator', 14.9, 'confirmContactInformation'),
  document(14.8, 'roster/acts/change', ({ enrollmentId }) => sampleRoster(enrollmentId)),
  step('coordinator', 14.7, 'formRst'),
  step('coordinator', 14.5, 'scoreAcuity', { score: 52 }, 'demo-index'),
  step('coordinator', 14.4, 'enterClientGroup', { group: 'gpra' }),
  step('coordinator', 14.3, 'recordInstrument', ({ instrument }) => ({
    ...{ instrument: 'gpra', version: instrument('gpra'), point: 'intake', outcome: 'refused' },
  })),
  document(14, 'plans', ({ dateAt }) => samplePlan('full', dateAt(14)), 'demo-full'),
  step('coordinator', 13.9, 'completeFullSccp', ({ idOf }) => ({ plan: idOf('demo-full') })),
  step('coordinator', 13.5, 'holdRstMeeting', ({ enrollmentId }) => sampleMeeting(enrollmentId)),
  step('coordinator', 13, 'reviewSccp', { initiative: 'recommend', summary: 'Goals gone through.' }),
  step('coordinator', 12, 'logContact', { with: 'client', mode: 'phone', outcome: 'no-show' }),
  step('coordinator', 11.9, 'recordLocateAttempt', { kind: 'call', outcome: 'reached' }),
  step(
    'coordinator2',
    10,
    'reportCrisis',
    { kind: 'overdose', what: 'Found asleep on the stairs, breathing.' },
    'demo-crisis',
  ),
  step('coordinator2', 9.95, 'answerCrisis', { about: 'demo-crisis' }),
  ...['respond', 'listen', 'consult', 'act', 'plan'].map((part, i) => action(9.9 - 0.05 * i, part)),
  step('coordinator2', 9.5, 'closeCrisis', { about: 'demo-crisis' }),
  step('supervisor', 8, 'recordStaffing', {
    ...{ purpose: 'crisis', about: 'demo-crisis', talk: 'The night gone through.' },
    recommendations: 'Detox first; her cousin keeps the boy.',
  }),
  step('coordinator', 7.5, 'reviewSafetyPlan', {
    ...{ about: 'demo-crisis', changed: true, safetyPlan: 'Her cousin first, at any hour.' },
  }),
  step('coordinator', 7, 'reportHighAcuityEvent', { event: 'detox-admission' }),
  step(
    'coordinator',
    6.5,
    'logContact',
    { with: 'client', mode: 'face-to-face', outcome: 'reached' },
    'demo-visit',
  ),
  document(
    6,
    'notes',
    {
      about: 'demo-visit',
      text: {
        ...{ type: 'contact', context: 'First visit after the night.', place: 'The center.' },
        ...{ purpose: 'What comes next.', facts: 'Slept; ate.', impressions: 'Ashamed, and relieved.' },
        ...{ quotes: ['I want my boy back by Sunday.'], resolution: 'Stays three days.' },
        nextSteps: 'Call on Thursday.',
      },
    },
    'demo-note',
  ),
  {
    ...{ by: 'coordinator', hoursAgo: 5.9, path: 'notes/{demo-note}/acts/sign', body: {} },
  },
  step('coordinator', 5.5, 'consultSupervisor', { question: 'Who keeps the boy.' }, 'demo-consultation'),
  step('coordinator', 5.4, 'documentConsultation', {
    ...{ about: 'demo-consultation', summary: 'Weighed.', decision: 'The cousin, until Sunday.' },
  }),
  step('coordinator', 5, 'scheduleAppointment', ({ ahead }) => ({
    ...{ startsAt: ahead(72), travelArranged: true, purpose: 'Intake.', place: 'Harbor Treatment Center' },
    travel: 'Bus 30.',
  })),
  step(
    'coordinator',
    4,
    'raiseDispute',
    { subject: 'service', matter: 'The shelter counts a night twice.', parties: 'Client and shelter.' },
    'demo-dispute',
  ),
  step('coordinator', 3, 'recordDisputeStep', {
    ...{ about: 'demo-dispute', method: 'negotiation', outcome: 'settled' },
    ...{ parties: 'Client and shelter.', summary: 'One night is taken back.' },
  }),
  step('supervisor', 2.9, 'settleDispute', { about: 'demo-dispute', terms: 'One night is taken back.' }),
  { by: 'supervisor', hoursAgo: 0, path: '/fund/deposits', body: { amountCents: 50_000 }, now: true },
  { by: 'coordinator', hoursAgo: 0, path: '/mis/batches', body: {}, now: true },
  {
    ...{ by: 'coordinator', hoursAgo: 0, path: 'fund-payments', now: true, name: 'demo-payment' },
    body: {
      ...{ amountCents: 4_500, purpose: 'transportation', need: 'demo-need', payee: 'County Transit' },
      justification: 'Bus passes for the week, before a check can come.',
    },
  },
];
