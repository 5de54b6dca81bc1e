import type { Profile } from '../engine/policy/profile.ts';
import type { Policies } from './policies.ts';

/** What a duty of clients is called, by its kind, in the profile of that name. */
export type TitleOf = (kind: string, profileHash?: string) => string;

/**
 * Titles by the profiles named: the agency's own first. A kind that the pinned profile lacks came from elsewhere; one that
 * none of them has is called by its kind.
 */
export async function dutyTitles(
  policies: Pick<Policies, 'profile'>,
  hashes: Iterable<string>,
): Promise<TitleOf> {
  const profiles = new Map<string, Profile>();
  for (const hash of new Set(hashes)) profiles.set(hash, await policies.profile(hash));
  return (kind, pinned) => {
    const own = pinned === undefined ? undefined : profiles.get(pinned);
    for (const profile of own ? [own, ...profiles.values()] : profiles.values()) {
      const rule = profile.rules.find((one) => one.kind === kind);
      if (rule) return rule.title;
    }
    return kind;
  };
}
