import { afterEach, describe, expect, it } from 'vitest';
import { judge, type Verdict } from '../../tools/check/gate.ts';
import { unused } from '../../tools/check/unused.ts';
import { manifest, plant, type PlantedTree } from '../support/planted-tree.ts';

const trees: PlantedTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});
const judged = async (files: Record<string, string>): Promise<Verdict> => {
  const tree = plant({ 'package.json': manifest(['zod']), ...files });
  trees.push(tree);
  return await judge(unused, tree.root);
};

const used = {
  'src/api/main.ts': "import { z } from 'zod';\nimport { a } from '../engine/policy/a.ts';\nvoid [z, a];\n",
  'src/engine/policy/a.ts': 'export const a = 1;\n',
};

describe('unused code', () => {
  it('passes a tree in which all is used, having read it', async () => {
    expect(await judged(used)).toMatchObject({ passed: true, problems: [], examined: 2 });
  });

  it('finds unused files, exports and packages, and packages nobody declared', async () => {
    const verdict = await judged({
      ...used,
      'package.json': manifest(['zod', 'express', 'helmet']),
      'src/engine/policy/a.ts': 'export const a = 1;\nexport const b = 2;\n',
      'src/engine/policy/alone.ts': 'export const c = 3;\n',
      'src/worker/main.ts': "import 'express';\nimport 'pg';\n",
    });
    expect(verdict.passed).toBe(false);
    expect(verdict.problems).toEqual([
      expect.stringMatching(/^package\.json: .*\(dependencies\): helmet$/),
      expect.stringMatching(/^src\/engine\/policy\/a\.ts:2: .*\(exports\): b$/),
      'src/engine/policy/alone.ts: unused file',
      expect.stringMatching(/^src\/worker\/main\.ts:2: .*\(unlisted\): pg$/),
    ]);
  });

  it('goes through the console from its page', async () => {
    const verdict = await judged({
      ...used,
      'src/console/main.tsx': "import { b } from './b.tsx';\nvoid b;\n",
      'src/console/b.tsx': 'export const b = 1;\n',
      'src/console/alone.tsx': 'export const c = 3;\n',
    });
    expect(verdict.problems).toEqual(['src/console/alone.tsx: unused file']);
  });

  it('fails when there is nothing to examine', async () => {
    const verdict = await judged({ 'package.json': manifest([]) });
    expect(verdict).toMatchObject({ examined: 0, passed: false, problems: ['this gate examined no files'] });
  });
});
