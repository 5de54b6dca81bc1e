import { supportSystems } from '../../../features/team/roster.document.ts';
import type { Option } from '../steps/fields.ts';
import { type Around, type Item, itemOf, listOf, type Part } from './parts.ts';
import type { Section } from './plan-parts.ts';

/** RT-3: each member is involved, is willing, and understands the role. */
const ready: Part[] = [
  { kind: 'tick', name: 'involved', label: 'roster.field.involved' },
  { kind: 'tick', name: 'willing', label: 'roster.field.willing' },
  { kind: 'tick', name: 'understandsRole', label: 'roster.field.understandsRole' },
];
const name: Part = { kind: 'line', name: 'name', label: 'roster.field.name' };
const reach: Part = { kind: 'line', name: 'reach', label: 'roster.field.reach' };
const release: Part = {
  ...{ kind: 'pick', name: 'release', label: 'roster.field.release', optional: true },
  of: ({ releases = [] }) => releases,
};

/** Who is in the team: those who speak for a system, and those who are close to the client (RT-1). */
export const rosterParts = {
  formal: {
    ...{ list: true, item: 'roster.item.formal' },
    parts: [
      name,
      {
        ...{ kind: 'one', name: 'system', label: 'roster.field.system' },
        ...{ options: supportSystems, words: 'system' },
      },
      { kind: 'line', name: 'organization', label: 'roster.field.organization' },
      reach,
      ...ready,
      release,
    ],
  },
  informal: {
    ...{ list: true, item: 'roster.item.informal' },
    parts: [name, { kind: 'line', name: 'relation', label: 'plan.field.relation' }, reach, ...ready, release],
  },
} satisfies Record<string, Section>;

/** The systems that the client is involved in. */
export const systemsPart = {
  ...{ kind: 'many', name: 'systems', label: 'roster.part.systems' },
  ...{ options: supportSystems, words: 'system' },
} satisfies Part;

const others = ({ whole }: Around, { id }: Item): Item[] =>
  listOf(whole['members'])
    .map(itemOf)
    .filter((one) => one['id'] !== id && String(one['name']).trim() !== '');
const named = (members: Item[]): Option[] =>
  members.map((one) => ({ value: String(one['id']), label: String(one['name']) }));

/** A family that is enrolled together: who is whose guardian, and who may see what. */
export const householdParts = {
  members: {
    ...{ list: true, item: 'household.item' },
    parts: [
      { kind: 'line', name: 'name', label: 'roster.field.name' },
      { kind: 'line', name: 'relation', label: 'household.field.relation' },
      { kind: 'tick', name: 'client', label: 'household.field.client' },
      { kind: 'tick', name: 'minor', label: 'household.field.minor' },
      {
        ...{ kind: 'picks', name: 'guardians', label: 'household.field.guardians' },
        of: (around, item) => named(others(around, item).filter(({ minor }) => minor !== true)),
        when: ({ minor }) => minor === true,
      },
      {
        ...{ kind: 'picks', name: 'lets', label: 'household.field.lets', more: true },
        of: (around, item) => named(others(around, item)),
      },
    ],
  },
} satisfies Record<string, Section>;
