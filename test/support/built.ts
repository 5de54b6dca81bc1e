import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/servers/paths.ts';

/**
 * What the build leaves. A process that a test starts runs compiled code, as users run it: translated on the way it would
 * take seconds longer to start, each time.
 */
export function compiled(file: `src/${string}.ts`): string {
  return join(projectRoot, 'dist', file.replace(/\.ts$/, '.js'));
}

/** The code of all workflows, bundled once for all tests. */
export function builtBundle(): { codePath: string } {
  return { codePath: join(projectRoot, 'dist', 'workflow-bundle.js') };
}

/** Builds what has changed, which is nothing after `npm run build`. Throws what the build says when it fails. */
export function build(): void {
  execFileSync(process.execPath, [join(projectRoot, 'tools', 'build.mjs')], { stdio: 'pipe' });
}
