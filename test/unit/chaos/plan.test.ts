import { randomUUID } from 'node:crypto';
import { absenceBody } from '../../../src/features/absence/api/schemas.ts';
import { shiftBody, shiftEndBody, swapBody } from '../../../src/features/on-call/api/schemas.ts';
import { planBody } from '../../../src/features/reassignment/api/schemas.ts';
import type { CommandType } from '../../../src/kit/http/command.ts';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../chaos/load/outcome.ts';
import { planRequests } from '../../../chaos/plan/commands.ts';
import { planFaults } from '../../../chaos/plan/faults.ts';
import { withFund } from '../../../chaos/plan/fund.ts';
import { createRandom } from '../../../chaos/plan/random.ts';
import { sizeOf } from '../../../chaos/plan/sizes.ts';
import { requestOf } from '../../../chaos/load/requests.ts';
import type { Login } from '../../../prisma/seed/index.ts';
import { commandBatchBody, commandBodies } from '../../../src/api/steps/body.ts';
import { commandTypes } from '../../../src/api/steps/specs.ts';
import {
  fundDepositBody,
  fundPaymentBody,
  fundReconciliationBody,
  fundReimbursementBody,
} from '../../../src/features/fund/api/schemas.ts';
import { endOfLocalDay, localDateOf } from '../../../src/engine/calendar/index.ts';
import { calendarWithMidnightAt } from '../../support/midnight.ts';

const full = sizeOf({});
const id = '00000000-0000-4000-8000-000000000001';
const calendar = calendarWithMidnightAt(Date.parse('2037-05-04T13:17:00Z'), 'chaos', []);
const staffIds = { coordinator: id, coordinator2: id, coordinator3: id } as Record<Login, string>;

describe('the plan', () => {
  it('is the same for the same seed, and another for another', () => {
    const plan = (seed: number) => ({
      faults: planFaults(createRandom(seed), full.faults, full.pauseMs),
      requests: withFund(
        createRandom(seed + 1),
        planRequests(createRandom(seed), { enrollments: 20, commands: 200 }),
      ),
    });
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
  });

  it('of a full run holds at least what the run must have seen', () => {
    const { faults, atLeast } = full;
    const together = faults['killed-together'];
    expect(faults['worker-killed'] + together).toBeGreaterThanOrEqual(atLeast.workerKills);
    expect(faults['api-killed'] + together).toBeGreaterThanOrEqual(atLeast.apiKills);
    expect(faults['postgres-stopped']).toBeGreaterThanOrEqual(atLeast.postgresStops);
    expect(faults['temporal-stopped'] + together).toBeGreaterThanOrEqual(atLeast.temporalStops);
    expect(full.commands).toBeGreaterThanOrEqual(atLeast.commands);
    expect(Math.min(...Object.values(faults))).toBeGreaterThan(0);
  });

  it('asks for every enrollment once, before anything is asked of it, and under no key twice', () => {
    const requests = planRequests(createRandom(1), { enrollments: 50, commands: 1_000 });
    const starts = requests.filter((request) => request.kind === 'start');
    expect(starts.map(({ enrollment }) => enrollment)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(requests.length - starts.length).toBe(1_000);
    expect(new Set(requests.map(({ key }) => key)).size).toBe(requests.length);
    const known = new Set<number>();
    for (const request of requests) {
      if (request.kind === 'start') known.add(request.enrollment);
      else if (request.kind === 'command' || request.kind === 'document')
        expect(known).toContain(request.enrollment);
      else if (request.kind === 'team' && request.act.type === 'move')
        for (const { enrollment } of request.act.items) expect(known).toContain(enrollment);
    }
    const commands = requests.filter((request) => request.kind === 'command');
    for (const some of [
      commands.filter(({ copies }) => copies === 5),
      commands.filter(({ steps }) => steps.length > 1),
      commands.filter(({ nonsense }) => nonsense),
      commands.filter(({ whenUnknown }) => whenUnknown === 'leaves'),
    ]) {
      expect(some.length).toBeGreaterThan(10);
    }
  });

  it('asks for every step of the sections, each as the API wants it', () => {
    const requests = planRequests(createRandom(2), { enrollments: 40, commands: 3_000 });
    const context = { calendar, staffIds, providerId: id, plans: { preliminary: id, full: id } };
    const sent = new Set<string>();
    for (const request of requests) {
      if (request.kind !== 'command' || request.nonsense) continue;
      const { path, body, asked } = requestOf(
        request,
        'enrollment',
        context,
        Date.parse('2037-05-04T13:00:00Z'),
      );
      for (const { type } of asked) sent.add(type);
      const last = path.split('/').at(-1) as CommandType;
      const schema = asked.length > 1 ? commandBatchBody : commandBodies[last];
      expect([body, schema.safeParse(JSON.parse(body)).error?.issues]).toEqual([body, undefined]);
    }
    const left = new Set<CommandType>([
      // Of other profiles, or one way of several that the plan goes already.
      ...(['updateAssessment', 'renewServicePlan', 'adoptPolicy', 'amendSccp', 'setReleaseDate'] as const),
      ...(['completeTransitionSccp', 'resubmitAuthorization', 'remindOfAppointment'] as const),
      ...(['nameTreatmentProvider', 'notifyTreatmentProvider', 'askSatisfaction'] as const),
      // Of what a transfer from another agency carries over: of whoever went there nothing more is asked.
      ...(['recordServiceFeedback', 'settleCarried'] as const),
      // Of what was told in an emergency, or settled by the privacy officer, who has no login there.
      ...(['noteDisclosure', 'resolveDisclosure'] as const),
      // Of a referral that says what came of consents.
      'recordNoConsents' as const,
      // Of a crisis after a discharge: there the plan reopens.
      ...(['keepDischarged', 'enterInError'] as const),
    ]);
    expect(commandTypes.filter((type) => !sent.has(type) && !left.has(type))).toEqual([]);
    const documents = requests.filter((request) => request.kind === 'document');
    for (const of of ['contact-information', 'identity'])
      expect([of, documents.filter((one) => one.of === of).length > 15]).toEqual([of, true]);
  });

  it('asks mostly as who has the client or leads, and sometimes as somebody whom nobody lets in', () => {
    const requests = planRequests(createRandom(5), { enrollments: 100, commands: 3_000 });
    const has = new Map<number, Login>();
    let [theirs, others] = [0, 0];
    for (const request of requests) {
      if (request.kind === 'team' && request.act.type === 'move')
        for (const { enrollment, to } of request.act.items) has.set(enrollment, to);
      if (request.kind !== 'command' || request.nonsense) continue;
      if (request.by.startsWith('coordinator')) {
        if (has.get(request.enrollment) === request.by) theirs += 1;
        else others += 1;
      }
      const to = request.steps[0]?.type === 'assignCoordinator' && request.steps[0].facts['coordinatorId'];
      if (to && typeof to === 'object' && 'staff' in to) has.set(request.enrollment, to.staff);
    }
    expect(theirs).toBeGreaterThan(5 * others);
    expect(others).toBeGreaterThan(20);
  });

  it('asks for absences, shifts, swaps and moves, some of which meet, each as the API wants it', () => {
    const requests = planRequests(createRandom(6), { enrollments: 60, commands: 4_000 });
    const context = {
      calendar,
      staffIds,
      providerId: id,
      enrollmentIds: Array.from({ length: 4 }, () => randomUUID()),
    };
    const schemas = {
      ...{ absence: absenceBody, shift: shiftBody, 'shift-withdrawn': shiftEndBody },
      ...{ swap: swapBody, move: planBody },
    };
    const asked = requests.filter((request) => request.kind === 'team');
    for (const request of asked) {
      const { body } = requestOf(request, '', context, Date.parse('2037-05-04T13:00:00Z'));
      const read = schemas[request.act.type].safeParse(JSON.parse(body));
      expect([body, read.error?.issues]).toEqual([body, undefined]);
    }
    for (const type of Object.keys(schemas))
      expect([type, asked.filter(({ act }) => act.type === type).length > 5]).toEqual([type, true]);
    expect(asked.filter(({ copies }) => copies > 1).length).toBeGreaterThan(5);
  });

  it('asks the fund for more than it holds, for what it must refuse, and as the API wants it', () => {
    const others = planRequests(createRandom(3), { enrollments: 40, commands: 3_000 });
    const requests = withFund(createRandom(4), others);
    expect(requests.filter((request) => others.includes(request))).toEqual(others);
    expect(new Set(requests.map(({ key }) => key)).size).toBe(requests.length);
    const context = { calendar, staffIds, providerId: id };
    const bodies = {
      'fund-payments': fundPaymentBody,
      deposits: fundDepositBody,
      reimbursements: fundReimbursementBody,
      reconciliations: fundReconciliationBody,
    };
    const asked = requests.filter(({ kind }) => kind === 'payment' || kind === 'fund');
    for (const request of asked) {
      const { path, body } = requestOf(request, 'enrollment', context, 0);
      const schema = bodies[path.split('/').at(-1) as keyof typeof bodies];
      expect([body, schema.safeParse(JSON.parse(body)).error?.issues]).toEqual([body, undefined]);
    }
    expect(asked[0]).toMatchObject({ kind: 'fund', act: { type: 'deposits' } });
    const payments = requests.filter((request) => request.kind === 'payment');
    for (const some of [
      payments.filter(({ nonsense }) => nonsense),
      payments.filter(({ forUnknownNeed, nonsense }) => forUnknownNeed && !nonsense),
      payments.filter(({ copies }) => copies > 1),
      payments.filter(({ again }) => again),
      // Sent over several lanes: one right after the other is at once.
      payments.filter((one) => requests[requests.indexOf(one) - 1]?.kind === 'payment'),
      ...(['deposits', 'reimbursements', 'reconciliations'] as const).map((type) =>
        asked.filter((request) => request.kind === 'fund' && request.act.type === type),
      ),
    ]) {
      expect(some.length).toBeGreaterThan(4);
    }
    // More is asked for than is ever put in.
    const sum = (amounts: number[]): number => amounts.reduce((all, one) => all + one, 0);
    const put = asked.map((one) =>
      one.kind === 'fund' && one.act.type === 'deposits' ? one.act.amountCents : 0,
    );
    expect(sum(payments.map(({ amountCents }) => amountCents))).toBeGreaterThan(sum(put));
  });

  it('lays the end of the local day where it is wanted', () => {
    const midnight = Date.parse('2037-05-04T13:17:00Z');
    const calendar = calendarWithMidnightAt(midnight, 'chaos', []);
    const before = midnight - 1;
    expect(endOfLocalDay(calendar, localDateOf(calendar, before))).toBe(before);
  });
});

it.each([
  [[503, 0, 200], 'acknowledged'],
  [[200, 409], 'acknowledged'],
  [[503, 202], 'taken-in'],
  [[503, 422], 'refused'],
  [[429], 'unknown'],
  [[0, 503], 'unknown'],
])('answers %j amount to %s', (statuses, outcome) => {
  expect(outcomeOf(statuses.map((status) => ({ status })))).toBe(outcome);
});

it('who is let in no more after a lost answer does not know what became of it', () => {
  const turnedAway = { status: 403, code: 'no-relation' };
  expect(outcomeOf([{ status: 0 }, turnedAway])).toBe('unknown');
  expect(outcomeOf([turnedAway])).toBe('refused');
  expect(outcomeOf([turnedAway, { status: 0 }])).toBe('refused');
  expect(outcomeOf([{ status: 0 }, { status: 403, code: 'own-request' }])).toBe('refused');
});
