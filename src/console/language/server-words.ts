/**
 * What the server says in English, in the reader's language: by what names it there (the kind of a duty, the code of a problem)
 * and the English it was translated from. Whatever an agency calls otherwise, or what has been worded anew since, stays as it is.
 */
export type ServerWords = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Beside which name a text stands that may be the system's own. */
const places = [
  ['kind', 'title'],
  ['obligation', 'title'],
  ['kinds', 'titles'],
] as const;

let words: ServerWords | null = null;

/** From now on in these words; null: as the server says it. Whether they are others than before. */
export function speakIn(next: ServerWords | null): boolean {
  const others = words !== next;
  words = next;
  return others;
}

/** That text of what is named so. */
export function said(name: string, english: string): string {
  // Of several things of a kind, one each: `sccp.review~<id>`.
  const [kind = name] = name.split('~');
  return words?.[kind]?.[english] ?? english;
}

/** A reply of the server's with its own texts as the reader has them; people's words and all else as they are. */
export function reworded<Reply>(reply: Reply): Reply {
  return words === null ? reply : (inWords(reply) as Reply);
}

function inWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWords);
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const next = Object.fromEntries(Object.entries(given).map(([name, one]) => [name, inWords(one)]));
  for (const [name, text] of places)
    if (given[name] !== undefined && given[text] !== undefined)
      next[text] = saidBeside(given[name], given[text]);
  return next;
}

function saidBeside(name: unknown, text: unknown): unknown {
  if (Array.isArray(name) && Array.isArray(text))
    return text.map((one: unknown, place) => saidBeside(name[place], one));
  return typeof name === 'string' && typeof text === 'string' ? said(name, text) : text;
}
