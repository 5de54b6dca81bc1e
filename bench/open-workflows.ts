import { until } from './progress.ts';
import type { Context } from './context.ts';
import type { Group } from './seed/population.ts';

const atATime = 32;

/**
 * Starts the workflows of a group with the state their events fold to, as continue-as-new would, and waits until each
 * has armed its timer. Answers how many a second.
 */
export async function openWorkflows(context: Context, group: Group, what: string): Promise<number> {
  const { progress } = context;
  const { agencyId } = group.agency;
  const gateway = context.gateway();
  const queue = [...group.copies];
  const startedAt = performance.now();
  let done = 0;
  const start = async (): Promise<void> => {
    for (let copy = queue.pop(); copy; copy = queue.pop()) {
      const { enrollmentId } = copy;
      await gateway.revive({ enrollmentId, agencyId, state: group.stateOf(copy) });
      done += 1;
      if (done % 1_000 === 0) progress.say(`${what}: ${done} of ${group.copies.length} workflows started`);
    }
  };
  await Promise.all(Array.from({ length: atATime }, start));
  const query = `TlAgency = '${agencyId}' and ExecutionStatus = 'Running'`;
  const ready = await until(
    async () => (await context.client().workflow.count(query)).count >= group.copies.length,
    // Counting is a scan of the dev server's one database: asked often, it is what everything waits for.
    300_000,
    3_000,
  );
  if (!ready) throw new Error(`${what}: not all workflows armed their timer`);
  return group.copies.length / ((performance.now() - startedAt) / 1_000);
}
