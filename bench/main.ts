// npm run bench: what it costs, beside floors on the same servers. docs/how-to/measure.md says what each figure means.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { createGateway, type TemporalGateway } from '../src/kit/temporal/temporal-gateway.ts';
import { projectRoot } from '../src/servers/paths.ts';
import { SetupError } from '../src/servers/setup-error.ts';
import { quietRuntime } from '../src/worker/time-skipping-rig.ts';
import type { Context } from './context.ts';
import { createCounter } from './counts.ts';
import { readOptions, usage, type Options, type PartName } from './options.ts';
import { measureClientYear } from './parts/client-year.ts';
import { measureMidnight } from './parts/midnight.ts';
import { measurePeers } from './parts/peers.ts';
import { measureReads } from './parts/reads.ts';
import { measureSteps } from './parts/steps.ts';
import { howToInstall } from './peers/packages.ts';
import { startProgress, type Progress } from './progress.ts';
import { judge } from './report/reach.ts';
import { completed, type Results } from './report/results.ts';
import { rounded } from './report/numbers.ts';
import { table } from './report/table.ts';
import { openPopulation } from './seed/population.ts';
import { createStage } from './stage.ts';

const resultsFolder = join(projectRoot, 'bench', 'results');
const resultsFile = join(resultsFolder, 'latest.json');

async function run(options: Options, progress: Progress) {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'));
  const profiles = join(resultsFolder, 'profiles');
  const profileInto = options.profile ? profiles : undefined;
  const stage = await createStage({ folder, server: options.server, profileInto });
  const results: Results = { machine: machine(options) };
  const failed: PartName[] = [];
  const reasons: Record<string, string> = { peers: `not asked for (--peers); ${howToInstall}` };
  try {
    progress.say(`servers, state in ${folder}`);
    await stage.begin();
    const population = await openPopulation(stage.databaseUrl(), stage.sealKey);
    const connected = await connect(() => stage.temporal(), population.record, stage.sealKey);
    const context: Context = {
      options,
      stage,
      progress,
      population,
      client: () => connected.current().client,
      gateway: () => connected.current().gateway,
      reconnect: () => connected.reconnect(),
      counter: () =>
        createCounter({
          adminUrl: stage.adminUrl(),
          engineDatabases: ['temporal', 'temporal_visibility'],
          metricsUrl: stage.temporal().metricsUrl,
          namespace: stage.temporal().namespace,
        }),
    };
    let openedPerSecond: number | undefined;
    const part = async (
      name: PartName,
      seconds: number,
      work: (into: Results) => Promise<void>,
      fills: string[] = [name],
    ): Promise<void> => {
      if (!options.parts.has(name)) return;
      const from = progress.used();
      // What was measured before a part failed is kept.
      const into: Results = {};
      if (progress.left() < seconds) {
        for (const filled of fills)
          reasons[filled] = `no time was left for it (${progress.left().toFixed(0)} s)`;
        return;
      }
      try {
        await work(into);
        progress.say(`${name} took ${(progress.used() - from).toFixed(0)} s`);
      } catch (error) {
        failed.push(name);
        const words = error instanceof Error ? error.message : String(error);
        for (const filled of fills) reasons[filled] = words.split('\n')[0] ?? words;
        progress.say(`${name} FAILED: ${error instanceof Error ? (error.stack ?? words) : words}`);
      }
      for (const [filled, figures] of Object.entries(into))
        results[filled] = { ...results[filled], ...figures };
      keep(completed(results, reasons));
    };
    await part(
      'step',
      60,
      async (into) => {
        openedPerSecond = await measureSteps(context, into);
      },
      ['step', 'visit', 'start'],
    );
    await part('clientYear', 20, (into) => measureClientYear(context, into));
    await part('reads', 30, (into) => measureReads(context, into));
    await part('peers', 40, (into) => measurePeers(context, into));
    const large = options.parts.has('midnight') ? 'midnight' : 'rest';
    await part(large, 60, (into) => measureMidnight(context, into, openedPerSecond), ['rest', 'midnight']);
    await connected.close();
    await population.close();
  } finally {
    await stage.end();
    if (process.env['THROUGHLINE_BENCH_KEEP'] === undefined) rmSync(folder, { recursive: true, force: true });
  }
  return { results: completed(results, reasons), failed };
}

type Connected = { client: Client; gateway: TemporalGateway; connection: Connection };

async function connect(
  server: () => { address: string; namespace: string },
  record: Context['population']['record'],
  secret: string,
) {
  const open = async (): Promise<Connected> => {
    const { address, namespace } = server();
    const connection = await Connection.connect({ address });
    const client = new Client({ connection, namespace });
    return { connection, client, gateway: createGateway({ client, record, secret }) };
  };
  let current = await open();
  const close = async (): Promise<void> => {
    await current.gateway.close();
    await current.connection.close();
  };
  return {
    current: () => current,
    close,
    async reconnect() {
      await close();
      current = await open();
    },
  };
}

function machine(options: Options) {
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    server:
      options.server === 'dev' ? 'Temporal dev server, SQLite on disk' : 'Temporal server on PostgreSQL',
    quick: options.quick,
    measuredAt: new Date().toISOString(),
  };
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  quietRuntime();
  const progress = startProgress(options.limitSeconds);
  const { results, failed } = await run(options, progress);
  results['machine'] = { ...results['machine'], secondsUsed: Math.round(progress.used()) };
  keep(results);
  const seconds = progress.used().toFixed(0);
  process.stdout.write(`${table(results, judge(results))}\n${seconds} s; all of it in ${resultsFile}\n`);
  if (failed.length === 0) return 0;
  process.stderr.write(`FAILED, and not measured: ${failed.join(', ')}\n`);
  return 1;
}

/** Written after each part, so that a run that is broken off leaves what it had. */
function keep(results: Results): void {
  mkdirSync(resultsFolder, { recursive: true });
  const short = (_key: string, value: unknown): unknown =>
    typeof value === 'number' ? rounded(value) : value;
  writeFileSync(resultsFile, `${JSON.stringify({ ...results, reach: judge(results) }, short, 2)}\n`);
}

// Its exit handlers stop what was started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  process.exitCode = await main();
} catch (error) {
  const words = error instanceof SetupError || error instanceof TypeError ? error.message : error;
  console.error(words);
  process.exitCode = 1;
}
process.exit();
