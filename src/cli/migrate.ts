import { migrate } from '../servers/migrate.ts';
import { messageOf } from '../servers/setup-error.ts';

// npm run migrate: brings the database DATABASE_URL names up to date. May be repeated, and run from several places at once.
const url = process.env['DATABASE_URL'];
if (!url) {
  console.error(
    'DATABASE_URL is not set: the database to bring up to date, postgresql://user:password@host:5432/throughline',
  );
  process.exitCode = 2;
} else {
  try {
    const applied = await migrate(url);
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
