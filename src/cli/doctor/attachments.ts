import { checkAll } from '../../features/attachments/postgres/check-all.ts';
import { createFileSeal } from '../../kit/file-seal.ts';
import { createPrisma } from '../../kit/postgres/client.ts';
import { classifyFailure } from '../../kit/postgres/failures.ts';
import { SetupError } from '../../servers/setup-error.ts';
import { type Addresses, findAddresses } from '../running.ts';
import { fail, type Finding, ok, warn } from './finding.ts';

const about = 'files of clients';
const mostNamed = 5;

/** Whether every file that is kept opens, to its last byte, and is what was sent. */
export async function checkAttachments(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  let addresses: Addresses;
  try {
    addresses = findAddresses(env);
  } catch (error) {
    if (error instanceof SetupError) return [];
    throw error;
  }
  const prisma = createPrisma(addresses.databaseUrl, { statementTimeoutMs: 20_000 });
  try {
    const { files, broken } = await checkAll(prisma, createFileSeal(addresses.sealKey));
    if (broken.length === 0) return [ok(about, `${files} files, each opens and is what was sent`)];
    const named = [...broken.slice(0, mostNamed), ...(broken.length > mostNamed ? ['…'] : [])];
    const found = `${broken.length} of ${files} files do not open as they were sent: ${named.join(', ')}`;
    return [fail(about, found, 'restore them from a backup; all of them: the key is another one')];
  } catch (error) {
    const { code } = classifyFailure(error);
    return [warn(about, `cannot be looked at (${code})`, 'see that the database answers, and is up to date')];
  } finally {
    await prisma.$disconnect();
  }
}
