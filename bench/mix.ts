import { randomUUID } from 'node:crypto';
import type { Call } from './load.ts';
import { planIdOf } from './seed/documents.ts';
import type { Agency } from './seed/population.ts';

type Shot = { command: string; by?: 'supervisor'; body: (context: Context) => object };
type Context = {
  agency: Agency;
  lastKey: string;
  /** The plan of the enrollment that a step stands on. */
  plan: (version: 'preliminary' | 'full') => string;
};

const shot = (
  command: string,
  body: object | ((context: Context) => object) = {},
  by?: 'supervisor',
): Shot => ({
  command,
  body: typeof body === 'function' ? (body as Shot['body']) : () => body,
  ...(by === undefined ? {} : { by }),
});
const lead = (command: string, body?: object | ((context: Context) => object)): Shot =>
  shot(command, body, 'supervisor');

const note = 'Met at home; talked through the week and what the next one needs.';
const meeting = {
  attendance: { members: [], client: true },
  decisions: ['A room comes first.'],
  nextSteps: [{ what: 'Visit Vliet House.', who: 'Coordinator' }],
};
const reason = 'As agreed in supervision.';
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const contact = (who: string, mode: string, outcome: string): Shot =>
  shot('logContact', { with: who, mode, outcome, summary: note });

/**
 * Every command that a six-month enrollment of the county's profile takes again and again, in groups that leave it as
 * they found it. What is done once in a life is sent as an amendment.
 */
const groups: readonly (readonly Shot[])[] = [
  [contact('client', 'face-to-face', 'reached')],
  [contact('client', 'phone', 'attempted')],
  [shot('holdRstMeeting', { ...meeting, summary: note })],
  [shot('reviewSccp', { initiative: 'recommend', summary: note })],
  [
    shot('scoreAcuity', { score: 47 }),
    shot('requestExtension', {
      initial: false,
      units: 24,
      through: '2099-06-30',
      documents: ['sccp', 'placement-criteria', 'acuity-index', 'acuity-documentation'],
      justification: reason,
    }),
    lead('decideExtension', { decision: 'approved', units: 24 }),
  ],
  [contact('provider', 'phone', 'reached')],
  [lead('changeLevel', { level: 'rsc-f', reason }), lead('changeLevel', { level: 'rsc-i', reason })],
  [
    lead('holdClocks', () => ({ kinds: ['sccp.review'], reviewOn: inDays(10).slice(0, 10), reason })),
    lead('releaseHold', { kinds: ['sccp.review'] }),
  ],
  [lead('moveDeadline', () => ({ kind: 'acuity.assessment', to: inDays(20), reason }))],
  [lead('waiveDuty', () => ({ kind: 'outcome.discharge', until: inDays(5).slice(0, 10), reason }))],
  [
    shot('reportEmergentNeed', { needs: ['housing'], summary: note }),
    shot('acknowledgePage'),
    contact('ciu', 'phone', 'reached'),
    contact('client', 'face-to-face', 'reached'),
  ],
  [
    shot('logContact', { with: 'client', mode: 'phone', outcome: 'reached', summary: note }),
    shot('voidStep', ({ lastKey }) => ({ step: lastKey, reason })),
  ],
  [lead('assignCoordinator', ({ agency }) => ({ coordinatorId: agency.staffIds.coordinator2 }))],
  [shot('completePreliminarySccp', ({ plan }) => ({ plan: plan('preliminary'), amendment: true }))],
  [shot('formRst', { amendment: true })],
  [shot('completeFullSccp', ({ plan }) => ({ plan: plan('full'), amendment: true }))],
  [
    lead('adoptPolicy', ({ agency }) => ({
      profile: agency.policy.profileHash,
      calendar: agency.policy.calendarHash,
    })),
  ],
  [
    shot('discharge', {
      ...{ reason: 'withdrawn', note, lastMeetingHeld: false, aftercareArranged: true },
      ...{ aftercare: note, whyNot: note },
    }),
    shot('recordOutcomes', { completed: false, summary: note }),
    lead('reopen', { reason }),
  ],
];

/** How many commands one round of all groups has. */
export const roundLength = groups.flat().length;

/** Sends one enrollment's commands in turn, beginning with another group than its neighbour. */
export function stepsOf(agency: Agency, enrollmentId: string, index: number, port: () => number): () => Call {
  const order = groups.map((_, place) => groups[(place + index) % groups.length] ?? []).flat();
  let place = 0;
  let lastKey = '';
  return () => {
    const { command, by, body } = order[place % order.length] ?? order[0] ?? noShot();
    place += 1;
    const context: Context = { agency, lastKey, plan: (version) => planIdOf(enrollmentId, version) };
    const key = randomUUID();
    lastKey = key;
    const token = by === undefined ? tokenOf(agency, index) : agency.tokens.supervisor;
    return {
      port: port(),
      path: `/api/v1/enrollments/${enrollmentId}/commands/${command}`,
      token,
      key,
      body: body(context),
    };
  };
}

/** A visit: what a coordinator enters after it, four steps in one request. */
export function visitsOf(
  agency: Agency,
  enrollmentId: string,
  index: number,
  port: () => number,
): () => Call {
  return () => ({
    port: port(),
    path: `/api/v1/enrollments/${enrollmentId}/commands`,
    token: tokenOf(agency, index),
    key: randomUUID(),
    body: {
      commands: [
        { type: 'logContact', with: 'client', mode: 'face-to-face', outcome: 'reached', summary: note },
        { type: 'reviewSccp', initiative: 'recommend', summary: note },
        { type: 'scoreAcuity', score: 47 },
        { type: 'holdRstMeeting', ...meeting, summary: note },
      ],
    },
  });
}

/** A referral of a client nobody has seen before. */
export function startOf(agency: Agency, port: () => number): () => Call {
  return () => {
    const key = randomUUID();
    return {
      port: port(),
      path: '/api/v1/enrollments',
      token: agency.tokens.intake,
      key,
      body: {
        client: { reference: key, givenName: 'Odile', familyName: 'Varga', birthDate: '1984-05-06' },
        referral: { level: 'rsc-i', emergency: false, screen: note },
      },
    };
  };
}

/** Staff are many: no single one has more in flight than the API allows. */
const tokenOf = (agency: Agency, index: number): string =>
  agency.coordinators[index % agency.coordinators.length]?.token ?? agency.tokens.coordinator;

function noShot(): never {
  throw new Error('an empty mix');
}
