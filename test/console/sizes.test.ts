import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const built = fileURLToPath(new URL('../../dist/console', import.meta.url));
const kB = 1_000;
/** Packed, as they travel: on a bad connection each 100 kB is a second. */
const most = { firstPage: 170 * kB, anotherPage: 60 * kB };

type Part = { file: string; css?: string[]; imports?: string[]; dynamicImports?: string[] };

test('the first page is small, and each other page brings little with it', () => {
  const parts = JSON.parse(readFileSync(join(built, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    Part
  >;
  const entry = filesOf(parts, ['index.html']);
  const pages = Object.keys(parts).filter((name) => /^pages\/[\w-]+\/page\.tsx$/.test(name));
  expect(pages.length).toBeGreaterThan(2);
  const sizes = pages.map((name) => {
    const own = [...filesOf(parts, [name])].filter((file) => !entry.has(file));
    return { name, bytes: packed(own) };
  });
  const first = sizes.find(({ name }) => name === 'pages/day/page.tsx');
  expect(first?.bytes).toBeGreaterThan(kB);
  // Each comes with the words of its reader alone; what is said of refusals in Spanish comes after.
  for (const language of ['language/en.json', 'language/spanish.ts']) {
    const words = packed([...filesOf(parts, [language])].filter((file) => !entry.has(file)));
    expect(words).toBeGreaterThan(kB);
    expect(packed([...entry]) + (first?.bytes ?? 0) + words, language).toBeLessThan(most.firstPage);
  }
  expect(sizes.filter(({ bytes }) => bytes > most.anotherPage)).toEqual([]);
});

/** What comes with those parts at once: their files, and those of whatever they import. */
function filesOf(parts: Record<string, Part>, names: string[], seen = new Set<string>()): Set<string> {
  const files = new Set<string>();
  for (const name of names) {
    const part = parts[name];
    if (!part || seen.has(name)) continue;
    seen.add(name);
    for (const file of [part.file, ...(part.css ?? []), ...filesOf(parts, part.imports ?? [], seen)])
      files.add(file);
  }
  return files;
}

const packed = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + statSync(join(built, `${file}.gz`)).size, 0);
