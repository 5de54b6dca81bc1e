import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { updatesWithSteps } from '../../src/contracts/step-updates.ts';
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

  test('there is a run to which steps came under one name for all, and then under their own', () => {
    const both = recorded.map((name) => new Set(read(name).events.flatMap(updateOf)));
    expect(both.filter((names) => names.has('submit') && names.has('completeFullSccp'))).not.toEqual([]);
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

  // They would say something new at other places than the history does, or nothing where only the level was new.
  test('runs from before stages were in the users’ words cannot be replayed by the rules of today, nor without the level', async () => {
    const file = 'workflows/visibility.ts';
    const [today, forgotten] = await Promise.all([
      otherBuild([{ file, from: "patched('stages-in-users-words')", to: 'true' }]),
      otherBuild([
        { file, from: 'if (news.length === 0) news.push(', to: 'if (news.length < 0) news.push(' },
      ]),
    ]);
    const before = read(join('0.1.0', 'every-stage-run-1.json'));
    for (const build of [today, forgotten])
      await expect(replay(build, before, 'enrollment/recorded')).rejects.toThrow(/Nondeterminism/);
  }, 120_000);
});

const updateOf = ({ workflowExecutionUpdateAcceptedEventAttributes: update }: Recorded['events'][number]) =>
  update ? [update.acceptedRequest.input.name] : [];
const isStep = (event: Recorded['events'][number]) =>
  updateOf(event).some((name) => updatesWithSteps.includes(name));
