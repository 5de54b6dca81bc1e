/** Who somebody is said to be. Names that nobody knows are no names. */
export type Named = { givenName: string | null; familyName: string | null; birthDate: string | null };

const unknown = 'unknown';

/** A name without what people write differently: case, accents, blanks, hyphens, apostrophes. */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** Both names together; null where neither is known. */
function nameOf({ givenName, familyName }: Named): string | null {
  const parts = [givenName, familyName]
    .map((part) => folded(part ?? ''))
    .map((part) => (part === unknown ? '' : part));
  return parts.every((part) => part === '') ? null : parts.join(' ');
}

/** Name and birth date as one text, by which look-alikes are found; null where one of them is not known. */
export function likenessOf(person: Named): string | null {
  const name = nameOf(person);
  return name === null || person.birthDate === null ? null : `${name} ${person.birthDate}`;
}

/**
 * Whether the person of an export is the one whom an earlier import, which knew no sources, kept under the same PersonalID.
 * `sameEnrollment`: that import had started the very enrollment, too.
 */
export function sameAsEarlier(
  person: Named,
  onRecord: Named,
  sameEnrollment: boolean,
): 'same' | 'another' | 'unclear' {
  const name = agree(nameOf(person), nameOf(onRecord));
  const birthDate = agree(person.birthDate, onRecord.birthDate);
  if (name === false && birthDate === false) return sameEnrollment ? 'unclear' : 'another';
  if (sameEnrollment) return 'same';
  if (name === false || birthDate === false) return 'unclear';
  return name === true ? 'same' : 'unclear';
}

/** Null where one of the two is not known. */
function agree(one: string | null, other: string | null): boolean | null {
  return one === null || other === null ? null : one === other;
}
