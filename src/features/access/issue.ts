import type { Role } from '../../engine/policy/terms.ts';

/** Why nobody is given access, or none is taken away. */
export type AccessRefusal = 'access-to-oneself' | 'access-not-given-here' | 'unknown-token';

/** Roles of those who work for the agency. The payer and ops decide on it, or run it: who acts for them is theirs to say. */
const ofTheAgency: readonly Role[] = ['intake', 'coordinator', 'supervisor', 'director', 'privacy-officer'];

/** Why that director gives this person no access; null: they may. Two see to it that somebody can sign in: never one alone. */
export function accessRefusal(by: string, person: { staffId: string; role: Role }): AccessRefusal | null {
  if (!ofTheAgency.includes(person.role)) return 'access-not-given-here';
  return person.staffId === by ? 'access-to-oneself' : null;
}
