import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { check } from '../../../chaos/check/check.ts';
import type { Evidence, StoredEntry, StoredEvent } from '../../../chaos/check/evidence.ts';
import type { Answer } from '../../../chaos/load/answers.ts';
import { chaosProfile } from '../../../chaos/plan/policy.ts';
import { calendarWithMidnightAt } from '../../support/midnight.ts';
import { pinnedPolicy } from '../../../src/kit/pinned-policy.ts';
import type { CommandBatch } from '../../../src/engine/record/commands.ts';
import { decide, decideTicks } from '../../../src/pathway/decide.ts';
import type { Change } from '../../../src/engine/deadlines/change.ts';
import { enrollBatch } from '../../../src/pathway/enroll-batch.ts';
import type { Actor } from '../../../src/engine/record/events.ts';
import { isStepEvent } from '../../../src/engine/record/events.ts';
import { withLateMisses } from '../../../src/pathway/late-misses.ts';
import { audienceOf, crisisMark, crisisPage, pagingOf } from '../../../src/features/crisis/pages.ts';
import type { EnrollmentState } from '../../../src/engine/deadlines/state.ts';
import { notificationsOf } from '../../../src/pathway/notifications-of.ts';

export const enrollmentId = '00000000-0000-4000-8000-000000000001';
const begin = Date.parse('2037-03-02T12:00:00Z');
const second = 1_000;
const policy = pinnedPolicy(chaosProfile, calendarWithMidnightAt(begin + 3_600_000, 'chaos', []));
const lead: Actor = { staffId: 'lead', role: 'supervisor', agencyId: 'agency' };

/**
 * A run in which all went well: an emergency, an assignment, a contact, a referral sent under its release, a service
 * within its authorization, a payment from the fund and one that was given back, a crisis paged twice before somebody
 * answers, contact information changed twice, and a minute of passing deadlines.
 */
export function healthy(): Evidence {
  const changes: Change[] = [];
  const answers: Answer[] = [];
  let state: EnrollmentState | null = null;
  const take = (change: Change | null): void => {
    if (!change) return;
    changes.push(change);
    state = change.after;
  };
  const give = (batch: CommandBatch, at: number): void => {
    const decision = decide(enrollmentId, state, batch, at);
    if (!decision.ok) throw new Error(decision.rejection.code);
    const change = withLateMisses(decision.change);
    take(change);
    answers.push(answerOf(batch, change));
  };
  const clockUntil = (at: number): void => {
    for (let now = state?.lastRecordedAt ?? begin; now <= at; now += second) {
      if (state) take(decideTicks(state, now));
    }
  };
  const batch = (commandId: string, ...facts: CommandBatch['commands'][number]['facts'][]): CommandBatch => ({
    commandId,
    by: lead,
    fingerprint: commandId,
    // Tests spoil what they are given.
    commands: facts.map((one) => ({ facts: structuredClone(one) })),
  });
  const referral = { clientId: 'client', level: 'steady', emergency: true, onCallId: 'coordinator', policy };
  give(
    enrollBatch(
      { ...referral, commandId: 'start', by: lead, origin: { type: 'referral' }, fingerprint: 'start' },
      'agency',
      begin,
    ),
    begin,
  );
  clockUntil(begin + 6 * second);
  give(batch('assign', { type: 'assignCoordinator', coordinatorId: 'coordinator' }), begin + 7 * second);
  const contact = { type: 'logContact', with: 'client', mode: 'face-to-face', outcome: 'reached' } as const;
  clockUntil(begin + 10 * second);
  give(batch('contact', contact, { type: 'formRst' }), begin + 11 * second);
  give(batch('release', grant), begin + 12 * second);
  give(
    batch('choice', { type: 'recordChoice', service: 'housing', options: ['harbor'], chosen: 'harbor' }),
    begin + 13 * second,
  );
  give(batch('referral', referralMade), begin + 14 * second);
  give(batch('sent', { type: 'sendReferral', about: 'referral', release: 'release' }), begin + 15 * second);
  give(batch('request', request), begin + 16 * second);
  const decided = {
    about: 'request',
    decision: 'approved',
    units: 4,
    from: '2037-03-01',
    through: '2037-06-01',
  } as const;
  give(batch('decision', { type: 'decideAuthorization', ...decided }), begin + 17 * second);
  const service = { kind: 'housing', minutes: 30, servedFor: 'client', billable: false } as const;
  give(
    batch('service', { type: 'recordService', ...service, authorization: 'request', units: 3 }),
    begin + 18 * second,
  );
  give(
    batch('payment', { type: 'payFromFund', amountCents: 4_000, purpose: 'food', entry: 'payment' }),
    begin + 18.5 * second,
  );
  answers.pop();
  answers.push(...[payment, refusedPayment].map(paymentAnswer));
  give(batch('crisis', { type: 'reportCrisis', full: false }), begin + 19 * second);
  clockUntil(begin + 39 * second);
  give(batch('answer', { type: 'answerCrisis', about: 'crisis' }), begin + 40 * second);
  const move = `move:${bulkMove}:${enrollmentId}`;
  give(batch(move, { type: 'assignCoordinator', coordinatorId: 'other' }), begin + 50 * second);
  // Asked by nobody: it comes with the bulk move.
  answers.pop();
  clockUntil(begin + 60 * second);

  const events: StoredEvent[] = changes
    .flatMap((change) => change.events)
    .map((event) => ({
      ...event,
      prevSeq: event.seq === 1 ? null : event.seq - 1,
      details: isStepEvent(event) ? { note: `Words of ${event.commandId}.` } : null,
    }));
  const pages = [1, 2].map((page) =>
    crisisPage(
      { enrollmentId, thing: 'crisis' },
      { page, to: audienceOf(pagingOf(chaosProfile), page), at: begin + (19 + 15 * (page - 1)) * second },
    ),
  );
  const [first, ...others] = changes.flatMap((change) => notificationsOf(change));
  const drafts = [...(first ? [first] : []), ...pages, ...others];
  const deliveries = drafts.flatMap((draft) => draft.deliveries.map((one) => ({ ...one, draft })));
  const at = begin + 60 * second;
  const sentBy = (channel: string) =>
    deliveries.filter((one) => one.channel === channel && one.notBefore <= at);
  answers.push({ ...answerless('nonsense'), outcome: 'refused', nonsense: true, given: [said(422)] });
  answers.push({ ...answerless('lost'), outcome: 'unknown', given: [said(0)] });
  answers.push(...['where', 'elsewhere'].map(writtenAnswer), depositAnswer, ...teamAnswers);
  const version = { id: enrollmentId, version: events.length, ended: false };
  return {
    at,
    answers,
    streams: new Map([[enrollmentId, events]]),
    enrollments: [version],
    enrollmentsAfter: [version],
    readModelDifferences: [],
    accounting: { rows: 1, faults: [] },
    notifications: [
      ...drafts.map(({ id, kind, audience, staffId, obligation, due, raisedAt }) => ({
        ...{ id, enrollmentId, kind, audience, staffId, obligation, due, raisedAt },
      })),
      {
        ...{ id: `${enrollmentId}/pending/12`, enrollmentId, kind: 'step-refused', audience: 'author' },
        ...{ staffId: 'lead', obligation: null, due: null, raisedAt: begin + 19 * second },
      },
    ],
    deliveries: deliveries.map(({ channel, notBefore, draft }) => ({
      ...{ id: `${draft.id}/${channel}`, notificationId: draft.id, channel, notBefore },
      state: notBefore <= at ? 'sent' : 'waiting',
    })),
    pending: [
      { id: '11', enrollmentId, commandId: 'payment', state: 'recorded' },
      { id: '12', enrollmentId, commandId: 'refused-payment', state: 'refused' },
    ],
    workflows: [
      {
        ...{ enrollmentId, status: 'RUNNING', version: events.length, runs: 1, lastTaskFailed: null },
        ...{ taskAttempts: 0, pendingActivities: 0, recordedCommands: ['start', 'assign', 'contact'] },
      },
    ],
    crises: [{ enrollmentId, mark: crisisMark('crisis'), status: 'COMPLETED', taskAttempts: 0 }],
    documents: [
      {
        ...{ id: 'ways', revision: 2 },
        revisions: ['where', 'elsewhere'].map((commandId, i) => ({
          ...{ revision: i + 1, commandId, hash: `hash of ${commandId}`, by: 'lead' },
          content: { ways: [commandId] },
        })),
      },
    ],
    fund: structuredClone(fundEntries),
    team: teamOf(begin),
    transfers: [],
    files: [
      { id: 'kept', bytes: 2_000_000, sha256: 'hash', parts: 2, kept: true, opens: true },
      { id: 'left', bytes: 2_000_000, sha256: null, parts: 1, kept: false, opens: false },
    ],
    filesSaid: [
      { name: 'kept', id: 'kept', told: 'kept', bytes: 2_000_000, sha256: 'hash' },
      { name: 'left', id: 'left', told: 'left', bytes: 2_000_000, sha256: 'other' },
      { name: 'refused', id: 'gone', told: 'refused', bytes: 9, sha256: 'other' },
    ],
    mails: sentBy('mail').map(({ draft, notBefore }, mail) => ({
      ...{ id: `${draft.id.replaceAll('/', '.')}.mail`, at: notBefore, mail },
    })),
    calls: sentBy('webhook').map(({ draft, notBefore }, mail) => ({
      ...{ id: `${draft.id}/webhook`, at: notBefore, mail },
    })),
    forgedCalls: 0,
    repeatsAllowed: { mail: 1, webhook: 1 },
  };
}

export const said = (status: number, replayed = false, version: number | null = null) => ({
  ...{ status, code: null, replayed, version },
});

export function answerless(key: string): Omit<Answer, 'outcome'> {
  const asked = [{ type: 'logContact', occurredAt: null, facts: {}, words: {} }];
  return {
    ...{
      key,
      kind: 'command',
      enrollmentId,
      staffId: 'lead',
      nonsense: false,
      asked,
      given: [],
      receipt: null,
      revision: null,
      entry: null,
      made: [],
    },
  };
}

const bulkMove = 'bulk';

/** Two absences one after the other, a shift, a swap that is asked for, one client moved and one refused. */
const teamOf = (at: number): Evidence['team'] => ({
  absences: [
    { commandId: 'away', staff: 'coordinator', cover: 'other', from: at, until: at + second },
    {
      commandId: 'away-after',
      staff: 'other',
      cover: 'coordinator',
      from: at + second,
      until: at + 2 * second,
    },
  ],
  rota: [
    { commandId: 'shift', act: 'make', shifts: [{ id: 'night', staff: 'other', rank: 1 }] },
    { commandId: 'swap', act: 'ask-swap', shifts: [] },
  ],
  swaps: [{ id: 'swapped', commandId: 'swap' }],
  moves: [
    {
      ...{ id: bulkMove, commandId: 'bulk-move', ended: true },
      items: [
        { enrollmentId, to: 'other', state: 'moved' },
        { enrollmentId: 'of-nobody', to: 'other', state: 'refused' },
      ],
    },
  ],
});

const teamAnswers: Answer[] = [
  teamAnswer('away', 'absence', { staff: 'coordinator', cover: 'other' }, ['away']),
  teamAnswer('shift', 'shift', { staff: 'other', rank: 1 }, ['night']),
  teamAnswer('swap', 'swap', {}, ['swapped']),
  teamAnswer(
    'bulk-move',
    'move',
    { items: teamOf(0).moves[0]?.items.map(({ enrollmentId: id, to }) => ({ enrollmentId: id, to })) },
    [bulkMove],
  ),
  {
    ...teamAnswer('refused-shift', 'shift', { staff: 'other', rank: 1 }, []),
    outcome: 'refused',
    given: [said(409)],
  },
];

function teamAnswer(key: string, type: string, facts: Record<string, unknown>, made: string[]): Answer {
  return {
    ...answerless(key),
    ...{ kind: 'team', enrollmentId: '', outcome: 'acknowledged', given: [said(200)], made },
    asked: [{ type, occurredAt: null, facts, words: {} }],
  };
}

const grant: StepFacts = {
  ...{ type: 'grantRelease', recipient: 'harbor', recipientKind: 'provider', purpose: 'referral' },
  content: ['identity', 'presenting-issue', 'services', 'goals'],
  expiresOn: '2037-06-01',
};
const referralMade: StepFacts = {
  ...{ type: 'makeReferral', provider: 'harbor', service: 'housing', internal: false, fits: true },
  ...{ targetOn: '2037-06-01', reviewOn: '2037-06-01', availabilityKnown: true, waitingDays: 3 },
};
const request: StepFacts = {
  ...{ type: 'requestAuthorization', service: 'RSS-A', units: 4, from: '2037-03-01', through: '2037-06-01' },
  ...{ initial: true, documents: ['sccp'] },
};

const fundEntries: StoredEntry[] = (
  [
    ['deposit', 'deposit', 10_000, null],
    ['payment', 'payment', -4_000, null],
    ['refused-payment', 'payment', -1_500, null],
    ['reversal.refused-payment', 'reversal', 1_500, 'refused-payment'],
  ] as const
).map(([commandId, kind, amountCents, about], i) => ({
  ...{ agencyId: 'agency', seq: i + 1, commandId, kind, amountCents, about, by: 'lead' },
  balanceCents: [10_000, 6_000, 4_500, 6_000][i] ?? 0,
  enrollmentId: kind === 'payment' ? enrollmentId : null,
}));
const [deposit, payment, refusedPayment] = fundEntries as [StoredEntry, StoredEntry, StoredEntry];

const depositAnswer: Answer = {
  ...answerless('deposit'),
  ...{ kind: 'fund', enrollmentId: '', outcome: 'acknowledged', given: [said(200)], entry: deposit },
  asked: [{ type: 'deposits', occurredAt: null, facts: { amountCents: 10_000 }, words: {} }],
};

/** Its step waits when it is answered, whatever becomes of it. */
function paymentAnswer(entry: StoredEntry): Answer {
  const { commandId, amountCents } = entry;
  const facts = { amountCents: -amountCents, purpose: 'food', entry: commandId };
  return {
    ...answerless(commandId),
    ...{ kind: 'payment', outcome: 'taken-in', given: [said(202), said(202, true)], entry },
    asked: [{ type: 'payFromFund', occurredAt: null, facts, words: { note: `Words of ${commandId}.` } }],
  };
}

/** Of contact information: revision after revision of one document. */
function writtenAnswer(key: string, place: number): Answer {
  return {
    ...answerless(key),
    kind: 'document',
    asked: [{ type: 'contact-information', occurredAt: null, facts: {}, words: { ways: [key] } }],
    outcome: 'acknowledged',
    given: [said(200)],
    revision: { documentId: 'ways', revision: place + 1, hash: `hash of ${key}` },
  };
}

function answerOf({ commandId, commands }: CommandBatch, { events, after }: Change): Answer {
  const steps = events.filter(isStepEvent);
  return {
    ...answerless(commandId),
    kind: commandId === 'start' ? 'start' : 'command',
    asked: commands.map(({ facts: { type, ...facts } }) => ({
      ...{ type, facts, occurredAt: null, words: { note: `Words of ${commandId}.` } },
    })),
    outcome: 'acknowledged',
    given: [said(commandId === 'start' ? 201 : 200)],
    receipt: {
      version: after.version,
      recordedAt: new Date(after.lastRecordedAt).toISOString(),
      steps: steps.map(({ stepId, facts, occurredAt }) => ({
        ...{ stepId, type: facts.type, occurredAt: new Date(occurredAt).toISOString() },
      })),
    },
  };
}

/** Names of the checks that do not hold. */
export function failing(evidence: Evidence): string[] {
  return check(evidence)
    .filter(({ violations }) => violations.length > 0)
    .map(({ name }) => name);
}

/** The stored events, to be spoilt. */
export function streamOf(evidence: Evidence): StoredEvent[] {
  const events = evidence.streams.get(enrollmentId);
  if (!events) throw new Error('there is no stream');
  return events;
}

/** The element that fits; a test that finds none is wrong itself. */
export function the<T>(list: readonly T[], test: (one: T) => boolean): T {
  const found = list.find(test);
  if (found === undefined) throw new Error('nothing fits');
  return found;
}
