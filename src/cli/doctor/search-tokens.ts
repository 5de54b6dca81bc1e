import { countUnfound } from '../../features/search/postgres/renew-all.ts';
import { createTokenKeys } from '../../features/search/postgres/token-keys.ts';
import { type Finding, ok, warn } from './finding.ts';
import { lookInRecord } from './in-record.ts';

const about = 'finding clients';

/** Whether every client can be found: by tokens of the key that is in use. */
export function checkSearchTokens(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  return lookInRecord(env, about, async (prisma, sealKey) => {
    const { clients, unfound } = await countUnfound(prisma, createTokenKeys(sealKey));
    if (unfound === 0) return ok(about, `${clients} clients, each found by name, number and birth date`);
    const found = `${unfound} of ${clients} clients are not found by a search`;
    return warn(about, found, 'run `npm run search-tokens`');
  });
}
