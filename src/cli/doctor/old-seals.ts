import { classifyFailure } from '../../kit/postgres/failures.ts';
import { withConnection } from '../../kit/postgres/connection.ts';
import { oldPrefix } from '../../kit/seal.ts';
import { SetupError } from '../../servers/setup-error.ts';
import { findDatabase } from '../running.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

const about = 'old seals';

/**
 * Whether words wait somewhere that were sealed before seals were bound to their step. Only pending steps keep them for
 * longer than a step takes.
 */
export async function checkOldSeals(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  let url: string;
  try {
    url = findDatabase(env);
  } catch (error) {
    if (error instanceof SetupError) return [];
    throw error;
  }
  return [await lookedAt(url, env['THROUGHLINE_OLD_SEALS'] === 'refuse')];
}

async function lookedAt(url: string, refused: boolean): Promise<Finding> {
  try {
    const waiting = await waitingUnder(url);
    if (waiting > 0) {
      const found = `${waiting} pending steps hold words that are bound to nothing`;
      return refused
        ? fail(about, found, 'unset THROUGHLINE_OLD_SEALS: they are refused for good when they are delivered')
        : warn(about, found, 'they are opened when they are delivered; look again after that');
    }
    return refused
      ? ok(about, 'none waits, and none is opened')
      : ok(about, 'none waits: THROUGHLINE_OLD_SEALS=refuse may be set for the workers');
  } catch (error) {
    const { code } = classifyFailure(error);
    // Of a table that is not there: the database is of an older release.
    if (code === '42P01') return ok(about, 'nothing waits in this database yet');
    return warn(about, `cannot be looked at (${code})`, 'see that the database answers');
  }
}

async function waitingUnder(url: string): Promise<number> {
  return await withConnection(url, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pending_step WHERE state = 'waiting' AND request::text LIKE $1`,
      [`%"sealed": "${oldPrefix}%`],
    );
    return rows[0]?.count ?? 0;
  });
}
