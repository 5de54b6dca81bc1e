import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../src/console', import.meta.url));

/** Who asks the device which time it is, and why: all others ask `time/now.ts`, which knows the server's. */
const asksDevice: Readonly<Record<string, string>> = {
  'time/now.ts': 'measures it',
  'parts/clock-note.tsx': 'tells its reader that it is wrong',
  'parts/live.tsx': 'how long nothing was heard, and how old what was read is, which the library dates by it',
  'session/session-lock.tsx': 'how long nobody has touched it, also while the device slept',
};

/** The device's time of day, however it is asked for. */
const asks =
  /\bDate\.now\b|\bnew Date(?:\(\s*\)|(?!\s*\(|\w))|(?<!\bnew )\bDate\(|\.format(?:ToParts)?\(\s*\)|Temporal\.Now/;

const askers = (files: Readonly<Record<string, string>>): string[] =>
  Object.entries(files).flatMap(([name, text]) => (asks.test(text) ? [name] : []));

it('nothing of the console takes the time from its device but what measures it, and durations', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:ts|tsx|js)$/.test(name),
  );
  const found = askers(
    Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
  );
  expect(found.toSorted()).toEqual(Object.keys(asksDevice).toSorted());
});

it('would find the next that does', () => {
  const texts = {
    ...{ now: 'const at = Date.now();', passed: 'useState(Date.now)', made: 'new Date().toISOString()' },
    ...{
      spread: 'new Date(\n)',
      bare: 'const at = new Date;',
      text: 'const at = Date();',
      shown: 'clock.format()',
    },
    ...{ given: 'new Date(at).toISOString()', read: 'Date.parse(due) < now()', named: 'new DateKind()' },
  };
  expect(askers(texts)).toEqual(['now', 'passed', 'made', 'spread', 'bare', 'text', 'shown']);
});
