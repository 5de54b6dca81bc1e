// A process of its own, with a copy of the project as its working directory: one vitest that is asked again and again, so
// that what it has read and compiled for one rule serves the next.
import { join } from 'node:path';
import { createVitest } from 'vitest/node';

/** Which tests to run: files of the copy, and a pattern of titles. `edited`: what has changed since it was last asked. */
export type Ask = { tests: string[]; titles: string; edited: string[] };
/** What came of it; tests that a file could not even begin are not counted, and `trouble` says why. */
export type Counts = { failed: number; total: number; trouble: string };

const root = process.cwd();
// Each run reads the edited file anew: no process may keep the modules of the run before.
const vitest = await createVitest('test', { root, watch: false, isolate: true, reporters: [{}] });
await vitest.globTestSpecifications();

async function run({ tests, titles, edited }: Ask): Promise<Counts> {
  for (const file of edited) vitest.invalidateFile(join(root, file));
  vitest.setGlobalTestNamePattern(new RegExp(titles));
  const specifications = tests.flatMap((file) => vitest.getModuleSpecifications(join(root, file)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  // It answers with what earlier runs left as well.
  const asked = new Set(specifications.map(({ moduleId }) => moduleId));
  const ran = testModules.filter(({ moduleId }) => asked.has(moduleId));
  const states = ran.flatMap((file) => [...file.children.allTests()].map((test) => test.result().state));
  const failed = states.filter((state) => state === 'failed').length;
  const passed = states.filter((state) => state === 'passed').length;
  const errors = [...ran.flatMap((file) => file.errors()), ...unhandledErrors];
  return { failed, total: failed + passed, trouble: errors.map(messageOf).join('; ') };
}

function messageOf(error: unknown): string {
  const { message } = error as { message?: unknown };
  return typeof message === 'string' ? message : String(error);
}

process.on('message', (ask: Ask) => {
  void run(ask)
    .catch((error: unknown): Counts => ({ failed: 0, total: 0, trouble: messageOf(error) }))
    .then((counts) => process.send?.(counts));
});
// Whoever asks has gone, or wants no more.
process.once('disconnect', () => void vitest.close().then(() => process.exit()));
