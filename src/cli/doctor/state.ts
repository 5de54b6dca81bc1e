import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { commandOf } from '../../servers/leftovers.ts';
import { dataDir, projectRoot } from '../../servers/paths.ts';
import { accepts, portIsFree } from '../../servers/ports.ts';
import { messageOf } from '../../servers/setup-error.ts';
import { sealKeyProblem } from '../start/keys.ts';
import { portNeeds, readSettings, type Settings } from '../start/settings.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

/** The settings, or why they cannot be read. */
export function checkSettings(): { settings?: Settings; findings: Finding[] } {
  try {
    return { settings: readSettings(process.env), findings: [] };
  } catch (error) {
    return { findings: [fail('settings', messageOf(error), 'correct the environment variable')] };
  }
}

/** Whether `npm start` runs right now from this folder; its process id then. */
async function runningStart(): Promise<number | undefined> {
  try {
    const { pid, command } = JSON.parse(readFileSync(join(dataDir, 'start.json'), 'utf8')) as {
      pid: number;
      command: string;
    };
    return (await commandOf(pid)) === command ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Ports: free before a start; while it runs, answering. */
export async function checkPorts(settings: Settings): Promise<Finding[]> {
  const running = await runningStart();
  const findings: Finding[] = [
    ok('npm start', running === undefined ? 'not running from this folder' : `running (process ${running})`),
  ];
  for (const { port, usedBy, variable } of portNeeds(settings)) {
    const about = `port ${port}`;
    if (running !== undefined)
      findings.push(
        (await accepts(port))
          ? ok(about, `${usedBy} answers`)
          : warn(
              about,
              `${usedBy} does not answer`,
              `look into its log, or ${variable} was another at the start`,
            ),
      );
    else
      findings.push(
        (await portIsFree(port))
          ? ok(about, `free for ${usedBy}`)
          : fail(about, `in use, and ${usedBy} needs it`, `stop what listens there, or set ${variable}`),
      );
  }
  return findings;
}

const wanted = 2_000_000_000;

export function checkDisk(): Finding {
  const { bavail, bsize } = statfsSync(projectRoot);
  const free = bavail * bsize;
  const found = `${(free / 1e9).toFixed(1)} GB free`;
  return free >= wanted
    ? ok('disk', found)
    : warn('disk', found, 'dependencies, tools and data take about 2 GB: make room');
}

/** What earlier starts left, and whether it is whole. */
export function checkData(): Finding[] {
  const name = relative(projectRoot, dataDir) || '.';
  if (!existsSync(dataDir)) return [ok('data', `${name}/ does not exist yet; the first start makes it`)];
  const postgres = existsSync(join(dataDir, 'postgres'));
  const keys = existsSync(join(dataDir, 'keys.json'));
  const findings: Finding[] = [ok('data', `${name}/ (${postgres ? 'with' : 'without'} a database)`)];
  if (postgres && !existsSync(join(dataDir, 'postgres', 'PG_VERSION')))
    findings.push(
      fail(
        'database folder',
        'is not a PostgreSQL data folder',
        `remove ${name}/postgres, or put it back from a copy`,
      ),
    );
  if (postgres && !keys && !process.env['THROUGHLINE_SEAL_KEY'])
    findings.push(
      warn(
        'seal key',
        `${name}/keys.json is gone, and with it the key of text now on its way through Temporal`,
        'put it back from a copy; otherwise the next start makes a new key',
      ),
    );
  return findings;
}

export function checkSealKey(): Finding {
  const given = process.env['THROUGHLINE_SEAL_KEY'];
  const file = join(dataDir, 'keys.json');
  if (given) {
    const problem = sealKeyProblem(given);
    return problem === undefined
      ? ok('seal key', 'from THROUGHLINE_SEAL_KEY')
      : fail('seal key', 'cannot be used', problem);
  }
  if (!existsSync(file)) return ok('seal key', 'none yet; the first start makes one');
  try {
    const { sealKey = '' } = JSON.parse(readFileSync(file, 'utf8')) as { sealKey?: string };
    const problem = sealKeyProblem(sealKey);
    return problem === undefined ? ok('seal key', `in ${file}`) : fail('seal key', `in ${file}`, problem);
  } catch {
    return fail(
      'seal key',
      `${file} cannot be read`,
      'put it back from a copy, or remove the data folder to begin anew',
    );
  }
}
