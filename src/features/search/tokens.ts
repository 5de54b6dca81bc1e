import { digitsOf, referenceKey, soundsOf, wordsAndJoined, wordsOf } from './fold.ts';

/** All by which somebody may be found: what they are called now and what they were called. */
export type Searchable = {
  names: readonly { given: string; family: string }[];
  birthDates: readonly string[];
  references: readonly string[];
  /** Those among them that the agency gave: only by these two are the same. Another system's may say the same by chance. */
  own: readonly string[];
  phones: readonly string[];
};

/** What a word is found by, beside itself; longer words than these are cut. */
const longestWord = 30;
const prefixes = { from: 3, to: 6 };
/** By so many of its last digits a telephone number is told: all, without the area, the end. */
const phoneEnds = [10, 7, 4];
/** A run of digits in a reference that is long enough to be said alone (`1042` for `C-1042`). */
const shortestRun = 3;

/** Tokens are told apart by their first letter; each is kept only as a keyed hash. */
export const token = {
  word: (word: string) => `n:${word.slice(0, longestWord)}`,
  /** Of a name that says a word twice: hundreds say it once. */
  twice: (word: string) => `w:${word.slice(0, longestWord)}`,
  sound: (sound: string) => `s:${sound}`,
  prefix: (letters: string) => `p:${letters}`,
  reference: (reference: string) => `r:${reference}`,
  run: (digits: string) => `d:${digits}`,
  phone: (digits: string) => `t:${digits}`,
  birthDate: (date: string) => `b:${date}`,
};

/** A word less each one of its letters: two words that share one of these are a typing error apart, or two. */
export function lessOne(word: string): string[] {
  const cut = word.slice(0, longestWord);
  if (cut.length <= 3) return [];
  return [...new Set(Array.from(cut, (_, index) => cut.slice(0, index) + cut.slice(index + 1)))];
}

/** What a name says twice (`Hassan Hassan`). */
function repeatedOf(words: readonly string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) < index))];
}

export function prefixesOf(word: string): string[] {
  const letters = [];
  for (let length = prefixes.from; length <= Math.min(prefixes.to, word.length); length += 1)
    letters.push(word.slice(0, length));
  return letters;
}

/** By how many digits somebody who says so much of a number can be found; null: it is too short. */
export function phoneEnd(digits: string): string | null {
  const length = phoneEnds.find((end) => digits.length >= end);
  return length === undefined ? null : digits.slice(-length);
}

export function runsOf(reference: string): string[] {
  return (reference.match(/\d+/g) ?? []).filter(({ length }) => length >= shortestRun);
}

/** What is kept of somebody, so that whoever types one of these finds them. */
export function tokensOf({ names, birthDates, references, phones }: Searchable): string[] {
  const words = new Set(
    names.flatMap(({ given, family }) => [...wordsAndJoined(given), ...wordsAndJoined(family)]),
  );
  return [
    ...new Set([
      ...[...words].flatMap((word) => [
        ...[word, ...lessOne(word)].map(token.word),
        ...soundsOf(word).map(token.sound),
        ...prefixesOf(word).map(token.prefix),
      ]),
      ...names.flatMap(({ given, family }) => repeatedOf(wordsOf(`${given} ${family}`)).map(token.twice)),
      ...references.flatMap((reference) => {
        const runs = runsOf(reference);
        // A number of another system may be forty digits and letters: nobody says a piece of it.
        return [token.reference(referenceKey(reference)), ...(runs.length < 3 ? runs.map(token.run) : [])];
      }),
      ...phones.flatMap((phone) => {
        const digits = digitsOf(phone);
        return phoneEnds.filter((end) => digits.length >= end).map((end) => token.phone(digits.slice(-end)));
      }),
      ...birthDates.map(token.birthDate),
    ]),
  ];
}
