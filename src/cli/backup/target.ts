import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../../servers/embedded-postgres.ts';
import { dataDir } from '../../servers/paths.ts';
import { SetupError } from '../../servers/setup-error.ts';

/**
 * Does `work` with the database to restore into: DATABASE_URL's, else a new embedded one for the next `npm start`. Never
 * the one of a running `npm start`: that one is in use.
 */
export async function withTarget(
  env: NodeJS.ProcessEnv,
  work: (databaseUrl: string) => Promise<void>,
): Promise<void> {
  const given = env['DATABASE_URL'];
  if (given) {
    await work(given);
    return;
  }
  const folder = join(dataDir, 'postgres');
  if (existsSync(folder))
    throw new SetupError(
      `${folder} holds a record already: move it away first, or set DATABASE_URL to an empty database.`,
    );
  const server = await startPostgres({ dataDir: folder, logFile: join(dataDir, 'logs', 'postgres.log') });
  let restored = false;
  try {
    await work(server.url);
    restored = true;
  } finally {
    await server.stop();
    // Made for this, and empty: the next attempt is to find nothing here.
    if (!restored) rmSync(folder, { recursive: true, force: true });
  }
}
