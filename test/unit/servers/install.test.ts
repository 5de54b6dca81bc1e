import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireSha256 } from '../../../src/servers/checksum.ts';
import { installed } from '../../../src/servers/installed.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'throughline-install-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a file that is not the pinned one is refused', async () => {
  const file = join(folder, 'tool.whl');
  writeFileSync(file, 'as published');
  const pinned = createHash('sha256').update('as published').digest('hex');
  await expect(requireSha256(file, pinned)).resolves.toBeUndefined();
  writeFileSync(file, 'as tampered with');
  await expect(requireSha256(file, pinned)).rejects.toThrow(`expected ${pinned}`);
  await expect(requireSha256(file, undefined)).rejects.toThrow('not a file this version knows');
});

test('what is half installed is never seen, and the next try begins anew', async () => {
  const broken = installed(
    'tool',
    async (target) => {
      writeFileSync(join(target, 'half'), '');
      throw new Error('the network went away');
    },
    folder,
  );
  await expect(broken).rejects.toThrow('the network went away');
  expect(readdirSync(folder)).toEqual([]);
  await installed('tool', async (target) => writeFileSync(join(target, 'whole'), ''), folder);
  expect(readdirSync(join(folder, 'tool'))).toEqual(['whole']);
});

test('two that install at the same time both end with one whole tool', async () => {
  let waiting = 0;
  let release = (): void => {};
  const both = new Promise<void>((resolve) => (release = resolve));
  const fill = (name: string) => async (target: string) => {
    waiting += 1;
    if (waiting === 2) release();
    await both;
    writeFileSync(join(target, 'by'), name);
  };
  const [one, other] = await Promise.all([
    installed('tool', fill('one'), folder),
    installed('tool', fill('other'), folder),
  ]);
  expect(one).toBe(other);
  expect(['one', 'other']).toContain(readFileSync(join(one, 'by'), 'utf8'));
  expect(readdirSync(folder)).toEqual(['tool']);
  await installed('tool', () => Promise.reject(new Error('not called again')), folder);
  expect(existsSync(one)).toBe(true);
});
