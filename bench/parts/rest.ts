import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { send } from '../load.ts';
import { cpuSeconds, rssMb } from '../processes.ts';
import { until } from '../progress.ts';
import type { Figures } from '../report/results.ts';
import { openWorkflows } from '../open-workflows.ts';

/** What sleeping costs, and how soon a deadline that passed while all was down is announced. */
export async function measureRest(context: Context, enrollments: number): Promise<Figures> {
  const { options, stage, progress } = context;
  const cold = await coldStart(context);
  const worker = stage.service('worker').process.pid;
  const api = stage.service('api').process.pid;
  // What a start sets going (the sweep, the first polls) is over by then.
  await pause(options.quick ? 3_000 : 12_000);
  const seconds = options.quick ? 5 : 25;
  const before = { worker: cpuSeconds(worker), api: cpuSeconds(api) };
  const from = performance.now();
  await pause(seconds * 1_000);
  const elapsed = (performance.now() - from) / 1_000;
  const percent = (pid: number, since: number): number => ((cpuSeconds(pid) - since) / elapsed) * 100;
  const cpu = { worker: percent(worker, before.worker), api: percent(api, before.api) };
  const rss = { worker: rssMb(worker), api: rssMb(api) };
  progress.say(
    `rest: ${(rss.worker + rss.api).toFixed(0)} MB, ${(cpu.worker + cpu.api).toFixed(1)} % of a core`,
  );
  return {
    enrollments,
    rssMb: rss.worker + rss.api,
    cpuPercent: cpu.worker + cpu.api,
    workerRssMb: rss.worker,
    apiRssMb: rss.api,
    workerCpuPercent: cpu.worker,
    apiCpuPercent: cpu.api,
    windowSeconds: elapsed,
    ...cold,
  };
}

/** Everything is stopped, one deadline passes, everything is started. */
async function coldStart(context: Context): Promise<Figures> {
  const { stage, progress, population } = context;
  const agency = await population.agency('cold', 1);
  const group = await population.enrollments(agency, 1, { weeks: 25, lastContactDaysAgo: 3 });
  await openWorkflows(context, group, 'cold start');
  const enrollmentId = group.copies[0]?.enrollmentId ?? '';
  // Long enough for all to be down by then.
  const due = Date.now() + 5_000;
  await send({
    port: stage.ports.api,
    path: `/api/v1/enrollments/${enrollmentId}/commands/moveDeadline`,
    token: agency.tokens.supervisor,
    body: { kind: 'contact.routine', to: new Date(due).toISOString(), reason: 'As agreed.' },
    expects: 200,
  });
  const missed = `select 1 from event where enrollment_id = $1 and type = 'DeadlineMissed' and recorded_at > $2`;
  const since = new Date(due - 1);
  await stage.stop('worker');
  await stage.stop('api');
  const early = await population.database.query(missed, [enrollmentId, since]);
  await population.suspend();
  await stage.stopServers();
  progress.say('cold start: everything is down');
  await pause(Math.max(0, due + 500 - Date.now()));
  if (early.rowCount !== 0)
    return {
      firstDeadlineAfterColdStartSeconds: null,
      firstDeadlineAfterColdStartSecondsReason: 'the deadline passed before all was down',
    };

  const from = performance.now();
  await stage.startPostgres();
  await stage.startTemporal();
  await Promise.all([stage.start('worker'), stage.start('api')]);
  const up = (performance.now() - from) / 1_000;
  await population.resume();
  const raised = await until(
    async () => ((await population.database.query(missed, [enrollmentId, since])).rowCount ?? 0) > 0,
    90_000,
    50,
  );
  const seconds = (performance.now() - from) / 1_000;
  await context.reconnect();
  progress.say(`cold start: up after ${up.toFixed(1)} s, first deadline after ${seconds.toFixed(1)} s`);
  return raised
    ? { firstDeadlineAfterColdStartSeconds: seconds, processesUpSeconds: up }
    : {
        firstDeadlineAfterColdStartSeconds: null,
        firstDeadlineAfterColdStartSecondsReason: 'not raised within 90 s',
      };
}
