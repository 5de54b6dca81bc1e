import type { Role, StaffRole } from '../../engine/policy/terms.ts';
import { type InHand, type StillInHand, stillInHand, type Successor } from './in-hand.ts';
import { isTheirsToSay } from './leaving.ts';

/** What is said of somebody who works here, and changes by acts. */
export type StaffDetails = { name: string; email: string; role: StaffRole };

/** What an act says anew. */
export type Wanted = { [Name in keyof StaffDetails]?: StaffDetails[Name] | undefined };

/** Why a change is not recorded. */
export type ChangeRefusal =
  | StillInHand
  | 'still-away'
  | 'change-not-yours'
  | 'details-not-kept-here'
  | 'last-director'
  | 'version-conflict'
  | 'nothing-changed'
  | 'staff-known';

/** What a change is judged by. */
export type Standing = {
  revision: number;
  details: StaffDetails;
  /** Who directs the agency beside them. */
  otherDirectors: number;
  /** Somebody else of the agency has the address that is wanted. */
  addressTaken: boolean;
  inHand: InHand;
  successor: Successor;
  /** They are away, or will be. */
  away: boolean;
};

/** Roles an agency gives. The payer and ops decide on it, or run it: who acts for them is theirs to say. */
export const agencyRoles = [
  'intake',
  'coordinator',
  'supervisor',
  'director',
  'privacy-officer',
] as const satisfies StaffRole[];

export function isOfTheAgency(role: Role): boolean {
  return agencyRoles.some((one) => one === role);
}

/**
 * What somebody's details are from now on, or why they stay. One's own address anybody gives; all else is a lead's to say, a role
 * the director's, and nobody's their own.
 */
export function decideChange(
  by: { staffId: string; role: Role },
  staffId: string,
  { seen, wanted }: { seen: number; wanted: Wanted },
  standing: Standing,
): { ok: true; plan: StaffDetails } | { ok: false; refusal: ChangeRefusal } {
  const { details, revision, inHand, successor, away, otherDirectors, addressTaken } = standing;
  const refuse = (refusal: ChangeRefusal) => ({ ok: false as const, refusal });
  const after = {
    name: wanted.name ?? details.name,
    email: wanted.email ?? details.email,
    role: wanted.role ?? details.role,
  };
  const whose = notTheirs(by, { staffId, role: details.role }, wanted);
  if (whose) return refuse(whose);
  if (seen !== revision) return refuse('version-conflict');
  const newRole = after.role !== details.role;
  if (!newRole && after.name === details.name && after.email === details.email)
    return refuse('nothing-changed');
  if (addressTaken) return refuse('staff-known');
  if (!newRole) return { ok: true, plan: after };
  // Two who take the role from each other at once would leave nobody.
  if (details.role === 'director' && otherDirectors === 0) return refuse('last-director');
  const still = stillInHand(inHand, successor) ?? (away ? 'still-away' : null);
  return still ? refuse(still) : { ok: true, plan: after };
}

function notTheirs(
  by: { staffId: string; role: Role },
  person: { staffId: string; role: Role },
  { name, role }: Wanted,
): ChangeRefusal | null {
  if (by.staffId === person.staffId)
    return name === undefined && role === undefined ? null : 'change-not-yours';
  if (!isOfTheAgency(person.role)) return 'details-not-kept-here';
  const theirs = by.role === 'director' || (by.role === 'supervisor' && role === undefined);
  return theirs && isTheirsToSay(by, person) ? null : 'change-not-yours';
}
