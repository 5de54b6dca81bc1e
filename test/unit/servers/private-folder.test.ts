import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { makePrivate } from '../../../src/cli/start/private-folder.ts';

// As most machines have it.
const umask = process.umask(0o022);
const folder = mkdtempSync(join(tmpdir(), 'throughline-private-'));
afterEach(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

const modeOf = (...path: string[]) => (statSync(join(folder, ...path)).mode & 0o777).toString(8);

it('puts right what was left for others to read, but what is another user’s, and keeps it so', () => {
  for (const name of ['logs', 'postgres']) mkdirSync(join(folder, name));
  for (const path of [['keys.json'], ['logs', 'api.log'], ['postgres', 'PG_VERSION']])
    writeFileSync(join(folder, ...path), '');
  chmodSync(folder, 0o755);
  expect([modeOf('keys.json'), modeOf('logs', 'api.log'), modeOf('logs')]).toEqual(['644', '644', '755']);

  makePrivate(folder, ['postgres']);
  expect([modeOf(), modeOf('logs'), modeOf('keys.json'), modeOf('logs', 'api.log')]).toEqual([
    ...['700', '700', '600', '600'],
  ]);
  expect([modeOf('postgres'), modeOf('postgres', 'PG_VERSION')]).toEqual(['755', '644']);
  writeFileSync(join(folder, 'later'), '');
  mkdirSync(join(folder, 'inner'));
  expect([modeOf('later'), modeOf('inner')]).toEqual(['600', '700']);
});
