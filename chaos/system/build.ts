import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/servers/paths.ts';

/** A compiled program in a folder of its own: a build made meanwhile in the checkout does not reach into the run. */
export type Build = { folder: string; main: (name: 'worker' | 'api') => string; bundle: string };

/** Copies the present build. */
export function copyBuild(folder: string): Build {
  mkdirSync(folder, { recursive: true });
  cpSync(join(projectRoot, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(projectRoot, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    main: (name) => join(folder, 'dist', 'src', name, 'main.js'),
    bundle: join(folder, 'dist', 'workflow-bundle.js'),
  };
}

/** How a timer says when what it waits for is due (src/pathway/ops-words.ts), as it stands in the bundle. */
const saysWhen = '` due ${';

/**
 * The next version: the same program with other words at its timers. Its histories differ from the present ones, and each
 * of the two must be able to go on where the other stopped.
 */
export function copyNextBuild(folder: string): Build {
  const build = copyBuild(folder);
  const code = readFileSync(build.bundle, 'utf8');
  if (!code.includes(saysWhen)) throw new Error('the next version would be the same as the present one');
  writeFileSync(build.bundle, code.replaceAll(saysWhen, saysWhen.replace('due', 'falls due')));
  return build;
}
