import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { filesForBackup } from '../features/attachments/postgres/in-backup.ts';
import { openFileStore } from '../features/attachments/postgres/part-store.ts';
import { readFileStore } from '../kit/config.ts';
import { createPrisma, type Prisma } from '../kit/postgres/client.ts';
import { writeBackup } from '../kit/postgres/backup/write-backup.ts';
import { fromCaller, standardFile, writeWhole } from './backup/files.ts';
import { progressOf, wordsFor } from './backup/words.ts';
import { findDatabase } from './running.ts';

const usage = `Writes the whole record, as it is at one instant, into one file, while everything runs
(docs/how-to/back-up-and-restore.md).

  npm run backup [-- FILE]
  npm run --silent backup -- - | age -r … > FILE

  FILE   where to; left out, a new file in .data/backups; - is standard output

The file holds what is protected, in the clear. The database is the one of a running \`npm start\`, or the one
DATABASE_URL names. Exit code 0 when the file is whole and on the disk, 1 when there is none, 2 for a wrong command line.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help || positionals.length > 1) {
    process[values.help ? 'stdout' : 'stderr'].write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  const databaseUrl = findDatabase(process.env);
  const [named] = positionals;
  const toOutput = named === '-';
  const file = named === undefined ? standardFile(new Date()) : fromCaller(named);
  const progress = progressOf('backup');
  const prisma = createPrisma(databaseUrl);
  const outside = filesForBackup(prisma, openFileStore(readFileStore(process.env)));
  const write = (to: Writable) => writeBackup(databaseUrl, to, progress, outside);
  const { takenAt, rows } = await written(prisma, toOutput ? write(process.stdout) : writeWhole(file, write));
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  process.stderr.write(
    `${pc.green('backed up')}: ${total} rows of ${Object.keys(rows).length} tables as of ${takenAt}\n`,
  );
  if (!toOutput) process.stdout.write(`${file}\n`);
  return 0;
}

async function written<T>(prisma: Prisma, backup: Promise<T>): Promise<T> {
  try {
    return await backup;
  } finally {
    await prisma.$disconnect();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${wordsFor(error, 'There is no backup.', usage)}\n`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
}
