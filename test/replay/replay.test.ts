import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { quietRuntime } from '../../src/worker/time-skipping-rig.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';
import { replay } from '../support/histories.ts';
import { deprecatedChange, otherBuild, patchedChange, unguardedChange } from '../support/other-build.ts';

type Recorded = {
  events: {
    eventType: string;
    workflowExecutionUpdateAcceptedEventAttributes?: { acceptedRequest: { input: { name: string } } };
  }[];
};

const folder = join(import.meta.dirname, 'histories');
const recorded = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recorded;
const recordedOf = (version: string): string[] =>
  recorded.filter((name) => name.startsWith(`${version}${sep}`));
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

  test('there are some of this one', () => {
    const { version } = JSON.parse(
      readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
    ) as { version: string };
    expect(recordedOf(version).length, `record them: npm run record-histories -- ${version}`).toBeGreaterThan(
      0,
    );
    expect(recordedOf('0.0.0')).toEqual([]);
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

  test('a change without `patched` would fail here, with it all are replayed, and it cannot be deprecated yet', async () => {
    const [unguarded, patched, deprecated] = await Promise.all([
      otherBuild(unguardedChange),
      otherBuild(patchedChange),
      otherBuild(deprecatedChange),
    ]);
    // Runs in which somebody's step was taken in: the change is on their way.
    const stepped = recorded.filter((name) => read(name).events.some(isStep));
    expect(stepped.length).toBeGreaterThan(3);
    const all = async (build: typeof patched, names: string[]): Promise<void> => {
      for (const name of names) await replay(build, read(name), 'enrollment/recorded');
    };
    for (const name of stepped.slice(0, 2))
      await expect(all(unguarded, [name]), name).rejects.toThrow(/Nondeterminism/);
    await expect(all(deprecated, stepped.slice(0, 1))).rejects.toThrow(/Nondeterminism/);
    await all(patched, stepped);
  }, 120_000);
});

const isStep = ({ workflowExecutionUpdateAcceptedEventAttributes: update }: Recorded['events'][number]) =>
  update?.acceptedRequest.input.name === 'submit';
