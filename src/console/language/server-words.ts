/** Texts of what is named so, by the English they were translated from. */
export type Named = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the server says in English, in the reader's language. Whatever has been worded anew since stays as it is. */
export type ServerWords = {
  /** By what names it there (the kind of a duty, a code): what an agency calls its own way is not in here. */
  named: Named;
  /**
   * Sentences that the system makes: what is wrong, with a row of an import as well, why somebody is suggested, where a number comes from. Values that stand in
   * one are numbered: `It is {0}.`
   */
  texts: Readonly<Record<Group, Readonly<Record<string, string>>>>;
  /** Words that come as such a value. */
  values: Readonly<Record<string, string>>;
};
export type Group = 'details' | 'imports' | 'reasons' | 'sources';

type Pattern = { form: RegExp; into: string };

let words: ServerWords | null = null;
let whole: Promise<unknown> = Promise.resolve();
let patterns: Record<Group, Pattern[]> = { details: [], imports: [], reasons: [], sources: [] };

/** From now on in these words, and in all of them once they have come; null: as the server says it. Whether they are others. */
export function speakIn(next: ServerWords | null, all: Promise<ServerWords> | null = null): boolean {
  const others = words !== next;
  take(next);
  const taken = all?.then((came) => {
    if (words === next) take(came);
  });
  whole = taken?.catch(() => undefined) ?? Promise.resolve();
  return others;
}

function take(next: ServerWords | null): void {
  words = next;
  const of = (group: Group) => patternsOf(next?.texts[group] ?? {});
  patterns = {
    ...{ details: of('details'), imports: of('imports') },
    ...{ reasons: of('reasons'), sources: of('sources') },
  };
}

/** Until all words are there, or will not come: a refusal waits for its own. */
export const allWords = (): Promise<unknown> => whole;

/** A name may be of several things: of a number and a problem, say. */
export function joined(parts: readonly Named[]): Named {
  const named: Record<string, Named[string]> = {};
  for (const part of parts)
    for (const [name, texts] of Object.entries(part)) named[name] = { ...named[name], ...texts };
  return named;
}

/** Whether the server's words are the reader's. */
export const isAsServed = (): boolean => words === null;

/** That text of what is named so. */
export function said(name: string, english: string): string {
  // Of several things of a kind, one each: `sccp.review~<id>`.
  const [kind = name] = name.split('~');
  return words?.named[kind]?.[english] ?? english;
}

/** The English of it, for the server: what was read and goes back goes back as it was. */
export function unsaid(name: string, text: string): string {
  const [kind = name] = name.split('~');
  const found = Object.entries(words?.named[kind] ?? {}).find(([, spoken]) => spoken === text);
  return found?.[0] ?? text;
}

/** What is wrong: as the table of problems says it, else in sentences of the system's own. */
export function saidDetail(code: string, english: string): string {
  const own = said(code, english);
  return own === english ? saidText('details', english) : own;
}

/** A text of the system's: whole, or sentence by sentence; as it is, where one of them is unknown. */
export function saidText(group: Group, english: string): string {
  if (group === 'reasons') return english.split(betweenReasons).map(saidReason).join(', ');
  const whole = inPattern(group, english);
  if (whole !== null) return whole;
  // Several remarks on one row.
  if (group === 'imports' && english.includes('; '))
    return english
      .split('; ')
      .map((one) => saidText(group, one))
      .join('; ');
  const sentences = english.split(/(?<=[.?!]) (?=[A-Z])/).map((one) => inPattern(group, one));
  return sentences.every((one) => one !== null) ? sentences.join(' ') : english;
}

/** What stands in brackets is of one reason. */
const betweenReasons = /, (?![^(]*\))/;

/** One of several; what is none itself is another value of the one before, such as a second language. */
const saidReason = (english: string): string => inPattern('reasons', english) ?? valueOf('reasons', english);

function inPattern(group: Group, english: string): string | null {
  const fixed = words?.texts[group][english];
  if (fixed !== undefined) return fixed;
  for (const { form, into } of patterns[group]) {
    const found = form.exec(english);
    if (found)
      return into.replaceAll(/\{(\d)\}/g, (_, at: string) => valueOf(group, found[Number(at) + 1] ?? ''));
  }
  return null;
}

function valueOf(group: Group, value: string): string {
  const of = (one: string) => words?.values[one];
  const text = group === 'reasons' ? null : inPattern(group, value);
  return (
    of(value) ??
    text ??
    value
      .split(', ')
      .map((one) => of(one) ?? one)
      .join(', ')
  );
}

/** What says more of itself is tried first. */
function patternsOf(texts: Readonly<Record<string, string>>): Pattern[] {
  return Object.entries(texts)
    .filter(([english]) => english.includes('{0}'))
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([english, into]) => ({ form: formOf(english), into }));
}

/** A value of what says little itself is a single word; of the rest, any text. */
function formOf(english: string): RegExp {
  const value = english.replaceAll(/\{\d\}/g, '').length < 4 ? String.raw`(\S+)` : '(.+)';
  const escaped = english.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/\{\d\}/g, value)}$`);
}
