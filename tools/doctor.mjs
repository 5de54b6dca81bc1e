// npm run doctor. Plain JavaScript that needs nothing installed, so that it can say when nothing is.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20)) {
  console.log(`fail  node                     ${process.versions.node}\n      → install node 20.20 or later`);
  process.exitCode = 1;
} else if (!existsSync(join(root, 'node_modules', 'tsx'))) {
  console.log('fail  dependencies             are not installed\n      → run `npm ci` in the project folder');
  process.exitCode = 1;
} else {
  // Run from its source: the build may be what is broken.
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(join(root, 'src', 'cli', 'doctor.ts')).href);
}
