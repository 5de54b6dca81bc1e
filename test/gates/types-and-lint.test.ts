import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, type Verdict } from '../../tools/check/gate.ts';
import { lint } from '../../tools/check/lint.ts';
import { types } from '../../tools/check/types.ts';
import { manifest, plant, type PlantedTree } from '../support/planted-tree.ts';

const trees: PlantedTree[] = [];
const planted = (files: Record<string, string>): string => {
  const tree = plant({ 'package.json': manifest([]), ...files });
  trees.push(tree);
  return tree.root;
};
afterAll(() => {
  for (const tree of trees) tree.remove();
});

describe('types', () => {
  it('passes a tree without faults, having read it', async () => {
    const root = planted({
      'src/a.ts': 'export const a: number = 1;\n',
      'test/b.ts': "export const b = 'b';\n",
    });
    expect(await judge(types, root)).toMatchObject({ passed: true, problems: [], examined: 2 });
  });

  it('reports each fault with its place, in tests and tools as well', async () => {
    const verdict = await judge(
      types,
      planted({
        'src/a.ts': "export const a: number = 'one';\n",
        'test/b.ts': 'export const b = [1][0].toFixed();\n',
        'tools/c.ts': 'export enum Colour { Red }\n',
      }),
    );
    expect(verdict.passed).toBe(false);
    expect(verdict.problems).toEqual([
      expect.stringMatching(/^src\/a\.ts\(1,14\): error TS2322/),
      expect.stringMatching(/^test\/b\.ts\(1,18\): error TS2532/),
      expect.stringMatching(/^tools\/c\.ts\(1,13\): error TS1294/),
    ]);
  });

  it('reads the console by its own project, which knows a browser and where node is not', async () => {
    const config = { extends: '../../tsconfig.json', include: ['.'], exclude: [] };
    const verdict = await judge(
      types,
      planted({
        'src/a.ts': 'export const a: unknown = document.body;\n',
        'src/console/tsconfig.json': JSON.stringify({
          ...config,
          compilerOptions: { lib: ['es2023', 'dom'], types: [] },
        }),
        'src/console/b.ts': 'export const b: unknown = document.body;\nexport const c = process.pid;\n',
      }),
    );
    expect(verdict).toMatchObject({ passed: false, examined: 2 });
    expect(verdict.problems).toEqual([
      expect.stringMatching(/^src\/a\.ts\(1,27\): error TS2584/),
      expect.stringMatching(/^src\/console\/b\.ts\(2,18\): error TS2591/),
    ]);
  });

  it('fails when there is nothing to examine', async () => {
    const verdict = await judge(types, planted({}));
    expect(verdict).toMatchObject({ examined: 0, passed: false });
    expect(verdict.problems).toContain('this gate examined no files');
  });
});

const asyncFunction = 'export const later = (): Promise<void> => Promise.resolve();\n';
// A validator is called and never awaited: an asynchronous one accepts everything.
const asyncValidator = `const define = (validator: (text: string) => void): unknown => validator;
export const defined = define(async (text) => {
  await Promise.reject(new Error(text));
});
`;

const offences: [string, string, string][] = [
  ['typescript(no-floating-promises)', 'src/floating.ts', `${asyncFunction}later();\n`],
  ['typescript(no-misused-promises)', 'src/misused.ts', asyncValidator],
  [
    'typescript(switch-exhaustiveness-check)',
    'src/switch.ts',
    "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}\n",
  ],
  ['typescript(no-explicit-any)', 'src/any.ts', 'export const f = (x: any): string => String(x);\n'],
  [
    'typescript(no-unsafe-return)',
    'src/unsafe.ts',
    'export const f = (s: string): number => JSON.parse(s);\n',
  ],
  ['typescript(no-non-null-assertion)', 'src/nonnull.ts', 'export const f = (x?: number): number => x!;\n'],
  ['eslint(no-console)', 'src/api/console.ts', "export const f = (): void => console.log('x');\n"],
  [
    'eslint(no-restricted-properties)',
    'src/engine/policy/clock.ts',
    'export const now = (): number => Date.now();\n',
  ],
  [
    'eslint(no-restricted-globals)',
    'src/engine/policy/process.ts',
    'export const pid = (): number => process.pid;\n',
  ],
  [
    'eslint(no-restricted-globals)',
    'src/workflows/zone.ts',
    'export const zone = (): unknown => new Intl.DateTimeFormat();\n',
  ],
  ['eslint(eqeqeq)', 'tools/equal.ts', 'export const f = (x: number): boolean => x == 1;\n'],
  [
    'vitest(no-focused-tests)',
    'test/focused.test.ts',
    `import { it } from 'vitest';\n${['it', 'only'].join('.')}('x', () => {});\n`,
  ],
];

describe('lint', () => {
  let broken: Verdict;
  beforeAll(async () => {
    const files = Object.fromEntries(offences.map(([, file, text]) => [file, text]));
    broken = await judge(lint, planted(files));
  });

  it.each(offences)('%s: %s', (rule, file) => {
    const about = broken.problems.filter((problem) => problem.startsWith(`${file}:`));
    expect(about).toEqual([expect.stringContaining(rule)]);
    expect(broken).toMatchObject({ passed: false, examined: offences.length });
  });

  it('passes what keeps the rules, with a console where one is meant', async () => {
    const root = planted({
      'src/later.ts': `${asyncFunction}await later();\n`,
      'src/cli/hello.ts': "console.log('hello');\n",
      'src/engine/policy/date.ts': 'export const at = (time: number): Date => new Date(time);\n',
    });
    expect(await judge(lint, root)).toMatchObject({ passed: true, problems: [], examined: 3 });
  });

  it('fails when there is nothing to examine', async () => {
    for (const files of [{}, { 'src/README.md': 'no code\n' }]) {
      expect(await judge(lint, planted(files))).toMatchObject({
        examined: 0,
        passed: false,
        problems: ['this gate examined no files'],
      });
    }
  });
});
