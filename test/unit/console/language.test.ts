import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import enFirst from '../../../src/console/language/en.json' with { type: 'json' };
import enPages from '../../../src/console/language/en/pages.json' with { type: 'json' };
import esFirst from '../../../src/console/language/es.json' with { type: 'json' };
import esPages from '../../../src/console/language/es/pages.json' with { type: 'json' };

const [en, es] = [
  { ...enFirst, ...enPages },
  { ...esFirst, ...esPages },
];
const languages = { en, es } satisfies Record<string, Record<string, string>>;
const folder = fileURLToPath(new URL('../../../src/console', import.meta.url));
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

/** What comes with those files at once, as text: of a type nothing comes. */
function comesWith(files: string[], seen = new Set<string>()): string {
  return files
    .filter((file) => /\.tsx?$/.test(file) && file.startsWith(folder) && !seen.has(file))
    .map((file) => {
      seen.add(file);
      const text = readFileSync(file, 'utf8');
      const imported = [
        ...text.matchAll(/^(?:import|export)\s(?!type\b)(?:(?!import|export)[^;])*?from '(\.[^']+)'/gm),
      ];
      return `${text}\n${comesWith(
        imported.map(([, from]) => join(dirname(file), from ?? '')),
        seen,
      )}`;
    })
    .join('\n');
}

/** Whether a text may ask for that word: by name, or by a part of it and a word of a list: `band.${band}`. */
function asksFor(text: string): (id: string) => boolean {
  const prefixes = [...text.matchAll(/[`'"]([\w-]+(?:[./][\w-]+)*[./]?)\$\{/g)].map(
    ([, prefix]) => prefix ?? '',
  );
  const choices = [...text.matchAll(/words="([\w.-]+)"/g)].map(([, words]) => `${words}.`);
  const parts = [...prefixes, ...choices];
  return (id) =>
    text.includes(`'${id}'`) || text.includes(`"${id}"`) || parts.some((part) => id.startsWith(part));
}

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

  it('come with the first page where it shows them, and each has its place', () => {
    const first = ['main.tsx', 'pages/day/page.tsx'].map((file) => join(folder, file));
    const asked = asksFor(comesWith(first));
    expect(Object.keys(enFirst).length).toBeGreaterThan(100);
    expect(Object.keys(enPages).filter(asked)).toEqual([]);
    expect(Object.keys(enFirst).filter((id) => !asked(id))).toEqual([]);
    expect(Object.keys(esFirst)).toEqual(Object.keys(enFirst));
    // So that two people who add words do not meet at the end of the file.
    for (const words of [enFirst, enPages, esPages])
      expect(Object.keys(words)).toEqual(Object.keys(words).toSorted());
  });

  it('are none that no page shows, and no page asks for one that is not there', () => {
    expect(Object.keys(en).filter((id) => !asksFor(texts)(id))).toEqual([]);
    const named = [...texts.matchAll(/\bid(?:=|: ?)["']([\w.-]+)["']/g)].map(([, id]) => id ?? '');
    const messages = named.filter((id) => id.includes('.'));
    expect(messages.length).toBeGreaterThan(20);
    expect(messages.filter((id) => !(id in en))).toEqual([]);
  });
});
