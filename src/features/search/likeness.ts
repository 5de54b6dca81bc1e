import distance from 'damerau-levenshtein';
import { soundsOf } from './fold.ts';

/** How a typed word fits a word of a name. */
export const fits = { same: 1, begins: 0.9, oneOff: 0.88, twoOff: 0.76, sounds: 0.7, none: 0 } as const;

/** In a short word a typing error makes another name; two errors only a long one survives. */
const oneOffFrom = 4;
const twoOffFrom = 7;

/** `beginning`: whether the typed word may be the beginning of the name. */
export function fitOf(typed: string, word: string, { beginning = false } = {}): number {
  if (typed === word) return fits.same;
  if (beginning && typed.length >= 3 && word.startsWith(typed)) return fits.begins;
  const shorter = Math.min(typed.length, word.length);
  const far = Math.abs(typed.length - word.length) > 2;
  const steps = far || shorter < oneOffFrom ? Infinity : distance(typed, word).steps;
  if (steps === 1) return fits.oneOff;
  if (steps === 2 && shorter >= twoOffFrom) return fits.twoOff;
  if (typed.length < 3 || word.length < 3) return fits.none;
  const sounds = soundsOf(word);
  return soundsOf(typed).some((sound) => sounds.includes(sound)) ? fits.sounds : fits.none;
}

/** How a birth date fits another: a digit off or two changed places, or month and day taken for one another, is near. */
export function birthDatesFit(one: string, other: string): 'same' | 'near' | 'differs' {
  if (one === other) return 'same';
  const [year = '', month = '', day = ''] = one.split('-');
  if (`${year}-${day}-${month}` === other) return 'near';
  return distance(one, other).steps === 1 ? 'near' : 'differs';
}
