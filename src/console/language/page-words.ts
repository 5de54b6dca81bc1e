import { allWords } from './server-words.ts';

let coming: Promise<unknown> = Promise.resolve();

/** The words of the pages and forms that are opened after the first page are on their way. */
export function takePageWords(words: Promise<unknown>): void {
  coming = words.catch(() => undefined);
}

/**
 * What comes when it is opened, a page or a form, once its words have come as well. Where they will not, it stands with the
 * names of its words, which is better than not at all.
 */
export async function withWords<Part>(part: Promise<Part>): Promise<Part> {
  const [came] = await Promise.all([part, coming, allWords()]);
  return came;
}
