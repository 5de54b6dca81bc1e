import anyAscii from 'any-ascii';
import { doubleMetaphone } from 'double-metaphone';

/** Words of a name that many names have, and that people leave out: they find nobody by themselves. */
const particles = new Set(
  'de del della di da do dos das du la las le los van von der den ten ter zu al el bin bint ibn ben abu st san'.split(
    ' ',
  ),
);

/** Whether a word tells less than the others of a name. (`La` and `Le` are family names too, so it tells something.) */
export function isParticle(word: string): boolean {
  return particles.has(word);
}

/**
 * The words of a name as they are compared: in Latin letters without accents, in lower case. An apostrophe joins (O'Brien),
 * all else that is no letter parts.
 */
export function wordsOf(name: string): string[] {
  return anyAscii(name.normalize('NFKC'))
    .toLowerCase()
    .replaceAll(/['`]/g, '')
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** The same, with neighbours written as one as well (`Vanderberg` for `van der Berg`, `Jeanluc` for `Jean-Luc`). */
export function wordsAndJoined(name: string): string[] {
  const words = wordsOf(name);
  const pairs = words.slice(1).map((word, index) => `${words[index]}${word}`);
  return [...new Set([...words, ...pairs, ...(words.length > 2 ? [words.join('')] : [])])];
}

/** How a word sounds; nothing for what is too short to tell. */
export function soundsOf(word: string): string[] {
  return [...new Set(doubleMetaphone(word))].filter((sound) => sound.length > 1);
}

/** A reference as it is compared: people write it with other case, dashes and blanks. */
export function referenceKey(reference: string): string {
  return reference
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}\u2212]/gu, '');
}

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}
