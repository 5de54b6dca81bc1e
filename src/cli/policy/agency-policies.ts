import type { Prisma } from '../../adapters/postgres/client.ts';
import { seedPolicies } from '../../../prisma/seed/index.ts';
import { jsonObject } from '../../adapters/postgres/reads/rows.ts';

export type AgencyPolicy = {
  agencyId: string;
  name: string;
  profile: { id: string; version: number; hash: string };
  /** The profile of the same id as this version of the product knows it, where that is another one. */
  newer: { version: number; hash: string } | null;
};

/** Under which profile each agency takes in new referrals, and whether this version of the product has a newer one. */
export async function agencyPolicies(prisma: Prisma): Promise<AgencyPolicy[]> {
  const { countyProfile, recoveryCoachProfile } = await seedPolicies(prisma);
  const agencies = await prisma.agency.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  const hashes = [...agencies.map(({ profileHash }) => profileHash), countyProfile, recoveryCoachProfile];
  const documents = await prisma.policyDocument.findMany({ where: { hash: { in: hashes } } });
  const known = new Map(documents.map(({ hash, content }) => [hash, { hash, ...named(content) }]));
  const current = [countyProfile, recoveryCoachProfile].flatMap((hash) => known.get(hash) ?? []);
  return agencies.map(({ id: agencyId, name, profileHash }) => {
    const profile = known.get(profileHash) ?? { id: 'unknown', version: 0, hash: profileHash };
    const newer = current.find(({ id, hash }) => id === profile.id && hash !== profileHash) ?? null;
    return { agencyId, name, profile, newer: newer && { version: newer.version, hash: newer.hash } };
  });
}

/** New referrals of the agency begin under that profile. Enrollments that run keep theirs until a step moves them. */
export async function adoptForNewReferrals(
  prisma: Prisma,
  { agencyId, profile, newer }: AgencyPolicy,
): Promise<boolean> {
  if (!newer) return false;
  // Nobody's later decision is overwritten.
  const { count } = await prisma.agency.updateMany({
    where: { id: agencyId, profileHash: profile.hash },
    data: { profileHash: newer.hash },
  });
  return count > 0;
}

function named(content: unknown): { id: string; version: number } {
  const { id, version } = jsonObject(content);
  return { id: String(id), version: Number(version) };
}
