import type { StaffTerms } from './ports.ts';
import type { Calendar } from '../../../engine/calendar/index.ts';
import type { Hours } from '../../../engine/deadlines/rungs.ts';
import type { Profile } from '../../../engine/policy/profile.ts';
import type { StaffClock } from '../duties.ts';
import type { StaffPolicy } from '../../../engine/policy/staff-policy.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';

type Columns = {
  profileHash: string;
  calendarHash: string;
  staffPolicyHash: string | null;
  staffPolicySince: Date | null;
};

export const termsColumns = {
  ...{ profileHash: true, calendarHash: true, staffPolicyHash: true, staffPolicySince: true },
} as const;

export function termsIn({
  profileHash,
  calendarHash,
  staffPolicyHash: hash,
  staffPolicySince,
}: Columns): StaffTerms {
  const since = staffPolicySince?.getTime() ?? null;
  return { profileHash, calendarHash, held: hash === null || since === null ? null : { hash, since } };
}

/** The calendar and the hours of an agency. */
export async function hoursOf(
  tx: Prisma.TransactionClient,
  { profileHash, calendarHash }: Pick<StaffTerms, 'profileHash' | 'calendarHash'>,
): Promise<Hours> {
  const [profile, calendar] = await documents(tx, [profileHash, calendarHash]);
  // Documents are stored by their kinds only.
  return { profile: profile as Profile, calendar: calendar as Calendar };
}

/** What an agency that is held to a staff policy works by; null for one that is held to none. */
export async function heldClock(
  tx: Prisma.TransactionClient,
  { profileHash, calendarHash, held }: StaffTerms,
): Promise<(StaffClock & { heldSince: number }) | null> {
  if (!held) return null;
  const [profile, calendar, staffPolicy] = await documents(tx, [profileHash, calendarHash, held.hash]);
  return {
    ...{ profile: profile as Profile, calendar: calendar as Calendar },
    ...{ staffPolicy: staffPolicy as StaffPolicy, heldSince: held.since },
  };
}

async function documents(tx: Prisma.TransactionClient, hashes: readonly string[]): Promise<unknown[]> {
  const rows = await tx.policyDocument.findMany({ where: { hash: { in: [...hashes] } } });
  return hashes.map((hash) => {
    const row = rows.find((one) => one.hash === hash);
    if (!row) throw new Error(`the record lacks policy ${hash}`);
    return row.content;
  });
}
