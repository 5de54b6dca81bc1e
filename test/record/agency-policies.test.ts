import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedAgency } from '../../prisma/seed/index.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import { adoptForNewReferrals, agencyPolicies } from '../../src/cli/policy/agency-policies.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let prisma: Prisma;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

it('shows an agency that is under an older profile, and moves its new referrals when asked, once', async () => {
  const now = Date.parse('2037-03-02T15:00:00Z');
  const current = await seedAgency(prisma, { now });
  const older = await seedAgency(prisma, { now, slug: 'older', name: 'Older County' });
  const content = { ...countyProfile, version: 1, rules: countyProfile.rules.slice(0, 5) };
  const hash = contentHash(content);
  await prisma.policyDocument.create({
    data: { hash, kind: 'profile', name: content.title, content: toJson(content) },
  });
  await prisma.agency.update({ where: { id: older.agencyId }, data: { profileHash: hash } });

  const found = await agencyPolicies(prisma);
  expect(
    found.map(({ agencyId, profile, newer }) => [agencyId, profile.version, newer?.hash ?? null]),
  ).toEqual([
    [current.agencyId, countyProfile.version, null],
    [older.agencyId, 1, contentHash(countyProfile)],
  ]);

  const [, behind] = found;
  if (!behind) throw new Error('the older agency is not shown');
  expect(await adoptForNewReferrals(prisma, behind)).toBe(true);
  expect((await agencyPolicies(prisma)).map(({ newer }) => newer)).toEqual([null, null]);
  // Decided on what was seen before: somebody else has decided since.
  expect(await adoptForNewReferrals(prisma, behind)).toBe(false);
});
