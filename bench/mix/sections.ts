import { instrumentVersions } from '../../src/features/outcomes/api/instruments.ts';
import { providerIdOf } from '../../test/support/directory.ts';
import {
  about,
  contact,
  dateIn,
  firstEnclosed,
  inDays,
  lead,
  note,
  payer,
  reason,
  shot,
  type Shot,
  type ShotContext,
} from './shot.ts';
import { signedOnPaper } from '../../prisma/seed/index.ts';

const [gpra] = [...instrumentVersions].find(([, { id }]) => id === 'gpra') ?? [''];
const answers = {
  ...{ 'alcohol-days': 3, 'drug-days': 0, housing: 'with-others', work: 'looking', arrests: 0 },
  ...{ support: true, health: 'fair' },
};

const service = 'supportive-housing';
const providerOf = ({ agency }: ShotContext): string => providerIdOf(agency.agencyId);
const released = (content: readonly string[]) => (context: ShotContext) => ({
  ...{ recipient: providerOf(context), recipientKind: 'provider', purpose: 'referral', content },
  ...{ expiresOn: dateIn(300), recipientName: 'Harbor Rooms', ...signedOnPaper(dateIn(-1)) },
});
const choice = shot('recordChoice', (context) => ({
  ...{ service, options: [providerOf(context)], chosen: providerOf(context) },
  ...{ optionsOffered: 'A room near the river.', reasons: 'It is quiet.' },
}));
const referral = (context: ShotContext) => ({
  ...{ provider: providerOf(context), service, internal: false },
  ...{ availabilityKnown: true, waitingDays: 7, fits: true },
});
/** A service of its own each time: two authorizations of one may not overlap. */
const codeOf = (key: string): string => `RSS-${key.slice(0, 8).toUpperCase()}`;

/** An emergency with what it leads to: a need gone through, a referral for it, its authorization and its use. */
const emergency: readonly Shot[] = [
  shot('reportEmergentNeed', { needs: ['housing'], summary: note }),
  shot('acknowledgePage'),
  contact('ciu', 'phone', 'reached'),
  contact('client', 'face-to-face', 'reached'),
  shot('confirmNeed', { outcome: 'confirmed', last: true, need: 'housing' }),
  shot('reviewSafetyPlan', { changed: false, summary: note }),
  choice,
  shot('makeReferral', (context) => ({
    ...referral(context),
    ...{ need: context.keyOf('confirmNeed'), emergency: true },
  })),
  shot('requestAuthorization', (context) => ({
    ...{ service: codeOf(context.key), units: 10, from: dateIn(-2), through: dateIn(90), initial: true },
    ...{ enclosed: firstEnclosed(context), need: context.keyOf('confirmNeed'), justification: reason },
  })),
  payer(
    'decideAuthorization',
    about('requestAuthorization', {
      ...{ decision: 'approved', units: 10, from: dateIn(-2), through: dateIn(90), reason },
    }),
  ),
  shot('recordService', ({ keyOf }) => ({
    ...{ kind: 'housing', minutes: 30, billable: true, procedureCode: 'T1016', units: 2 },
    ...{ authorization: keyOf('requestAuthorization'), summary: note },
  })),
  shot('endAuthorization', about('requestAuthorization', { reason })),
  shot('withdrawReferral', about('makeReferral', { reason: 'no-longer-needed' })),
];

/** Consent, and a referral from the client's choice to the end of its service. */
const closedLoop: readonly Shot[] = [
  shot('grantRelease', released(['identity', 'presenting-issue', 'services', 'goals', 'payer'])),
  choice,
  shot('recordStaffing', { purpose: 'referral', talk: note, recommendations: note }),
  // The plan is finished after its staffing (RF-1).
  shot('reviewSccp', ({ plan }) => ({ initiative: 'recommend', summary: note, plan: plan('full') })),
  shot('makeReferral', (context) => ({
    ...{ ...referral(context), plan: context.plan('full') },
    ...{ planNeeds: ['n1'], planServices: ['v1'], planGoals: ['g1'] },
  })),
  shot('sendReferral', ({ keyOf }) => ({ about: keyOf('makeReferral'), release: keyOf('grantRelease') })),
  shot('recordReferralAnswer', about('makeReferral', { answer: 'accepted' })),
  shot('startService', about('makeReferral')),
  shot('recordServiceFeedback', about('makeReferral', { from: 'client', delivered: true, feedback: note })),
  shot('reviewService', about('makeReferral', { decision: 'continue', findings: note })),
  shot('endService', about('makeReferral', { reason: 'completed' })),
  shot('revokeRelease', about('grantRelease')),
];

/** Told apart, since some of them also start, or tell, the crisis' own workflow. */
export const crisisGroup: readonly Shot[] = [
  shot('reportCrisis', { kind: 'overdose', what: 'Found unconscious by the sister.' }),
  shot('answerCrisis', about('reportCrisis')),
  ...['respond', 'listen', 'consult', 'act', 'plan'].map((action) =>
    shot('recordCrisisAction', about('reportCrisis', { action, summary: note })),
  ),
  shot('recordStaffing', about('reportCrisis', { purpose: 'crisis', talk: note, recommendations: note })),
  shot('reviewSafetyPlan', about('reportCrisis', { changed: true, safetyPlan: note })),
  shot('closeCrisis', about('reportCrisis', { summary: note })),
];

/** Each section's own steps. */
export const sectionGroups: readonly (readonly Shot[])[] = [
  emergency,
  closedLoop,
  crisisGroup,
  [
    shot('nameTreatmentProvider', { provider: 'Lakeside Treatment' }),
    lead('assignCoordinator', ({ cover }) => ({ coordinatorId: cover })),
    shot('logContact', {
      with: 'client',
      mode: 'phone',
      outcome: 'reached',
      handOver: 'joint',
      summary: note,
    }),
    shot('notifyTreatmentProvider', (context) => ({
      disclosed: [
        {
          ...{ recipientKind: 'provider', recipient: providerOf(context), content: ['services'] },
          ground: 'qualified-service-organization',
        },
      ],
    })),
  ],
  [
    shot('scheduleAppointment', () => ({
      startsAt: inDays(30),
      travelArranged: true,
      purpose: note,
      place: note,
    })),
    shot('remindOfAppointment', about('scheduleAppointment')),
    shot('recordAppointment', about('scheduleAppointment', { outcome: 'cancelled', reason })),
  ],
  // Somebody is missed and looked for.
  [
    contact('client', 'face-to-face', 'no-show'),
    shot('recordLocateAttempt', { kind: 'call', outcome: 'not-reached' }),
    lead('decideLocate', { decision: 'close', reason }),
  ],
  // Down to the other side of the line, and back.
  [shot('scoreAcuity', { score: 30 }), lead('keepLevel', { reason }), shot('scoreAcuity', { score: 47 })],
  [
    shot('reportHighAcuityEvent', { event: 'hospitalization', summary: note }),
    contact('client', 'phone', 'reached'),
    shot('voidStep', ({ keyOf }) => ({ step: keyOf('reportHighAcuityEvent'), reason })),
  ],
  [
    shot('enterClientGroup', { group: 'gpra' }),
    shot('recordInstrument', {
      ...{ instrument: 'gpra', version: gpra, point: 'intake', outcome: 'completed', answers },
    }),
    shot('leaveClientGroup', { group: 'gpra', reason }),
  ],
  [
    shot('raiseDispute', { subject: 'plan', matter: note, parties: 'Client and agency.' }),
    shot(
      'recordDisputeStep',
      about('raiseDispute', { method: 'negotiation', outcome: 'settled', parties: 'Both.', summary: note }),
    ),
    lead('settleDispute', about('raiseDispute', { terms: note })),
  ],
  [
    shot('amendSccp', ({ plan }) => ({ plan: plan('amended'), disclosureChanges: true })),
    shot('grantRelease', released(['identity', 'plan'])),
    shot('revokeRelease', about('grantRelease')),
  ],
  [
    shot('setReleaseDate', { releaseOn: '2099-06-30' }),
    shot('completeTransitionSccp', ({ plan }) => ({ plan: plan('transition') })),
  ],
  [shot('confirmContactInformation')],
  [
    shot('consultSupervisor', { question: note }),
    shot('documentConsultation', about('consultSupervisor', { summary: note, decision: reason })),
  ],
];
