import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import type { BackupSource } from '../kit/postgres/backup/read-backup.ts';
import { fromCaller, withStandardInput } from './backup/files.ts';
import { restoreFrom } from './backup/restore-from.ts';
import { withTarget } from './backup/target.ts';
import { progressOf, wordsFor } from './backup/words.ts';

const usage = `Writes a backup into an empty database (docs/how-to/back-up-and-restore.md).

  npm run restore -- FILE
  age -d … | npm run restore -- -

  FILE   what \`npm run backup\` wrote; - is standard input

The database is the one DATABASE_URL names; without it, a new one in .data, for \`npm start\`. The file is checked first,
and what cannot be restored whole is not restored at all. Exit code 0 when all is restored, 1 when nothing is, 2 for a
wrong command line.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  const [named, ...more] = positionals;
  if (values.help || named === undefined || more.length > 0) {
    process[values.help ? 'stdout' : 'stderr'].write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  const restore = async (source: BackupSource): Promise<void> => {
    const { takenAt, rows } = await restoreFrom(
      source,
      (work) => withTarget(process.env, work),
      progressOf('restore'),
    );
    process.stdout.write(
      `${pc.green('restored')}: ${rows} rows as of ${takenAt}\nNext: start everything, then npm run revive.\n`,
    );
  };
  if (named === '-') await withStandardInput(restore);
  else await restore(() => createReadStream(fromCaller(named)));
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${wordsFor(error, 'Nothing was restored.', usage)}\n`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
}
