import type { Audience, Profile } from '../../engine/policy/profile.ts';

/** Whose duty an obligation is, by its kind. */
export type OwnerOf = (kind: string) => Audience;

/**
 * A duty is whose who are warned of it, before anybody is told of a miss: assigning is the supervisor's, deciding on a request the
 * payer's. What the profile does not know, or warns nobody of, is the coordinator's.
 */
export function ownersIn({ rules, ladders }: Pick<Profile, 'rules' | 'ladders'>): OwnerOf {
  const owners = new Map(
    rules.map(({ kind, ladder }) => [kind, ladders[ladder]?.find(({ type }) => type === 'warning')?.to]),
  );
  return (kind) => owners.get(kind) ?? 'coordinator';
}

/** The kinds of its duties that are no coordinator's. */
export function kindsOfOthers(profile: Pick<Profile, 'rules' | 'ladders'>): string[] {
  const ownerOf = ownersIn(profile);
  return profile.rules.map(({ kind }) => kind).filter((kind) => ownerOf(kind) !== 'coordinator');
}
