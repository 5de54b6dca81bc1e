import { type Document, resolved, type Schema } from '../fields.ts';

/** What each planted word begins with: nobody writes it, and nothing is called so. */
export const stem = 'qzvkxwjqpz';
const letters = 5;

/** Words that are found in one place each, and where each was planted. */
export function createWords() {
  const known = new Map<string, string>();
  return {
    /** A new one. */
    word(where: string): string {
      let rest = known.size;
      let end = '';
      for (let n = 0; n < letters; n += 1) {
        end = String.fromCharCode(97 + (rest % 26)) + end;
        rest = Math.floor(rest / 26);
      }
      const word = stem + end;
      known.set(word, where);
      return word;
    },
    plantedAt: (word: string) => known.get(word.toLowerCase()) ?? 'nowhere',
    count: () => known.size,
  };
}
export type Words = ReturnType<typeof createWords>;

/**
 * The body with a word of its own in each text of people's, in those that are there and in those that may be left out, but for
 * some: what is said twice has the same word twice, since one may have to be the other. The schemas say which texts those are.
 */
export function withWords(
  document: Document,
  schema: Schema,
  body: unknown,
  { plant, leftOut }: { plant: (at: string) => string; leftOut: ReadonlySet<string> | 'all' },
) {
  const said = new Map<string, string>();
  return inValue(schema, body, '');

  function inValue(given: Schema, value: unknown, at: string): unknown {
    const one = resolved(document, given);
    if (typeof value === 'string')
      return textOf(one) && !isLeftOut(at) ? text(textOf(one) ?? one, value, at) : value;
    if (Array.isArray(value)) {
      const items = formOf(one, (form) => form.items !== undefined)?.items;
      return items ? value.map((item, n) => inValue(items, item, `${at}/${n}`)) : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    const members = value as Record<string, unknown>;
    const forms = formsOf(one).filter((form) => fits(form, members));
    const properties = Object.assign({}, ...forms.map((form) => form.properties ?? {})) as Record<
      string,
      Schema
    >;
    const filled = Object.entries(members).map(([name, member]): [string, unknown] => {
      const property = properties[name];
      return [name, property ? inValue(property, member, `${at}/${name}`) : member];
    });
    const more = Object.entries(properties).flatMap(([name, property]): [string, unknown][] =>
      leftOut !== 'all' &&
      !leftOut.has(`${at}/${name}`) &&
      !(name in members) &&
      textOf(resolved(document, property))
        ? [[name, `Said ${plant(`${at}/${name}`)}`]]
        : [],
    );
    return Object.fromEntries([...filled, ...more]);
  }

  function isLeftOut(at: string): boolean {
    return leftOut !== 'all' && [...leftOut].some((one) => at === one || at.startsWith(`${one}/`));
  }

  function text({ maxLength = 200 }: Schema, value: string, at: string): string {
    const word = said.get(value) ?? plant(at);
    said.set(value, word);
    return value.length + 1 + word.length <= maxLength ? `${value} ${word}` : word;
  }

  /** The form of it that is people's text, if there is one. */
  function textOf(one: Schema): Schema | undefined {
    return formOf(one, (form) => form['x-text'] !== undefined);
  }

  function formOf(one: Schema, isIt: (form: Schema) => boolean): Schema | undefined {
    return formsOf(one).find(isIt);
  }

  function formsOf(given: Schema): Schema[] {
    const one = resolved(document, given);
    const more = [...(one.anyOf ?? []), ...(one.oneOf ?? []), ...(one.allOf ?? [])];
    return [one, ...more.flatMap(formsOf)];
  }

  /** Whether its fixed members are those. */
  function fits(form: Schema, members: Record<string, unknown>): boolean {
    return Object.entries(form.properties ?? {}).every(([name, property]) => {
      const { const: fixed, enum: some } = resolved(document, property);
      if (fixed !== undefined) return members[name] === fixed;
      return some === undefined || members[name] === undefined || some.includes(members[name]);
    });
  }
}
