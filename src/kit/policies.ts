import type { Calendar } from '../engine/calendar/index.ts';
import type { Policy, Profile } from '../engine/policy/profile.ts';
import type { StaffPolicy } from '../engine/policy/staff-policy.ts';

export type Policies = {
  document(hash: string): Promise<PolicyDocumentRow | null>;
  /** The profile of that name; throws when the record lacks it. */
  profile(hash: string): Promise<Profile>;
  /** The calendar of that name; throws when the record lacks it. */
  calendar(hash: string): Promise<Calendar>;
  /** The staff policy of that name; throws when the record lacks it. */
  staffPolicy(hash: string): Promise<StaffPolicy>;
  /** Both documents; null unless both exist and are of the right kind. */
  policy(profileHash: string, calendarHash: string): Promise<Policy | null>;
};

/** What the record keeps under its hash. */
export const policyDocumentKinds = ['profile', 'calendar', 'staff-policy', 'acuity-instrument'] as const;
export type PolicyDocumentKind = (typeof policyDocumentKinds)[number];

export type PolicyDocumentRow = { hash: string; kind: PolicyDocumentKind; name: string; content: unknown };

const mostKept = 64;

/** Policy documents never change, so each is read once. */
export function createPolicies(reads: {
  policyDocument(hash: string): Promise<PolicyDocumentRow | null>;
}): Policies {
  const kept = new Map<string, PolicyDocumentRow>();

  async function document(hash: string): Promise<PolicyDocumentRow | null> {
    const known = kept.get(hash);
    if (known) return known;
    const found = await reads.policyDocument(hash);
    if (found) {
      if (kept.size >= mostKept) kept.clear();
      kept.set(hash, found);
    }
    return found;
  }

  return {
    document,
    async profile(hash) {
      const found = await document(hash);
      if (found?.kind !== 'profile') throw new Error(`the record lacks profile ${hash}`);
      return found.content as Profile;
    },
    async calendar(hash) {
      const found = await document(hash);
      if (found?.kind !== 'calendar') throw new Error(`the record lacks calendar ${hash}`);
      return found.content as Calendar;
    },
    async staffPolicy(hash) {
      const found = await document(hash);
      if (found?.kind !== 'staff-policy') throw new Error(`the record lacks staff policy ${hash}`);
      return found.content as StaffPolicy;
    },
    async policy(profileHash, calendarHash) {
      const [profile, calendar] = await Promise.all([document(profileHash), document(calendarHash)]);
      if (profile?.kind !== 'profile' || calendar?.kind !== 'calendar') return null;
      return {
        profile: profile.content as Profile,
        profileHash,
        calendar: calendar.content as Calendar,
        calendarHash,
      };
    },
  };
}
