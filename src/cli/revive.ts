import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { createPrisma } from '../kit/postgres/client.ts';
import { createRecordReader } from '../kit/postgres/record-reader.ts';
import { connectGateway } from '../kit/temporal/connect.ts';
import { endStrays, reviveAll } from '../kit/temporal/revive-all.ts';
import { findAddresses } from './running.ts';

const usage = `Starts the workflow of every open enrollment anew from its events.

  npm run revive [-- --replace]

Those that are running are left alone, so it may be run at any time; what fell due in between is announced at once.

  --replace   ends and restarts those that are running too, and ends those the record knows nothing of: once, with the
              API stopped, after a backup older than what Temporal knows was restored

Servers are those of a running \`npm start\`, or the ones that the worker's variables name.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      replace: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const { databaseUrl, temporalAddress, namespace, sealKey: secret } = findAddresses(process.env);
  const prisma = createPrisma(databaseUrl, { statementTimeoutMs: 60_000 });
  const record = createRecordReader(prisma);
  const gateway = await connectGateway({
    ...{ address: temporalAddress, namespace, record, secret, issuer: 'upkeep' },
  });
  try {
    const progress = (done: number): void => {
      if (done % 100 === 0) process.stderr.write(`revive: ${done} enrollments\n`);
    };
    const strays = values.replace ? await endStrays({ record, gateway }) : 0;
    const count = await reviveAll({ record, gateway }, progress, values.replace);
    process.stdout.write(
      values.replace
        ? `${pc.green(`${count.revived} started anew`)}, ${strays} without a record ended\n`
        : `${pc.green(`${count.revived} started anew`)}, ${count.running} were running\n`,
    );
    return 0;
  } finally {
    await gateway.close();
    await prisma.$disconnect();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const words = error instanceof Error ? error.message : '';
  const misspelt = error instanceof TypeError && 'code' in error;
  process.stderr.write(
    misspelt
      ? `${pc.red(words)}\n\n${usage}\n`
      : `${pc.red('Not all enrollments could be revived.')} ${words}\nRunning it again goes on where it stopped.\n`,
  );
  process.exitCode = misspelt ? 2 : 1;
}
