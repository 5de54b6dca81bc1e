import { until } from './progress.ts';
import type { Context } from './context.ts';
import type { Copy } from './seed/multiply.ts';
import type { Group } from './seed/population.ts';

/** More would only pile up tasks that the server then writes down instead of handing them on. */
const atATime = 8;

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
  const start = async (): Promise<void> => {
    for (let copy = queue.pop(); copy && Date.now() < noLaterThan; copy = queue.pop()) {
      const { enrollmentId } = copy;
      await gateway.revive({ enrollmentId, agencyId, state: group.stateOf(copy) });
      started.push(copy);
      if (started.length % 1_000 === 0)
        progress.say(`${what}: ${started.length} of ${group.copies.length} workflows started`);
    }
  };
  await Promise.all(Array.from({ length: atATime }, start));
  group.copies = started;
  const query = `TlAgency = '${agencyId}' and ExecutionStatus = 'Running'`;
  const ready = await until(
    async () => (await context.client().workflow.count(query)).count >= group.copies.length,
    // Counting is a scan of the dev server's one database: asked often, it is what everything waits for.
    300_000,
    group.copies.length < 500 ? 500 : 3_000,
  );
  if (!ready) throw new Error(`${what}: not all workflows armed their timer`);
  return group.copies.length / ((performance.now() - startedAt) / 1_000);
}
