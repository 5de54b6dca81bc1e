import { randomBytes, randomUUID } from 'node:crypto';
import { inventedName } from '../../prisma/seed/invented-name.ts';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type Ask,
  enclosuresFor,
  samplePlan,
  sampleRoster,
  seedAgency,
  type SeededAgency,
} from '../../prisma/seed/index.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { startApi, type RunningApi } from '../../src/api/main.ts';
import { enrollmentWorkflowId, notificationsWorkflowId } from '../../src/contracts/ids.ts';
import { notificationsWorkflow } from '../../src/contracts/messages.ts';
import { channels } from '../../src/kit/delivery/channels.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { startTemporal, type TemporalServer } from '../../src/servers/temporal-server.ts';
import { type RunningWorker, startWorker } from '../../src/worker/create-worker.ts';
import { builtBundle } from '../support/built.ts';
import { providerIdOf, seedProvider } from '../support/directory.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { asJson } from '../support/histories.ts';
import { signedOnPaper } from '../../prisma/seed/index.ts';
import { agencyDay } from '../support/agency-days.ts';

let database: TestDatabase;
let server: TemporalServer;
let worker: RunningWorker;
let api: RunningApi;
let agency: SeededAgency;
let client: Client;
let connection: Connection;
let sql: pg.Client;
let clients = 0;

beforeAll(async () => {
  [database, server] = await Promise.all([
    createTestDatabase(),
    startTemporal({ searchAttributes: searchAttributeTypes }),
  ]);
  const prisma = createPrisma(database.url);
  agency = await seedAgency(prisma, { now: Date.now() });
  await seedProvider(prisma, agency.agencyId);
  await prisma.$disconnect();
  const shared = {
    databaseUrl: database.url,
    temporalAddress: server.address,
    temporalNamespace: server.namespace,
    sealKey: randomBytes(32).toString('base64'),
    publicUrl: 'http://localhost',
    logger: pino({ level: 'silent' }),
  };
  const mail = {
    smtpUrl: 'smtp://127.0.0.1:9',
    mailFrom: 'throughline@localhost.localdomain',
    webhook: null,
  };
  connection = await Connection.connect({ address: server.address });
  client = new Client({ connection, namespace: server.namespace });
  // Heartbeats of senders would count among the commits of steps: these are on a queue that nobody serves.
  for (const channel of channels)
    await client.workflow.start(notificationsWorkflow, {
      ...{ workflowId: notificationsWorkflowId(channel), taskQueue: 'nobody', args: [{ channel }] },
    });
  worker = await startWorker({ ...shared, ...mail, healthPort: 0, bundle: builtBundle() });
  api = await startApi({ ...shared, port: 0 });
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await sql.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
});
afterAll(async () => {
  await sql?.end();
  await api?.close();
  await worker?.stop();
  await connection?.close();
  await server?.stop();
  await database?.drop();
});

const send = (path: string, body: object, headers: Record<string, string> = {}) =>
  sendBare(path, body, { 'idempotency-key': randomUUID(), ...headers });
const sendBare = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${agency.tokens.supervisor}`, 'content-type': 'application/json' },
      ...headers,
    },
    body: JSON.stringify(body),
  });

async function answered(reply: Response, ...statuses: number[]): Promise<Record<string, unknown>> {
  const answer = (await reply.json()) as Record<string, unknown>;
  expect([reply.status, answer]).toEqual([expect.toBeOneOf(statuses), answer]);
  return answer;
}
const post = async (path: string, body: object, headers: Record<string, string> = {}) =>
  answered(await send(path, body, headers), 200, 201);
const refused = async (path: string, body: object) => answered(await send(path, body), 409);

async function enroll(): Promise<string> {
  clients += 1;
  const person = { reference: `C-${clients}`, ...inventedName(`C-${clients}`) };
  const referral = { level: 'rsc-i', emergency: false };
  return String((await post('/enrollments', { client: person, referral }))['enrollmentId']);
}

/** `keyless`: of the statements, those by which a request without a key is known again. `said`: the statements themselves. */
type Cost = { events: string[]; statements: number; commits: number; keyless: number; said: string };

/** What one request leads to: events of history, statements of ours, commits of ours. */
async function costOf(enrollmentId: string, go: () => Promise<unknown>): Promise<Cost> {
  const before = (await history(enrollmentId)).length;
  await sql.query(`SELECT pg_stat_statements_reset(0, ${thisDatabase}, 0)`);
  const answer = await go();
  const { rows } = await sql.query<{ query: string; calls: number }>(
    `SELECT query, calls::int FROM pg_stat_statements WHERE dbid = ${thisDatabase}`,
  );
  const ours = rows.filter(({ query }) => !beside.some((words) => query.includes(words)));
  const calls = (some: typeof rows) => some.reduce((sum, row) => sum + row.calls, 0);
  const transactions = ours.filter(({ query }) => query === 'COMMIT');
  const single = ours.filter(({ query }) => query.includes('WITH change'));
  expect(answer).toBeDefined();
  return {
    events: (await history(enrollmentId)).slice(before),
    statements: calls(ours),
    commits: calls(transactions) + calls(single),
    said: ours.map(({ query, calls: times }) => `${times} times ${query}`).join('\n'),
    keyless: calls(ours.filter(({ query }) => query.includes('keyless_request'))),
  };
}

const thisDatabase = '(SELECT oid FROM pg_database WHERE datname = current_database())';
/** The loops of the worker, this test's own questions, and who calls: asked anew every three seconds, not with each step. */
const beside = [
  'pg_stat_statements',
  'leased_until',
  'confirmed_version < known',
  'confirmed_version" <',
  'FROM access_token t JOIN staff',
  // The sweep of the worker, once a minute.
  'SELECT id AS "enrollmentId", version FROM enrollment',
  // Which agencies have rounds through their staff: asked again soon where Temporal was not ready at the worker's start.
  '"staff_policy_hash" IS NOT NULL',
  // The same of rounds through their assignment queues.
  'AS "agencyId" FROM document',
  // Which transfers between agencies, and which bulk moves, are to go on.
  '"public"."transfer"',
  '"public"."reassignment"',
  // Which agencies have monthly reports made, and by which clocks.
  'AS "timeZone"',
];

async function history(enrollmentId: string): Promise<string[]> {
  const recorded = await client.workflow.getHandle(enrollmentWorkflowId(enrollmentId)).fetchHistory();
  const { events } = JSON.parse(asJson(recorded)) as { events: { eventType: string }[] };
  return events.map(({ eventType }) => eventType.replace('EVENT_TYPE_', ''));
}

const assign = () => ({ coordinatorId: agency.staffIds.coordinator });
const reached = { with: 'client', mode: 'face-to-face', outcome: 'reached' };
const attempted = { with: 'client', mode: 'phone', outcome: 'attempted' };

/** What these name is looked up: one read more. */
const looksUp = new Set([
  ...['assignCoordinator', 'completePreliminarySccp', 'formRst', 'grantRelease'],
  ...['requestAuthorization', 'requestExtension'],
]);

/** A complete plan: what it costs to write is no part of a step. */
async function planOf(id: string): Promise<string> {
  const plan = await post(`/enrollments/${id}/plans`, samplePlan('preliminary', '2026-01-02'));
  const { documentId } = await post(
    `/enrollments/${id}/plans/${String(plan['documentId'])}/acts/complete`,
    {},
  );
  return String(documentId);
}

/** Sends a step of the set-up; answers the id that later steps name it by. */
async function entered(id: string, type: string, body: object, as?: 'payer'): Promise<string> {
  const headers = as && { authorization: `Bearer ${agency.tokens[as]}` };
  const { steps } = await post(`/enrollments/${id}/commands/${type}`, body, headers);
  return (steps as { stepId: string }[])[0]?.stepId ?? '';
}

const words = 'As it was told.';
const providerId = () => providerIdOf(agency.agencyId);
const release = () => ({
  ...{ recipient: providerId(), recipientKind: 'provider', purpose: 'referral', expiresOn: agencyDay(300) },
  ...{ content: ['identity', 'presenting-issue', 'services', 'goals'] },
  ...{ recipientName: 'Harbor Rooms', ...signedOnPaper(agencyDay(-1)) },
});

/** An emergency referral, for which the order of stages does not count (RF-1). */
async function sending(id: string): Promise<object> {
  const [need, granted] = [
    await entered(id, 'confirmNeed', { outcome: 'confirmed', need: 'housing' }),
    await entered(id, 'grantRelease', release()),
  ];
  const service = 'shelter';
  const choice = { service, options: [providerId()], chosen: providerId() };
  await entered(id, 'recordChoice', { ...choice, optionsOffered: words, reasons: words });
  const about = await entered(id, 'makeReferral', {
    ...{ provider: providerId(), service, internal: false },
    ...{ availabilityKnown: true, waitingDays: 1, fits: true, need, emergency: true },
  });
  return { about, release: granted };
}

const span = { units: 8, from: '2020-01-01', through: '2099-01-01' };
const enclosing = (id: string) => enclosuresFor(asked, id, ['sccp', 'placement-criteria'], agencyDay(-1));
const asked: Ask = async (path, body) => {
  const isBytes = Buffer.isBuffer(body);
  const reply = await fetch(`${api.url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${agency.tokens.supervisor}`,
      'content-type': isBytes ? 'application/octet-stream' : 'application/json',
      ...(body ? { 'idempotency-key': randomUUID() } : {}),
    },
    ...(body ? { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) } : {}),
  });
  return answered(reply, 200, 201);
};
const authorization = async (id: string) => ({
  ...{ service: 'RSS-A', ...span, initial: true, justification: words },
  enclosed: await enclosing(id),
});

async function use(id: string): Promise<object> {
  const about = await entered(id, 'requestAuthorization', await authorization(id));
  await entered(id, 'decideAuthorization', { about, decision: 'approved', ...span, reason: words }, 'payer');
  return { kind: 'housing', minutes: 30, billable: false, authorization: about, units: 2 };
}

async function closing(id: string): Promise<object> {
  const about = await entered(id, 'raiseDispute', { subject: 'plan', matter: words, parties: words });
  return { about, method: 'negotiation', outcome: 'settled', parties: words, summary: words };
}

describe('a step', () => {
  test.each([
    ['that changes no deadline', 'logContact', () => attempted],
    ['that meets and opens obligations', 'logContact', () => reached],
    ['that stands on a plan', 'completePreliminarySccp', async (id: string) => ({ plan: await planOf(id) })],
    [
      'that stands on the roster',
      'formRst',
      async (id: string) => {
        await post(`/enrollments/${id}/roster/acts/change`, { ...sampleRoster(id) }, { 'if-match': '"0"' });
        return {};
      },
    ],
    ['with a number', 'scoreAcuity', () => ({ score: 50 })],
    ['that somebody else is told of', 'assignCoordinator', assign],
    [
      'that moves the client to another caseload',
      'assignCoordinator',
      () => ({ coordinatorId: agency.staffIds.coordinator3 }),
    ],
    [
      'that is paid for by another',
      'requestExtension',
      async (id: string) => ({
        ...{ initial: true, units: 4, through: '2099-01-01', justification: words },
        enclosed: await enclosing(id),
      }),
    ],
    ['that gives consent to a provider of the directory', 'grantRelease', release],
    ['that needs a consent', 'sendReferral', sending],
    ['that asks the payer', 'requestAuthorization', authorization],
    ['that uses an authorization', 'recordService', use],
    ['about an earlier one', 'recordDisputeStep', closing],
    ['that opens a period of its own', 'reportHighAcuityEvent', () => ({ event: 'arrest' })],
  ])(
    '%s (%s) is one task of the workflow, one statement beside one read, one commit',
    async (_, type, body) => {
      const id = await enroll();
      await post(`/enrollments/${id}/commands/assignCoordinator`, assign());
      const sent = await body(id);
      const cost = await costOf(id, () => post(`/enrollments/${id}/commands/${type}`, sent));
      expectOneTask(cost.events);
      expect(cost.commits).toBe(1);
      expect(cost.statements, cost.said).toBeLessThanOrEqual(looksUp.has(type) ? 3 : 2);
    },
  );

  test('that is refused leaves no history and writes nothing', async () => {
    const id = await enroll();
    const cost = await costOf(id, () =>
      refused(`/enrollments/${id}/commands/reviewSccp`, { initiative: 'ask' }),
    );
    expect(cost.events).toEqual([]);
    expect(cost.commits).toBe(0);
  });

  test('without a key costs three statements more: its like is forgotten, it is named, it is answered', async () => {
    const id = await enroll();
    await post(`/enrollments/${id}/commands/assignCoordinator`, assign());
    const path = `/enrollments/${id}/commands/logContact`;
    const [keyed, bare, again] = [
      await costOf(id, () => post(path, attempted)),
      await costOf(id, async () => answered(await sendBare(path, attempted), 200)),
      await costOf(id, async () => answered(await sendBare(path, { ...attempted, mode: 'text' }), 409)),
    ];
    process.stdout.write(`a step: ${keyed.statements} statements with a key, ${bare.statements} without\n`);
    expect(keyed.keyless).toBe(0);
    expect([bare.keyless, bare.statements - keyed.statements, bare.commits]).toEqual([3, 3, keyed.commits]);
    expectOneTask(bare.events);
    // What is asked back about reaches no enrollment; that it repeats what is done needs no third.
    expect([again.keyless, again.events, again.commits]).toEqual([2, [], 0]);
  });

  test('that leaves the place in a caseload alone touches neither it nor the coordinator', async () => {
    const id = await enroll();
    await post(`/enrollments/${id}/commands/assignCoordinator`, assign());
    const rows = async () => {
      const staff = await sql.query(`SELECT id, xmin, ctid FROM staff ORDER BY id`);
      const places = await sql.query(`SELECT enrollment_id, xmin, ctid FROM caseload_place ORDER BY 1`);
      return { staff: staff.rows, places: places.rows };
    };
    const before = await rows();
    for (const body of [reached, attempted]) await post(`/enrollments/${id}/commands/logContact`, body);
    expect(await rows()).toEqual(before);
  });

  test('that finds no room in a caseload is one task, and writes nothing', async () => {
    const id = await enroll();
    const full = { coordinatorId: agency.staffIds.coordinator2 };
    await sql.query('UPDATE staff SET caseload_limit = 0 WHERE id = $1', [full.coordinatorId]);
    const cost = await costOf(id, () => refused(`/enrollments/${id}/commands/assignCoordinator`, full));
    // Accepted, refused by the record, and the clock goes on as it was.
    expectOneTask(cost.events);
    expect(cost.commits).toBe(0);
  });

  test('costs the database little more where it takes a place: the figures', async () => {
    const ids = [await enroll(), await enroll(), await enroll()];
    const [here, there] = [assign(), { coordinatorId: agency.staffIds.coordinator3 }];
    for (const id of ids) await post(`/enrollments/${id}/commands/assignCoordinator`, here);
    const meanMs = async (go: (id: string, round: number) => Promise<unknown>): Promise<number> => {
      await sql.query(`SELECT pg_stat_statements_reset(0, ${thisDatabase}, 0)`);
      for (let round = 0; round < 5; round += 1) for (const id of ids) await go(id, round);
      const { rows } = await sql.query<{ mean: number }>(
        `SELECT mean_exec_time AS mean FROM pg_stat_statements WHERE dbid = ${thisDatabase} AND query LIKE 'WITH change%'`,
      );
      return rows[0]?.mean ?? 0;
    };
    const without = await meanMs((id) => post(`/enrollments/${id}/commands/logContact`, attempted));
    const moved = await meanMs((id, round) =>
      post(`/enrollments/${id}/commands/assignCoordinator`, round % 2 === 0 ? there : here),
    );
    process.stdout.write(
      `append: ${without.toFixed(2)} ms without a place, ${moved.toFixed(2)} ms with a client moved between two caseloads\n`,
    );
    expect(without).toBeGreaterThan(0);
    // Two rows of staff and one place more: of the same order, whatever the machine.
    expect(moved).toBeLessThan(10 * without + 10);
  });

  test('costs history six events, and few bytes beside what is said: the figures', async () => {
    const id = await enroll();
    await post(`/enrollments/${id}/commands/assignCoordinator`, assign());
    const bytes = async () => {
      const { raw } = await client.workflow.getHandle(enrollmentWorkflowId(id)).describe();
      return Number(raw.workflowExecutionInfo?.historySizeBytes);
    };
    const before = { bytes: await bytes(), events: (await history(id)).length };
    const steps = 20;
    for (let n = 0; n < steps; n += 1) await post(`/enrollments/${id}/commands/logContact`, attempted);
    const each = {
      bytes: Math.round(((await bytes()) - before.bytes) / steps),
      events: ((await history(id)).length - before.events) / steps,
    };
    process.stdout.write(`history: ${each.events} events, ${each.bytes} bytes a step\n`);
    expect(each.events).toBe(6);
    expect(each.bytes).toBeLessThan(2_500);
  });

  test('costs the engine one commit', async () => {
    const id = await enroll();
    await post(`/enrollments/${id}/commands/assignCoordinator`, assign());
    await settledEngine();
    const before = await engineCommits();
    for (let n = 0; n < 20; n += 1) await post(`/enrollments/${id}/commands/logContact`, attempted);
    // The server tells its numbers with a delay: first they rise to what they must be, then they stay there.
    await vi.waitFor(
      async () => expect((await engineCommits()) - before).toBeGreaterThanOrEqual(20),
      waiting,
    );
    expect(await settledEngine()).toBe(before + 20);
  });
});

test('a visit of four steps is one task, one statement beside one read and one of the plan it names, one commit', async () => {
  const id = await enroll();
  await post(`/enrollments/${id}/commands/assignCoordinator`, assign());
  const commands = [
    { type: 'logContact', ...reached },
    { type: 'completePreliminarySccp', plan: await planOf(id) },
    { type: 'logContact', ...attempted },
    { type: 'scoreAcuity', score: 50 },
  ];
  const cost = await costOf(id, () => post(`/enrollments/${id}/commands`, { commands }));
  expectOneTask(cost.events);
  expect(cost.commits).toBe(1);
  expect(cost.statements).toBeLessThanOrEqual(3);
});

test('a crisis adds at most five events to its report, and nine to the step that takes it on', async () => {
  const id = await enroll();
  await post(`/enrollments/${id}/commands/assignCoordinator`, assign());
  const report = () => entered(id, 'reportCrisis', { kind: 'overdose', what: words });
  const told = await eventsUntil(id, 'CHILD_WORKFLOW_EXECUTION_STARTED', report);
  // Its own workflow is started in the step's task, and says in another that it has begun.
  expectBeside(
    told.events,
    ['START_CHILD_WORKFLOW_EXECUTION_INITIATED', 'CHILD_WORKFLOW_EXECUTION_STARTED'],
    1,
  );
  const answer = () => entered(id, 'answerCrisis', { about: told.answer });
  const { events } = await eventsUntil(id, 'CHILD_WORKFLOW_EXECUTION_COMPLETED', answer);
  // It is told in the step's task; that it was, and that it has ended, makes a task each, or one for both.
  const ends = ['EXTERNAL_WORKFLOW_EXECUTION_SIGNALED', 'CHILD_WORKFLOW_EXECUTION_COMPLETED'];
  expectBeside(events, ['SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED', ...ends], 2);
  // From then on a crisis' steps are steps like all others.
  const costs: Awaited<ReturnType<typeof costOf>>[] = [];
  for (const part of ['respond', 'listen', 'consult']) {
    const action = { about: told.answer, action: part, summary: words };
    costs.push(await costOf(id, () => post(`/enrollments/${id}/commands/recordCrisisAction`, action)));
  }
  for (const { events: added } of costs) expectOneTask(added);
  // The first may see what the crisis' own workflow had still to ask of the record.
  expect(Math.min(...costs.map(({ commits }) => commits))).toBe(1);
  expect(Math.min(...costs.map(({ statements }) => statements))).toBeLessThanOrEqual(2);
});

/** What a request leads to, up to the end of the task in which the enrollment hears of that. */
async function eventsUntil(enrollmentId: string, last: string, go: () => Promise<string>) {
  const before = (await history(enrollmentId)).length;
  const answer = await go();
  const events = await vi.waitFor(async () => {
    const since = (await history(enrollmentId)).slice(before);
    expect(since.slice(since.indexOf(last))).toContain('WORKFLOW_TASK_COMPLETED');
    expect(since).toContain(last);
    return since;
  }, waiting);
  return { answer, events };
}

/** One task as of any step, these events, and at most so many tasks to hear of them. */
function expectBeside(events: readonly string[], wanted: readonly string[], tasks: number): void {
  const task = ['WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', 'WORKFLOW_TASK_COMPLETED'];
  for (const event of wanted) expect(events.filter((one) => one === event)).toHaveLength(1);
  const started = events.filter((event) => event === 'WORKFLOW_TASK_STARTED').length;
  expect(started).toBeLessThanOrEqual(1 + tasks);
  const rest = events.filter((event) => !wanted.includes(event) && !task.includes(event));
  expectOneTask([...task, ...rest]);
}

/** 6 events; one more when a search attribute changes, two more when the timer is set anew. */
function expectOneTask(events: string[]): void {
  const task = ['WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', 'WORKFLOW_TASK_COMPLETED'];
  const update = [
    'WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
    'MARKER_RECORDED',
    'WORKFLOW_EXECUTION_UPDATE_COMPLETED',
  ];
  const rest = events.filter((event) => ![...task, ...update].includes(event));
  expect(events).toHaveLength(6 + rest.length);
  expect(['', 'TIMER_CANCELED TIMER_STARTED']).toContain(
    rest.filter((event) => /TIMER/.test(event)).join(' '),
  );
  expect(rest.filter((event) => !/TIMER/.test(event))).toEqual(
    rest.includes('UPSERT_WORKFLOW_SEARCH_ATTRIBUTES') ? ['UPSERT_WORKFLOW_SEARCH_ATTRIBUTES'] : [],
  );
}

const waiting = { timeout: 30_000, interval: 250 };

async function engineCommits(): Promise<number> {
  const text = await (await fetch(server.metricsUrl)).text();
  const lines = text
    .split('\n')
    .filter((line) => /^persistence_requests\{.*"UpdateWorkflowExecution"/.test(line));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

/** The number once it has stayed the same for two seconds. */
async function settledEngine(): Promise<number> {
  let last = -1;
  let same = 0;
  await vi.waitFor(async () => {
    const now = await engineCommits();
    same = now === last ? same + 1 : 0;
    last = now;
    expect(same).toBeGreaterThanOrEqual(8);
  }, waiting);
  return last;
}
