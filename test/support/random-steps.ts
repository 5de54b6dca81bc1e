import { payerConsent } from '../../prisma/seed/index.ts';
import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import fc from 'fast-check';
import { nextInstant } from '../../src/engine/deadlines/clock.ts';
import { decide, decideTicks } from '../../src/pathway/decide.ts';
import type { Change } from '../../src/engine/deadlines/change.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import { withLateMisses } from '../../src/pathway/late-misses.ts';
import type { EnrollmentState } from '../../src/engine/deadlines/state.ts';
import { formatLocalDate, localDateOf } from '../../src/engine/calendar/index.ts';
import { statusAt } from '../../src/engine/obligations/fold.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { calendarOf, policyFrom } from './policies.ts';

const hour = 3_600_000;
const author: Actor = { staffId: 'supervisor-1', role: 'supervisor', agencyId: 'agency-1' };
export const policy = policyFrom();
const other = policyFrom(
  { ...countyProfile, version: 2 },
  calendarOf('America/Chicago', ['2037-03-13', '2037-03-20']),
);

/** A step of a random story: what happened when, how long until it was entered, and whether the clock slept till then. */
export type Planned = { id: string; facts: StepFacts; at: number; enteredAt: number; asleep: boolean };
export type Plan = { receivedAt: number; level: string; emergency: boolean; steps: Planned[] };

const kinds = countyProfile.rules.map((rule) => rule.kind);
const kind = fc.constantFrom(...kinds);
const level = fc.constantFrom('rsc-i', 'rsc-f', 'cm');

/** What never meets a refusal as an amendment, whatever else has been entered. */
const plainFacts = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('logContact' as const),
      with: fc.constantFrom('client' as const, 'client' as const, 'ciu' as const),
      mode: fc.constantFrom('face-to-face' as const, 'phone' as const, 'text' as const),
      outcome: fc.constantFrom('reached' as const, 'reached' as const, 'attempted' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<StepFacts>(
      { type: 'assignCoordinator', coordinatorId: 'coordinator-1' },
      { type: 'completePreliminarySccp' },
      { type: 'formRst' },
      { type: 'holdRstMeeting' },
      { type: 'completeFullSccp' },
      { type: 'reviewSccp' },
      { type: 'scoreAcuity', score: 30 },
      { type: 'reportEmergentNeed' },
      { type: 'discharge', reason: 'other', lastMeetingHeld: false },
    ),
  },
  fc.record({ type: fc.constant('changeLevel' as const), level }),
);

type Draft = { facts: (steps: { id: string; at: number }[], at: number) => StepFacts };
const dayAfter = (at: number, days: number) => {
  // Some stories begin or end beyond what the calendar covers.
  const known = Math.min(at, policy.calendar.validUntil * 60_000);
  return formatLocalDate(localDateOf(policy.calendar, known) + days);
};

/** What depends on the rest of the story, and may be refused. */
const bound: fc.Arbitrary<Draft> = fc.oneof(
  fc.tuple(kind, fc.integer({ min: 1, max: 30 })).map(([one, days]) => ({
    facts: (_: unknown, at: number) => ({
      type: 'holdClocks' as const,
      kinds: [one],
      reviewOn: dayAfter(at, days),
    }),
  })),
  kind.map((one) => ({ facts: () => ({ type: 'releaseHold' as const, kinds: [one] }) })),
  fc.tuple(kind, fc.integer({ min: 1, max: 20 * 24 })).map(([one, hours]) => ({
    facts: (_: unknown, at: number) => ({ type: 'moveDeadline' as const, kind: one, to: at + hours * hour }),
  })),
  fc.tuple(kind, fc.integer({ min: 1, max: 20 })).map(([one, days]) => ({
    facts: (_: unknown, at: number) => ({ type: 'waiveDuty' as const, kind: one, until: dayAfter(at, days) }),
  })),
  fc.nat(40).map((n) => ({
    facts: (steps: { id: string }[]) => ({
      type: 'voidStep' as const,
      step: steps[n % steps.length]?.id ?? 'none',
    }),
  })),
  fc
    .constantFrom<StepFacts>(
      { type: 'reopen' },
      { type: 'recordOutcomes' },
      { type: 'acknowledgePage' },
      { type: 'grantRelease', recipient: 'payer', ...payerConsent('2037-12-31') },
      {
        type: 'requestExtension',
        initial: true,
        units: 4,
        through: '2037-06-01',
        documents: ['sccp', 'placement-criteria', 'acuity-index', 'acuity-documentation'],
      },
      { type: 'decideExtension', decision: 'approved', units: 4 },
      { type: 'adoptPolicy', policy: other },
    )
    .map((facts) => ({ facts: () => facts })),
);

/** Random stories of up to `most` steps within some 50 days; no two happen at the same instant. */
export function plans(
  options: { most?: number; onlyPlain?: boolean; from?: number; days?: number } = {},
): fc.Arbitrary<Plan> {
  const { most = 14, onlyPlain = false, from = Date.UTC(2037, 2, 2, 15), days = 50 } = options;
  const plain = plainFacts.map((facts): Draft => ({ facts: () => facts }));
  const step = fc.record({
    draft: onlyPlain ? plain : fc.oneof({ weight: 3, arbitrary: plain }, { weight: 2, arbitrary: bound }),
    at: fc.oneof(fc.integer({ min: 1, max: 48 * 60 }), fc.integer({ min: 1, max: days * 1440 })),
    late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 8 * 1440 })),
    asleep: fc.boolean(),
  });
  return fc
    .record({
      level,
      emergency: fc.boolean(),
      drawn: fc.uniqueArray(step, { maxLength: most, selector: ({ at }) => at }),
    })
    .map(({ level: chosen, emergency, drawn }) => {
      const places = drawn.map(({ at }, n) => ({ id: `step-${n}`, at: from + at * 60_000 }));
      const steps = drawn.map(({ draft, at, late, asleep }, n) => {
        const when = from + at * 60_000;
        return {
          id: `step-${n}`,
          facts: draft.facts(places, when),
          at: when,
          enteredAt: when + late * 60_000,
          asleep,
        };
      });
      return { receivedAt: from, level: chosen, emergency, steps };
    });
}

type Hooks = { awake?: boolean; between?: (state: EnrollmentState) => EnrollmentState };
export type Played = { state: EnrollmentState; changes: Change[]; refused: string[] };

/** Plays a story in the order of its entries (ties: as listed), every step as an amendment; what is refused is left out. */
export function play(plan: Plan, { awake = true, between = (state) => state }: Hooks = {}): Played | null {
  const changes: Change[] = [];
  const refused: string[] = [];
  let state: EnrollmentState | null = null;
  const enter = (id: string, facts: StepFacts, at: number, now: number) => {
    const batch = {
      commandId: id,
      by: author,
      fingerprint: id,
      commands: [{ facts, occurredAt: at, amendment: true }],
    };
    const decision = decide('enrollment-1', state, batch, now);
    if (!decision.ok) return void refused.push(decision.rejection.code);
    const change = withLateMisses(decision.change);
    changes.push(change);
    state = between(change.after);
  };
  const { level: start, emergency, receivedAt } = plan;
  const origin = { type: 'referral' } as const;
  const onCallId = emergency ? 'on-call-1' : null;
  const facts = { level: start, emergency, origin, onCallId, policy, needs: [], clientId: 'client-1' };
  enter('referral', { type: 'receiveReferral', ...facts }, receivedAt, receivedAt);
  for (const step of plan.steps.toSorted((a, b) => a.enteredAt - b.enteredAt)) {
    if (state && awake && !step.asleep) state = runClock(state, step.enteredAt, changes, between);
    enter(step.id, step.facts, step.at, step.enteredAt);
  }
  if (!state) return null;
  return {
    state: awake ? runClock(state, receivedAt + 150 * 24 * hour, changes, between) : state,
    changes,
    refused,
  };
}

/** Lets the clock announce everything until then. Throws when it wakes for nothing or does not come to rest. */
function runClock(
  start: EnrollmentState,
  until: number,
  changes: Change[],
  between: (state: EnrollmentState) => EnrollmentState,
) {
  let state = start;
  for (let wakes = 0; ; wakes += 1) {
    const next = nextInstant(state, statusAt(state.steps, state.lastRecordedAt));
    if (next === null || next > until) return state;
    const change = decideTicks(state, Math.max(next, state.lastRecordedAt));
    if (!change) throw new Error(`woke at ${next} with nothing to say`);
    if (wakes > 1000) throw new Error('the clock does not come to rest');
    changes.push(change);
    state = between(change.after);
  }
}
