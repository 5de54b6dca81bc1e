import { emptySections, type Plan, type PlanSections } from './plan.ts';

export const itemChanges = ['added', 'removed', 'changed'] as const;
export type ItemChange = (typeof itemChanges)[number];

/** One item, or part, of a section in two versions. Left out sides are not there. */
export type ItemDifference = {
  /** The item's id; of a section without items, the section itself. */
  id: string;
  change: ItemChange;
  /** The members that differ, of a changed one. */
  members: string[];
  left?: unknown;
  right?: unknown;
};

export type SectionDifference = { section: keyof PlanSections; items: ItemDifference[] };

/** Side by side: what differs between two versions, by section and item; sections that agree are left out. */
export function compare(left: Plan, right: Plan): SectionDifference[] {
  const names = Object.keys(emptySections) as (keyof PlanSections)[];
  return names
    .map((section) => ({
      section,
      items: differences(section, left.sections[section], right.sections[section]),
    }))
    .filter(({ items }) => items.length > 0);
}

function differences(section: string, left: unknown, right: unknown): ItemDifference[] {
  const before = itemsOf(section, left);
  const after = itemsOf(section, right);
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids.flatMap((id) => difference(id, before.get(id), after.get(id)));
}

/** A list by its items' ids; what is no list is one item under its section's name. */
function itemsOf(section: string, value: unknown): Map<string, object> {
  if (Array.isArray(value)) return new Map(value.map((item: { id: string }) => [item.id, item]));
  return value === null ? new Map<string, object>() : new Map([[section, value as object]]);
}

function difference(id: string, left: object | undefined, right: object | undefined): ItemDifference[] {
  if (!left) return [{ id, change: 'added', members: [], right }];
  if (!right) return [{ id, change: 'removed', members: [], left }];
  const members = differing(left as Record<string, unknown>, right as Record<string, unknown>);
  return members.length === 0 ? [] : [{ id, change: 'changed', members, left, right }];
}

function differing(left: Record<string, unknown>, right: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names.filter((name) => !same(left[name], right[name])).toSorted();
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  return differing(a as Record<string, unknown>, b as Record<string, unknown>).length === 0;
}
