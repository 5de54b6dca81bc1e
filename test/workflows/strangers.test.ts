import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter, RawValue } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assignmentRoundId,
  crisisWorkflowId,
  enrollmentWorkflowId,
  monthlyReportId,
  notificationsWorkflowId,
  peopleRoundId,
  reassignmentWorkflowId,
  transferWorkflowId,
} from '../../src/contracts/ids.ts';
import { enrollUpdate, enrollmentWorkflow, taskQueue } from '../../src/contracts/messages.ts';
import type { CommandBatch } from '../../src/engine/record/commands.ts';
import { crisisMark } from '../../src/features/crisis/pages.ts';
import { createProofs, proofKey } from '../../src/kit/temporal/proofs.ts';
import * as workflows from '../../src/workflows/index.ts';
import { historiesOf, historiesOfWorkflow, replay } from '../support/histories.ts';
import { seedAgency, type SeededAgency } from '../../prisma/seed/index.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { startTemporal } from '../../src/servers/temporal-server.ts';
import { quietRuntime } from '../../src/worker/time-skipping-rig.ts';
import { builtBundle } from '../support/built.ts';
import { createTestDatabase } from '../support/database.ts';
import { type Office, openOffice, sealKey, startRealWorker } from '../support/running-worker.ts';

/** What a bare Temporal client can do that knows everything but the key. */
let agency: SeededAgency;
let office: Office;
let bare: Client;
let supervisor: Actor;
/** An enrollment of the agency, and another client's. */
let id: string;
let other: string;
const called = { type: 'logContact', with: 'client', mode: 'phone', outcome: 'attempted' } as const;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  quietRuntime();
  const [database, temporal] = await Promise.all([
    createTestDatabase(),
    startTemporal({ searchAttributes: searchAttributeTypes }),
  ]);
  closing.push(
    () => database.drop(),
    () => temporal.stop(),
  );
  const where = { databaseUrl: database.url, address: temporal.address, namespace: temporal.namespace };
  const prisma = createPrisma(database.url);
  agency = await seedAgency(prisma, { now: Date.now() });
  await prisma.$disconnect();
  supervisor = { staffId: agency.staffIds.supervisor, role: 'supervisor', agencyId: agency.agencyId };
  const worker = await startRealWorker(where, builtBundle());
  closing.push(() => worker.stop());
  office = await openOffice(where, agency.agencyId, supervisor.staffId);
  closing.push(() => office.close());
  bare = office.client;
  [id, other] = await Promise.all([office.refer(), office.refer()]);
  await passes(id);
});
afterAll(async () => {
  // What is replayed was judged when it was live: nothing there knows whose the messages were.
  for (const enrollmentId of [id, other])
    for (const history of await historiesOf(bare, enrollmentId))
      await replay(builtBundle(), history, enrollmentWorkflowId(enrollmentId));
  for (const close of closing.toReversed()) await close();
});

const passes = async (enrollmentId: string): Promise<void> =>
  expect(await office.submit(enrollmentId, called)).toMatchObject({ status: 'accepted' });
const handle = (enrollmentId: string) => bare.workflow.getHandle(enrollmentWorkflowId(enrollmentId));
const eventsOf = async (enrollmentId: string) => (await handle(enrollmentId).fetchHistory()).events ?? [];
const batchOf = (more: Partial<CommandBatch> = {}): CommandBatch => ({
  ...{ commandId: randomUUID(), by: supervisor, fingerprint: 'f', commands: [{ facts: called }] },
  ...more,
});
/** A message as we send it, by a key that its issuer has. */
const proven = (of: string, value: unknown, to = id, issuer: 'api' | 'round' | 'upkeep' = 'api') =>
  createProofs(sealKey).prove(issuer, { workflowId: enrollmentWorkflowId(to), of }, value);

/** The argument that an update of ours came with, as the history has it for everybody who reads there. */
async function captured(update: string, enrollmentId = id) {
  for (const { workflowExecutionUpdateAcceptedEventAttributes: accepted } of await eventsOf(enrollmentId)) {
    const { name, args } = accepted?.acceptedRequest?.input ?? {};
    const [payload] = args?.payloads ?? [];
    if (name === update && payload) return payload;
  }
  throw new Error(`no ${update} has passed`);
}
const asSentBefore = async (update: string) => RawValue.fromPayload(await captured(update));
/** The same proof beside other content. */
async function altered(change: (batch: CommandBatch) => CommandBatch) {
  const { metadata, data } = await captured('logContact');
  const batch = JSON.parse(Buffer.from(data ?? []).toString('utf8')) as CommandBatch;
  const made = defaultPayloadConverter.toPayload(change(batch));
  return RawValue.fromPayload({ ...made, metadata: { ...metadata, ...made.metadata } });
}

const rows = async () => ({
  events: await office.prisma.event.count(),
  enrollments: await office.prisma.enrollment.count(),
  notifications: await office.prisma.notification.count({ where: { enrollmentId: { not: null } } }),
});

/** Refused at once: nothing is written to history or record, no task fails, and the next true step passes. */
async function isRefused(to: string, ask: () => Promise<unknown>): Promise<void> {
  const before = { history: (await eventsOf(to)).length, rows: await rows() };
  await expect(ask()).rejects.toThrow();
  const events = await eventsOf(to);
  expect({ history: events.length, rows: await rows() }).toEqual(before);
  expect(events.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
  await passes(to);
}
const update = (name: string, args: unknown[], to = id) =>
  handle(to).executeUpdate(name, { args: args as [unknown] });

describe('to an enrollment of ours, a bare client', () => {
  const director = (): CommandBatch => batchOf({ by: { ...supervisor, role: 'director' } });

  test.each<[string, () => Promise<unknown>]>([
    ['in a director’s name, without proof', () => update('logContact', [director()])],
    [
      'with a judgement of its own beside',
      () => update('logContact', [director(), { by: 'api', of: 'logContact' }]),
    ],
    [
      'with a proof by another key',
      () =>
        update('logContact', [
          createProofs(Buffer.alloc(32, 9).toString('base64')).prove(
            'api',
            { workflowId: enrollmentWorkflowId(id), of: 'logContact' },
            director(),
          ),
        ]),
    ],
    [
      'with what passed here, as another update',
      async () => update('visit', [await asSentBefore('logContact')]),
    ],
    [
      'with the author exchanged',
      async () =>
        update('logContact', [await altered((one) => ({ ...one, by: director().by, commandId: 'x' }))]),
    ],
    [
      'with another step',
      async () =>
        update('logContact', [
          await altered((one) => ({ ...one, commandId: 'y', commands: [{ facts: { type: 'formRst' } }] })),
        ]),
    ],
    [
      'with what passed here, once more',
      async () => update('logContact', [await asSentBefore('logContact')]),
    ],
    ['with nothing', () => update('logContact', [])],
    [
      'with garbage',
      () =>
        update('logContact', [
          RawValue.fromPayload({
            metadata: { encoding: Buffer.from('no such') },
            data: Buffer.from([1, 2, 3]),
          }),
        ]),
    ],
    [
      'with broken JSON under a proof of garbage',
      () =>
        update('logContact', [
          RawValue.fromPayload({
            metadata: { encoding: Buffer.from('json/plain'), [proofKey]: Buffer.alloc(300, 7) },
            data: Buffer.from('{"by":'),
          }),
        ]),
    ],
    [
      'enrolls a living one anew',
      async () =>
        update(enrollUpdate, [JSON.parse(Buffer.from((await captured(enrollUpdate)).data ?? []).toString())]),
    ],
    [
      'enrolls it by what passed at another',
      async () => update(enrollUpdate, [RawValue.fromPayload(await captured(enrollUpdate, other))]),
    ],
    ['has it read the record for nothing', () => update('catchUp', [99_999])],
    [
      'speaks as the system in a person’s name',
      () => update('logContact', [proven('logContact', batchOf(), id, 'round')]),
    ],
    [
      'brings a step by the key of what brings none',
      () => update('logContact', [proven('logContact', batchOf(), id, 'upkeep')]),
    ],
    [
      'speaks for another agency',
      () =>
        update('logContact', [
          proven('logContact', batchOf({ by: { ...supervisor, agencyId: randomUUID() } })),
        ]),
    ],
    [
      'speaks as the clock by the API’s key',
      () =>
        update('logContact', [
          proven(
            'logContact',
            batchOf({ by: { staffId: 'clock', role: 'system', agencyId: agency.agencyId } }),
          ),
        ]),
    ],
  ])('%s, is refused', (_, ask) => isRefused(id, ask));

  test('with what passed at another, is refused', () =>
    isRefused(other, async () => update('logContact', [await asSentBefore('logContact')], other)));

  test.each<[string, () => { enrollmentId?: string; commandId?: string; agencyId?: string }]>([
    ['client', () => ({ enrollmentId: other })],
    ['step', () => ({ commandId: 'another' })],
    ['agency', () => ({ agencyId: randomUUID() })],
  ])(
    'a sealed text that was moved to another %s is opened for nobody, even under a true proof',
    async (_, from) => {
      const commandId = randomUUID();
      const owner = { agencyId: agency.agencyId, enrollmentId: id, commandId, ...from() };
      const sealed = createSeal(sealKey).seal({ note: 'Words of another' }, owner);
      const before = await rows();
      const moved = batchOf({ commandId, commands: [{ facts: called, sealed }] });
      expect(await office.gateway.submit(id, moved)).not.toMatchObject({ status: 'accepted' });
      expect(await rows()).toEqual(before);
      await passes(id);
    },
  );

  // Whatever updates there will be.
  test('is refused by each update there is', async () => {
    const metadata = await handle(id).query<{
      definition: { updateDefinitions: { name: string }[]; signalDefinitions?: unknown[] };
    }>('__temporal_workflow_metadata');
    const names = metadata.definition.updateDefinitions.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['enroll', 'visit', 'submit', 'catchUp', 'logContact']));
    const before = (await eventsOf(id)).length;
    await Promise.all(
      names.map(async (name) => {
        for (const args of [[], [null], [batchOf()], [99_999], [proven('another', batchOf())]])
          await expect(update(name, args), name).rejects.toThrow();
      }),
    );
    expect((await eventsOf(id)).length).toBe(before);
  }, 180_000);

  test('that sends signals of any kind, changes nothing', async () => {
    const before = await rows();
    for (const name of ['look', 'sendNow', 'enroll', '__anything'])
      await handle(id).signal(name, RawValue.fromPayload({ metadata: {}, data: Buffer.from([1]) }));
    await passes(id);
    const failed = (await eventsOf(id)).filter((event) => event.workflowTaskFailedEventAttributes);
    expect(failed).toEqual([]);
    expect((await rows()).enrollments).toBe(before.enrollments);
  });
});

describe('a workflow that a stranger starts', () => {
  const start = (type: string, workflowId: string, args: unknown[], more: object = {}) =>
    bare.workflow.start(type, { workflowId, taskQueue, args, ...more });

  const forged = (): [string, string, unknown[]][] => {
    const input = { enrollmentId: id, agencyId: randomUUID(), state: null };
    return [
      ['of nobody', enrollmentWorkflow, [input]],
      ['with a state of its own', enrollmentWorkflow, [{ ...input, state: { version: 3 } }]],
      ['without input', enrollmentWorkflow, []],
      ['with no shape', enrollmentWorkflow, ['nonsense', { by: 'api', of: enrollmentWorkflow }]],
      ['of another kind', 'crisis', [{ enrollmentId: id }]],
      ['of no kind', 'nonsense', [{}]],
    ];
  };

  test.each([0, 1, 2, 3, 4, 5])('under the id of one to come, blocks nothing (%i)', async (n) => {
    const [, type, args] = forged()[n] ?? [];
    const enrollmentId = randomUUID();
    const before = await rows();
    const run = await start(type ?? '', enrollmentWorkflowId(enrollmentId), args ?? []);
    expect(await rows()).toEqual(before);
    // At once, though the stranger's may not have ended yet.
    await office.refer({ enrollmentId });
    await run.result();
    await passes(enrollmentId);
    const { agencyId } = await office.prisma.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } });
    expect(agencyId).toBe(agency.agencyId);
  });

  test('and that asks to be repeated, is no run that goes on', async () => {
    const workflowId = enrollmentWorkflowId(randomUUID());
    const state = { version: 3 };
    const run = await start(enrollmentWorkflow, workflowId, [{ enrollmentId: 'x', agencyId: 'y', state }], {
      retry: { maximumAttempts: 3 },
    });
    await run.result();
    expect((await bare.workflow.getHandle(workflowId).describe()).status.name).toBe('COMPLETED');
  });

  // Whatever workflows there will be: of each kind, under an id that one of ours may have.
  const idsOf: Record<Exclude<keyof typeof workflows, 'default'>, () => string> = {
    enrollment: () => enrollmentWorkflowId(randomUUID()),
    crisis: () => crisisWorkflowId(id, crisisMark(randomUUID())),
    reassignment: () => reassignmentWorkflowId(randomUUID()),
    transfer: () => transferWorkflowId(randomUUID()),
    notifications: () => `${notificationsWorkflowId('mail')}/${randomUUID()}`,
    peopleRound: () => `${peopleRoundId(agency.agencyId)}-${randomUUID()}`,
    assignmentRound: () => `${assignmentRoundId(agency.agencyId)}-${randomUUID()}`,
    monthlyReport: () => `${monthlyReportId(agency.agencyId)}-${randomUUID()}`,
  };
  test.each(Object.keys(idsOf) as (keyof typeof idsOf)[])(
    '%s ends at once on any input but its own',
    async (type) => {
      const before = await rows();
      const everyMinutes = 0.0001;
      const names = { enrollmentId: id, agencyId: 'none', reassignmentId: 'none', transferId: 'none' };
      for (const args of [
        [],
        [null],
        ['nonsense'],
        [{ ...names, channel: 'webhook', thing: 'captured', everyMinutes, chain: ['on-call'], state: {} }],
      ]) {
        const workflowId = idsOf[type]();
        const run = await start(type, workflowId, args);
        await run.result();
        const [history] = await historiesOfWorkflow(bare, workflowId);
        const events = history?.events ?? [];
        expect(events.some((event) => event.activityTaskScheduledEventAttributes)).toBe(false);
        expect(events.some((event) => event.workflowTaskFailedEventAttributes)).toBe(false);
      }
      expect(await rows()).toEqual(before);
    },
  );
});

test('a crisis that is paged about is not stopped by a signal that cannot be read', async () => {
  const danger = { type: 'reportCrisis', full: false } as const;
  expect(await office.submit(other, danger, { commandId: 'danger' })).toMatchObject({ status: 'accepted' });
  const crisis = bare.workflow.getHandle(crisisWorkflowId(other, crisisMark('danger')));
  await expect.poll(async () => (await crisis.describe()).status.name, { timeout: 30_000 }).toBe('RUNNING');
  const unreadable = { metadata: { encoding: Buffer.from('no such') }, data: Buffer.from([1]) };
  await crisis.signal('look', RawValue.fromPayload(unreadable));
  const answer = { type: 'answerCrisis', about: 'danger' } as const;
  expect(await office.submit(other, answer)).toMatchObject({ status: 'accepted' });
  await crisis.result();
  const { events } = await crisis.fetchHistory();
  // That a signal came while a task was under way is no failure of ours: Temporal has the task done again.
  const failures = events
    ?.flatMap(({ workflowTaskFailedEventAttributes: failed }) => failed ?? [])
    .filter(({ failure }) => failure?.message !== 'UnhandledCommand');
  expect(failures).toEqual([]);
});
