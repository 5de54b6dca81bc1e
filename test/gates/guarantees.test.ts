import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'guarantees.md'), 'utf8');

type Promised = { promise: string; shownBy: string };

/** The lines of the page's tables. */
function promisesOf(text: string): Promised[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\| *(promise|-+) *\|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, promise = '', shownBy = '']) => ({ promise, shownBy }));
}

/** What is wrong with one line: no test, or one that is not there by that name. */
function problemsOf({ shownBy }: Promised): string[] {
  const named = [...shownBy.matchAll(/`(test\/[\w/.-]+\.ts)`((?:,? ?"[^"]+")+)/g)];
  const problems = named.flatMap(([, file = '', titles = '']) => {
    if (!existsSync(join(root, file))) return [`${file} is not there`];
    const source = readFileSync(join(root, file), 'utf8');
    return [...titles.matchAll(/"([^"]+)"/g)]
      .map(([, title = '']) => title)
      .filter((title) => !source.includes(title))
      .map((title) => `${file} has no test "${title}"`);
  });
  return named.length === 0 ? ['no test is named'] : problems;
}

describe('docs/guarantees.md', () => {
  const promises = promisesOf(page);

  test('makes promises', () => {
    expect(promises.length).toBeGreaterThan(15);
  });

  test.each(promises)('$promise', (one) => {
    expect(problemsOf(one)).toEqual([]);
  });

  test('a promise without a test, or with one that is not there, would be noticed', () => {
    const [bare, gone, renamed] = promisesOf(
      [
        '| promise | shown by |',
        '| --- | --- |',
        '| It never fails. | chaos |',
        '| It is fast. | `test/unit/none.test.ts` "it is" |',
        '| It is kept. | `test/gates/guarantees.test.ts` "a title that \u201cis not\u201d here" |',
      ].join('\n'),
    );
    for (const one of [bare, gone, renamed]) expect(one && problemsOf(one)).toHaveLength(1);
  });
});
