import type { DisclosureLaw } from '../../engine/record/steps/disclosures.ts';
import type { RecipientKind, ReleasableContent, ReleasePurpose } from '../../engine/record/steps/releases.ts';

/** On which way something leaves the agency. */
export const disclosureWays = [
  'referral',
  'request',
  'request-read',
  'transfer',
  'mis-batch',
  'handed-out',
  'list',
  'provider-told',
  'spoken',
] as const;
export type DisclosureWay = (typeof disclosureWays)[number];

/** `role`: somebody whom neither roster nor directory knows; the id is then what they are to the client. */
export const disclosedToKinds = ['provider', 'team-member', 'person', 'payer', 'agency', 'role'] as const;

/** Who is told. The payer is known by its kind: an agency has one. */
export type DisclosedTo = { kind: RecipientKind | 'role'; id: string | null };

/** A thing of the record that leaves, as it was: a document at a revision, a step, a file. */
export type DisclosedItem = { what: string; id: string; revision?: number; hash?: string };

/** What is to leave: on which way, to whom, what for, what it tells. */
export type Disclosure = {
  way: DisclosureWay;
  to: DisclosedTo;
  /** Any of these will do. */
  purposes: readonly [ReleasePurpose, ...ReleasePurpose[]];
  content: readonly ReleasableContent[];
  items: readonly DisclosedItem[];
};

/** Why it may: a release by the step that granted it, or a law. */
export type Ground = { release: string } | { law: DisclosureLaw };
