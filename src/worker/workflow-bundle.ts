import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { BundleOptions, WorkflowBundle } from '@temporalio/worker';

type Webpack = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

/** Where the build leaves the bundle, seen from the compiled worker. */
const prebuiltBundle = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));

/**
 * The SDK keeps a stack trace of each promise of a workflow, for the Web UI's "Stack Trace", and translates each line
 * of it: with ten lines a quarter of a step's time. Four name the place.
 */
const shortStacks = 'Error.stackTraceLimit = 4;';

/**
 * Loaded once a worker, with all that they import, and not once a workflow: a function that belongs to one workflow
 * alone is never run often enough for V8 to compile it well. Only what is pure may be shared so.
 */
const pure = [
  'engine/calendar/index.ts',
  'engine/deadlines/clock.ts',
  'pathway/decide.ts',
  'pathway/enroll-batch.ts',
  'pathway/late-misses.ts',
  'pathway/projection.ts',
  'pathway/receipt-of.ts',
  'pathway/replayed.ts',
  'pathway/notifications-of.ts',
  'engine/obligations/fold.ts',
  'engine/policy/shared.ts',
  'workflows/append-request.ts',
];

/**
 * The code of all workflows: the build's bundle where there is one (the compiled worker never makes its own), made on
 * the spot from the sources in tests.
 */
export async function workflowBundle(): Promise<WorkflowBundle | { codePath: string }> {
  if (extname(import.meta.url) === '.js') {
    if (!existsSync(prebuiltBundle)) throw new Error('the workflow bundle is missing: run "npm run build"');
    return { codePath: prebuiltBundle };
  }
  return await makeBundle(fileURLToPath(new URL('../workflows/index.ts', import.meta.url)));
}

/**
 * Bundles the workflows of that file; errors go to the standard error stream.
 *
 * @public the build calls it by its compiled path
 */
export async function makeBundle(workflowsPath: string): Promise<WorkflowBundle> {
  const nothing = (): void => undefined;
  const error = (message: string): void => void process.stderr.write(`${message}\n`);
  const logger = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error };
  const src = dirname(dirname(workflowsPath));
  const preloadModules = pure.map((file) => join(src, file));
  const bundle = await bundleWorkflowCode({
    ...{ workflowsPath, logger, preloadModules },
    webpackConfigHook: forThisNode,
  });
  return { ...bundle, code: `${shortStacks}${bundle.code}` };
}

/** The SDK's bundler writes for 2017, with helpers in the place of spreads: a tenth of a replay's time. */
function forThisNode(config: Webpack): Webpack {
  for (const rule of config.module?.rules ?? []) {
    const use = typeof rule === 'object' && rule !== null ? rule.use : undefined;
    if (typeof use !== 'object' || Array.isArray(use) || !use.loader?.includes('swc-loader')) continue;
    if (typeof use.options !== 'object') continue;
    const { jsc } = use.options as { jsc?: object };
    use.options = { ...use.options, jsc: { ...jsc, target: 'es2022' } };
  }
  return config;
}
