import { pipeline } from 'node:stream/promises';
import pc from 'picocolors';
import { formatLocalDate } from '../engine/calendar/local-date.ts';
import { localDateOf } from '../engine/calendar/local-time.ts';
import { BrokenExport } from '../hmis/broken-export.ts';
import { readExport } from '../hmis/read-export.ts';
import { SetupError } from '../servers/setup-error.ts';
import { decideSource } from './import/decide-source.ts';
import { importHmis } from './import/import-hmis.ts';
import { createProgress } from './import/progress.ts';
import { readOptions, usage } from './import/options.ts';
import type { Options } from './import/options.ts';
import { asJson, asText } from './import/report.ts';
import { countsOf } from '../hmis/import/rows.ts';
import type { Report } from './import/report.ts';
import { keepSaid } from './import/said-same.ts';
import { useServers } from './import/use-servers.ts';
import { findAddresses } from './running.ts';

/** Answers the exit code. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? '.');
  if (typeof options === 'string') {
    if (options === '') process.stdout.write(`${usage}\n`);
    else process.stderr.write(`${options}\n\n${usage}\n`);
    return options === '' ? 0 : 2;
  }
  const servers = await connect(options);
  try {
    // Ages and dates are judged by the day it is where the agency is; a broken export is told of without its servers.
    const today = servers instanceof SetupError ? utcToday() : localToday(servers);
    const found = await readExport(options.folder, today);
    if (servers instanceof SetupError) throw servers;
    const { agency, ...deps } = servers;
    const interrupted = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
    const source = await decideSource(deps.store, agency.id, found.source, options.source);
    const saidNew = await keepSaid(deps.store, options.same, { agencyId: agency.id, source, found });
    const report = await importHmis(deps, {
      ...{ found, today, source, saidNew },
      level: options.level,
      agency,
      progress: createProgress,
      interrupted: interrupted.signal,
    });
    await print(report, options);
    return report.trouble === null ? 0 : 1;
  } finally {
    if (!(servers instanceof SetupError)) await servers.close();
  }
}

type Servers = Awaited<ReturnType<typeof useServers>>;

/** What is wrong with the servers is said only once the export has been found to be good. */
async function connect(options: Options): Promise<Servers | SetupError> {
  try {
    return await useServers(findAddresses(process.env), options.agency);
  } catch (error) {
    if (error instanceof SetupError) return error;
    throw error;
  }
}

function localToday({ policy }: Servers): string {
  return formatLocalDate(localDateOf(policy.calendar, Date.now()));
}

function utcToday(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Whatever becomes of the report, what was done is said. */
async function print(report: Report, { json }: Options): Promise<void> {
  try {
    await pipeline(json ? asJson(report) : asText(report), process.stdout, { end: false });
  } catch (error) {
    const counts = countsOf(report.rows);
    process.stderr.write(
      `The report could not be written whole (${nameOf(error)}). ${counts.started} were started, ${counts['not-reached']} not reached. The same command tells again of all rows.\n`,
    );
  }
}

const nameOf = (error: unknown): string =>
  error instanceof Error && 'code' in error
    ? String(error.code)
    : error instanceof Error
      ? error.name
      : 'error';

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof BrokenExport) {
    process.stderr.write(`${pc.red('The export cannot be read. Nothing was started.')}\n${error.message}\n`);
  } else if (error instanceof SetupError) process.stderr.write(`${pc.red(error.message)}\n`);
  else {
    // No stack for the person at the terminal; the message is the library's own.
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    process.stderr.write(`${pc.red('The import broke off before it started anything.')} ${what}\n`);
  }
  process.exitCode = 1;
}
