import pc from 'picocolors';
import { BrokenExport } from '../hmis/broken-export.ts';
import { readExport } from '../hmis/read-export.ts';
import { SetupError } from '../servers/setup-error.ts';
import { importHmis } from './import/import-hmis.ts';
import { createProgress } from './import/progress.ts';
import { readOptions, usage } from './import/options.ts';
import { asJson, asText } from './import/report.ts';
import { findAddresses } from './running.ts';

/** Answers the exit code. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? '.');
  if (typeof options === 'string') {
    if (options === '') process.stdout.write(`${usage}\n`);
    else process.stderr.write(`${options}\n\n${usage}\n`);
    return options === '' ? 0 : 2;
  }
  const today = new Date().toISOString().slice(0, 10);
  const found = await readExport(options.folder, today);
  // Loaded only now: a broken export is told of at once.
  const { useServers } = await import('./import/use-servers.ts');
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
    process.stderr.write(`${pc.red('The import broke off before it started anything.')} ${what}\n`);
  }
  process.exitCode = 1;
}
