// npm run build: whatever changed of database client, JavaScript, assets and workflow bundle. Plain JavaScript, because
// it must run before anything is compiled. `build.mjs FILE ARGS…` builds, then runs the compiled FILE in this process.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = resolve(fileURLToPath(import.meta.url), '..', '..');
const dist = join(root, 'dist');
const stampFile = join(dist, '.built.json');
const lockFolder = join(root, 'node_modules', '.throughline-build-lock');

// All of it on stderr: a command that is built first keeps its standard output for itself.
const say = (line) => process.stderr.write(`build: ${line}\n`);

class BuildError extends Error {}

/** Every file below the folders, as paths from the root. */
function filesOf(...folders) {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
    )
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** Changes when a file is added, removed or written to. */
function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { mtimeMs, size } = statSync(join(root, file));
    hash.update(`${file}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}

function run(args, what, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  if (status !== 0)
    throw new BuildError(`${what} failed\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`);
}

const generated = 'src/kit/postgres/generated';
const pinned = ['package-lock.json', 'tools/build.mjs'];

const steps = [
  {
    name: 'database client',
    inputs: () => ['prisma/schema.prisma', 'prisma.config.ts', ...pinned],
    output: join(root, generated, 'client.ts'),
    run: () =>
      run(['node_modules/prisma/build/index.js', 'generate', '--no-hints'], 'prisma generate', {
        // Not used by generate, but looked for, and downloaded when it is not there.
        PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      }),
  },
  {
    name: 'JavaScript',
    inputs: () => [
      ...filesOf('src', 'prisma').filter((file) => isCode(file) && !ofConsole(file)),
      'tsconfig.json',
      'tsconfig.build.json',
      ...pinned,
    ],
    output: join(dist, 'src'),
    run: () => {
      // Types are checked by `npm run check`: whoever starts the system need not wait for that (20 s of CPU).
      run(
        ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck'],
        'the TypeScript compiler',
      );
      removeOrphans();
    },
  },
  {
    name: 'assets',
    inputs: () => [...assets(), ...pinned],
    output: join(dist, 'src'),
    run: () => {
      for (const file of assets()) cpSync(join(root, file), join(dist, file), { preserveTimestamps: true });
    },
  },
  {
    name: 'workflow bundle',
    // What workflows may import: the bundle is part of their behaviour, so it changes only with them.
    inputs: () => [
      ...filesOf('src/workflows', 'src/pathway', 'src/features', 'src/engine', 'src/contracts').filter(
        isCode,
      ),
      'src/worker/workflow-bundle.ts',
      ...pinned,
    ],
    output: join(dist, 'workflow-bundle.js'),
    run: () => run([fileURLToPath(import.meta.url), '--bundle-workflows'], 'the workflow bundle'),
  },
  {
    name: 'console',
    // Pure files of the features and the engine go with it.
    inputs: () => [
      ...filesOf('src/console'),
      ...filesOf('src/features', 'src/engine', 'src/pathway').filter(isCode),
      'tools/vite.config.ts',
      ...pinned,
    ],
    output: join(dist, 'console', 'index.html'),
    run: () => {
      const config = ['-c', 'tools/vite.config.ts', '--logLevel', 'warn'];
      // Also where tests ask for it: in development React is twice as big, and another one.
      run(['node_modules/vite/bin/vite.js', 'build', ...config], 'the bundler of the console', {
        NODE_ENV: 'production',
      });
      for (const file of filesOf('dist/console/assets')) pack(join(root, file));
    },
  },
];

/** What the console may import, and with it what its files come from. */
const ofConsole = (file) => file.startsWith('src/console/');

const isCode = (file) => /\.[cm]?tsx?$/.test(file);
const assets = () =>
  filesOf('src').filter((file) => !isCode(file) && !file.startsWith(generated) && !ofConsole(file));

/** Packed beside it, once, as small as it gets: it is served to every browser of the agency. */
function pack(file) {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content));
}

/** JavaScript whose source is gone would still be found by an import. */
function removeOrphans() {
  for (const file of filesOf('dist/src', 'dist/prisma')) {
    const source = file.slice('dist/'.length).replace(/\.js(\.map)?$/, '.ts');
    if (
      /\.js(\.map)?$/.test(file) &&
      !existsSync(join(root, source)) &&
      !existsSync(join(root, file.slice(5)))
    )
      rmSync(join(root, file));
  }
}

async function bundleWorkflows() {
  const compiled = join(dist, 'src', 'worker', 'workflow-bundle.js');
  const { makeBundle } = await import(pathToFileURL(compiled).href);
  const { code } = await makeBundle(join(root, 'src', 'workflows', 'index.ts'));
  writeFileSync(join(dist, 'workflow-bundle.js'), code);
}

function build() {
  mkdirSync(dist, { recursive: true });
  const built = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
  for (const { name, inputs, output, run: make } of steps) {
    const before = fingerprint(inputs());
    if (built[name] === before && existsSync(output)) continue;
    const startedAt = performance.now();
    delete built[name];
    make();
    built[name] = before;
    writeFileSync(stampFile, `${JSON.stringify(built, null, 2)}\n`);
    say(`${name} (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`);
  }
}

/** One build at a time: a test run and a start in the same checkout would write the same files. */
async function locked(work) {
  for (let told = false; ;) {
    try {
      mkdirSync(lockFolder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = existsSync(join(lockFolder, 'pid'))
      ? Number(readFileSync(join(lockFolder, 'pid'), 'utf8'))
      : 0;
    const age = Date.now() - (statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (holder > 0 ? !isAlive(holder) : age > 5_000) rmSync(lockFolder, { recursive: true, force: true });
    else if (!told) {
      say('waiting for another build of this checkout');
      told = true;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  writeFileSync(join(lockFolder, 'pid'), String(process.pid));
  try {
    return work();
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const [target, ...args] = process.argv.slice(2);
if (target === '--bundle-workflows') {
  await bundleWorkflows();
} else {
  try {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    if (major < 20 || (major === 20 && minor < 20))
      throw new BuildError(`node ${process.versions.node} is too old: install 20.20 or later`);
    if (!existsSync(join(root, 'node_modules', 'typescript')))
      throw new BuildError('the dependencies are not installed: run npm ci');
    await locked(build);
    if (target !== undefined) {
      process.argv.splice(1, process.argv.length, resolve(root, target), ...args);
      await import(pathToFileURL(resolve(root, target)).href);
    }
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    say(error.message.trimEnd());
    process.exitCode = 1;
  }
}
