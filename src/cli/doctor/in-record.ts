import { createPrisma, type Prisma } from '../../kit/postgres/client.ts';
import { classifyFailure } from '../../kit/postgres/failures.ts';
import { SetupError } from '../../servers/setup-error.ts';
import { type Addresses, findAddresses } from '../running.ts';
import { type Finding, warn } from './finding.ts';

/** What is found in the record by who has the deployment's key; nothing where nothing says where the record is. */
export async function lookInRecord(
  env: NodeJS.ProcessEnv,
  about: string,
  look: (prisma: Prisma, sealKey: string) => Promise<Finding>,
): Promise<Finding[]> {
  let addresses: Addresses;
  try {
    addresses = findAddresses(env);
  } catch (error) {
    if (error instanceof SetupError) return [];
    throw error;
  }
  const prisma = createPrisma(addresses.databaseUrl, { statementTimeoutMs: 20_000 });
  try {
    return [await look(prisma, addresses.sealKey)];
  } catch (error) {
    const { code } = classifyFailure(error);
    return [warn(about, `cannot be looked at (${code})`, 'see that the database answers, and is up to date')];
  } finally {
    await prisma.$disconnect();
  }
}
