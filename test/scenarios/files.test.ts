import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparedKinds } from '../../src/cli/simulate/outcome.ts';
import { compiled } from '../support/built.ts';
import { oracle } from './oracle.ts';
import type { Story } from './oracle.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

const good: Story = {
  referral: { receivedAt: '2037-02-02T09:00:00-06:00', level: 'rsc-i' },
  until: '2037-02-20T09:00:00-06:00',
  events: [{ at: '2037-02-03T10:00:00-06:00', type: 'assignCoordinator', id: 'first' }],
};
const text = JSON.stringify({ ...good, expected: oracle(good) });
const withEvent = (event: object) => JSON.stringify({ ...good, events: [...good.events, event] });
const at = '2037-02-05T10:00:00-06:00';

/** What is in the file, and a word of what is said about it. */
const broken: Record<string, [content: string | Uint8Array, said: RegExp]> = {
  'empty.json': ['', /empty/],
  'blank.json': [' \n\t', /empty/],
  'truncated.json': [text.slice(0, -40), /JSON/],
  'not-json.json': ['referral: today', /JSON/],
  'utf-16.json': [Buffer.from(`\uFEFF${text}`, 'utf16le'), /UTF-8/],
  'latin-1.json': [Buffer.from(text.replace('first', 'prénom'), 'latin1'), /UTF-8/],
  'list.json': [`[${text}]`, /object/],
  'nothing.json': ['null', /object/],
  'unknown-field.json': [JSON.stringify({ ...good, agency: 'ours' }), /agency/],
  'unknown-field-of-event.json': [withEvent({ at, type: 'formRst', team: 3 }), /events\.1.*team/],
  'unknown-type.json': [withEvent({ at, type: 'sendFlowers' }), /events\.1\.type/],
  'unknown-level.json': [withEvent({ at, type: 'changeLevel', level: 'rsc' }), /events\.1\.level/],
  'no-such-day.json': [withEvent({ at: '2037-02-30T10:00:00-06:00', type: 'formRst' }), /events\.1\.at/],
  'no-offset.json': [withEvent({ at: '2037-02-05T10:00:00', type: 'formRst' }), /events\.1\.at/],
  'no-such-closure.json': [JSON.stringify({ ...good, closures: ['2037-02-30'] }), /closures\.0/],
  'no-such-zone.json': [JSON.stringify({ ...good, timezone: 'America/Milwaukee' }), /America\/Milwaukee/],
  'until-too-early.json': [JSON.stringify({ ...good, until: '2037-02-02T08:59:59-06:00' }), /until/],
  'entered-too-early.json': [
    withEvent({ at, recordedAt: '2037-02-04T10:00:00-06:00', type: 'formRst' }),
    /events\.1\.recordedAt/,
  ],
  'void-of-nothing.json': [withEvent({ at, type: 'voidStep', step: 'second' }), /events\.1\.step/],
  'one-id-twice.json': [withEvent({ at, type: 'formRst', id: 'first' }), /events\.1\.id/],
  'no-referral.json': [JSON.stringify({ until: good.until, events: [] }), /referral/],
};

type Ran = { code: number; out: string[]; err: string[] };

function simulate(folder: string, ...args: string[]): Promise<Ran> {
  const lines = (told: string) => told.split('\n').filter((line) => line !== '');
  const command = [compiled('src/cli/simulate.ts'), '--engine', 'domain', ...args];
  // From the project, where the loader is; the files are named in full.
  const files = command.map((arg) => (arg.endsWith('.json') ? join(folder, arg) : arg));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, files, { cwd: project }, (error, stdout, stderr) => {
      const code = error ? error.code : 0;
      if (typeof code === 'number') resolve({ code, out: lines(stdout), err: lines(stderr) });
      else reject(error ?? new Error('no exit code'));
    });
  });
}

describe('files given to simulate', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-scenarios-'));
    for (const [name, [content]] of Object.entries(broken)) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, 'good.json'), text);
    writeFileSync(join(folder, 'marked.json'), `\uFEFF${text}`);
    writeFileSync(join(folder, 'wrong.json'), text.replace('"overdue"', '"open"'));
    writeFileSync(join(folder, 'untold.json'), JSON.stringify(good));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('that are broken are each named with what is wrong, and do not keep the others from being played', async () => {
    const names = Object.keys(broken);
    const files = ['good.json', ...names, 'missing.json', 'untold.json'];
    const { code, out, err } = await simulate(folder, '--json', ...files);
    expect(code).toBe(1);
    for (const [name, [, said]] of Object.entries(broken)) {
      const told = err.filter((line) => line.startsWith(`${join(folder, name)}: `));
      expect(told, name).toHaveLength(1);
      expect(told[0]?.slice(join(folder, name).length), name).toMatch(said);
    }
    expect(err).toContain(`${join(folder, 'missing.json')}: cannot be read`);
    // A line for each problem and nothing else: no stack trace.
    expect(err).toHaveLength(names.length + 1);
    const played = out.map((line) => JSON.parse(line) as { obligations: { kind: string }[] });
    // The product owes more than a scenario tells.
    const compared = played.map(({ obligations, ...rest }) => ({
      ...rest,
      obligations: obligations.filter(({ kind }) => comparedKinds.has(kind)),
    }));
    expect(compared).toEqual([
      { file: join(folder, 'good.json'), engine: 'domain', obligations: oracle(good) },
      { file: join(folder, 'untold.json'), engine: 'domain', obligations: oracle(good) },
    ]);
  });

  it('alone and broken end with 1 and no output', async () => {
    const { code, out, err } = await simulate(folder, '--json', 'truncated.json');
    expect([code, out, err.length]).toEqual([1, [], 1]);
  });

  it('in order end with 0, in silence but for the obligations', async () => {
    const { code, out, err } = await simulate(folder, '--json', 'good.json', 'marked.json');
    expect([code, out.length, err]).toEqual([0, 2, []]);
  });

  it('with a wrong `expected` end with 1, the difference on standard error', async () => {
    const { code, out, err } = await simulate(folder, '--json', 'good.json', 'wrong.json');
    expect([code, out.length]).toEqual([1, 2]);
    const [kind] = oracle(good).filter(({ status }) => status === 'overdue');
    expect(err[0]).toContain(join(folder, 'wrong.json'));
    expect(err.slice(1)).toEqual([
      expect.stringMatching(new RegExp(`expected: ${kind?.kind} .* open`)),
      expect.stringMatching(new RegExp(`played: .*${kind?.kind} .* overdue`)),
    ]);
  });

  it('are asked for when none is named', async () => {
    const { code, out, err } = await simulate(folder, '--json');
    expect([code, out]).toEqual([2, []]);
    expect(err[0]).toMatch(/No file/);
  });
});
