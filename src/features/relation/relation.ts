import type { Role } from '../../engine/policy/terms.ts';

/** Why somebody may see a client and work for them, the strongest first. */
export const relations = [
  'agency',
  'assigned',
  'cover',
  'team',
  'paged',
  'referral',
  'request',
  'broke-the-glass',
] as const;
export type Relation = (typeof relations)[number];

export function strongestOf(found: readonly (Relation | null)[]): Relation | null {
  return relations.find((one) => found.includes(one)) ?? null;
}

/**
 * On what it depends whether somebody of that role sees a client of the agency: on nothing more (who answers for all of
 * them), on what they have to do with this one, on how far its pathway is, on whether something was put before them.
 */
export type Reach = 'agency' | 'related' | 'until-contact' | 'requests' | 'none';

const reaches: Record<Role, Reach> = {
  supervisor: 'agency',
  director: 'agency',
  quality: 'agency',
  coordinator: 'related',
  intake: 'until-contact',
  payer: 'requests',
  'privacy-officer': 'none',
  // Ops bring a policy into force, and read nothing of anybody: their role lets them do no more.
  ops: 'agency',
  system: 'none',
};

export function reachOf(role: Role): Reach {
  return reaches[role];
}

/** How long the glass stays broken: a shift's half, so that nobody keeps it open. */
export const brokenForMs = 4 * 3_600_000;

/** Why nobody breaks the glass. */
export type GlassRefusal = 'related-already' | 'not-for-glass';

/** Who may look all the same, once: those who work with clients and have nothing to do with this one now. */
export function glassRefusal(role: Role, relation: Relation | null): GlassRefusal | null {
  const reach = reachOf(role);
  if (reach !== 'related' && reach !== 'until-contact') return 'not-for-glass';
  return relation === null || relation === 'broke-the-glass' ? null : 'related-already';
}
