import { setTimeout as pause } from 'node:timers/promises';
import { until } from './progress.ts';
import type { Context } from './context.ts';
import type { Copy } from './seed/multiply.ts';
import type { Group } from './seed/population.ts';

const atATime = 8;

/** Workflows whose first task waits, at most: more would only pile up tasks that the server then writes down. */
const mostWaiting = 150;

/**
 * Starts the workflows of a group with the state their events fold to, as continue-as-new would, and waits until each
 * has armed its timer. None is started after `noLaterThan` (epoch ms): the group is what was started by then. Answers
 * how many a second.
 */
export async function openWorkflows(
  context: Context,
  group: Group,
  what: string,
  noLaterThan = Infinity,
): Promise<number> {
  const { progress } = context;
  const { agencyId } = group.agency;
  const gateway = context.gateway();
  const queue = [...group.copies];
  const started: Copy[] = [];
  const startedAt = performance.now();
  const query = `TlAgency = '${agencyId}' and ExecutionStatus = 'Running'`;
  let armed = 0;
  const look = async (): Promise<number> => (armed = (await context.client().workflow.count(query)).count);
  // Counting is a scan of the dev server's one database: asked often, it is what everything waits for.
  const everyMs = group.copies.length < 500 ? 500 : 2_500;
  const start = async (): Promise<void> => {
    for (let copy = queue.pop(); copy && Date.now() < noLaterThan; copy = queue.pop()) {
      while (started.length - armed > mostWaiting && Date.now() < noLaterThan) await pause(50);
      const { enrollmentId } = copy;
      await gateway.revive({ enrollmentId, agencyId, state: group.stateOf(copy) });
      started.push(copy);
      if (started.length % 1_000 === 0)
        progress.say(`${what}: ${started.length} of ${group.copies.length} workflows started`);
    }
  };
  let done = false;
  const watch = async (): Promise<void> => {
    while (!done) {
      await pause(everyMs);
      await look();
    }
  };
  const starting = Promise.all(Array.from({ length: atATime }, start)).finally(() => (done = true));
  await Promise.all([starting, watch()]);
  group.copies = started;
  const ready = await until(async () => (await look()) >= started.length, 300_000, everyMs);
  if (!ready) throw new Error(`${what}: not all workflows armed their timer`);
  return group.copies.length / ((performance.now() - startedAt) / 1_000);
}
