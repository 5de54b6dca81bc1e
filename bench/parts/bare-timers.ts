import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { cpuOfClock, peakRssMb } from '../processes.ts';
import { until } from '../progress.ts';
import type { Figures } from '../report/results.ts';

const atATime = 8;

/** The floor of midnight: fresh workflows with one timer each, due at once, and a local activity that does nothing. */
export async function measureBareTimers(
  context: Context,
  count: number,
  oursPerSecond: number,
): Promise<Figures> {
  const { stage, progress } = context;
  const client = context.client();
  const worker = await stage.start('floor worker');
  const told = async (): Promise<{ armed: number; fired: number }> =>
    (await (await fetch(`http://127.0.0.1:${worker.port}/`)).json()) as { armed: number; fired: number };
  // These are set faster than ours were opened.
  const due = Date.now() + 15_000 + (1_000 * count) / (1.2 * oursPerSecond);
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
  const inTime = await until(async () => (await told()).armed >= count, due - 2_000 - Date.now(), 500);
  if (!inTime) {
    await stage.stop('floor worker');
    return {
      bareTimersSeconds: null,
      bareTimersSecondsReason: 'they were not all set before they were due',
    };
  }
  progress.say(`bare timers: ${count} set, due in ${((due - Date.now()) / 1_000).toFixed(0)} s`);
  await pause(due - Date.now());
  const pids = {
    worker: worker.process.pid,
    engine: stage.temporal().pid,
    postgres: stage.postgres().pid,
  };
  const before = cpuOfClock(pids);
  const limit = Math.max(30, Math.min(200, progress.left() - 20));
  const all = await until(async () => (await told()).fired >= count, limit * 1_000, 250);
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
