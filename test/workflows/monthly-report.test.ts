import type { MonthlyReportMade } from '../../src/features/numbers/activities/contract.ts';
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { seedAgency, type SeededAgency } from '../../prisma/seed/index.ts';
import { monthlyReportId } from '../../src/contracts/ids.ts';
import { monthlyReportWorkflow, taskQueue } from '../../src/contracts/messages.ts';
import { monthlyReports } from '../../src/features/numbers/activities/schedules.ts';
import { makeSchedule } from '../../src/kit/temporal/schedules.ts';
import { historiesOfWorkflow, replay } from '../support/histories.ts';
import { startWorkflowRig, type WorkflowRig } from '../support/workflow-rig.ts';

let rig: WorkflowRig;
let agency: SeededAgency;
beforeAll(async () => {
  rig = await startWorkflowRig();
  agency = await seedAgency(rig.prisma, { now: await rig.now() });
});
afterAll(() => rig?.stop());

/** The middle of the month after the server's: its first business day has long begun. */
function middleOfNextMonth(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 15, 18);
}

it('[SU-3] a run makes the report of the month before, once; its history replays and holds no name', async () => {
  const { agencyId, staffIds } = agency;
  const began = new Date(await rig.now());
  await rig.passUntil(middleOfNextMonth(began.getTime()));
  const run = async (n: number) => {
    const workflowId = `${monthlyReportId(agencyId)}-${n}`;
    const made: MonthlyReportMade = await rig.client.workflow.execute(monthlyReportWorkflow, {
      ...{ workflowId, taskQueue, args: [{ agencyId }] },
    });
    return { made, workflowId };
  };
  const month = began.toISOString().slice(0, 7);
  const runs = [await run(1), await run(2)];
  expect(runs.map(({ made }) => made)).toEqual([
    { made: true, month },
    { made: false, month },
  ]);

  const kept = await rig.prisma.monthlyReport.findMany({ where: { agencyId } });
  expect(kept).toMatchObject([{ month, revision: 1, madeBy: null }]);
  const told = await rig.prisma.notification.findMany({ where: { agencyId, aboutReport: month } });
  expect(told.length).toBeGreaterThan(0);

  const people = await rig.prisma.staff.findMany({ where: { id: { in: Object.values(staffIds) } } });
  for (const { workflowId } of runs)
    for (const history of await historiesOfWorkflow(rig.client, workflowId)) {
      const text = JSON.stringify(history);
      for (const { name, email } of people) expect(text.includes(name) || text.includes(email)).toBe(false);
      await replay(rig.bundle, history, workflowId);
    }
});

it('the Schedule is made once, fires early on the first days by the local clocks, and catches up', async () => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  try {
    const client = new Client({ connection, namespace: inject('temporalNamespace') });
    const agencyId = randomUUID();
    const made = await Promise.all(
      [1, 2, 3].map(() => makeSchedule(client, monthlyReports({ agencyId, timeZone: 'America/Chicago' }))),
    );
    expect(made.toSorted()).toEqual(['made', 'there', 'there']);
    const handle = client.schedule.getHandle(monthlyReportId(agencyId));
    const { policies, action, info } = await handle.describe();
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 10 * 86_400_000 });
    expect(action).toMatchObject({ workflowType: monthlyReportWorkflow, taskQueue, args: [{ agencyId }] });
    const local = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: 'America/Chicago', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    });
    const next = info.nextActionTimes.map((time) => local.format(time));
    expect(next.length).toBeGreaterThan(5);
    for (const time of next) expect(time).toMatch(/^([1-9]|10)(?: at|,) 06:00$/);
    await handle.delete();
  } finally {
    await connection.close();
  }
});
