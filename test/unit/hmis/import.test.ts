import { describe, expect, test } from 'vitest';
import type { ImportedClient, ImportStore } from '../../../src/features/imports/postgres/imports.ts';
import type { ImportPeople } from '../../../src/features/imports/postgres/import-people.ts';
import { importHmis } from '../../../src/cli/import/import-hmis.ts';
import { inLines } from '../../../src/cli/import/progress.ts';
import { asJson, asText } from '../../../src/cli/import/report.ts';
import { countsOf } from '../../../src/hmis/import/rows.ts';
import { makeCalendar } from '../../../src/calendars/make-calendar.ts';
import { RecordUnavailableError } from '../../../src/kit/reads.ts';
import type { Enroll } from '../../../src/contracts/messages.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import type { EnrollOutcome } from '../../../src/kit/temporal/gateway.ts';
import { SetupError } from '../../../src/servers/setup-error.ts';
import type { BuiltExport } from '../../support/hmis-export.ts';
import { anExport, read, today } from './support.ts';

const agency = { id: '0d9d3b5e-5f0c-4b9e-8f57-0d6a4d3f7a01', name: 'Harbor County' };
const made = makeCalendar({ id: 'test', version: 1, timeZone: 'America/Chicago', closures: [] });
if (!made.ok) throw new Error(made.problem.code);
const policy = { profile: countyProfile, profileHash: 'p', calendar: made.calendar, calendarHash: 'c' };

/** Servers in memory, which go away when told. */
function servers() {
  const clients = new Map<string, { id: string; client: ImportedClient }>();
  const enrollments = new Map<string, Enroll>();
  const state = {
    connects: 0,
    answers: Infinity,
    atWork: 0,
    mostAtWork: 0,
    answersLost: 0,
    failure: null as Error | null,
  };
  const sealed: unknown[] = [];
  const named = new Map<string, string>();
  const store: ImportStore & ImportPeople = {
    sources: async () => [],
    keepSource: async () => {},
    people: async (_agencyId, source, ids) =>
      new Map(
        ids.flatMap((id) => {
          const clientId = named.get(`${source} ${id}`);
          return clientId === undefined
            ? []
            : [[id, { clientId, openEnrollmentId: openOf(clientId) }] as const];
        }),
      ),
    async name(_agencyId, source, people) {
      for (const { personalId, clientId } of people)
        if (!named.has(`${source} ${personalId}`)) named.set(`${source} ${personalId}`, clientId);
    },
    clients: async () => [],
    bornOn: async () => [],
    earlierEnrollments: async () => new Map(),
    worksHere: async () => true,
    agencies: async () => [agency],
    known: async (ids) =>
      new Map(ids.flatMap((id) => (enrollments.has(id) ? [[id, { open: true }] as const] : []))),
    async ensureClient(_agencyId, client) {
      const before = clients.get(client.reference);
      const { id } = before ?? { id: `client-${clients.size + 1}` };
      if (!before) clients.set(client.reference, { id, client });
      return { id, made: !before };
    },
    identify: async () => undefined,
    notEnrolled: async () => undefined,
    async addAttributes(clientId, attributes) {
      for (const { id, client } of clients.values())
        if (id === clientId) Object.assign(client.attributes, attributes);
    },
  };
  const openOf = (clientId: string) =>
    [...enrollments].find(([, request]) => request.clientId === clientId)?.[0] ?? null;
  const deps = {
    store,
    policy,
    needs: ['housing', 'safety'],
    seal: {
      seal(value: unknown) {
        sealed.push(value);
        return `sealed ${JSON.stringify(value).length}`;
      },
    },
    gateway: async () => {
      state.connects += 1;
      return {
        async enroll(enrollmentId: string, request: Enroll): Promise<EnrollOutcome> {
          state.atWork += 1;
          state.mostAtWork = Math.max(state.mostAtWork, state.atWork);
          await new Promise((done) => setImmediate(done));
          state.atWork -= 1;
          if (state.failure) throw state.failure;
          const receipt = {} as Extract<EnrollOutcome, { status: 'accepted' }>['receipt'];
          if (enrollments.has(enrollmentId)) return { status: 'accepted', receipt, replayed: true };
          if (enrollments.size >= state.answers)
            return { status: 'unavailable', unknown: true, away: 'engine' };
          enrollments.set(enrollmentId, request);
          if (state.answersLost-- > 0) return { status: 'unavailable', unknown: true, away: 'engine' };
          return { status: 'accepted', receipt, replayed: false };
        },
      };
    },
  };
  return { deps, state, clients, enrollments, sealed };
}

async function run(
  built: BuiltExport,
  { deps }: ReturnType<typeof servers>,
  level?: string,
  stopAfter = Infinity,
) {
  const told: string[] = [];
  const stop = new AbortController();
  const report = await importHmis(deps, {
    found: await read(built.write()),
    ...{ today, level, agency, source: 'xx-500', saidNew: new Map() },
    interrupted: stop.signal,
    progress: (total) => {
      const lines = inLines(total, (line) => told.push(line));
      const done = (count: number): void => {
        lines.done(count);
        if (count >= stopAfter) stop.abort();
      };
      return { ...lines, done };
    },
  });
  return { report, told, counts: countsOf(report.rows) };
}

function many(count: number): BuiltExport {
  const built = anExport();
  for (let i = 1; i <= count; i += 1) built.participant(String(i));
  return built;
}

describe('an import', () => {
  test('starts four at a time, and tells each tenth', async () => {
    const there = servers();
    const { counts, told } = await run(many(30), there);
    expect(counts).toMatchObject({ started: 30, 'not-reached': 0 });
    expect(there.state.mostAtWork).toBe(4);
    expect(told).toHaveLength(10);
    expect(told[0]).toBe('importing: 10 % (3 of 30 enrollments)');
  });

  test('that loses a server says how far it came, and the next goes on', async () => {
    const there = servers();
    there.state.answers = 7;
    const first = await run(many(20), there);
    expect(first.counts).toMatchObject({ started: 7, 'not-reached': 13 });
    expect(first.report.trouble).toMatch(/run the same command again/);
    expect([...asText(first.report)].join('')).toMatch(/not reached +13/);
    there.state.answers = Infinity;
    const second = await run(many(20), there);
    expect(second.counts).toMatchObject({ started: 13, 'already-there': 7, 'not-reached': 0 });
    expect(second.report.trouble).toBe(null);
    expect(there.enrollments.size).toBe(20);
  });

  test('tells a need by a code that the agency has; what has none stays in what the export says', async () => {
    const there = servers();
    there.deps.needs = ['safety'];
    const built = many(2).living('1', 16).violence('1', 1, 1).violence('2', 1, 1);
    const { report } = await run(built, there);
    const remarkOf = (row: number) => report.rows.find((one) => one.row === row)?.remark ?? '';
    expect(remarkOf(2)).toMatch(/the agency's list has no code for/);
    expect(remarkOf(2)).not.toMatch(/hous|homeless/);
    expect(remarkOf(3)).not.toMatch(/no code/);
    const told = there.sealed.map((words) => JSON.stringify(words));
    expect(told[0]).toMatch(/"needs":\["safety"\].*"livingSituation":\{"on":"[^"]+","code":"16"/);
    expect(told[1]).toContain('"needs":["safety"]');
  });

  test('that is stopped finishes what it is at, and says how far it came', async () => {
    const there = servers();
    const { counts, report } = await run(many(20), there, undefined, 6);
    expect(counts.started).toBe(there.enrollments.size);
    expect(counts.started).toBeGreaterThanOrEqual(6);
    expect(counts.started).toBeLessThanOrEqual(9);
    expect(counts['not-reached']).toBe(20 - counts.started);
    expect(report.trouble).toMatch(/was stopped.*the same command goes on/);
  });

  test('asks again for an answer that was lost', async () => {
    const there = servers();
    there.state.answersLost = 2;
    const { counts, report } = await run(many(5), there);
    expect(counts).toMatchObject({ started: 5, 'not-reached': 0 });
    expect(report.trouble).toBe(null);
  });

  test('that loses PostgreSQL ends in the same way; an unknown error is not hidden', async () => {
    const there = servers();
    there.state.failure = new RecordUnavailableError('gone');
    expect((await run(many(3), there)).counts).toMatchObject({ started: 0, 'not-reached': 3 });
    there.state.failure = new Error('a fault');
    const { report, counts } = await run(many(3), there);
    expect(counts).toMatchObject({ 'not-reached': 3 });
    expect(report.trouble).toContain('Error: a fault');
  });

  test('asks for no Temporal when there is nothing to start', async () => {
    const there = servers();
    await run(many(2), there);
    const { counts } = await run(many(2), there);
    expect(counts).toMatchObject({ started: 0, 'already-there': 2 });
    expect(there.state.connects).toBe(1);
  });

  test('gives the same ids on every run, and others to another agency', async () => {
    const [one, two] = [servers(), servers()];
    await run(many(2), one);
    await run(many(2), two);
    expect([...one.enrollments.keys()]).toEqual([...two.enrollments.keys()]);
    const commands = (there: ReturnType<typeof servers>) =>
      [...there.enrollments.values()].map(({ commandId }) => commandId);
    expect(commands(one)).toEqual(commands(two));
    expect(commands(one)[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
  });

  test('refuses a level that the policy does not know, before anything is started', async () => {
    const there = servers();
    await expect(run(many(2), there, 'rsc')).rejects.toThrow(SetupError);
    await expect(run(many(2), there, 'rsc')).rejects.toThrow(
      /no level rsc\. Choose one with --level: rsc-i, rsc-f, cm/,
    );
    expect(there.clients.size).toBe(0);
  });

  test('a client enrolled here already is refused and left as is', async () => {
    const there = servers();
    await run(many(1), there);
    const newer = anExport().participant('1', {
      client: { LastName: 'Heron' },
      enrollment: { EnrollmentID: 'x9' },
    });
    const { report } = await run(newer, there);
    expect(report.rows).toMatchObject([
      { outcome: 'refused', reason: expect.stringMatching(/open enrollment here/) },
    ]);
    expect(there.clients.get('hmis:xx-500/p1')?.client.familyName).toBe('Finch');
  });

  test('never raises an emergency, and tells Temporal nothing but facts', async () => {
    const there = servers();
    await run(anExport().participant('1').violence('1', 1, 1).disability('1', 10, 3), there);
    const [request] = there.enrollments.values();
    const { policy: _, ...facts } = request as Enroll;
    expect(facts).toMatchObject({ emergency: false, onCallId: null });
    expect('receivedAt' in facts).toBe(false);
    expect(JSON.stringify(facts)).not.toMatch(/safety|Marigold|Finch|1980|alcohol|substance|hmis:|p1/);
  });
});

test('the report names rows by their ids alone, as text and as JSON', async () => {
  const built = anExport()
    .participant('1')
    .participant('2', { client: { DOB: '2015-01-01' } })
    .participant('3', { enrollment: { EntryDate: '' } })
    .participant('4', { client: { DOBDataQuality: 99 } })
    .participant('5')
    .exit('5')
    .event('1', 99);
  const { report } = await run(built, servers());
  const text = [...asText(report)].join('');
  expect(text).toMatch(/started +2/);
  expect(text).toMatch(/Enrollment\.csv +3 +e2 +p2 +a minor/);
  expect(text).toMatch(/Enrollment\.csv +4 +e3 +p3 +no entry date/);
  expect(text).toMatch(/e4 +p4 .* birth date unknown/);
  expect(text).toMatch(/Event\.csv +row 2 +Event is no code/);
  const line = [...asJson(report)].join('');
  const json = JSON.parse(line) as { complete: boolean; counts: object; rows: { row: number }[] };
  expect(json).toMatchObject({ complete: true, counts: { started: 2, refused: 2, left: 1 } });
  expect(json.rows.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
  expect(text + line).not.toMatch(/safety|Marigold|Finch|1980|2015|123456789/);
});

test('the report has as many rows as the export, however many', () => {
  const rows = Array.from({ length: 200_000 }, (_, at) => ({
    ...{ row: at + 2, enrollmentId: `e${at}`, personalId: `p${at}`, outcome: 'left' as const },
  }));
  const from = { exportId: 'BIG', exportedOn: null, system: 'Keeper', version: '' };
  const described = { sourceId: 'XX-500', sourceName: '', software: 'Keeper' };
  const report = {
    from: { ...from, ...described },
    source: 'xx-500',
    agency,
    rows,
    files: [],
    notes: [],
    trouble: null,
  };
  let lines = 0;
  for (const line of asText(report)) if (line.startsWith('  Enrollment.csv  ')) lines += 1;
  expect(lines).toBe(200_000 + 1);
  expect(JSON.parse([...asJson(report)].join(''))).toMatchObject({ counts: { left: 200_000 }, notes: [] });
});
