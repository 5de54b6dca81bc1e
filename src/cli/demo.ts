import { parseArgs } from 'node:util';
import { messageOf } from '../servers/setup-error.ts';
import { demoAgency, demoEnrollments } from './start/demo.ts';

const usage = `Makes the demo agency in a database of one's own and prints its tokens; --enrollments starts its clients too.

  DATABASE_URL=postgresql://… npm run demo [-- --enrollments http://localhost:3000] [--tokens FILE]

  --enrollments URL   where the API listens, for the demo's clients
  --tokens FILE       keeps the tokens there, and takes them from there the next time (default: made anew)

A database that has agencies already is left as it is.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      enrollments: { type: 'string' },
      tokens: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const url = process.env['DATABASE_URL'];
  if (values.help || !url) {
    console.error(usage);
    return values.help ? 0 : 2;
  }
  const agency = await demoAgency(url, values.tokens, true);
  if (!agency) {
    console.error('The database has agencies of its own: nothing was added.');
    return 1;
  }
  for (const [login, token] of Object.entries(agency.tokens)) console.log(`${login.padEnd(18)}${token}`);
  if (values.enrollments !== undefined)
    console.error(`${await demoEnrollments(values.enrollments, agency)} enrollments started`);
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(messageOf(error));
  return 1;
});
