import type { DocumentKind } from '../../engine/documents/document.ts';
import { refused } from '../../engine/documents/refusals.ts';

/** A part of the county as the agency divides it, with those beside it. */
export type Area = { id: string; beside: string[] };

/** How an agency finds coordinators. */
export type AssignmentSettings = {
  areas: Area[];
  /** The system assigns whom nobody has assigned so long before the due instant; null: it never does. */
  system: { minutesBefore: number } | null;
};

export type AssignmentSettingsAct = { type: 'change'; content: AssignmentSettings };

/** Of an agency that has said nothing. */
export const noSettings: AssignmentSettings = { areas: [], system: null };

/** With what an act on it is refused. */
type AssignmentSettingsRefusal = 'areas-inconsistent' | 'nothing-changed';

/** One an agency; its revisions say who chose what, and when. */
export const assignmentSettingsKind: DocumentKind<
  AssignmentSettings,
  AssignmentSettingsAct,
  AssignmentSettingsRefusal
> = {
  kind: 'assignment-settings',
  decide(current, { content }, { hashOf }) {
    const fields = inconsistencies(content.areas);
    if (fields.length > 0) return refused('areas-inconsistent', 'The areas do not fit together.', fields);
    if (hashOf(current?.content ?? noSettings) === hashOf(content))
      return refused('nothing-changed', 'The settings are like this already.');
    return { ok: true, state: 'current', content };
  },
};

/** Areas beside this one, whichever of the two says so. */
export function besides(areas: readonly Area[], id: string): string[] {
  return areas
    .filter((area) => area.id !== id)
    .filter(
      ({ id: other, beside }) =>
        beside.includes(id) || areas.some((area) => area.id === id && area.beside.includes(other)),
    )
    .map((area) => area.id);
}

function inconsistencies(areas: readonly Area[]): { field: string; detail: string }[] {
  const known = new Set(areas.map(({ id }) => id));
  return areas.flatMap(({ id, beside }, i) => [
    ...(areas.findIndex((area) => area.id === id) === i
      ? []
      : [{ field: `areas.${i}.id`, detail: 'names another area' }]),
    ...(beside.every((other) => known.has(other) && other !== id)
      ? []
      : [{ field: `areas.${i}.beside`, detail: 'must be other areas of the agency' }]),
  ]);
}
