import type { DocumentKind } from '../../engine/documents/document.ts';
import { refused } from '../../engine/documents/refusals.ts';

/** One of a family that is enrolled together. */
export type HouseholdMember = {
  /** Items of the plan that concern one member name them by it. */
  id: string;
  name: string;
  relation: string;
  /** The one the enrollment is for: exactly one. */
  client: boolean;
  minor: boolean;
  /** Of a minor: the members who see the minor's part. */
  guardians: string[];
  /** Members whom they let see their part. */
  lets: string[];
};

/** A family at a family level of care: one plan and one clock for all of it, those of the enrollment. */
export type Household = { members: HouseholdMember[] };

export type HouseholdAct = {
  type: 'change';
  content: Household;
  /** Whether the enrollment is at a level of care for families now. */
  family: boolean;
};

/** With what an act on it is refused. */
type HouseholdRefusal = 'household-inconsistent' | 'not-a-family' | 'nothing-changed';

export const householdKind: DocumentKind<Household, HouseholdAct, HouseholdRefusal> = {
  kind: 'household',
  decide(current, { content, family }, { hashOf }) {
    if (!family) return refused('not-a-family', 'The enrollment is not at a level of care for families.');
    const fields = inconsistencies(content);
    if (fields.length > 0)
      return refused('household-inconsistent', 'The members do not fit together.', fields);
    if (current && hashOf(current.content) === hashOf(content))
      return refused('nothing-changed', 'The household is like this already.');
    return { ok: true, state: 'current', content };
  },
};

/** Whose parts of the plan a member may be given: their own, a minor's they are guardian of, and those they are let see. */
export function partsFor({ members }: Household, memberId: string): Set<string> {
  const theirs = members.filter(
    ({ id, minor, guardians, lets }) =>
      id === memberId || (minor && guardians.includes(memberId)) || lets.includes(memberId),
  );
  return new Set(theirs.map(({ id }) => id));
}

function inconsistencies({ members }: Household): { field: string; detail: string }[] {
  const known = new Set(members.map(({ id }) => id));
  const adults = new Set(members.filter(({ minor }) => !minor).map(({ id }) => id));
  const fields = members.flatMap(({ id, minor, guardians, lets }, i) => {
    const at = (part: string, detail: string) => ({ field: `members.${i}.${part}`, detail });
    return [
      ...(members.findIndex((one) => one.id === id) === i ? [] : [at('id', 'names another member')]),
      ...(guardians.every((guardian) => adults.has(guardian) && guardian !== id)
        ? []
        : [at('guardians', 'must be adult members')]),
      ...(minor && guardians.length === 0 ? [at('guardians', 'a minor has at least one')] : []),
      ...(!minor && guardians.length > 0 ? [at('guardians', 'only a minor has any')] : []),
      ...(lets.every((other) => known.has(other)) ? [] : [at('lets', 'must be members')]),
    ];
  });
  const clients = members.filter(({ client }) => client).length;
  return clients === 1 ? fields : [...fields, { field: 'members', detail: 'exactly one is the client' }];
}
