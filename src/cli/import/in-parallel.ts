/**
 * Works through the items, so many at a time, in order of their start. `work` answers false to stop: those at work
 * are finished, no other is begun. Rejects with the first error, after the same.
 */
export async function inParallel<T>(
  items: readonly T[],
  atATime: number,
  work: (item: T) => Promise<boolean>,
): Promise<void> {
  let next = 0;
  let going = true;
  const lane = async (): Promise<void> => {
    while (going && next < items.length) {
      const item = items[next] as T;
      next += 1;
      try {
        if (!(await work(item))) going = false;
      } catch (error) {
        going = false;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atATime, items.length) }, lane));
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
}
