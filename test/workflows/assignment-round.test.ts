import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createAssignmentNotices } from '../../src/features/assignment/postgres/notices.ts';
import { createCaseloadStore } from '../../src/features/caseload/postgres/store.ts';
import { staffFileFollower } from '../../src/features/staff/postgres/file-follows.ts';
import { createDocumentStore } from '../../src/kit/postgres/documents/store.ts';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import { createReads } from '../../src/api/reads.ts';
import { assignmentRoundId } from '../../src/contracts/ids.ts';
import { assignmentRoundWorkflow, taskQueue } from '../../src/contracts/messages.ts';
import { assignmentSettingsKind } from '../../src/features/assignment/settings.document.ts';
import { createAssigning } from '../../src/features/assignment/activities/assigning.ts';
import { assignmentRound } from '../../src/features/assignment/activities/schedules.ts';
import { makeSchedule } from '../../src/kit/temporal/schedules.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { historiesOfWorkflow, replay } from '../support/histories.ts';
import { startWorkflowRig, type WorkflowRig } from '../support/workflow-rig.ts';

let rig: WorkflowRig;
beforeAll(async () => {
  rig = await startWorkflowRig((activities) => ({
    ...activities,
    assignDue(request: { agencyId: string; at: number }) {
      const reads = createReads(rig.prisma);
      const deps = { gateway: rig.gateway.as('round'), reads, policies: createPolicies(reads) };
      const stores = {
        caseloads: createCaseloadStore(rig.prisma),
        notices: createAssignmentNotices(rig.prisma),
      };
      return createAssigning({ ...deps, ...stores }).assignDue(request);
    },
  }));
});
afterAll(() => rig?.stop());

it('[IN-4] a round assigns through the running enrollment; a second finds nothing; its history replays', async () => {
  const { agencyId, coordinatorId } = rig;
  const now = await rig.now();
  const { profile, calendar, profileHash, calendarHash } = rig.policy;
  await rig.prisma.policyDocument.createMany({
    data: [
      { hash: profileHash, kind: 'profile', name: 'County', content: toJson(profile) },
      { hash: calendarHash, kind: 'calendar', name: 'County', content: toJson(calendar) },
    ],
    skipDuplicates: true,
  });
  const asked = await createDocumentStore(rig.prisma, [staffFileFollower]).act({
    ...{ kind: assignmentSettingsKind, documentId: randomUUID(), enrollmentId: null, now },
    act: { type: 'change', content: { areas: [], system: { minutesBefore: 2_880 } } },
    by: { staffId: randomUUID(), role: 'director', agencyId },
    ...{ commandId: 'settings', fingerprint: 'settings' },
  });
  expect(asked.status).toBe('written');
  const { enrollmentId: id } = await rig.refer();
  const owed = await rig.prisma.obligation.findFirstOrThrow({
    where: { enrollmentId: id, kind: 'assignment' },
  });
  await rig.passUntil(owed.due.getTime() - 30 * 3_600_000);
  const start = (n: number) =>
    rig.client.workflow.execute(assignmentRoundWorkflow, {
      ...{ workflowId: `${assignmentRoundId(agencyId)}-${n}`, taskQueue, args: [{ agencyId }] },
    });
  expect(await start(1)).toEqual({ assigned: 1, nobodyFits: 0, putOff: 0 });
  expect(await start(2)).toEqual({ assigned: 0, nobodyFits: 0, putOff: 0 });
  const { coordinatorId: has } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id } });
  expect(has).toBe(coordinatorId);
  for (const n of [1, 2]) {
    const workflowId = `${assignmentRoundId(agencyId)}-${n}`;
    for (const history of await historiesOfWorkflow(rig.client, workflowId))
      await replay(rig.bundle, history, workflowId);
  }
});

describe('the Schedule of an agency', () => {
  it('is made once, every ten minutes, and skips a round while one runs', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    try {
      const client = new Client({ connection, namespace: inject('temporalNamespace') });
      const agencyId = randomUUID();
      const made = await Promise.all([1, 2].map(() => makeSchedule(client, assignmentRound(agencyId))));
      expect(made.toSorted()).toEqual(['made', 'there']);
      const handle = client.schedule.getHandle(assignmentRoundId(agencyId));
      const { spec, policies, action } = await handle.describe();
      expect(spec.intervals).toMatchObject([{ every: 600_000 }]);
      expect(policies).toMatchObject({ overlap: 'SKIP' });
      expect(action).toMatchObject({
        workflowType: assignmentRoundWorkflow,
        taskQueue,
        args: [{ agencyId }],
      });
      await handle.delete();
    } finally {
      await connection.close();
    }
  });
});
