import { type Group, isAsServed, said, saidDetail, saidText, unsaid } from './server-words.ts';

/** Beside which name a text stands that may be the system's own. */
const places: readonly (readonly [name: string, text: string])[] = [
  ['kind', 'title'],
  ['obligation', 'title'],
  ['kinds', 'titles'],
  ['step', 'title'],
  ['type', 'title'],
  ['code', 'title'],
  ['code', 'remedy'],
  ['level', 'title'],
  ['action', 'what'],
  ['instrument', 'title'],
  ['id', 'question'],
  ['id', 'asks'],
  ['points', 'means'],
  ...['title', 'counted', 'numerator', 'denominator', 'leftOut'].map((text) => ['id', text] as const),
];
/** Which sentences are the system's own, by what stands beside them: people's words never stand so. */
const sentences: readonly (readonly [group: Group, text: string, beside: string])[] = [
  ['details', 'detail', 'pointer'],
  ['details', 'detail', 'parameter'],
  ['reasons', 'text', 'aspect'],
  ['reasons', 'why', 'points'],
  ['reasons', 'because', 'staffId'],
  ['imports', 'reason', 'sourceEnrollmentId'],
  ['imports', 'remark', 'sourceEnrollmentId'],
  ['imports', 'problem', 'file'],
  ['imports', 'remedy', 'file'],
  ['sources', 'source', 'basis'],
  ['sources', 'title', 'source'],
  ['sources', 'designatedProfessional', 'counts'],
];

type Given = Readonly<Record<string, unknown>>;

/** A reply of the server's with its own texts as the reader has them; people's words and all else as they are. */
export function reworded<Reply>(reply: Reply): Reply {
  return isAsServed() ? reply : (walked(reply, inWords) as Reply);
}

/** What goes to the server, with its own texts as it says them. */
export function unworded(body: unknown): unknown {
  return isAsServed() ? body : walked(body, (given) => beside(given, unsaid));
}

function walked(value: unknown, change: (given: Given) => Given): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => walked(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(([name, one]) => [name, walked(one, change)] as const);
  return { ...Object.fromEntries(parts), ...change(value as Given) };
}

function inWords(given: Given): Given {
  const next: Record<string, unknown> = {};
  for (const [group, text, mark] of sentences) {
    const english = given[text];
    if (given[mark] == null) continue;
    if (typeof english === 'string') next[text] = saidText(group, english);
    else if (Array.isArray(english) && english.every((one) => typeof one === 'string'))
      next[text] = english.map((one) => saidText(group, one));
  }
  const { code, detail } = given;
  if (typeof code === 'string' && typeof detail === 'string') next['detail'] = saidDetail(code, detail);
  return { ...next, ...beside(given, said) };
}

/** The texts that stand beside their names and are said otherwise. */
function beside(given: Given, say: (name: string, text: string) => string): Given {
  const own: Record<string, unknown> = {};
  for (const [name, text] of places) {
    const next = saidOf(given[name], given[text], say);
    if (next !== given[text]) own[text] = next;
  }
  return own;
}

function saidOf(name: unknown, text: unknown, say: (name: string, text: string) => string): unknown {
  if (typeof name === 'number') return saidOf(String(name), text, say);
  if (typeof name === 'string') return typeof text === 'string' ? say(name, text) : text;
  if (!Array.isArray(name) || !Array.isArray(text)) return text;
  return text.map((one: unknown, place) => saidOf(name[place], one, say));
}
