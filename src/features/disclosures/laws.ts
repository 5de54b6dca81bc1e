import { type DisclosureLaw, type ToldRole, toldRoles } from '../../engine/record/steps/disclosures.ts';
import type { DisclosedTo, DisclosureWay } from './disclosure.ts';

/** The shorter of the two statements that go with what a client let be told (42 CFR 2.32(a)(2)). */
export const shortNotice = '42 CFR part 2 prohibits unauthorized use or disclosure of these records.';

type Law = {
  /** Where it stands. */
  citation: string;
  /** Whom it lets be told. */
  to: readonly DisclosedTo['kind'][];
  /** Of `role`, what they are to the client: `other` says in the note who that is. A court's order names anybody. */
  roles: readonly ToldRole[];
  /** On which ways; a referral and a transfer always rest on what the client has agreed to (RF-3). */
  ways: readonly DisclosureWay[];
};

// An emergency, a report or a crime is about one client; a table of many goes by what may ask for many.
const byHand = ['spoken', 'handed-out', 'provider-told'] as const;

/** When nobody asks the client (42 CFR part 2, subparts B, D and E). */
export const laws: Readonly<Record<DisclosureLaw, Law>> = {
  // Medical personnel alone.
  'medical-emergency': {
    citation: '42 CFR 2.51',
    ...{ to: ['provider', 'agency', 'role'], roles: ['physician-or-hospital', 'other'], ways: byHand },
  },
  'audit-evaluation': {
    citation: '42 CFR 2.53',
    ...{ to: ['payer', 'agency', 'role'], roles: ['benefits-office', 'other'] },
    ways: ['mis-batch', 'handed-out', 'list'],
  },
  'qualified-service-organization': {
    citation: '42 CFR 2.12(c)(4)',
    ...{ to: ['provider', 'agency'], roles: [], ways: [...byHand, 'list'] },
  },
  'child-abuse-report': {
    citation: '42 CFR 2.12(c)(6)',
    ...{ to: ['agency', 'role'], roles: ['child-welfare', 'police', 'other'], ways: byHand },
  },
  'court-order': {
    citation: '42 CFR 2.61 to 2.67',
    ...{ to: ['agency', 'role'], roles: toldRoles, ways: [...byHand, 'list'] },
  },
  // Law enforcement alone.
  'crime-on-premises': {
    citation: '42 CFR 2.12(c)(5)',
    ...{ to: ['agency', 'role'], roles: ['police'], ways: byHand },
  },
};

/** Whether that law lets it leave on that way, to such a recipient. */
export function lawAllows(law: DisclosureLaw, { way, to }: { way: DisclosureWay; to: DisclosedTo }): boolean {
  const { to: whom, roles, ways } = laws[law];
  if (!ways.includes(way) || !whom.includes(to.kind)) return false;
  return to.kind !== 'role' || roles.some((role) => role === to.id);
}
