import type { AssignmentTerms } from './assignment-terms.ts';
import type { CaseloadTerms } from './caseload-terms.ts';
import type { Basis, Rung, Sourced } from './profile.ts';
import type { SupervisionTerms } from './supervision-terms.ts';
import type { Role } from './terms.ts';

/**
 * What an agency asks of its staff: plain JSON, immutable, named by the hash of its content. A document of its own:
 * profiles travel with every enrollment, and no enrollment has to know any of this.
 */
export type StaffPolicy = {
  id: string;
  version: number;
  title: string;
  /** What the file of somebody in these roles holds before they take a client (ST-1, ST-2). */
  items: ItemRule[];
  /** What is owed from the day of a hire (ST-3). */
  hire: HireRule[];
  /** Mandated trainings and meetings; each comes with its own date (ST-5). */
  mandates: StaffRule[];
  /** Case reviews, check-ins and evaluations that come again and again (SU-1, SU-2); left out, none is owed. */
  occasions?: OccasionRule[];
  /** How case reviews are held, and what is on their agenda; left out, none is until the agency adopts a policy that says it. */
  supervision?: SupervisionTerms;
  /** Left out, a client weighs what their level says, and an override lasts as long as its author says. */
  caseload?: CaseloadTerms;
  /** Left out, nothing speaks for one coordinator more than for another, and no business time is shown. */
  assignment?: AssignmentTerms;
  /** How far ahead the on-call rota is looked through for gaps, and who is told of one (CR-1); left out, nobody is. */
  onCall?: StaffRule & { aheadDays: Sourced<number> };
  ladders: Record<string, Rung[]>;
};

/** Of an agency that is held to none: it asks for nothing. Nobody else's stands in for an agency's own. */
export const noStaffPolicy: StaffPolicy = {
  ...{ id: 'none', version: 0, title: 'None', items: [], hire: [], mandates: [], ladders: {} },
};

/** One duty about staff, its ladder by its name in the policy. */
export type StaffRule = {
  kind: string;
  duty: string;
  title: string;
  ladder: string;
  source: string;
  basis: Basis;
};

export type ItemRule = StaffRule & {
  roles: Role[];
  /** What has to be stated of it, and the words for what is accepted. */
  accepts: Record<string, Sourced<string[]>>;
  /** It says itself when it ends. */
  expiryStated: boolean;
  /** It is renewed that long after its date, whatever it says itself. */
  renewAfterMonths?: Sourced<number>;
};

export type HireRule = StaffRule & {
  kind: 'hire.notice' | 'hire.access';
  roles: Role[];
  withinBusinessDays: Sourced<number>;
};

export type OccasionKind = 'case-review' | 'check-in' | 'evaluation';

/** Owed anew from each time it was held; the first time from the hire. */
export type OccasionRule = StaffRule & {
  kind: OccasionKind;
  roles: Role[];
  every: Sourced<{ unit: 'days' | 'months'; count: number }>;
};

/** Title of the duty of that kind; null where the policy has none. */
export function staffDutyTitle(policy: StaffPolicy, kind: string | null): string | null {
  const { items, hire, mandates, occasions = [], onCall } = policy;
  const rules: StaffRule[] = [...items, ...hire, ...mandates, ...occasions, ...(onCall ? [onCall] : [])];
  return rules.find((rule) => rule.kind === kind)?.title ?? null;
}

/** What somebody in that role has to have on file. */
export function itemsFor(policy: StaffPolicy, role: Role): ItemRule[] {
  return policy.items.filter(({ roles }) => roles.includes(role));
}
