import { describe, expect, it } from 'vitest';
import type { Evidence, StoredEvent } from '../../../chaos/check/evidence.ts';
import { checkTransfers } from '../../../chaos/check/transfers.ts';
import { planRequests } from '../../../chaos/plan/commands.ts';
import { chaosProfile } from '../../../chaos/plan/policy.ts';
import { createRandom } from '../../../chaos/plan/random.ts';
import { requestOf } from '../../../chaos/load/requests.ts';
import type { Login } from '../../../prisma/seed/index.ts';
import type { CommandBatch } from '../../../src/engine/record/commands.ts';
import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { type Actor, isStepEvent } from '../../../src/engine/record/events.ts';
import type { EnrollmentState } from '../../../src/engine/deadlines/state.ts';
import { policyOf } from '../../../src/engine/deadlines/policies.ts';
import { statusAt } from '../../../src/engine/obligations/fold.ts';
import { dutiesToCarry } from '../../../src/features/transfer/carry.ts';
import {
  acceptBody,
  declineBody,
  offerBody,
  withdrawBody,
} from '../../../src/features/transfer/api/schemas.ts';
import { pinnedPolicy } from '../../../src/kit/pinned-policy.ts';
import { decide, decideTicks } from '../../../src/pathway/decide.ts';
import { enrollBatch } from '../../../src/pathway/enroll-batch.ts';
import { withLateMisses } from '../../../src/pathway/late-misses.ts';
import { calendarWithMidnightAt } from '../../support/midnight.ts';
import { answerless, said } from './support.ts';

const begin = Date.parse('2037-03-02T12:00:00Z');
const second = 1_000;
const calendar = calendarWithMidnightAt(begin + 3_600_000, 'chaos', []);
const policy = pinnedPolicy(chaosProfile, calendar);
const [here, there] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
const lead: Actor = { staffId: 'lead', role: 'supervisor', agencyId: 'agency' };

/** One enrollment of the run, changed by what is given. */
function enrollment(id: string) {
  const events: StoredEvent[] = [];
  let state: EnrollmentState | null = null;
  const take = (change: ReturnType<typeof decideTicks>): void => {
    if (!change) return;
    for (const event of change.events)
      events.push({ ...event, prevSeq: event.seq === 1 ? null : event.seq - 1, details: null });
    state = change.after;
  };
  return {
    events,
    now: () => state ?? expect.fail('nothing began'),
    give(commandId: string, at: number, ...facts: CommandBatch['commands'][number]['facts'][]) {
      const batch = {
        commandId,
        by: lead,
        fingerprint: commandId,
        commands: facts.map((one) => ({ facts: one })),
      };
      const decision = decide(id, state, batch, at);
      if (!decision.ok) throw new Error(decision.rejection.code);
      take(withLateMisses(decision.change));
    },
    begin(commandId: string, at: number, origin: Parameters<typeof enrollBatch>[0]['origin']) {
      const referral = { clientId: 'client', level: 'steady', emergency: false, onCallId: null, policy };
      const batch = enrollBatch(
        { ...referral, commandId, by: lead, origin, fingerprint: commandId },
        'agency',
        at,
      );
      const decision = decide(id, state, batch, at);
      if (!decision.ok) throw new Error(decision.rejection.code);
      take(decision.change);
    },
    passUntil(at: number) {
      for (let now = begin; now <= at; now += second) if (state) take(decideTicks(state, now));
    },
  };
}

/**
 * One client who went, with duties owed on the way; an offer that was declined; an answer that was refused. `lateCrisis`: one
 * was reported here after what was owed had gone over.
 */
function healthy({ lateCrisis = false } = {}): Evidence {
  const old = enrollment(here);
  old.begin('start', begin, { type: 'referral' });
  old.give('assign', begin + 5 * second, { type: 'assignCoordinator', coordinatorId: 'coordinator' });
  old.passUntil(begin + 20 * second);
  old.give('crisis', begin + 21 * second, { type: 'reportCrisis', full: false });
  const taken = enrollment(there);
  const at = begin + 30 * second;
  taken.begin('transfer.went.enroll', at, { type: 'transfer', transfer: 'went', enrollmentId: here });
  const state = old.now();
  const { owed, single } = dutiesToCarry(
    statusAt(state.steps, at + second).obligations,
    (one) => policyOf(state, one).profile,
    chaosProfile,
  );
  expect(owed.length, 'something is owed on the way').toBeGreaterThan(1);
  const over: StepFacts = {
    ...{ type: 'takeOver', transfer: 'went', from: here },
    ...{ owed, index: null, documents: [] },
  };
  const carried = single.map((one) => ({ type: 'carryDuty' as const, ...one }));
  taken.give('transfer.went.carry', at + second, over, ...carried);
  if (lateCrisis) old.give('late-crisis', at + 2 * second, { type: 'reportCrisis', full: false });
  old.give('transfer.went.leave', at + 2 * second, {
    ...{ type: 'discharge', reason: 'transferred', warmHandOver: true, receivingAgencyNamed: true },
  });
  return {
    answers: [
      ['offer', 'offer', 'went'],
      ['accept', 'accept', 'went'],
      ['other', 'offer', 'stayed'],
      ['decline', 'decline', 'stayed'],
    ]
      .map(([key = '', type = '', made = '']) => ({
        ...{ ...answerless(key), kind: 'transfer' as const, outcome: 'acknowledged' as const },
        ...{ given: [said(200)], made: [made] },
        asked: [{ type, occurredAt: null, facts: {}, words: {} }],
      }))
      .concat([
        {
          ...{
            ...answerless('late'),
            kind: 'transfer',
            outcome: 'refused' as never,
            given: [said(409)],
            made: [],
          },
          asked: [{ type: 'withdraw', occurredAt: null, facts: {}, words: {} }],
        },
      ]),
    streams: new Map([
      [here, old.events],
      [there, taken.events],
    ]),
    transfers: [
      {
        ...{ id: 'went', state: 'done', from: here, to: there, waitsFor: null },
        acts: [
          { commandId: 'offer', act: 'offer' },
          { commandId: 'accept', act: 'accept' },
        ],
      },
      {
        ...{ id: 'stayed', state: 'declined', from: here, to: null, waitsFor: null },
        acts: [
          { commandId: 'other', act: 'offer' },
          { commandId: 'decline', act: 'decline' },
        ],
      },
    ],
  } as unknown as Evidence;
}

const [acts, carried, dates] = [
  'transfers: acts there once, as acknowledged',
  'transfers: carried whole, once',
  'transfers: what is owed keeps its date',
];
const failing = (evidence: Evidence): string[] =>
  checkTransfers(evidence)
    .filter(({ violations }) => violations.length > 0)
    .map(({ name }) => name);
const streamOf = ({ streams }: Evidence, id: string) => streams.get(id) ?? expect.fail('no such stream');
const transferOf = ({ transfers }: Evidence) => transfers[0] ?? expect.fail('no transfer');
const cut = (evidence: Evidence, id: string, commandId: string) =>
  void evidence.streams.set(
    id,
    streamOf(evidence, id).filter((event) => event.commandId !== commandId),
  );
const twice = (evidence: Evidence, id: string, commandId: string) => {
  const stream = streamOf(evidence, id);
  stream.push(...stream.filter((event) => event.commandId === commandId));
};
const takenOver = (evidence: Evidence) => {
  for (const event of streamOf(evidence, there))
    if (isStepEvent(event) && event.facts.type === 'takeOver') return event.facts;
  return expect.fail('not taken over');
};

/** What goes wrong, and which of the checks finds it. */
const planted: [string, string, (evidence: Evidence) => void][] = [
  ['an acknowledged offer that is not there', acts, ({ transfers }) => void transfers.shift()],
  [
    'an answer that is there twice',
    acts,
    (all) => transferOf(all).acts.push({ commandId: 'accept', act: 'accept' }),
  ],
  [
    'a refused answer that is there',
    acts,
    (all) => transferOf(all).acts.push({ commandId: 'late', act: 'withdraw' }),
  ],
  [
    'an offer accepted and withdrawn',
    acts,
    (all) => transferOf(all).acts.push({ commandId: 'somebody', act: 'withdraw' }),
  ],
  [
    'an answer about another offer than was told',
    acts,
    ({ answers }) => answers.forEach((one) => (one.made = ['x'])),
  ],
  ['one that was left half way', carried, (all) => void (transferOf(all).state = 'enrolled')],
  ['a client who is taken on twice', carried, (all) => twice(all, there, 'transfer.went.enroll')],
  ['a client who never came', carried, ({ streams }) => void streams.delete(there)],
  ['what comes over, brought twice', carried, (all) => twice(all, there, 'transfer.went.carry')],
  ['what comes over, never brought', carried, (all) => cut(all, there, 'transfer.went.carry')],
  ['an enrollment that goes on here', carried, (all) => cut(all, here, 'transfer.went.leave')],
  ['one that ended here twice', carried, (all) => twice(all, here, 'transfer.went.leave')],
  [
    'one that ended here before it had begun there',
    carried,
    (all) =>
      streamOf(all, here).forEach((event) => {
        if (event.commandId === 'transfer.went.leave') event.recordedAt = begin;
      }),
  ],
  [
    'a declined one that was carried all the same',
    carried,
    (all) => {
      const [event] = streamOf(all, there);
      if (event) streamOf(all, there).push({ ...event, commandId: 'transfer.stayed.enroll' });
    },
  ],
  [
    'steps in a third enrollment',
    carried,
    (all) => void all.streams.set('third', structuredClone(streamOf(all, there))),
  ],
  ['a duty that was lost on the way', dates, (all) => void takenOver(all).owed.pop()],
  [
    'a duty that nobody owed',
    dates,
    (all) => void takenOver(all).owed.push({ kind: 'invented', due: begin }),
  ],
  [
    'a duty that came up on the way and ended here',
    dates,
    (all) => void Object.assign(all, healthy({ lateCrisis: true })),
  ],
  ['a date that was moved', dates, (all) => takenOver(all).owed.forEach((one) => (one.due += second))],
];

describe('transfers between agencies, under faults', () => {
  it('hold where all went well, and something is looked at in every check', () => {
    expect(failing(healthy())).toEqual([]);
    for (const { name, examined } of checkTransfers(healthy()))
      expect([name, examined > 0]).toEqual([name, true]);
  });

  it.each(planted)('%s is found', (_, check, spoil) => {
    const evidence = healthy();
    spoil(evidence);
    expect(failing(evidence)).toContain(check);
  });

  it('are asked for in the load, answered there or taken back, as the API wants it', () => {
    const requests = planRequests(createRandom(11), { enrollments: 100, commands: 3_000 });
    const id = '00000000-0000-4000-8000-000000000001';
    const staffIds = {} as Record<Login, string>;
    const otherAgency = { agencyId: id, staffIds, tokens: {} as never };
    const schemas = { offer: offerBody, accept: acceptBody, decline: declineBody, withdraw: withdrawBody };
    const asked = requests.filter((request) => request.kind === 'transfer');
    for (const request of asked) {
      const { body, there } = requestOf(
        request,
        id,
        { calendar, staffIds, providerId: id, otherAgency },
        begin,
      );
      const { type } = request.act;
      expect([body, schemas[type].safeParse(JSON.parse(body)).error?.issues]).toEqual([body, undefined]);
      expect(there).toBe(type === 'accept' || type === 'decline' ? true : undefined);
    }
    const counted = (type: string) => asked.filter(({ act }) => act.type === type).length;
    expect(counted('accept')).toBeGreaterThan(5);
    expect(counted('offer')).toBeGreaterThanOrEqual(counted('accept'));
    expect(counted('decline') + counted('withdraw')).toBeGreaterThan(0);
  });
});
