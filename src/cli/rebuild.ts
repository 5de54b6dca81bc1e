import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { createPrisma } from '../kit/postgres/client.ts';
import { classifyFailure } from '../kit/postgres/failures.ts';
import { createReadModelStore } from '../kit/postgres/read-model.ts';
import { projectRecord } from '../pathway/projection.ts';
import { SetupError } from '../servers/setup-error.ts';
import { rebuildAll } from './rebuild/rebuild-all.ts';
import { findAddresses } from './running.ts';

const usage = `Builds the read model anew from the events and compares it with what is stored.

  npm run rebuild [-- --write]

  --write   replaces what differs by what the events say

The database is the one of a running \`npm start\`, or the one DATABASE_URL names. Exit code 0 when nothing differs (or all
was replaced), 1 when something does, 2 when it could not look.`;

/** Answers the exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const prisma = createPrisma(process.env['DATABASE_URL'] || findAddresses(process.env).databaseUrl, {
    // Nobody waits for an answer here, and a long record may be slow to read.
    statementTimeoutMs: 60_000,
  });
  try {
    const store = createReadModelStore(prisma);
    const total = await store.count();
    const report = await rebuildAll({
      store,
      fold: projectRecord,
      write: values.write,
      say: (line) => process.stdout.write(`${line}\n`),
      progress: progressLine(total),
    });
    const looked = `${report.enrollments} enrollments, ${report.events} events`;
    const left = report.different - report.written;
    if (report.caseloads > 0)
      process.stdout.write(
        `${pc.red(`${report.caseloads} caseloads differ`)} from what their places add up to${values.write ? ', put right' : ''}\n`,
      );
    if (report.different === 0) process.stdout.write(`${pc.green('no difference')}: ${looked}\n`);
    else
      process.stdout.write(
        `${pc.red(`${report.different} differ`)}, ${report.written} replaced: ${looked}\n`,
      );
    if (report.broken > 0)
      process.stdout.write(`${report.broken} cannot be folded: their events need a look\n`);
    if (left > report.broken) process.stdout.write('`npm run rebuild -- --write` replaces them\n');
    return left === 0 && (values.write || report.caseloads === 0) ? 0 : 1;
  } finally {
    await prisma.$disconnect();
  }
}

/** One line that is written over on a terminal; elsewhere a line for each tenth. */
function progressLine(total: number): (done: number) => void {
  const { isTTY } = process.stderr;
  const step = Math.max(1, Math.ceil(total / (isTTY ? 100 : 10)));
  return (done) => {
    if (done % step !== 0 && done !== total) return;
    const line = `rebuild: ${done} of ${total} enrollments`;
    process.stderr.write(isTTY ? `\r${line}${done === total ? '\n' : ''}` : `${line}\n`);
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`);
  process.exitCode = 2;
}

/** For the person at the terminal: no stack, and nothing of what is stored. */
function wordsFor(error: unknown): string {
  if (error instanceof SetupError) return pc.red(error.message);
  if (error instanceof TypeError && 'code' in error) return `${pc.red(error.message)}\n\n${usage}`;
  const { kind, code } = classifyFailure(error);
  const trouble = kind === 'unavailable' ? 'The database cannot be reached' : 'The database refused';
  return pc.red(`${trouble} (${code}). Nothing was replaced half-way; run it again.`);
}
