import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadKeys } from '../../../src/cli/start/keys.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'throughline-keys-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('keys are made once, kept for their owner alone, and stay', () => {
  const file = join(folder, 'deeper', 'keys.json');
  const first = loadKeys(file, {});
  expect(Buffer.from(first.sealKey, 'base64')).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(loadKeys(file, {})).toEqual(first);
});

test('the environment wins and changes nothing that is kept', () => {
  const file = join(folder, 'keys.json');
  const kept = loadKeys(file, {});
  const sealKey = Buffer.alloc(32, 7).toString('base64');
  expect(loadKeys(file, { THROUGHLINE_SEAL_KEY: sealKey }).sealKey).toBe(sealKey);
  expect(loadKeys(file, {})).toEqual(kept);
});

test('a key of another length and a broken file are told, never replaced', () => {
  const file = join(folder, 'keys.json');
  expect(() => loadKeys(file, { THROUGHLINE_SEAL_KEY: 'c2hvcnQ=' })).toThrow('32 bytes in base64');
  writeFileSync(file, '{"sealKey":');
  expect(() => loadKeys(file, {})).toThrow('cannot be read');
});
