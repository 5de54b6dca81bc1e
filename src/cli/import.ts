import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { BrokenExport } from '../hmis/broken-export.ts';
import { readExport } from '../hmis/read-export.ts';
import { SetupError } from '../servers/setup-error.ts';
import { importHmis } from './import/import-hmis.ts';
import { createProgress } from './import/progress.ts';
import { asJson, asText } from './import/report.ts';
import { useServers } from './import/use-servers.ts';
import { findAddresses } from './running.ts';

const usage = `Starts enrollments from an HMIS CSV export (docs/how-to/import-hmis.md).

  npm run import -- hmis DIR [--agency ID] [--level LEVEL] [--json]

  DIR             folder with the CSV files of the export
  --agency ID     whose clients they become; not needed where there is only one agency
  --level LEVEL   level of care for all; else rsc-f for heads of household with minors, rsc-i for the others
  --json          the report as JSON

Servers are those of a running \`npm start\`, or the ones that DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and
THROUGHLINE_SEAL_KEY name. Exit code 0 when each row is accounted for, 1 when files are broken or a server is away.`;

type Options = { folder: string; agency: string | undefined; level: string | undefined; json: boolean };

function readOptions(): Options | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        agency: { type: 'string' },
        level: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return '';
    const [format, folder, ...more] = positionals;
    if (format !== 'hmis')
      return format === undefined ? 'Say what to import: hmis' : `Cannot import "${format}", only hmis.`;
    if (folder === undefined || more.length > 0) return 'Name one folder.';
    // npm runs its scripts in the project's folder, wherever it was called.
    const path = resolve(process.env['INIT_CWD'] ?? '.', folder);
    return { folder: path, agency: values.agency, level: values.level, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Answers the exit code. */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'string') {
    if (options === '') process.stdout.write(`${usage}\n`);
    else process.stderr.write(`${options}\n\n${usage}\n`);
    return options === '' ? 0 : 2;
  }
  const today = new Date().toISOString().slice(0, 10);
  const found = await readExport(options.folder, today);
  const servers = await useServers(findAddresses(process.env), options.agency);
  try {
    const { agency, ...deps } = servers;
    const report = await importHmis(deps, {
      found,
      today,
      level: options.level,
      agency,
      progress: createProgress,
    });
    process.stdout.write(`${options.json ? asJson(report) : asText(report)}\n`);
    return report.trouble === null ? 0 : 1;
  } finally {
    await servers.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof BrokenExport) {
    process.stderr.write(`${pc.red('The export cannot be read. Nothing was started.')}\n${error.message}\n`);
  } else if (error instanceof SetupError) process.stderr.write(`${pc.red(error.message)}\n`);
  else {
    // No stack for the person at the terminal; the message is the library's own.
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    process.stderr.write(
      `${pc.red('The import broke off.')} ${what}\nWhat was started is safe; running it again goes on from there.\n`,
    );
  }
  process.exitCode = 1;
}
