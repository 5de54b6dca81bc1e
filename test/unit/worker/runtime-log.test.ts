import { expect, it } from 'vitest';
import { newsFilter } from '../../../src/worker/runtime-log.ts';

const tried = (times: number) => `gRPC call poll_workflow_task_queue retried ${times} times`;

it('what Temporal says each second while it is away is passed on twice a minute, and all else at once', () => {
  let now = 0;
  const isNews = newsFilter(() => now);
  const passed: string[] = [];
  for (now = 0; now < 60_000; now += 1_000) {
    const message = tried(now / 1_000);
    if (isNews(message)) passed.push(message);
  }
  expect(passed).toEqual([tried(0), tried(30)]);
  expect(isNews('Workflow task failed')).toBe(true);
  expect(isNews('gRPC call poll_activity_task_queue retried 5 times')).toBe(true);
});
