import pc from 'picocolors';
import { createPrisma } from '../adapters/postgres/client.ts';
import { createRecordReader } from '../adapters/postgres/record-reader.ts';
import { connectGateway } from '../gateway/temporal-gateway.ts';
import { reviveAll } from '../gateway/revive-all.ts';
import { findAddresses } from './running.ts';

/**
 * `npm run revive`: starts the workflow of every open enrollment anew from its events. Those that are running are left
 * alone, so it may be run at any time; what fell due in between is announced at once.
 */
async function main(): Promise<number> {
  const { databaseUrl, temporalAddress, namespace } = findAddresses(process.env);
  const prisma = createPrisma(databaseUrl, { statementTimeoutMs: 60_000 });
  const record = createRecordReader(prisma);
  const gateway = await connectGateway({ address: temporalAddress, namespace, record });
  try {
    const count = await reviveAll({ record, gateway }, (done) => {
      if (done % 100 === 0) process.stderr.write(`revive: ${done} enrollments\n`);
    });
    process.stdout.write(`${pc.green(`${count.revived} started anew`)}, ${count.running} were running\n`);
    return 0;
  } finally {
    await gateway.close();
    await prisma.$disconnect();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(
    `${pc.red('Not all enrollments could be revived.')} ${error instanceof Error ? error.message : ''}\nRunning it again goes on where it stopped.\n`,
  );
  process.exitCode = 1;
}
