import { digitsOf, isParticle, referenceKey, soundsOf, wordsOf } from './fold.ts';
import { lessOne, phoneEnd, prefixesOf, runsOf, token } from './tokens.ts';

/** What was typed, sorted by what it may be. */
export type Question = {
  /** Words of a name. */
  words: string[];
  /** As they may be meant: one may write months and days in either order. */
  birthDates: string[];
  /** The last digits of a telephone number. */
  phone: string | null;
  /** What may be a number of the client, as it is compared. */
  references: string[];
  /** Digits alone, of at least three: a piece of a number. */
  runs: string[];
};

/** A token with what finding it tells: of one term only the best that is found counts. */
export type AskedToken = { token: string; term: number; weight: number };

const weights = {
  ...{ reference: 24, phone: 12, phoneEnd: 6, birthDate: 12, run: 6 },
  ...{ word: 8, nearly: 6, prefix: 5, sound: 4, particle: 2 },
};

/** Finds nobody by itself: among those whom another word has found, it tells who is meant. */
export const hint = 1;

const dates = [/\b\d{4}-\d{1,2}-\d{1,2}\b/g, /\b\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})\b/g];
const phoneLike = /(?:\+\s*)?\(?\d(?:[\s().-]*\d){6,14}/g;

/** Reads what somebody typed: names, a number, a telephone number, a birth date, in any order. */
export function questionOf(text: string): Question {
  const plain = text.normalize('NFKC');
  const found = dates.flatMap((pattern) => plain.match(pattern) ?? []);
  const rest = dates.reduce((left, pattern) => left.replaceAll(pattern, ' '), plain);
  const phones = (rest.match(phoneLike) ?? []).map(digitsOf);
  const pieces = rest.split(/[\s,;]+/).filter((piece) => piece !== '');
  // `C 1042` for C-1042: as it stands, by pieces, and each piece with the next.
  const numbered = [plain, ...pieces, ...pieces.slice(1).map((piece, index) => `${pieces[index]}${piece}`)];
  const alone = pieces.find((piece) => /^\d{4}$/.test(piece));
  return {
    words: wordsOf(pieces.filter((piece) => !/\d/.test(piece)).join(' ')),
    birthDates: [...new Set(found.flatMap(datesMeant))],
    phone: phoneEnd(phones[0] ?? '') ?? alone ?? null,
    references: [...new Set(numbered.filter((one) => one.length <= 100).map(referenceKey))].filter(
      (one) => one !== '' && (/\d/.test(one) || pieces.length === 1),
    ),
    runs: [...new Set(pieces.flatMap((piece) => (/^\d+$/.test(piece) ? runsOf(piece) : [])))],
  };
}

/** The tokens by which those are found whom the question may mean. */
export function askedTokens({ words, birthDates, phone, references, runs }: Question): AskedToken[] {
  let term = 0;
  const asked: AskedToken[] = [];
  const ask = (about: number, weight: number, tokens: readonly string[]): void => {
    for (const one of tokens) asked.push({ token: one, term: about, weight });
  };
  // Neighbours are asked for as one word too: `Mc Donald` finds McDonald.
  const joined = words.slice(1).map((word, index) => `${words[index]}${word}`);
  for (const word of [...words, ...joined]) {
    term += 1;
    const share = (weight: number) => (isParticle(word) ? weights.particle : weight);
    ask(term, share(weights.word), [token.word(word)]);
    ask(term, share(weights.nearly), lessOne(word).map(token.word));
    const [beginning, prefix] = [prefixesOf(word)[0], prefixesOf(word).at(-1)];
    ask(term, share(weights.prefix), prefix === undefined ? [] : [token.prefix(prefix)]);
    ask(term, hint, beginning === undefined ? [] : [token.prefix(beginning)]);
    ask(term, share(weights.sound), soundsOf(word).map(token.sound));
  }
  for (const word of new Set(words)) ask((term += 1), hint, [token.twice(word)]);
  ask(term + 1, weights.birthDate, birthDates.map(token.birthDate));
  ask(term + 2, weights.reference, references.map(token.reference));
  ask(term + 3, weights.run, runs.map(token.run));
  if (phone !== null)
    ask(term + 4, phone.length > 4 ? weights.phone : weights.phoneEnd, [token.phone(phone)]);
  return asked;
}

/** The dates that a text may mean; `4/5/88` four of them. */
function datesMeant(text: string): string[] {
  const [first = '', second = '', third = ''] = text.split(/[/.-]/);
  const meant: [year: string, month: string, day: string][] =
    first.length === 4
      ? [[first, second, third]]
      : yearsMeant(third).flatMap((year): [string, string, string][] => [
          [year, first, second],
          [year, second, first],
        ]);
  return meant
    .map(([year, month, day]) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    .filter((date) => isDate(date));
}

function yearsMeant(year: string): string[] {
  return year.length === 4 ? [year] : [`19${year}`, `20${year}`];
}

function isDate(text: string): boolean {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(instant) && new Date(instant).toISOString().startsWith(text);
}
