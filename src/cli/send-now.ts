import { parseArgs } from 'node:util';
import pc from 'picocolors';
import type { Channel } from '../engine/notifications/notification.ts';
import { channels } from '../kit/delivery/channels.ts';
import { createPrisma } from '../kit/postgres/client.ts';
import { judging } from '../features/notifications/postgres/judging.ts';
import { createOutbox } from '../kit/postgres/outbox.ts';
import { createRecordReader } from '../kit/postgres/record-reader.ts';
import { openGateway } from '../kit/temporal/connect.ts';
import { SetupError } from '../servers/setup-error.ts';
import { findAddresses } from './running.ts';

const usage = `Tries again now what could not be sent, instead of when its pause is over.

  npm run send-now [-- CHANNEL…]

Channels are ${channels.join(' and ')}; without one, all. What is meant for later (the mail of the next morning) stays for
later. The workflow of the channel is asked; while Temporal is away, the outbox is told directly.

Servers are those of a running \`npm start\`, or the ones that the worker's variables name.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const chosen = channels.filter((channel) => positionals.length === 0 || positionals.includes(channel));
  const unknown = positionals.filter((name) => !channels.some((channel) => channel === name));
  if (unknown.length > 0) {
    process.stderr.write(`${pc.red(`There is no channel ${unknown.join(', ')}.`)}\n\n${usage}\n`);
    return 2;
  }
  const { databaseUrl, temporalAddress, namespace, sealKey } = findAddresses(process.env);
  const prisma = createPrisma(databaseUrl);
  const outbox = createOutbox(prisma, judging);
  const gateway = openGateway({
    address: temporalAddress,
    namespace,
    record: createRecordReader(prisma),
    secret: sealKey,
    issuer: 'upkeep',
  });
  try {
    const before = await outbox.queues();
    for (const channel of chosen) {
      const { failing = 0, undeliverable = 0 } = before.get(channel) ?? {};
      const asked = await ask(channel);
      process.stdout.write(`${channel}: ${failing} failing, ${undeliverable} undeliverable; ${asked}\n`);
    }
    return 0;
  } finally {
    await gateway.close();
    await prisma.$disconnect();
  }

  async function ask(channel: Channel): Promise<string> {
    try {
      await gateway.sendNow(channel);
      return pc.green('its sender was asked to try again now');
    } catch {
      const count = await outbox.makeDueNow(channel);
      return pc.yellow(`Temporal does not answer: ${count} made due in the outbox`);
    }
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const misspelt = error instanceof TypeError && 'code' in error;
  const words = error instanceof SetupError || misspelt ? error.message : 'The database cannot be reached.';
  process.stderr.write(`${pc.red(words)}${misspelt ? `\n\n${usage}` : ''}\n`);
  process.exitCode = misspelt ? 2 : 1;
}
