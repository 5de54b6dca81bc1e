import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { cpuOfClock, peakRssMb } from '../processes.ts';
import { pause, until } from '../progress.ts';
import type { Figures } from '../report/results.ts';

const atATime = 32;

/** The floor of midnight: fresh workflows with one timer each, due at once, and a local activity that does nothing. */
export async function measureBareTimers(
  context: Context,
  count: number,
  openedPerSecond: number,
): Promise<Figures> {
  const { stage, progress } = context;
  const client = context.client();
  const worker = await stage.start('floor worker');
  // These open faster than ours, at whose pace they are given time.
  const due = Date.now() + 10_000 + (1_100 * count) / openedPerSecond;
  let left = count;
  const start = async (): Promise<void> => {
    for (; left > 0;) {
      left -= 1;
      await client.workflow.start('bareTimer', {
        workflowId: `bare/${randomUUID()}`,
        taskQueue: 'floor',
        args: [due],
      });
    }
  };
  await Promise.all(Array.from({ length: atATime }, start));
  if (Date.now() > due - 1_000)
    return {
      bareTimersSeconds: null,
      bareTimersSecondsReason: 'they were not all started before they were due',
    };
  progress.say(`bare timers: ${count} started, due in ${((due - Date.now()) / 1_000).toFixed(0)} s`);
  await pause(due - Date.now());
  const pids = {
    worker: worker.process.pid,
    engine: stage.temporal().pid,
    postgres: stage.postgres().pid,
  };
  const before = cpuOfClock(pids);
  const limit = Math.max(30, Math.min(200, progress.left() - 20));
  const all = await until(
    async () => Number(await (await fetch(`http://127.0.0.1:${worker.port}/`)).text()) >= count,
    limit * 1_000,
    250,
  );
  const seconds = (Date.now() - due) / 1_000;
  const after = cpuOfClock(pids);
  const figures = {
    bareTimersDue: count,
    bareTimersWorkerCpuSeconds: after.worker - before.worker,
    bareTimersEngineCpuSeconds: after.engine - before.engine,
    bareTimersRssMb: peakRssMb(worker.process.pid),
  };
  await stage.stop('floor worker');
  return all
    ? { bareTimersSeconds: seconds, ...figures }
    : {
        bareTimersSeconds: null,
        bareTimersSecondsReason: `not all had fired after ${limit.toFixed(0)} s`,
        ...figures,
      };
}
