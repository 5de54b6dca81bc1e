import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { seedAgency, type SeededAgency } from '../../prisma/seed/index.ts';
import { createStaffStore } from '../../src/features/staff/postgres/store.ts';
import { peopleRoundId } from '../../src/contracts/ids.ts';
import { peopleRoundWorkflow, taskQueue } from '../../src/contracts/messages.ts';
import { peopleRound } from '../../src/features/staff/activities/schedules.ts';
import { makeSchedule } from '../../src/kit/temporal/schedules.ts';
import { historiesOfWorkflow, replay } from '../support/histories.ts';
import { startWorkflowRig, type WorkflowRig } from '../support/workflow-rig.ts';

const dayMs = 86_400_000;
let rig: WorkflowRig;
let agency: SeededAgency;
beforeAll(async () => {
  rig = await startWorkflowRig();
  const now = await rig.now();
  agency = await seedAgency(rig.prisma, { now });
  const today = new Date(now - dayMs).toISOString().slice(0, 10);
  await createStaffStore(rig.prisma).hire({
    staffId: randomUUID(),
    person: { name: 'Nadia Osei', email: 'nadia@x.example', role: 'coordinator' },
    act: { type: 'hire', role: 'coordinator', hiredOn: today, today },
    by: { staffId: agency.staffIds.director, role: 'director', agencyId: agency.agencyId },
    ...{ now, commandId: 'hire', fingerprint: 'hire' },
  });
});
afterAll(() => rig?.stop());

it('[ST-3] a round tells what is due by its own clock; its history replays and holds no name', async () => {
  const { agencyId } = agency;
  // The seed's hire lies before the agency was held to the policy; its own duties are owed from then on.
  await rig.prisma.agency.update({
    where: { id: agencyId },
    data: { staffPolicySince: new Date((await rig.now()) - 9 * dayMs) },
  });
  await rig.passUntil((await rig.now()) + 20 * dayMs);
  const start = (n: number) =>
    rig.client.workflow.execute(peopleRoundWorkflow, {
      ...{ workflowId: `${peopleRoundId(agencyId)}-${n}`, taskQueue, args: [{ agencyId }] },
    });
  const { raised } = (await start(1)) as { raised: number };
  const told = (duty: object) => rig.prisma.notification.count({ where: { agencyId, ...duty } });
  expect(await told({ duty: 'ST-3' })).toBe(6);
  expect(await told({})).toBe(raised);
  expect(await start(2)).toEqual({ raised: 0 });
  for (const n of [1, 2]) {
    const workflowId = `${peopleRoundId(agencyId)}-${n}`;
    for (const history of await historiesOfWorkflow(rig.client, workflowId)) {
      expect(JSON.stringify(history)).not.toMatch(/Nadia|nadia@/);
      await replay(rig.bundle, history, workflowId);
    }
  }
});

describe('the Schedule of an agency', () => {
  it('is made once, hourly, skips a round while one runs, and catches up for a day', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    try {
      const client = new Client({ connection, namespace: inject('temporalNamespace') });
      const agencyId = randomUUID();
      const made = await Promise.all([1, 2, 3].map(() => makeSchedule(client, peopleRound(agencyId))));
      expect(made.toSorted()).toEqual(['made', 'there', 'there']);
      const handle = client.schedule.getHandle(peopleRoundId(agencyId));
      const { spec, policies, action } = await handle.describe();
      expect(spec.intervals).toMatchObject([{ every: 3_600_000 }]);
      expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: dayMs });
      expect(action).toMatchObject({ workflowType: peopleRoundWorkflow, taskQueue, args: [{ agencyId }] });
      await handle.delete();
    } finally {
      await connection.close();
    }
  });
});
