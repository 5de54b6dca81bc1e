import { classifyFailure } from '../../kit/postgres/failures.ts';
import { withConnection } from '../../kit/postgres/connection.ts';
import { SetupError } from '../../servers/setup-error.ts';
import { findDatabase } from '../running.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

const about = 'caseloads';

/** Whether the caseloads are what their places add up to, and the places those of the open enrollments (ST-4). */
export async function checkCaseloads(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  let url: string;
  try {
    url = findDatabase(env);
  } catch (error) {
    if (error instanceof SetupError) return [];
    throw error;
  }
  return [await lookedAt(url)];
}

async function lookedAt(url: string): Promise<Finding> {
  try {
    const { places, wrong, stray } = await counted(url);
    if (wrong === 0 && stray === 0) return ok(about, `${places} places, and what they add up to`);
    const found = `${wrong} do not add up, ${stray} enrollments have another place than they should`;
    return fail(about, found, 'look with `npm run rebuild`; with `-- --write` it puts them right');
  } catch (error) {
    const { code } = classifyFailure(error);
    // Of a table that is not there: the database is of an older release.
    if (code === '42P01')
      return ok(about, 'not kept yet in this database; the next start brings it up to date');
    return warn(about, `cannot be looked at (${code})`, 'see that the database answers');
  }
}

async function counted(url: string): Promise<{ places: number; wrong: number; stray: number }> {
  return await withConnection(url, async (client) => {
    const { rows } = await client.query<{ places: number; wrong: number; stray: number }>(`
      SELECT (SELECT count(*)::int FROM caseload_place) AS places,
        (SELECT count(*)::int FROM staff s WHERE caseload_share <> (
          SELECT COALESCE(sum(share), 0) FROM caseload_place p WHERE p.staff_id = s.id AND NOT p.provisional)) AS wrong,
        (SELECT count(*)::int FROM enrollment e FULL JOIN caseload_place p ON p.enrollment_id = e.id
         WHERE p.staff_id IS DISTINCT FROM CASE WHEN e.open_client_id IS NOT NULL THEN e.coordinator_id END
        ) AS stray`);
    return rows[0] ?? { places: 0, wrong: 0, stray: 0 };
  });
}
