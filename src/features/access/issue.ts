import type { Role } from '../../engine/policy/terms.ts';
import { isOfTheAgency } from '../staff/changing.ts';

/** Why nobody is given access, or none is taken away. */
export type AccessRefusal = 'access-to-oneself' | 'access-not-given-here' | 'unknown-token';

/** Why that director gives this person no access; null: they may. Two see to it that somebody can sign in: never one alone. */
export function accessRefusal(by: string, person: { staffId: string; role: Role }): AccessRefusal | null {
  if (!isOfTheAgency(person.role)) return 'access-not-given-here';
  return person.staffId === by ? 'access-to-oneself' : null;
}
