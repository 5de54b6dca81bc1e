import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { createReads } from '../../src/api/reads.ts';
import { acuityBandsOf } from '../../src/features/numbers/bands.ts';
import { factsOf, oneByOne } from '../../src/features/numbers/board.ts';
import { definitions } from '../../src/features/numbers/definitions.ts';
import { type Fact, measures } from '../../src/features/numbers/facts.ts';
import { kindsOfOthers } from '../../src/features/numbers/owners.ts';
import { periodOf } from '../../src/features/numbers/period.ts';
import { factsBehind, groupings, tally } from '../../src/features/numbers/tally.ts';
import { staffClockOf } from '../../src/features/staff/activities/staff-clock.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { numbersReply } from '../../src/features/numbers/api/schemas.ts';
import { isStepEvent } from '../../src/engine/record/events.ts';
import { stepOf } from '../../src/engine/deadlines/evolve.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { county } from '../support/county/county.ts';
import { type ClientEvents, type Counted, countOf, figure, localDays } from '../support/county/recount.ts';
import { policyFrom } from '../support/policies.ts';
import { sized } from '../support/sizes.ts';

const clients = sized(500, 150);
const from = Date.parse('2037-01-02T15:00:00Z');
/** In the middle of a month, which is not over. */
const asOf = Date.parse('2037-12-16T18:00:00Z');
const months = Array.from({ length: 12 }, (_, n) => `2037-${String(n + 1).padStart(2, '0')}`);

let rig: ApiRig;
let counted: Counted[] = [];
const told = { events: 0, superseded: 0, refused: 0, waited: 0 };

beforeAll(async () => {
  rig = await createApiRig();
  rig.clock.set(asOf);
  await rig.prisma.accessToken.updateMany({ data: { expiresAt: new Date(asOf + 86_400_000) } });
  const crew = await coordinators();
  await record(crew);
  counted = await recounted();
}, 300_000);
afterAll(() => rig?.close());

async function coordinators(): Promise<[string, ...string[]]> {
  const { agencyId, staffIds } = rig.agency;
  const more = Array.from({ length: 17 }, (_, n) => ({
    ...{ id: randomUUID(), agencyId, role: 'coordinator' },
    ...{ name: `Coordinator ${n}`, email: `c${n}@county.example` },
  }));
  await rig.prisma.staff.createMany({ data: more });
  return [staffIds.coordinator, staffIds.coordinator2, ...more.map(({ id }) => id)];
}

async function record(crew: [string, ...string[]]): Promise<void> {
  const { agencyId, staffIds } = rig.agency;
  const seal = createSeal(Buffer.alloc(32, 7).toString('base64'));
  const store = createRecordStore({ prisma: rig.prisma, seal, log: { warn: () => undefined } });
  const options = { seed: 8, clients, agencyId, supervisorId: staffIds.supervisor, coordinators: crew };
  for (const one of county({ ...options, policy: policyFrom(), from, until: asOf })) {
    const { clientId, request, words, waited } = one;
    const ottilie = { givenName: 'Ottilie', familyName: 'Brandywine' };
    await makeClient(rig.prisma, { clientId, agencyId, reference: clientId, ...ottilie });
    const events = request.events.map((event) => {
      const said = isStepEvent(event) ? words.get(event.stepId) : undefined;
      return said ? { ...event, sealed: seal.seal(said, { ...request, ...event }) } : event;
    });
    expect(await store.append({ ...request, events })).toEqual({ status: 'recorded' });
    await rig.prisma.pendingStep.createMany({
      data: waited.map((commandId) => ({
        ...{ enrollmentId: request.enrollmentId, agencyId, commandId, kind: 'submit', types: [] },
        ...{ fingerprint: commandId, staffId: staffIds.supervisor, takenInAt: new Date(from) },
        ...{ state: 'recorded', settledAt: new Date(asOf) },
      })),
      skipDuplicates: true,
    });
    told.events += events.length;
    told.superseded += request.obligations.filter(({ superseded }) => superseded).length;
    told.refused += one.refused;
    told.waited += waited.length;
  }
}

/** From the events as they were recorded, client by client. */
async function recounted(): Promise<Counted[]> {
  const days = localDays(
    'America/Chicago',
    Date.parse('2036-12-31T00:00:00Z'),
    Date.parse('2038-01-02T12:00:00Z'),
  );
  const year = days.filter(({ date }) => date.startsWith('2037'));
  const reader = createRecordReader(rig.prisma);
  const all: Counted[] = [];
  for (const { id } of await rig.prisma.enrollment.findMany({ select: { id: true } })) {
    const events = await reader.loadEvents(id);
    const written = await rig.prisma.event.findMany({
      where: { enrollmentId: id, type: 'InstrumentRecorded' },
    });
    const answers = new Map(
      written.flatMap(({ stepId, details }) => {
        const { answers: given } = (details ?? {}) as { answers?: Record<string, unknown> };
        return stepId !== null && given ? [[stepId, given] as const] : [];
      }),
    );
    const pending = await rig.prisma.pendingStep.findMany({ where: { enrollmentId: id, state: 'recorded' } });
    const one: ClientEvents = {
      ...{ id, answers, waited: new Set(pending.map(({ commandId }) => commandId)) },
      steps: events.filter(isStepEvent).map(stepOf),
    };
    all.push(...countOf(one, year, asOf));
  }
  return all;
}

type Asked = { first: string; last: string; by: 'agency' | 'coordinator' | 'month' | 'level' };

async function asked({ first, last, by }: Asked) {
  const reply = await rig.get('supervisor', `/numbers?month=${first}&through=${last}&by=${by}`).expect(200);
  return asSent(numbersReply, reply.body);
}

function apart<Key>(all: readonly Counted[], keyOf: (one: Counted) => Key): Map<Key, Counted[]> {
  const groups = new Map<Key, Counted[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** How many figures were compared; throws at the first that differs. */
async function compare(question: Asked): Promise<number> {
  const { first, last, by } = question;
  const { groups } = await asked(question);
  const own = counted.filter(({ month }) => month >= first && month <= last);
  const keyOf = (one: Counted) =>
    by === 'agency' ? null : by === 'coordinator' ? one.coordinator : by === 'month' ? one.month : one.level;
  expect(groups.map(({ key }) => key).toSorted()).toEqual(
    by === 'agency' ? [null] : [...new Set(own.map(keyOf))].toSorted(),
  );
  const ofGroup = apart(own, (one) => (by === 'agency' ? null : keyOf(one)));
  let compared = 0;
  for (const { key, figures } of groups) {
    const mine = apart(ofGroup.get(key) ?? [], ({ number }) => number);
    const end = by === 'month' ? (key ?? last) : last;
    for (const { number, part, ...shown } of figures) {
      expect(shown, `${first} to ${last}, ${by} ${key}: ${number} ${part}`).toEqual(
        figure(mine.get(number) ?? [], number, part, end),
      );
      compared += 1;
    }
    // Nothing that was counted is missing on the board.
    const onBoard = new Set(figures.map(({ number, part }) => `${number} ${part}`));
    const owed = [...mine.values()]
      .flat()
      .filter(
        ({ number, part, above, month }) =>
          part !== null && above && (number !== 'caseload-end' || month === end),
      );
    for (const { number, part } of owed)
      if (!onBoard.has(`${number} ${part}`)) throw new Error(`${number} ${part} is not shown`);
  }
  return compared;
}

/** A few referrals turn out never to have been meant, each at one of these instants. */
async function neverMeant(instants: readonly string[]): Promise<void> {
  const rows = await rig.prisma.enrollment.findMany({
    where: { receivedAt: { lt: new Date('2037-03-01T00:00:00Z') } },
    orderBy: { id: 'asc' },
    take: instants.length,
  });
  expect(rows).toHaveLength(instants.length);
  for (const [n, { id, version }] of rows.entries())
    await rig.prisma.event.create({
      data: {
        ...{ enrollmentId: id, seq: version + 1, prevSeq: version, commandId: `error-${n}`, index: 0 },
        ...{ type: 'EnteredInError', stepId: `error-${n}`, data: { type: 'enterInError' } },
        ...{ occurredAt: new Date(instants[n] ?? ''), recordedAt: new Date(instants[n] ?? '') },
        actor: { staffId: rig.agency.staffIds.supervisor, role: 'supervisor', agencyId: rig.agency.agencyId },
      },
    });
}

/** The same facts in one order, whatever order they came in. */
function inOrder(facts: readonly Fact[]): Fact[] {
  const place = ({ at, enrollmentId, measure, about, part, level }: Fact) =>
    JSON.stringify([at, enrollmentId, measure, about, part, level]);
  return facts.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

describe(`the numbers of a county of ${clients} clients over a year`, () => {
  it('[SU-3] agree with a recount from the events, to the last one', async () => {
    const [first = '', last = ''] = [months[0], months.at(-1)];
    let compared = 0;
    for (const month of months)
      for (const by of ['agency', 'coordinator', 'level'] as const)
        compared += await compare({ first: month, last: month, by });
    for (const by of ['agency', 'coordinator', 'month', 'level'] as const)
      compared += await compare({ first, last, by });
    expect(compared).toBeGreaterThan(8_000);
  }, 240_000);

  it('[SU-3] count every kind of course', async () => {
    const { groups } = await asked({ first: '2037-01', last: '2037-12', by: 'agency' });
    const figures = groups[0]?.figures ?? [];
    const parts = (number: string) =>
      figures.flatMap((one) => (one.number === number && one.part !== null ? [one.part] : []));
    for (const id of [
      'met-late',
      'missed',
      'authorizations-lapsed',
      'satisfaction-response',
      'first-contact-p90',
    ])
      expect(
        figures.find(({ number, part }) => number === id && part === null)?.numerator,
        id,
      ).toBeGreaterThan(5);
    expect(parts('miss-causes')).toEqual(['client', 'staff', 'system']);
    expect(parts('contact-rate')).toEqual(['high', 'low', 'moderate', 'unscored']);
    expect(parts('closures')).toEqual(['completed', 'lost-contact', 'other', 'transferred', 'withdrawn']);
    expect(parts('caseload-end')).toEqual(['cm', 'rsc-f', 'rsc-i']);
    expect(told.superseded).toBeGreaterThan(0);
    expect(told.waited).toBeGreaterThan(50);
    const events = await rig.prisma.event.groupBy({ by: ['type'], _count: true });
    for (const type of [
      'StepVoided',
      'ClocksHeld',
      'HoldReleased',
      'DutyWaived',
      'DeadlineMoved',
      'Reopened',
      'LevelChanged',
      'MissExplained',
      'LocateAttempted',
      'DeadlineMissed',
    ])
      expect(events.find((one) => one.type === type)?._count ?? 0, type).toBeGreaterThan(3);
  });

  it('[SU-3] say of every case, known at any time, what the domain says of it by itself', async () => {
    await neverMeant(['2037-04-03T15:00:00Z', '2037-06-20T15:00:00Z', '2037-06-21T15:00:00Z']);
    const reads = createReads(rig.prisma);
    const { agencyId } = rig.agency;
    const { calendar, profile, staffPolicy } = await staffClockOf(
      { reads, policies: createPolicies(reads) },
      agencyId,
    );
    const bands = acuityBandsOf(profile, staffPolicy);
    const some = (await rig.prisma.enrollment.findMany({ select: { id: true }, take: 20 })).map(
      ({ id }) => id,
    );
    const seen = new Set<string>();
    let compared = 0;
    for (const known of ['2037-04-10T15:00:00Z', '2037-06-20T20:00:00Z', new Date(asOf).toISOString()])
      for (const [first, last] of [
        ['2037-03', '2037-03'],
        ['2037-06', '2037-06'],
        ['2037-01', '2037-12'],
      ] as const)
        for (const of of [null, some]) {
          const period = periodOf(calendar, first, last, Date.parse(known));
          const [begins, ends] = [period.months[0]?.from ?? 0, period.months.at(-1)?.until ?? 0];
          const cases = await reads.numberCases({ agencyId }, of, { from: begins, until: ends });
          const facts = factsOf(cases, period, bands);
          const profiles = await reads.profilesDue(agencyId, period);
          const ofOthers = profiles.flatMap((profileHash) =>
            kindsOfOthers(profile).map((kind) => ({ profileHash, kind })),
          );
          const asked = { agencyId, of, period, bands, ofOthers };
          for (const definition of definitions) {
            const found = await reads.numberFacts(asked, definition, {
              ...{ last, filters: {}, after: undefined, limit: 1_000_000 },
            });
            const own = factsBehind(facts, definition, last).map(({ fact }) => fact);
            expect(inOrder(found), `${definition.id} of ${first} to ${last}, known at ${known}`).toEqual(
              inOrder(own),
            );
            for (const { measure, cause } of found) seen.add(measure).add(`by ${cause}`);
            compared += found.length;
          }
          for (const by of groupings) {
            const groups = await reads.numberGroups(asked, { apart: by === 'coordinator' });
            expect(tally(groups, by, last), `by ${by}`).toEqual(tally(oneByOne(facts), by, last));
          }
        }
    expect([...seen].toSorted()).toEqual(
      [...measures, 'by client', 'by null', 'by staff', 'by system'].toSorted(),
    );
    expect(compared).toBeGreaterThan(10_000);
  }, 240_000);

  it('[SU-3] answer a month and a year in a second or two', async () => {
    const times: Record<string, number> = {};
    for (const [name, path] of [
      ['month', '/numbers?month=2037-11&by=coordinator'],
      ['year', '/numbers?month=2037-01&through=2037-12&by=coordinator'],
      ['cases', '/numbers/timeliness/cases?month=2037-11'],
    ] as const) {
      const began = performance.now();
      await rig.get('director', path).expect(200);
      times[name] = Math.round(performance.now() - began);
    }
    expect(times['month']).toBeLessThan(5_000);
  });
});
