import type { CommandType } from '../../src/kit/http/command.ts';
import { instrumentVersions } from '../../src/features/outcomes/api/instruments.ts';
import type { Random } from './random.ts';
import type { Facts, Words } from './requests.ts';
import { signedFacts, signedWords } from '../../prisma/seed/index.ts';

/** Under which key the course's newest such step is sent: the id of the thing it begins. */
type KeyOf = (type: CommandType) => string;

export type CourseStep = {
  type: CommandType;
  facts: (keyOf: KeyOf) => Facts;
  words: Words;
};

const one = (
  type: CommandType,
  facts: Facts | ((keyOf: KeyOf) => Facts) = {},
  words: Words = {},
): CourseStep => ({ type, words, facts: typeof facts === 'function' ? facts : () => facts });
const about =
  (type: CommandType, rest: Facts = {}) =>
  (keyOf: KeyOf): Facts => ({ about: keyOf(type), ...rest });
const said = { summary: 'As it was.' };
const reason = { reason: 'As planned.' };
const needed = { justification: 'Needed.' };
const [gpra] = [...instrumentVersions].find(([, { id }]) => id === 'gpra') ?? [''];

const told = ['identity', 'presenting-issue', 'services', 'goals', 'payer'];
const choice = (service: string): CourseStep =>
  one(
    'recordChoice',
    { service, options: { provider: 'list' }, chosen: { provider: 'one' } },
    { optionsOffered: 'A room.', reasons: 'Near family.' },
  );
const made = (service: string): Facts => ({
  ...{ provider: { provider: 'one' }, service, internal: false, availabilityKnown: true },
  ...{ waitingDays: 3, fits: true },
});
const fromPlan: Facts = {
  ...{ plan: { writes: 'full' }, planNeeds: ['n1'], planServices: ['v1'], planGoals: ['g1'] },
};

/** Consent given, perhaps too narrow or for today only, perhaps taken back or at its end; and a referral that wants to be sent. */
function referral(random: Random): CourseStep[] {
  const service = random.pick(['housing', 'outpatient']);
  const content = random.chance(0.85) ? told : told.slice(0, 2);
  const expiresOn = random.chance(0.6) ? ({ tomorrow: true } as const) : ({ today: true } as const);
  const grant: Facts = {
    ...{ recipient: { provider: 'one' }, recipientKind: 'provider', content, expiresOn },
    ...signedFacts({ today: true } as const),
    purpose: random.chance(0.9) ? 'referral' : 'monitoring',
  };
  const byEvent = random.chance(0.3);
  const send = one('sendReferral', (keyOf) => ({
    about: keyOf('makeReferral'),
    release: keyOf('grantRelease'),
  }));
  const stop = byEvent
    ? [one('endRelease', about('grantRelease'), { what: 'She has moved in.' })]
    : [
        one('revokeRelease', about('grantRelease')),
        one('tellRevocation', about('grantRelease', { outcome: 'told' }), {
          told: 'Harbor Rooms, by phone.',
        }),
      ];
  const answer = (name: string): CourseStep =>
    one(
      'recordReferralAnswer',
      about('makeReferral', { answer: name, ...(name === 'declined' ? { reason: 'no-opening' } : {}) }),
    );
  const begun: CourseStep[] = [
    answer('accepted'),
    one('startService', about('makeReferral')),
    one('reviewService', about('makeReferral', { decision: 'continue' }), { findings: 'Goes well.' }),
    one('endService', about('makeReferral', { reason: 'completed' })),
  ];
  return [
    one(
      'grantRelease',
      { ...grant, ...(byEvent ? { expiry: 'event' } : {}) },
      {
        ...{ recipientName: 'Harbor Rooms', ...signedWords },
        ...(byEvent ? { expiryWords: 'When she moves in.' } : {}),
      },
    ),
    choice(service),
    one('makeReferral', { ...made(service), ...fromPlan }),
    ...random.pick([[send, ...stop], [...stop, send], [send], [send]]),
    ...random.pick([
      begun,
      begun,
      [answer('waitlisted'), answer('declined')],
      [one('withdrawReferral', about('makeReferral', { reason: 'no-answer' }))],
    ]),
  ];
}

/** A few services, so that requests overlap; more use than units, so that some of it has to be refused. */
function authorization(random: Random): CourseStep[] {
  const units = random.whole(2, 9);
  const through = random.chance(0.5) ? ({ tomorrow: true } as const) : ({ today: true } as const);
  const request: Facts = {
    ...{ service: random.pick(['RSS-A', 'RSS-B', 'RSS-C']), units, from: '2020-01-01', through },
    initial: true,
    enclosed: random.chance(0.9) ? { encloses: 'preliminary' } : [],
  };
  const decide = (decision: string): CourseStep =>
    one(
      'decideAuthorization',
      about('requestAuthorization', {
        decision,
        ...(decision === 'denied' ? {} : { units, from: '2020-01-01', through }),
      }),
      reason,
    );
  const use = (): CourseStep =>
    one('recordService', (keyOf) => ({
      ...{ kind: 'housing', minutes: 30, billable: true, procedureCode: 'T1016' },
      ...{ units: random.whole(1, 4), authorization: keyOf('requestAuthorization') },
    }));
  const appealed = [decide('denied'), one('appealDecision', about('requestAuthorization'), reason)];
  return [
    one('requestAuthorization', request, needed),
    ...(random.chance(0.25) ? appealed : []),
    decide(random.pick(['approved', 'approved', 'approved-in-part'])),
    ...Array.from({ length: random.whole(2, 4) }, use),
    ...(random.chance(0.6) ? [one('endAuthorization', about('requestAuthorization'), reason)] : []),
  ];
}

/** Asked for, and sent again, appealed or taken back as the payer has it. */
function extension(random: Random): CourseStep[] {
  const units = random.whole(1, 40);
  const through = '2099-01-01';
  const ofRequest = (rest: Facts = {}) => about('requestExtension', rest);
  const decide = (decision: string): CourseStep => one('decideExtension', ofRequest({ decision }), reason);
  const part = one('decideExtension', ofRequest({ decision: 'approved-in-part', units: 1, through }), reason);
  const takenBack = one('withdrawExtension', ofRequest(), reason);
  return [
    one('requestExtension', { initial: true, units, through, enclosed: [] }, needed),
    ...random.pick([
      [decide('approved')],
      [decide('returned'), one('resubmitExtension', ofRequest({ enclosed: [] })), decide('approved')],
      [decide('denied'), one('appealExtension', ofRequest(), reason), part],
      [takenBack],
    ]),
  ];
}

/** Now and then nobody answers: the chain is paged to the end of the run. */
function crisis(random: Random): CourseStep[] {
  const report = one(
    'reportCrisis',
    { full: random.chance(0.2) },
    { kind: 'overdose', what: 'Found asleep.' },
  );
  if (random.chance(0.15)) return [report];
  return [
    report,
    one('answerCrisis', about('reportCrisis')),
    ...['respond', 'listen', 'consult', 'act', 'plan'].map((action) =>
      one('recordCrisisAction', about('reportCrisis', { action }), said),
    ),
    one('recordStaffing', about('reportCrisis', { purpose: 'crisis' }), {
      talk: 'What happened.',
      recommendations: 'Look in tomorrow.',
    }),
    one('reviewSafetyPlan', about('reportCrisis', { changed: false })),
    one('handOverCrisis', about('reportCrisis'), { to: 'Professional on duty.' }),
    one('closeCrisis', about('reportCrisis')),
  ];
}

function emergency(): CourseStep[] {
  return [
    one('reportEmergentNeed', {}, { needs: ['housing'] }),
    one('confirmNeed', { outcome: 'confirmed', last: true }, { need: 'housing' }),
    choice('shelter'),
    one('makeReferral', (keyOf) => ({ ...made('shelter'), need: keyOf('confirmNeed'), emergency: true })),
  ];
}

function appointment(random: Random): CourseStep[] {
  const startsAt = { inSeconds: random.whole(3, 12) };
  const outcome = random.pick(['kept', 'missed', 'missed', 'cancelled']);
  return [
    one('scheduleAppointment', { startsAt, travelArranged: true }, { purpose: 'Intake.', place: 'Office.' }),
    one('recordAppointment', about('scheduleAppointment', { outcome })),
    one('recordLocateAttempt', { kind: 'call', outcome: random.pick(['not-reached', 'reached']) }),
    one('decideLocate', { decision: 'close' }, reason),
  ];
}

function outcomes(random: Random): CourseStep[] {
  const point = random.pick(['intake', 'discharge']);
  return [
    one('enterClientGroup', { group: 'gpra' }),
    one('recordInstrument', { instrument: 'gpra', version: gpra, point, outcome: 'refused' }),
    one('leaveClientGroup', { group: 'gpra' }, reason),
  ];
}

function dispute(random: Random): CourseStep[] {
  const tried = (method: string, outcome: string): CourseStep =>
    one('recordDisputeStep', about('raiseDispute', { method, outcome }), {
      parties: 'Both.',
      ...(method === 'negotiation' ? {} : { neutral: 'A neighbour.' }),
      ...said,
    });
  return [
    one('raiseDispute', { subject: 'plan' }, { matter: 'The plan.', parties: 'Client and agency.' }),
    tried('negotiation', 'unsettled'),
    tried('mediation', 'settled'),
    random.chance(0.8)
      ? one('settleDispute', about('raiseDispute'), { terms: 'A new plan.' })
      : one('withdrawDispute', about('raiseDispute'), reason),
  ];
}

const courses: ((random: Random) => CourseStep[])[] = [
  ...[
    referral,
    referral,
    authorization,
    authorization,
    extension,
    crisis,
    crisis,
    emergency,
    appointment,
    outcomes,
    dispute,
  ],
  (random) => [one('scoreAcuity', { score: random.whole(0, 100) }), one('keepLevel', {}, reason)],
  () => [one('reportHighAcuityEvent', {}, { event: 'arrest' }), one('confirmContactInformation')],
  () => [
    one('consultSupervisor', {}, { question: 'What now?' }),
    one('documentConsultation', about('consultSupervisor'), { ...said, decision: 'This.' }),
  ],
];

/** What is asked of one enrollment one after the other; now and then a step is left out, or comes before the one it follows. */
export function planCourse(random: Random): CourseStep[] {
  const steps = random.pick(courses)(random);
  if (random.chance(0.1)) steps.splice(random.whole(0, steps.length - 1), 1);
  if (steps.length > 1 && random.chance(0.12)) {
    const at = random.whole(0, steps.length - 2);
    steps.splice(at, 2, ...steps.slice(at, at + 2).toReversed());
  }
  return steps;
}
