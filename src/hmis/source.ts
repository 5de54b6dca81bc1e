import type { Source } from './export.ts';

/** Of names and codes, what makes them the same: neither case, nor blanks, nor ways of writing a letter. */
function folded(text: string): string {
  return text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/** How an export describes its HMIS: two systems of one continuum may share their code. */
export function describedAs({ sourceId, sourceName, software }: Source): string {
  return folded([sourceId, sourceName, software].join(' / '));
}

export type KnownSource = { source: string; described: string };
export type SourceTrouble =
  | { code: 'unnamed' }
  /** The code is that of a source whose exports described themselves otherwise. */
  | { code: 'described-otherwise'; source: string; before: string[] }
  /** Exports like this one were said to be of several sources. */
  | { code: 'of-several'; sources: string[] };

/**
 * Of which source an export is, within which alone its ids mean something: the one that a person says, else the one that
 * exports like it were of, else its CoC code (or its name, where it has no code).
 */
export function sourceOf(
  from: Source,
  known: readonly KnownSource[],
  said: string | undefined,
): { source: string } | SourceTrouble {
  if (said !== undefined) {
    const source = folded(said);
    return source === '' ? { code: 'unnamed' } : { source };
  }
  const code = folded(from.sourceId || from.sourceName);
  if (code === '') return { code: 'unnamed' };
  const described = describedAs(from);
  const [like, ...others] = new Set(
    known.filter((one) => one.described === described).map(({ source }) => source),
  );
  if (like !== undefined)
    return others.length === 0 ? { source: like } : { code: 'of-several', sources: [like, ...others] };
  const before = known.filter(({ source }) => source === code).map((one) => one.described);
  return before.length === 0 ? { source: code } : { code: 'described-otherwise', source: code, before };
}

/** How somebody is named here whom that source told of. No two sources and ids come to the same. */
export function referenceOf(source: string, personalId: string): string {
  return `hmis:${source.replaceAll('%', '%25').replaceAll('/', '%2F')}/${personalId}`;
}

/** The system that gave its people their PersonalIDs: what identifiers of a client name. */
export function systemOf(source: string): string {
  return `hmis:${encodeURIComponent(source)}`;
}

/** How imports named people before they knew sources. */
export function earlierReferenceOf(personalId: string): string {
  return `hmis:${personalId}`;
}
