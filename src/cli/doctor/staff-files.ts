import { createPrisma } from '../../kit/postgres/client.ts';
import { classifyFailure } from '../../kit/postgres/failures.ts';
import { unlikeFiles } from '../../features/staff/postgres/fitness.ts';
import { SetupError } from '../../servers/setup-error.ts';
import { findDatabase } from '../running.ts';
import { ok, warn, type Finding } from './finding.ts';

const about = 'staff files';

/** Whether everybody's row says what their file does of until when they may take clients (ST-2). */
export async function checkStaffFiles(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  let url: string;
  try {
    url = findDatabase(env);
  } catch (error) {
    if (error instanceof SetupError) return [];
    throw error;
  }
  const prisma = createPrisma(url, { statementTimeoutMs: 20_000 });
  try {
    const { looked, unlike } = await unlikeFiles(prisma);
    if (unlike === 0)
      return [ok(about, `${looked} people, each may take clients as long as their file says`)];
    const found = `${unlike} of ${looked} people may take clients for another time than their files say`;
    return [
      warn(about, found, 'the next hourly round through the staff puts it right; see that Temporal runs'),
    ];
  } catch (error) {
    const { code } = classifyFailure(error);
    return [warn(about, `cannot be looked at (${code})`, 'see that the database answers, and is up to date')];
  } finally {
    await prisma.$disconnect();
  }
}
