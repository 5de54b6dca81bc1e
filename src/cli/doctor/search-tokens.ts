import { countUnfound } from '../../features/search/postgres/renew-all.ts';
import { createTokenKeys } from '../../features/search/postgres/token-keys.ts';
import { createPrisma } from '../../kit/postgres/client.ts';
import { classifyFailure } from '../../kit/postgres/failures.ts';
import { SetupError } from '../../servers/setup-error.ts';
import { type Addresses, findAddresses } from '../running.ts';
import { type Finding, ok, warn } from './finding.ts';

const about = 'finding clients';

/** Whether every client can be found: by tokens of the key that is in use. */
export async function checkSearchTokens(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  let addresses: Addresses;
  try {
    addresses = findAddresses(env);
  } catch (error) {
    if (error instanceof SetupError) return [];
    throw error;
  }
  const prisma = createPrisma(addresses.databaseUrl, { statementTimeoutMs: 20_000 });
  try {
    const { clients, unfound } = await countUnfound(prisma, createTokenKeys(addresses.sealKey));
    if (unfound === 0) return [ok(about, `${clients} clients, each found by name, number and birth date`)];
    const found = `${unfound} of ${clients} clients are not found by a search`;
    return [warn(about, found, 'run `npm run search-tokens`')];
  } catch (error) {
    const { code } = classifyFailure(error);
    return [warn(about, `cannot be looked at (${code})`, 'see that the database answers, and is up to date')];
  } finally {
    await prisma.$disconnect();
  }
}
