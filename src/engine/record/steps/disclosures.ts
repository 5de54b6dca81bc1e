import { type FactsIn, step } from './step.ts';
import type { RecipientKind, ReleasableContent } from './releases.ts';

/** Laws under which something may be told without a release (42 CFR part 2). */
export const disclosureLaws = [
  'medical-emergency',
  'audit-evaluation',
  'qualified-service-organization',
  'child-abuse-report',
  'court-order',
  'crime-on-premises',
] as const;
export type DisclosureLaw = (typeof disclosureLaws)[number];

/** Somebody who is in no roster and no directory, by what they are to the client. */
export const toldRoles = [
  'family',
  'friend',
  'landlord',
  'employer',
  'school',
  'parole-or-probation',
  'court',
  'police',
  'physician-or-hospital',
  'child-welfare',
  'benefits-office',
  'intake-unit',
  'other',
] as const;
export type ToldRole = (typeof toldRoles)[number];

/** One whom something about the client was told in a contact or a meeting, and why that was allowed. */
export type Told = {
  /** `role`: somebody whom neither roster nor directory knows; `recipient` is then what they are to the client. */
  recipientKind: RecipientKind | 'role';
  /** Left out of the payer, of whom there is one; what was recorded before has an id of zeros there. */
  recipient?: string;
  content: ReleasableContent[];
  /** `none`: nothing allowed it. */
  ground: 'release' | 'none' | DisclosureLaw;
  /** The release, by the step that granted it. */
  release?: string;
};

/** What was told about the client; nobody, nothing. Left out: nobody asked, as in releases before. */
export type TellingFacts = {
  disclosed?: Told[];
  /** Something was told that nothing allowed. */
  unauthorized?: true;
  /** Something was told in a medical emergency, and its note (42 CFR 2.51) is still to be written. */
  unnoted?: true;
};

/** What follows when something was told that should not have been, or whose note is missing. `about`: the step. */
export const disclosureSteps = {
  noteDisclosure: step<{ about: string }>('DisclosureNoted'),
  resolveDisclosure: step<{ about: string; clientTold: boolean }>('DisclosureResolved'),
};

export type DisclosureFacts = FactsIn<typeof disclosureSteps>;
