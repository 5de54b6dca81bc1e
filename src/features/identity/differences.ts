import { type Identity, type ToldPerson, toldMembers } from './identity.ts';

type Member = (typeof toldMembers)[number];
type Known = Pick<Identity, 'name' | 'birthDate' | 'birthDateQuality'>;

/**
 * In what a person who was told differs from who is on record under the same reference. Any name that they have or had
 * is theirs. What one of the two does not say makes no difference, nor do case, blanks and the ways in which one letter can
 * be written.
 */
export function differencesOf(told: ToldPerson, onRecord: Known): Member[] {
  const differing = new Set<Member>([
    ...namesApart(told, onRecord.name),
    ...(bornApart(told.birthDate, onRecord) ? (['birthDate'] as const) : []),
  ]);
  return toldMembers.filter((member) => differing.has(member));
}

function namesApart(told: ToldPerson, names: Known['name']): Member[] {
  const [given, family] = [foldedOrNull(told.givenName), foldedOrNull(told.familyName)];
  const givens = new Set(names.flatMap((name) => foldedOrNull(name.given) ?? []));
  const families = new Set(names.flatMap((name) => foldedOrNull(name.family) ?? []));
  const wholes = new Set(names.flatMap((name) => foldedOrNull(name.text) ?? []));
  const said = (['givenName', 'familyName'] as const).filter((member) => told[member] !== null);
  const isKnown = (name: string | null) =>
    name !== null && (givens.has(name) || families.has(name) || wholes.has(name));
  // A single name, on either side, is one of the other's.
  const single = given === null || family === null || givens.size === 0 || families.size === 0;
  if (isKnown([given, family].filter((part) => part !== null).join(' '))) return [];
  if (single) return isKnown(given) || isKnown(family) ? [] : said;
  return said.filter((member) => (member === 'givenName' ? !givens.has(given) : !families.has(family)));
}

/** Of a date that is approximate the year counts. */
function bornApart(told: string | null, { birthDate, birthDateQuality }: Known): boolean {
  if (told === null || birthDate === null) return false;
  const places = birthDateQuality === 'approximate' ? 'YYYY'.length : undefined;
  return told.slice(0, places) !== birthDate.slice(0, places);
}

function foldedOrNull(text: string | null | undefined): string | null {
  return text == null ? null : text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
