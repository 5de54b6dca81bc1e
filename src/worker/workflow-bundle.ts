import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';

/** Where the build leaves the bundle, seen from the compiled worker. */
const prebuiltBundle = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));

/**
 * The code of all workflows: the build's bundle where there is one (the compiled worker never makes its own), made on
 * the spot from the sources in tests.
 */
export async function workflowBundle(): Promise<WorkflowBundle | { codePath: string }> {
  const extension = extname(import.meta.url);
  if (extension === '.js') {
    if (!existsSync(prebuiltBundle)) throw new Error('the workflow bundle is missing: run "npm run build"');
    return { codePath: prebuiltBundle };
  }
  const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
  const nothing = (): void => undefined;
  const error = (message: string): void => void process.stderr.write(`${message}\n`);
  const quiet = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error };
  return await bundleWorkflowCode({ workflowsPath, logger: quiet });
}
