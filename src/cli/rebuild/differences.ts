import { isDeepStrictEqual } from 'node:util';
import type { ReadModel, Row } from '../../kit/postgres/read-model.ts';

/** What is stored and does not follow from the events, a line each. */
export function differencesBetween(stored: ReadModel, folded: ReadModel): string[] {
  const keys = [...new Set([...stored.obligations.keys(), ...folded.obligations.keys()])].toSorted();
  return [
    ...differenceOf('enrollment', stored.enrollment, folded.enrollment),
    ...differenceOf('place', stored.place, folded.place),
    ...keys.flatMap((key) =>
      differenceOf(
        `obligation ${key}`,
        stored.obligations.get(key) ?? null,
        folded.obligations.get(key) ?? null,
      ),
    ),
  ];
}

function differenceOf(what: string, stored: Row | null, folded: Row | null): string[] {
  if (stored === null && folded === null) return [];
  if (stored === null) return [`${what}: is missing`];
  if (folded === null) return [`${what}: does not follow from the events`];
  const columns = [...new Set([...Object.keys(stored), ...Object.keys(folded)])].toSorted();
  return columns
    .filter((column) => !isDeepStrictEqual(stored[column], folded[column]))
    .map(
      (column) => `${what}: ${column} is ${shown(stored[column])}, the events say ${shown(folded[column])}`,
    );
}

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
