import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { createPrisma } from '../adapters/postgres/client.ts';
import { adoptForNewReferrals, agencyPolicies } from './policy/agency-policies.ts';
import { findAddresses } from './running.ts';

const usage = `Shows the policy profile under which each agency takes in new referrals.

  npm run policy [-- --adopt AGENCY-ID]

  --adopt AGENCY-ID   new referrals of that agency begin under the newest version of its profile

Enrollments that run keep the profile they began with; a supervisor moves one with the step adoptPolicy. The database is
the one of a running \`npm start\`, or the one DATABASE_URL names.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { adopt: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const prisma = createPrisma(findAddresses(process.env).databaseUrl, { statementTimeoutMs: 20_000 });
  try {
    const agencies = await agencyPolicies(prisma);
    if (values.adopt !== undefined) {
      const agency = agencies.find(({ agencyId }) => agencyId === values.adopt);
      if (!agency) {
        process.stderr.write(`There is no agency ${values.adopt}.\n`);
        return 1;
      }
      const adopted = await adoptForNewReferrals(prisma, agency);
      process.stdout.write(adopted ? pc.green('Adopted for new referrals.\n') : 'Nothing to adopt.\n');
      return 0;
    }
    for (const { agencyId, name, profile, newer } of agencies) {
      const state = newer
        ? pc.yellow(`version ${newer.version} (${newer.hash.slice(0, 12)}…) can be adopted`)
        : pc.green('the newest');
      process.stdout.write(
        `${agencyId}  ${name}: ${profile.id} version ${profile.version} (${profile.hash.slice(0, 12)}…), ${state}\n`,
      );
    }
    return 0;
  } finally {
    await prisma.$disconnect();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${pc.red('The policies could not be read.')} ${usage}\n`);
  process.stderr.write(`${error instanceof Error ? error.name : 'Error'}\n`);
  process.exitCode = 1;
}
