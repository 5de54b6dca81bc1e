import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import en from '../../../src/console/language/en.json' with { type: 'json' };
import es from '../../../src/console/language/es.json' with { type: 'json' };

const languages = { en, es } satisfies Record<string, Record<string, string>>;
const folder = fileURLToPath(new URL('../../../src/console', import.meta.url));
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

/** Which words a message is given: each name in braces, however deep. */
const given = (message: string) =>
  [...new Set([...message.matchAll(/\{(\w+)\s*[,}]/g)].map(([, name]) => name))].toSorted();

/** What words are set apart by: each name in pointed brackets. */
const setApart = (message: string) =>
  [...new Set([...message.matchAll(/<(\w+)>/g)].map(([, name]) => name))].toSorted();

describe('the words of the console', () => {
  it('are there in each language, each with the same values in it, and can be read', () => {
    expect(Object.keys(es).toSorted()).toEqual(Object.keys(en).toSorted());
    expect(Object.keys(en).length).toBeGreaterThan(50);
    for (const [locale, messages] of Object.entries(languages)) {
      // Each has its place, so that two people who add words do not meet at the end of the file.
      expect(Object.keys(messages)).toEqual(Object.keys(messages).toSorted());
      const faults: string[] = [];
      const intl = createIntl({ locale, messages, onError: (error) => void faults.push(error.message) });
      for (const [id, message] of Object.entries(messages)) {
        expect(given(message), id).toEqual(given((en as Record<string, string>)[id] ?? ''));
        expect(setApart(message), id).toEqual(setApart((en as Record<string, string>)[id] ?? ''));
        const values = Object.fromEntries([
          ...given(message).map((name) => [name ?? '', 1]),
          ...setApart(message).map((name) => [name ?? '', (inner: unknown[]) => inner.join('')]),
        ]);
        expect(intl.formatMessage({ id }, values), `${locale} ${id}`).not.toBe('');
      }
      expect(faults).toEqual([]);
    }
  });

  it('are Spanish in Spanish, and call the same thing by the same word (CONTRIBUTING, "Put it into Spanish")', () => {
    const spanish = Object.entries(es as Record<string, string>);
    // What has no words but those of its values is the same everywhere.
    const bare = (text: string): string => {
      const next = text.replaceAll(/\{[^{}]*\}/g, '');
      return next === text ? text : bare(next);
    };
    const left = spanish.filter(
      ([id, text]) => / [a-z]{2}/.test(bare(text)) && text === (en as Record<string, string>)[id],
    );
    expect(left).toEqual([]);
    // What our table calls otherwise; `deberes` are what children do after school.
    const others = /\b(?:deber(?:es)?|obligaci(?:ón|ones)|atrasad[oa]s?|vídeo)\b|\bderiv(?:aci|ad|ar|ó)/i;
    expect(spanish.filter(([, text]) => others.test(text))).toEqual([]);
  });

  it('are none that no page shows, and no page asks for one that is not there', () => {
    const ids = Object.keys(en);
    // Those made of a part and a word of a list: `band.${band}`.
    const prefixes = [...texts.matchAll(/[`'"]([\w-]+(?:[./][\w-]+)*[./]?)\$\{/g)].map(
      ([, prefix]) => prefix ?? '',
    );
    const choices = [...texts.matchAll(/words="([\w.-]+)"/g)].map(([, words]) => `${words}.`);
    const asked = [...prefixes, ...choices];
    expect(asked.length).toBeGreaterThan(3);
    const unused = ids.filter(
      (id) =>
        !texts.includes(`'${id}'`) &&
        !texts.includes(`"${id}"`) &&
        !asked.some((prefix) => id.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
    const named = [...texts.matchAll(/\bid(?:=|: ?)["']([\w.-]+)["']/g)].map(([, id]) => id ?? '');
    const messages = named.filter((id) => id.includes('.'));
    expect(messages.length).toBeGreaterThan(20);
    expect(messages.filter((id) => !(id in en))).toEqual([]);
  });
});
