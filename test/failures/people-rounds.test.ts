import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { expect, onTestFinished, test } from 'vitest';
import { peopleRoundId } from '../../src/contracts/ids.ts';
import { createStaffStore } from '../../src/features/staff/postgres/store.ts';
import { historiesOfWorkflow, replay } from '../support/histories.ts';
import { eventually, realSystem } from '../support/real-system.ts';
import { agencyDay } from '../support/agency-days.ts';

const dayMs = 86_400_000;

test('[ST-3] the worker gives each agency its rounds, which outlive Temporal and tell each notice once', async () => {
  const system = await realSystem();
  const { prisma, agency, temporalAddress } = system;
  const { agencyId } = agency;
  // Held for a month and with a hire of three weeks ago that nobody told the quality office of.
  const staffPolicySince = new Date(Date.now() - 30 * dayMs);
  await prisma.agency.update({ where: { id: agencyId }, data: { staffPolicySince } });
  const hiredOn = agencyDay(-21);
  await createStaffStore(prisma).hire({
    staffId: randomUUID(),
    person: { name: 'Nadia Osei', email: 'nadia@x.example', role: 'coordinator' },
    act: { type: 'hire', role: 'coordinator', hiredOn, today: hiredOn },
    by: { staffId: agency.staffIds.director, role: 'director', agencyId },
    ...{ now: Date.now(), commandId: 'hire', fingerprint: 'hire' },
  });
  // The worker begins without Temporal and makes the Schedule once it is there.
  await system.startWorker();
  await system.startTemporal();

  const client = await clientOf(temporalAddress);
  const schedule = () => client.schedule.getHandle(peopleRoundId(agencyId));
  await eventually(async () => (await schedule().describe()).scheduleId === peopleRoundId(agencyId));
  await schedule().trigger();
  const told = () => prisma.notification.count({ where: { agencyId, duty: 'ST-3' } });
  await eventually(async () => (await told()) === 6);

  await system.killTemporal();
  await system.startTemporal();
  const again = await clientOf(temporalAddress);
  const roundsDone = async () =>
    (await again.schedule.getHandle(peopleRoundId(agencyId)).describe()).info.recentActions.length;
  await eventually(async () => (await roundsDone()) > 0);
  const before = await roundsDone();
  await again.schedule.getHandle(peopleRoundId(agencyId)).trigger();
  await eventually(async () => (await roundsDone()) > before);
  const { info } = await again.schedule.getHandle(peopleRoundId(agencyId)).describe();
  for (const { action } of info.recentActions) {
    const { workflowId } = action.workflow;
    await again.workflow.getHandle(workflowId).result();
    for (const history of await historiesOfWorkflow(again, workflowId))
      await replay(system.bundle, history, workflowId);
  }
  expect(await told()).toBe(6);
}, 240_000);

async function clientOf(address: string): Promise<Client> {
  const connection = await Connection.connect({ address });
  onTestFinished(() => connection.close());
  return new Client({ connection, namespace: 'default' });
}
