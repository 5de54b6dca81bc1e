import distance from 'damerau-levenshtein';
import { soundsOf, wordsAndJoined } from './fold.ts';

/** How a typed word fits a word of a name. */
export const fits = {
  ...{ same: 1, begins: 0.9, oneOff: 0.88, twoOff: 0.76, sounds: 0.7 },
  /** Two slips in a short word: too little for a name, and what tells of many who share the other name. */
  perhaps: 0.45,
  none: 0,
} as const;

/** A slip in three letters makes another name, unless one of four was left out; two slips only a long word survives. */
const oneOffFrom = 4;
const twoOffFrom = 7;

/** `beginning`: whether the typed word may be the beginning of the name. */
export function fitOf(typed: string, word: string, { beginning = false } = {}): number {
  if (typed === word) return fits.same;
  if (beginning && typed.length >= 3 && word.startsWith(typed)) return fits.begins;
  const [shorter = 0, longer = 0] = [typed.length, word.length].toSorted((one, other) => one - other);
  if (shorter < 3) return fits.none;
  const steps = longer < oneOffFrom || longer - shorter > 2 ? Infinity : distance(typed, word).steps;
  if (steps === 1) return fits.oneOff;
  if (steps === 2 && shorter >= twoOffFrom) return fits.twoOff;
  const sounds = soundsOf(word);
  if (soundsOf(typed).some((sound) => sounds.includes(sound))) return fits.sounds;
  return steps === 2 ? fits.perhaps : fits.none;
}

/** The share of letters that two words have alike, from 0 up to 1. */
function similarity(one: string, other: string): number {
  const longer = Math.max(one.length, other.length);
  return one === other ? 1 : 1 - distance(one, other).steps / Math.max(1, longer);
}

/** How a birth date fits another: a digit off or two changed places, or month and day taken for one another, is near. */
export function birthDatesFit(one: string, other: string): 'same' | 'near' | 'differs' {
  if (one === other) return 'same';
  const [year = '', month = '', day = ''] = one.split('-');
  if (`${year}-${day}-${month}` === other) return 'near';
  return distance(one, other).steps === 1 ? 'near' : 'differs';
}

/** How words of one question fit words of names. Names are shared by many: what was worked out of them is remembered. */
export type Comparison = {
  fit(typed: string, word: string): number;
  similarity(typed: string, word: string): number;
  /** The words of a name, with neighbours as one as well. */
  words(name: string): string[];
};

export function comparison(): Comparison {
  return {
    fit: remembered((typed: string, word: string) => fitOf(typed, word, { beginning: true })),
    similarity: remembered(similarity),
    words: remembered(wordsAndJoined),
  };
}

function remembered<Of extends string[], Result>(work: (...of: Of) => Result): (...of: Of) => Result {
  const known = new Map<string, Result>();
  return (...of) => {
    const key = of.join('\n');
    const result = known.get(key) ?? work(...of);
    known.set(key, result);
    return result;
  };
}
