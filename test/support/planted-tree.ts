import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
const configs = [
  '.oxlintrc.json',
  '.prettierrc.json',
  '.prettierignore',
  '.dependency-cruiser.cjs',
  'knip.jsonc',
  'tsconfig.json',
];

export interface PlantedTree {
  root: string;
  remove(): void;
}

/**
 * A small tree under the project's own rules, to plant a violation in. It has the real configuration and a link to the
 * installed packages; `files` maps a path to its text, and a path with `null` leaves a configuration out.
 */
export function plant(files: Record<string, string | null>): PlantedTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-gate-')));
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'), 'junction');
  for (const name of configs)
    if (!(name in files) && existsSync(join(project, name)))
      copyFileSync(join(project, name), join(root, name));
  for (const [name, text] of Object.entries(files)) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** A manifest that declares just these packages, so that the rest of the project's are not "unused". */
export function manifest(dependencies: string[], devDependencies: string[] = []): string {
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  return JSON.stringify({
    name: 'planted',
    private: true,
    type: 'module',
    dependencies: versions(dependencies),
    devDependencies: versions(devDependencies),
  });
}
