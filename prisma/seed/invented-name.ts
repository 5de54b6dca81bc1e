import { createHash } from 'node:crypto';

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va'.split(' ');

/** A name that belongs to a key: another key has another one, so that nobody looks like anybody else. */
export function inventedName(key: string): { givenName: string; familyName: string } {
  const places = [...createHash('sha256').update(key).digest().subarray(0, 10)].map((byte) => byte % 16);
  const word = (from: number, to: number): string => {
    const letters = places
      .slice(from, to)
      .map((place) => syllables[place])
      .join('');
    return letters.charAt(0).toUpperCase() + letters.slice(1);
  };
  return { givenName: word(0, 4), familyName: word(4, 10) };
}
