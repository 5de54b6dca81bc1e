/** What the server says in English, in the reader's language. Whatever has been worded anew since stays as it is. */
export type ServerWords = {
  /**
   * By what names it there (the kind of a duty, the code of a problem) and the English it was translated from: what an agency
   * calls its own way is neither.
   */
  named: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Sentences of what is wrong, which nobody else makes. Values that stand in one are numbered: `It is {0}.` */
  details: Readonly<Record<string, string>>;
  /** Words that come as such a value. */
  values: Readonly<Record<string, string>>;
};

/** Beside which name a text stands that may be the system's own. */
const places = [
  ['kind', 'title'],
  ['obligation', 'title'],
  ['kinds', 'titles'],
  ['code', 'title'],
  ['code', 'remedy'],
] as const;
/** With what a detail of what is wrong stands; nobody's own words do. */
const marks = ['code', 'pointer', 'parameter'];

let words: ServerWords | null = null;
let patterns: { form: RegExp; into: string }[] = [];

/** From now on in these words; null: as the server says it. Whether they are others than before. */
export function speakIn(next: ServerWords | null): boolean {
  const others = words !== next;
  words = next;
  patterns = Object.entries(next?.details ?? {})
    .filter(([english]) => english.includes('{0}'))
    // What says more of itself is tried first.
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([english, into]) => ({ form: formOf(english), into }));
  return others;
}

/** That text of what is named so. */
export function said(name: string, english: string): string {
  // Of several things of a kind, one each: `sccp.review~<id>`.
  const [kind = name] = name.split('~');
  return words?.named[kind]?.[english] ?? english;
}

/** What is wrong: as the table of problems says it, else whole, or sentence by sentence. */
export function saidDetail(code: string, english: string): string {
  const own = said(code, english);
  if (words === null || own !== english) return own;
  const whole = inPattern(english);
  if (whole !== null) return whole;
  const sentences = english.split(/(?<=[.?!]) (?=[A-Z])/).map(inPattern);
  return sentences.every((one) => one !== null) ? sentences.join(' ') : english;
}

function inPattern(english: string): string | null {
  const fixed = words?.details[english];
  if (fixed !== undefined) return fixed;
  for (const { form, into } of patterns) {
    const found = form.exec(english);
    if (found) return into.replaceAll(/\{(\d)\}/g, (_, at: string) => valueOf(found[Number(at) + 1] ?? ''));
  }
  return null;
}

const valueOf = (value: string): string =>
  words?.values[value] ??
  inPattern(value) ??
  value
    .split(', ')
    .map((one) => words?.values[one] ?? one)
    .join(', ');

/** What says little itself holds a single word; the rest may hold any text. */
function formOf(english: string): RegExp {
  const value = english.replaceAll(/\{\d\}/g, '').length < 6 ? String.raw`(\S+)` : '(.+)';
  const escaped = english.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/\{\d\}/g, value)}$`);
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
  const { code, detail } = given;
  if (typeof detail === 'string' && marks.some((mark) => typeof given[mark] === 'string'))
    next['detail'] = saidDetail(typeof code === 'string' ? code : '', detail);
  return next;
}

function saidBeside(name: unknown, text: unknown): unknown {
  if (Array.isArray(name) && Array.isArray(text))
    return text.map((one: unknown, place) => saidBeside(name[place], one));
  return typeof name === 'string' && typeof text === 'string' ? said(name, text) : text;
}
