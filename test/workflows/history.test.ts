import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import { obligationsQuery, stageQuery } from '../../src/contracts/messages.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { formatLocal } from '../../src/engine/calendar/index.ts';
import { historiesOf } from '../support/histories.ts';
import { startWorkflowRig, type WorkflowRig } from '../support/workflow-rig.ts';

/** What somebody sees who opens an enrollment in the Temporal Web UI, without opening a payload. */
let rig: WorkflowRig;
beforeAll(async () => {
  rig = await startWorkflowRig();
});
afterAll(() => rig?.stop());

const day = 86_400_000;
const reached = { type: 'logContact', with: 'client', mode: 'face-to-face', outcome: 'reached' } as const;

/** The lines of a history that have a name or a summary. */
async function linesOf(enrollmentId: string): Promise<string[]> {
  const runs = (await historiesOf(rig.client, enrollmentId)).toReversed();
  return runs.flatMap(({ events }) =>
    (events ?? []).flatMap(({ userMetadata, ...event }) => {
      const { summary: payload } = userMetadata ?? {};
      const summary = payload ? defaultPayloadConverter.fromPayload<string>(payload) : '';
      const update = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name;
      if (update != null) return [`update ${update}`];
      if (event.markerRecordedEventAttributes && summary) return [`marker ${summary}`];
      return event.timerStartedEventAttributes ? [`timer ${summary}`] : [];
    }),
  );
}

test('updates are named by their steps, markers say what was recorded, timers what is due when', async () => {
  const { enrollmentId } = await rig.refer();
  // At noon, so that what is due after 24 hours is not due by day's end as well.
  const noon = Math.ceil((await rig.now()) / day) * day + 18 * 3_600_000;
  await rig.passUntil(noon);
  await rig.submit(enrollmentId, { type: 'assignCoordinator', coordinatorId: rig.coordinatorId });
  await rig.gateway.submit(enrollmentId, {
    ...{ commandId: 'visit', by: rig.supervisor, fingerprint: 'visit' },
    commands: [{ facts: reached }, { facts: { type: 'scoreAcuity', score: 40 } }],
  });
  await rig.submit(enrollmentId, { type: 'formRst' });
  const lines = await linesOf(enrollmentId);
  expect(lines.filter((line) => line.startsWith('update'))).toEqual([
    ...['update enroll', 'update assignCoordinator', 'update visit', 'update formRst'],
  ]);
  expect(lines.filter((line) => line.startsWith('marker') && !line.includes('clock'))).toEqual([
    ...['marker receiveReferral', 'marker assignCoordinator', 'marker visit: logContact, scoreAcuity'],
    'marker formRst',
  ]);
  const timers = lines.filter((line) => line.startsWith('timer'));
  expect(timers.length).toBeGreaterThan(2);
  for (const phrase of timers.flatMap((timer) => timer.slice('timer '.length).split('; ')))
    expect(phrase).toMatch(
      /^(warning: |escalation to [a-z-]+: )?[a-z.]+(, [a-z.]+)* due 20\d\d-\d\d-\d\d \d\d:\d\d( and \d+ more)?$/,
    );
  expect(timers).toContainEqual(expect.stringMatching(/^timer contact\.first due /));
});

test('nobody acts: what the clock recorded is told by kind', async () => {
  const { enrollmentId } = await rig.refer({ emergency: true });
  await rig.passUntil((await rig.now()) + 3_600_000);
  const lines = await linesOf(enrollmentId);
  const due = await dueOf(enrollmentId);
  expect(lines).toContain(`timer page to supervisor: emergency.contact-client due ${due}`);
  expect(lines).toContainEqual(
    expect.stringMatching(/^marker clock: emergency\.contact-c[a-z]+, emergency\.contact-c[a-z]+ missed/),
  );
});

test('queries say where it stands and what is owed, as kinds and instants', async () => {
  const { enrollmentId } = await rig.refer();
  const handle = rig.client.workflow.getHandle(enrollmentWorkflowId(enrollmentId));
  expect(await handle.query(stageQuery)).toBe('assignment');
  await rig.submit(enrollmentId, { type: 'assignCoordinator', coordinatorId: rig.coordinatorId });
  await rig.submit(enrollmentId, reached);
  expect(await handle.query(stageQuery)).toBe('planning');
  const owed = await handle.query<{ kind: string; due: string }[]>(obligationsQuery);
  const rows = await rig.prisma.obligation.findMany({ where: { enrollmentId, closedAt: null } });
  const stored = rows.map(({ kind, duty, due }) => ({ kind, duty, due: due.toISOString(), status: 'open' }));
  expect(owed).toHaveLength(stored.length);
  expect(owed).toEqual(expect.arrayContaining(stored));
});

test('an enrollment that never came to be has nothing but its beginning to show', async () => {
  const { enrollmentId: open } = await rig.refer();
  const { clientId } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id: open } });
  const { enrollmentId } = await rig.refer({ clientId });
  const handle = rig.client.workflow.getHandle(enrollmentWorkflowId(enrollmentId));
  expect(await handle.query(stageQuery)).toBe('intake');
  expect(await handle.query(obligationsQuery)).toEqual([]);
});

test('search attributes say where it stands, and nothing of the client or the level of care', async () => {
  const { enrollmentId } = await rig.refer();
  const { events } = await rig.client.workflow.getHandle(enrollmentWorkflowId(enrollmentId)).fetchHistory();
  const told = (events ?? []).flatMap(({ upsertWorkflowSearchAttributesEventAttributes: upsert }) =>
    Object.entries(upsert?.searchAttributes?.indexedFields ?? {}),
  );
  const names = told.map(([name]) => name).filter((name) => name !== 'TemporalChangeVersion');
  expect(names.toSorted()).toEqual(Object.keys(searchAttributeTypes).toSorted());
  expect(names).not.toContain('TlLevel');
  const values = told.map(([, payload]) => Buffer.from(payload.data ?? []).toString());
  expect(values).toContain('"assignment"');
  expect(values.join(' ')).not.toMatch(/rsc-i/);
});

async function dueOf(enrollmentId: string): Promise<string> {
  const { due } = await rig.prisma.obligation.findFirstOrThrow({
    where: { enrollmentId, kind: 'emergency.contact-client' },
  });
  return formatLocal(rig.policy.calendar, due.getTime());
}
