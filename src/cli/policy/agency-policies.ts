import type { Prisma } from '../../kit/postgres/client.ts';
import { seedPolicies } from '../../../prisma/seed/index.ts';
import { keepFitness } from '../../features/staff/postgres/fitness.ts';
import { jsonObject } from '../../kit/postgres/rows.ts';

export type AgencyPolicy = {
  agencyId: string;
  name: string;
  profile: { id: string; version: number; hash: string };
  /** The profile of the same id as this version of the product knows it, where that is another one. */
  newer: { version: number; hash: string } | null;
  /** The staff policy it is held to; null: to none. */
  staff: { version: number; hash: string } | null;
  /** The staff policy of this version of the product, where that is another one. */
  newerStaff: { version: number; hash: string } | null;
};

/** Under which profile each agency takes in new referrals, and whether this version of the product has a newer one. */
export async function agencyPolicies(prisma: Prisma): Promise<AgencyPolicy[]> {
  const { countyProfile, recoveryCoachProfile, staffPolicy } = await seedPolicies(prisma);
  const agencies = await prisma.agency.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  const hashes = [
    ...agencies.flatMap(({ profileHash, staffPolicyHash }) => [profileHash, staffPolicyHash ?? []].flat()),
    ...[countyProfile, recoveryCoachProfile, staffPolicy],
  ];
  const documents = await prisma.policyDocument.findMany({ where: { hash: { in: hashes } } });
  const known = new Map(documents.map(({ hash, content }) => [hash, { hash, ...named(content) }]));
  const current = [countyProfile, recoveryCoachProfile].flatMap((hash) => known.get(hash) ?? []);
  return agencies.map(({ id: agencyId, name, profileHash, staffPolicyHash }) => {
    const profile = known.get(profileHash) ?? unknown(profileHash);
    const newer = current.find(({ id, hash }) => id === profile.id && hash !== profileHash) ?? null;
    return {
      ...{ agencyId, name, profile, newer: newer && versionOf(newer) },
      staff:
        staffPolicyHash === null ? null : versionOf(known.get(staffPolicyHash) ?? unknown(staffPolicyHash)),
      newerStaff:
        staffPolicyHash === staffPolicy ? null : versionOf(known.get(staffPolicy) ?? unknown(staffPolicy)),
    };
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

/**
 * The agency is held to that staff policy from `at` (epoch ms) on: whose file is not complete takes no client any more.
 * Answers how many of its staff those are; null where somebody has decided otherwise meanwhile.
 */
export function adoptStaffPolicy(
  prisma: Prisma,
  { agencyId, staff, newerStaff }: AgencyPolicy,
  at: number,
): Promise<{ unfit: number } | null> {
  return prisma.$transaction(async (tx) => {
    if (!newerStaff) return null;
    const { count } = await tx.agency.updateMany({
      where: { id: agencyId, staffPolicyHash: staff?.hash ?? null },
      // Who is held to one already has been held since then.
      data: { staffPolicyHash: newerStaff.hash, ...(staff ? {} : { staffPolicySince: new Date(at) }) },
    });
    if (count === 0) return null;
    await keepFitness(tx, agencyId);
    const gone = { OR: [{ mayTakeUntil: null }, { mayTakeUntil: { lte: new Date(at) } }] };
    return { unfit: await tx.staff.count({ where: { agencyId, active: true, ...gone } }) };
  });
}

const unknown = (hash: string) => ({ id: 'unknown', version: 0, hash });
const versionOf = ({ version, hash }: { version: number; hash: string }) => ({ version, hash });

function named(content: unknown): { id: string; version: number } {
  const { id, version } = jsonObject(content);
  return { id: String(id), version: Number(version) };
}
