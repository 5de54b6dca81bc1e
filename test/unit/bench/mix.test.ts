import type { CommandType } from '../../../src/kit/http/command.ts';
import { describe, expect, it } from 'vitest';
import { commandsIn, depositFor, mixes, paymentsOf, stepsOf, visitsOf } from '../../../bench/mix.ts';
import type { Agency } from '../../../bench/seed/population.ts';
import { tell } from '../../../bench/seed/story.ts';
import { makeCalendar } from '../../../src/calendars/make-calendar.ts';
import { mayDo } from '../../../src/api/permissions.ts';
import { pinnedPolicy } from '../../../src/kit/pinned-policy.ts';
import { commandTypes } from '../../../src/api/steps/specs.ts';
import { commandBodies, toCommand } from '../../../src/api/steps/body.ts';
import { fundDepositBody, fundPaymentBody } from '../../../src/features/fund/api/schemas.ts';
import { decide } from '../../../src/pathway/decide.ts';
import { statusAt } from '../../../src/engine/obligations/fold.ts';
import { datesByNeed } from '../../../src/features/referrals/from-need.ts';
import { fromPlan, type Picked } from '../../../src/features/referrals/from-plan.ts';
import { samplePlan } from '../../../prisma/seed/index.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';

const made = makeCalendar({ id: 'county', version: 1, timeZone: 'America/Chicago', closures: [] });
if (!made.ok) throw new Error(made.problem.code);
const policy = pinnedPolicy(countyProfile, made.calendar);
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [agencyId, enrollmentId, coordinatorId, supervisorId] = [id(1), id(2), id(3), id(4)] as const;
/** Tokens are called as who has them, so that what was sent says by whom. */
const hired = (staffId: string) => ({ staffId, token: staffId });
const agency = {
  ...{ agencyId, policy, coordinators: [id(8), coordinatorId, id(9)].map(hired), relief: [hired(id(5))] },
  tokens: { supervisor: supervisorId, payer: id(7), coordinator: id(8) },
} as unknown as Agency;
const copy = { enrollmentId, coordinatorId };

/** A six-month enrollment as the bench tells it, up to that moment. */
function aged(now: number) {
  const cast = { agencyId, enrollmentId, clientId: id(6), coordinatorId, supervisorId };
  const state = tell({ policy, cast, now, weeks: 25, lastContactDaysAgo: 3 }).at(-1)?.after;
  if (!state) throw new Error('an empty story');
  return state;
}

/** Sends so many rounds to the domain as the API would; answers the commands and what is owed in the end. */
function play(rounds: number, first = 0) {
  // The mix is dated by the clock: so is this.
  const begin = Date.now();
  let state = aged(begin);
  const next = stepsOf(agency, copy, first, () => 0);
  const sent: CommandType[] = [];
  for (let n = 0; n < rounds * commandsIn(mixes.every, 0, mixes.every.length); n += 1) {
    const { path, body, key = '', token } = next();
    const type = path.split('/').at(-1) as CommandType;
    sent.push(type);
    const staffId = token ?? '';
    const role = staffId === supervisorId ? 'supervisor' : staffId === id(7) ? 'payer' : 'coordinator';
    if (role === 'coordinator') expect([type, staffId]).toEqual([type, holderIn(state)]);
    expect([type, mayDo(role, `command:${type}`)]).toEqual([type, true]);
    const parsed = commandBodies[type].safeParse(body);
    expect([type, parsed.error?.issues]).toEqual([type, undefined]);
    const command = toCommand(
      type,
      parsed.data ?? {},
      JSON.stringify,
      lookedUp(type, parsed.data ?? {}, state),
    );
    const batch = {
      commandId: key,
      by: { staffId, role, agencyId } as const,
      commands: [command],
      fingerprint: key,
    };
    const decision = decide(enrollmentId, state, batch, begin + 1_000 * n);
    expect(decision.ok ? null : { type, round: n, ...decision.rejection }).toBeNull();
    if (decision.ok) state = decision.change.after;
  }
  return { sent, state };
}

/** What the door puts in: the policy by its hashes, and the dates of a referral that is of the plan or by its need. */
function lookedUp(
  type: CommandType,
  body: object,
  { steps, lastRecordedAt }: ReturnType<typeof aged>,
): Record<string, unknown> {
  if (type === 'adoptPolicy') return { policy, profile: undefined, calendar: undefined };
  if (type !== 'makeReferral') return {};
  if (!('plan' in body))
    return { saidByNeed: true, ...datesByNeed(statusAt(steps, lastRecordedAt), undefined, Date.now()) };
  const said = fromPlan(samplePlan('full', '2037-03-02').sections, body as unknown as Picked);
  if ('unknown' in said) throw new Error(said.unknown);
  return { ...said.dates, planFunding: said.planFunding };
}

/** Who has the client: whoever else sent something for them would be refused at the door. */
function holderIn({ steps }: ReturnType<typeof aged>): string {
  const given = steps.flatMap(({ facts }) =>
    facts.type === 'assignCoordinator' ? [facts.coordinatorId] : [],
  );
  return given.at(-1) ?? '';
}

const owed = (state: ReturnType<typeof aged>): string[] =>
  statusAt(state.steps, state.lastRecordedAt)
    .obligations.flatMap(({ kind, closedAt }) => (closedAt === null ? [kind] : []))
    .toSorted((a, b) => (a < b ? -1 : 1));

describe('the mix of the bench', () => {
  it('counts each command in one of its kinds', () => {
    const counted = commandsIn(mixes.step, 0, mixes.step.length) + commandsIn(mixes.crisis, 0, 1);
    expect(counted).toBe(commandsIn(mixes.every, 0, mixes.every.length));
  });

  it('makes sense to the API and the domain, round after round, and leaves the enrollment as it found it', () => {
    const before = owed(aged(Date.now()));
    const { state } = play(2);
    expect(owed(state)).toEqual(before);
  });

  it('makes sense wherever it begins', () => {
    for (let first = 1; first < mixes.every.length; first += 7) play(1, first);
  });

  it('sends a visit and a payment as who has the client', () => {
    for (const one of [visitsOf(agency, copy, () => 0), paymentsOf(agency, copy, () => 0)])
      expect(one().token).toBe(coordinatorId);
    expect(() => visitsOf(agency, { ...copy, coordinatorId: id(10) }, () => 0)()).toThrow('no token');
  });

  it('fills the fund with what the counted payments take', () => {
    const next = paymentsOf(agency, copy, () => 0);
    const paid = [next(), next()].map(({ body }) => fundPaymentBody.parse(body).amountCents);
    const { amountCents } = fundDepositBody.parse(depositFor(agency, 2, () => 0).body);
    expect(amountCents).toBe(paid.reduce((sum, cents) => sum + cents, 0));
  });

  it('holds every command that an enrollment of the county can take again and again', () => {
    const left = new Set<CommandType>([
      // Of other profiles, or one way of several that the mix goes already.
      ...(['updateAssessment', 'renewServicePlan', 'resubmitAuthorization', 'appealDecision'] as const),
      ...(['resubmitExtension', 'appealExtension', 'withdrawExtension'] as const),
      ...(['handOverCrisis', 'askSatisfaction', 'withdrawDispute'] as const),
      // Of a miss: the enrollments of the bench are on time. Of a transfer: they were not carried over.
      ...(['explainMiss', 'settleCarried'] as const),
      // Of a release that ends with an event, as a revocation ends it.
      ...(['endRelease', 'tellRevocation'] as const),
      // Of a referral that says what came of consents.
      'recordNoConsents' as const,
      // Of a disclosure that nothing allowed: in the bench nothing is told.
      ...(['noteDisclosure', 'resolveDisclosure'] as const),
      // Of a crisis after the discharge: the mix reopens at once.
      ...(['keepDischarged', 'enterInError'] as const),
    ]);
    const sent = new Set(play(1).sent);
    expect(commandTypes.filter((type) => !sent.has(type) && !left.has(type))).toEqual([]);
  });
});
