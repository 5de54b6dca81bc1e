import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { quietRuntime } from '../../src/worker/time-skipping-rig.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';
import { replay } from '../support/histories.ts';

type Recorded = { events: { eventType: string; timerStartedEventAttributes?: unknown }[] };

const folder = join(import.meta.dirname, 'histories');
const recorded = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recorded;
let bundle: Awaited<ReturnType<typeof workflowBundle>>;
beforeAll(async () => {
  quietRuntime();
  bundle = await workflowBundle();
});

describe('histories of released versions', () => {
  test('there are some, of runs that went on as new ones too', () => {
    expect(recorded.some((name) => /run-1/.test(name))).toBe(true);
    expect(recorded.some((name) => /run-[2-9]/.test(name))).toBe(true);
  });

  test.each(recorded)('%s is replayed by the code of today', async (name) => {
    await replay(bundle, read(name), 'enrollment/recorded');
  });

  test('one that says something else than the code does is noticed', async () => {
    const history = read(recorded[0] ?? '');
    const marker = history.events.findIndex(({ eventType }) => eventType === 'EVENT_TYPE_MARKER_RECORDED');
    expect(marker).toBeGreaterThan(0);
    const events = history.events.toSpliced(marker, 1);
    await expect(replay(bundle, { events }, 'enrollment/recorded')).rejects.toThrow();
  });
});
