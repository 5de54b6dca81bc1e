import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { createPrisma, type Prisma } from '../kit/postgres/client.ts';
import {
  adoptForNewReferrals,
  adoptStaffPolicy,
  agencyPolicies,
  type AgencyPolicy,
} from './policy/agency-policies.ts';
import { findAddresses } from './running.ts';

const usage = `Shows the policy profile under which each agency takes in new referrals, and the staff policy it is held to.

  npm run policy [-- --adopt AGENCY-ID | --adopt-staff AGENCY-ID]

  --adopt AGENCY-ID         new referrals of that agency begin under the newest version of its profile
  --adopt-staff AGENCY-ID   that agency is held to the newest staff policy: from then on whose staff file is not
                            complete takes no client. Files can be kept before; GET /staff shows what they lack

Enrollments that run keep the profile they began with; a supervisor moves one with the step adoptPolicy. The database is
the one of a running \`npm start\`, or the one DATABASE_URL names.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      adopt: { type: 'string' },
      'adopt-staff': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const prisma = createPrisma(findAddresses(process.env).databaseUrl, { statementTimeoutMs: 20_000 });
  try {
    const agencies = await agencyPolicies(prisma);
    const asked = values.adopt ?? values['adopt-staff'];
    if (asked !== undefined) {
      const agency = agencies.find(({ agencyId }) => agencyId === asked);
      if (!agency) {
        process.stderr.write(`There is no agency ${asked}.\n`);
        return 1;
      }
      if (values.adopt === undefined) return await adoptStaff(prisma, agency);
      const adopted = await adoptForNewReferrals(prisma, agency);
      process.stdout.write(adopted ? pc.green('Adopted for new referrals.\n') : 'Nothing to adopt.\n');
      return 0;
    }
    for (const { agencyId, name, profile, newer, staff, newerStaff } of agencies) {
      const state = newer
        ? pc.yellow(`version ${newer.version} (${newer.hash.slice(0, 12)}…) can be adopted`)
        : pc.green('the newest');
      process.stdout.write(
        `${agencyId}  ${name}: ${profile.id} version ${profile.version} (${profile.hash.slice(0, 12)}…), ${state}\n`,
      );
      const held = staff ? `staff policy version ${staff.version}` : 'held to no staff policy';
      process.stdout.write(
        `${' '.repeat(agencyId.length)}  ${held}, ${newerStaff ? pc.yellow(`version ${newerStaff.version} can be adopted`) : pc.green('the newest')}\n`,
      );
    }
    return 0;
  } finally {
    await prisma.$disconnect();
  }
}

async function adoptStaff(prisma: Prisma, agency: AgencyPolicy): Promise<number> {
  const adopted = await adoptStaffPolicy(prisma, agency, Date.now());
  process.stdout.write(
    adopted
      ? `${pc.green('Adopted.')} ${adopted.unfit} of its staff may take no client until their files are complete.\n`
      : 'Nothing to adopt.\n',
  );
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${pc.red('The policies could not be read.')} ${usage}\n`);
  process.stderr.write(`${error instanceof Error ? error.name : 'Error'}\n`);
  process.exitCode = 1;
}
