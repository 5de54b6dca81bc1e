import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { countUnfound, renewUnfound } from '../features/search/postgres/renew-all.ts';
import { createTokenKeys } from '../features/search/postgres/token-keys.ts';
import { createPrisma } from '../kit/postgres/client.ts';
import { progressOf, wordsFor } from './backup/words.ts';
import { findAddresses } from './running.ts';

const usage = `Makes what clients are found by, for those who lack it: after an update from a release without search, and after
another THROUGHLINE_SEAL_KEY.

  npm run search-tokens

It may run beside everything else, and be stopped: run again, it goes on where it was. Until it is done, those who lack it
are not found. Servers are those of a running \`npm start\`, or the ones that the worker's variables name.`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const { databaseUrl, sealKey } = findAddresses(process.env);
  const keys = createTokenKeys(sealKey);
  const prisma = createPrisma(databaseUrl, { statementTimeoutMs: 60_000 });
  try {
    const { clients, unfound } = await countUnfound(prisma, keys);
    const progress = progressOf('search-tokens');
    const made = await renewUnfound(prisma, keys, (done) => progress('client', done));
    process.stdout.write(`${pc.green('made')}: of ${made} clients; ${clients - unfound} had theirs\n`);
    return 0;
  } finally {
    await prisma.$disconnect();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${wordsFor(error, 'Not all clients can be found; run it again.', usage)}\n`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
}
