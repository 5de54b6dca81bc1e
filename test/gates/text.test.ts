import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { format } from '../../tools/check/format.ts';
import { type Gate, judge, type Verdict } from '../../tools/check/gate.ts';
import { length } from '../../tools/check/length.ts';
import { places } from '../../tools/check/places.ts';
import { words } from '../../tools/check/words.ts';
import { plant, type PlantedTree } from '../support/planted-tree.ts';

const trees: PlantedTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

// Without the configuration files these trees hold exactly the files that a test names.
const bare = Object.fromEntries(
  [
    '.oxlintrc.json',
    '.prettierrc.json',
    '.prettierignore',
    '.dependency-cruiser.cjs',
    'knip.jsonc',
    'tsconfig.json',
  ].map((name) => [name, null]),
);

const judged = async (gate: Gate, files: Record<string, string>, git = false): Promise<Verdict> => {
  const tree = plant({ ...bare, ...files });
  trees.push(tree);
  if (git) spawnSync('git', ['init', '--quiet'], { cwd: tree.root });
  return await judge(gate, tree.root);
};

const nothing = { examined: 0, passed: false, problems: ['this gate examined no files'] };

describe('format', () => {
  it('passes formatted files, reports the others, and reads what git would track', async () => {
    const files = {
      '.gitignore': 'node_modules\ndist\n',
      '.prettierrc.json': '{ "singleQuote": true }\n',
      'src/good.ts': "export const a = 'a';\n",
      'dist/built.js': 'let   x\n',
    };
    expect(await judged(format, files, true)).toMatchObject({ passed: true, examined: 2, problems: [] });
    const bad = { ...files, 'src/bad.ts': 'export const a = "a"\n', 'docs/bad.json': '{"a":}' };
    const verdict = await judged(format, bad, true);
    expect(verdict).toMatchObject({ passed: false, examined: 4 });
    expect(verdict.problems).toEqual([
      expect.stringMatching(/^docs\/bad\.json: /),
      'src/bad.ts: not formatted (npm run format)',
    ]);
  });

  it('fails when there is nothing to examine', async () => {
    expect(await judged(format, {})).toMatchObject(nothing);
  });
});

describe('length', () => {
  const lines = (count: number) => 'export {};\n'.repeat(count);

  it('lists long source files and fails on too long ones, leaving generated ones and tests alone', async () => {
    const verdict = await judged(length, {
      'src/ok.ts': lines(200),
      'src/long.ts': lines(201),
      'src/at-most.ts': lines(300),
      'src/too-long.ts': lines(301),
      'src/kit/postgres/generated/client.ts': lines(900),
      'test/table.ts': lines(900),
    });
    expect(verdict).toMatchObject({
      passed: false,
      examined: 4,
      problems: ['src/too-long.ts: 301 lines (at most 300)'],
      notes: ['src/at-most.ts: 300 lines, over 200', 'src/long.ts: 201 lines, over 200'],
    });
  });

  it('fails on a small file that one other imports, unless the layout names it', async () => {
    const one = 'export const one = 1;\n';
    const verdict = await judged(length, {
      'src/big.ts': [
        "import { one as a } from './small.ts';",
        "import type { Two } from './type.ts';",
        "export * from './kit/again.ts';",
        "void import('./later.ts');",
        "import './shared.ts';",
        "import './tested.ts';",
        "import './at-most.ts';",
        "import './feature/rules.ts';",
        "import './workflows/crisis.ts';",
        lines(20),
      ].join('\n'),
      'src/small.ts': one,
      'src/type.ts': 'export type Two = 2;\n',
      'src/kit/again.ts': one,
      'src/later.ts': one,
      'src/shared.ts': one,
      'src/tested.ts': one,
      'src/at-most.ts': lines(20),
      'src/feature/rules.ts': one,
      'src/workflows/crisis.ts': one,
      'src/alone.ts': "import './shared.ts';\n",
      'src/kit/postgres/generated/enums.ts': "import '../../../small.ts';\n",
      'test/unit/tested.test.ts': "import '../../src/tested.ts';\n",
      'test/unit/helper.ts': one,
      'test/unit/other.test.ts': "import './helper.ts';\n",
    });
    expect(verdict.problems).toEqual([
      'src/kit/again.ts: under 20 lines, and only src/big.ts imports it: it lives with it',
      'src/later.ts: under 20 lines, and only src/big.ts imports it: it lives with it',
      'src/small.ts: under 20 lines, and only src/big.ts imports it: it lives with it',
      'src/type.ts: under 20 lines, and only src/big.ts imports it: it lives with it',
    ]);
  });

  it('passes short files, and fails when there are none', async () => {
    expect(await judged(length, { 'src/ok.ts': lines(3) })).toMatchObject({ passed: true, examined: 1 });
    expect(await judged(length, { 'test/ok.ts': lines(3) })).toMatchObject(nothing);
  });
});

describe('words', () => {
  const known = "export const modes = ['phone', 'text', 'video'] as const;\n";
  const union = "export type State = 'open' | 'closed';\n";
  const schemas =
    "import { modes } from './modes.ts';\nexport const a = [z.enum(modes), z.enum(['false', 'true'])];\n";

  it('passes a schema that takes its words from where they are known', async () => {
    const verdict = await judged(words, { 'src/modes.ts': known + union, 'src/schemas.ts': schemas });
    expect(verdict).toMatchObject({ passed: true, examined: 2, problems: [] });
  });

  it('finds words that a schema writes again: of a list, of a type, of another schema, in any order', async () => {
    const verdict = await judged(words, {
      'src/modes.ts': known + union,
      'src/schemas.ts': `${schemas}export const b = z.enum(['video', ...(['text', 'phone'] as const)]);\n`,
      'src/replies.ts': "export const c = z\n  .enum(['closed', 'open'])\n  .optional();\n",
      'src/a.ts': "export const d = z.enum(['up', 'down']);\n",
      'src/b.ts': "export const e = z.enum(['down', 'up']);\n",
      'src/c.ts': "export const f = z.enum(['up', 'down', 'away']);\n",
    });
    expect(verdict.problems).toEqual([
      'src/a.ts:1: these words stand at src/b.ts:1 as well',
      'src/b.ts:1: these words stand at src/a.ts:1 as well',
      'src/replies.ts:2: these words stand at src/modes.ts:2 as well',
      'src/schemas.ts:3: these words stand at src/modes.ts:1 as well',
    ]);
  });

  it('fails when there is nothing to examine', async () => {
    expect(await judged(words, { 'test/a.ts': known })).toMatchObject(nothing);
  });
});

describe('places', () => {
  // Put together here, so that this file may itself pass the gate.
  const join = (...parts: string[]) => parts.join('');
  it.each([
    ['docs/a.md', join('see /wo', 'rk/main/README.md'), 'a path of one machine'],
    ['src/a.ts', join("const x = '/tm", "p/bash_jobs/1';"), 'a path of one machine'],
    ['src/a.ts', join("const x = '/ro", "ot/.cache';"), 'a path of one machine'],
    ['README.md', join('ls ../sha', 'red/data'), 'a folder outside the repository'],
    ['src/a.ts', join("fetch('https://registry.npm", "js.org/x')"), 'a package registry'],
    ['tools/pom.xml', join('<url>https://repo1.ma', 'ven.org/maven2</url>'), 'a package registry'],
    ['go.env', join('GOPROXY=https://proxy.go', 'lang.org'), 'a package registry'],
    ['docker/a', join('https://py', 'pi.org/simple'), 'a package registry'],
    ['src/a.ts', join('// TO', 'DO later'), 'unfinished work'],
    ['prisma/schema.prisma', join('// FIX', 'ME'), 'unfinished work'],
    ['test/a.test.ts', join('it.on', "ly('x', f)"), 'a test that is focused or left out'],
    ['test/a.test.ts', join('describe.sk', 'ip.each([1])'), 'a test that is focused or left out'],
    ['docs/a.sh', join('new Date(Date.now() + $1 * 9).toISO', 'String().slice(0, 10)'), 'the date in UTC'],
    ['test/a.ts', join('const on = new Date().toISO', 'String().slice(0, 10);'), 'the date in UTC'],
    ['test/a.test.ts', join('test.to', "do('x')"), 'a test that is focused or left out'],
  ])('%s: %s', async (file, line, what) => {
    const verdict = await judged(places, { [file]: `first line\n${line}\n` }, true);
    expect(verdict.problems).toEqual([expect.stringContaining(`${file}:2: ${what}`)]);
    expect(verdict.passed).toBe(false);
  });

  it('passes ordinary text, and lets the CI script look beside the checkout', async () => {
    const verdict = await judged(places, {
      '.ci/run': join('ls ../sha', 'red/scenarios\n'),
      'src/a.ts': "get('/api/v1/work/1'); list.only; skip(3); // methodology\n",
      'compose.yml': 'tmpfs: /tmp\n',
    });
    expect(verdict).toMatchObject({ passed: true, examined: 3, problems: [] });
  });

  it('fails when there is nothing to examine', async () => {
    expect(await judged(places, {})).toMatchObject(nothing);
  });
});
