import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pageReads } from '../../../bench/parts/console-pages.ts';

const console = join(import.meta.dirname, '..', '..', '..', 'src', 'console');

/** One thing of one person or client, by its key: as much at 2,000 clients as at one. */
const oneThing = [
  '/staff/{}',
  '/staff/{}/file',
  '/staff/{}/tokens',
  '/policies/{}',
  '/me/calendar',
  '/me/views',
  '/imports/{}',
  '/lists-taken/{}',
  // Of all agencies of the deployment, by name.
  '/transfers/agencies',
  '/inbox/choice',
  '/enrollments/{}/plans/compare',
  '/enrollments/{}/plans/{}/readiness',
];

/** The addresses that pages read, without their questions. */
function readsOf(source: string): string[] {
  const calls = source.matchAll(/\buse(Read|Part)<[^()]*>\(([^;]*?)\);?\n/g);
  return [...calls].flatMap(([, kind, inner = '']) =>
    [...inner.matchAll(/[`'"](\/?[\w/-][^`'"]*)[`'"]/g)]
      .map(([, path = '']) => (kind === 'Part' ? `/enrollments/{}/${path}` : path))
      .filter((path) => /^\/[a-z]/.test(path))
      .map((path) => path.replaceAll(/\$\{[^{}]*\}/g, '{}').replace(/\?.*/, '')),
  );
}

test('what a page of the console reads is timed with 2,000 clients', () => {
  // It reads whatever part its callers name.
  const helper = join('pages', 'client', 'use-client.ts');
  const files = readdirSync(console, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && file !== helper,
  );
  const read = new Set(files.flatMap((file) => readsOf(readFileSync(join(console, file), 'utf8'))));
  expect(read.size).toBeGreaterThan(25);
  const timed = new Set(
    pageReads.map(({ path }) =>
      path
        .replace('timeliness', '{}')
        .replaceAll(/\{\w+\}/g, '{}')
        .replace(/\?.*/, ''),
    ),
  );
  expect([...read].filter((path) => !timed.has(path) && !oneThing.includes(path))).toEqual([]);
});
