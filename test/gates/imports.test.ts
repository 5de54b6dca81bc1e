import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, type Verdict } from '../../tools/check/gate.ts';
import { imports } from '../../tools/check/imports.ts';
import { manifest, plant, type PlantedTree } from '../support/planted-tree.ts';

const value = (path: string) => `import { thing } from '${path}';\nexport const used = thing;\n`;
const type = (path: string) => `import type { Thing } from '${path}';\nexport type Used = Thing;\n`;
const from = (pkg: string) => `import * as all from '${pkg}';\nexport const used = all;\n`;
const thing = 'export const thing = 1;\nexport type Thing = number;\n';

/** What may be imported from each room, and one file in each that obeys. */
const lawful = {
  'package.json': manifest(
    [
      'zod',
      'express',
      'pg',
      '@temporalio/client',
      '@temporalio/worker',
      '@temporalio/workflow',
      '@temporalio/activity',
    ],
    ['vitest', 'fast-check'],
  ),
  'src/domain/thing.ts': thing,
  'src/contracts/thing.ts': `${thing}${from('zod')}`,
  'src/kit/content-hash.ts': from('node:crypto'),
  'src/activities/thing.ts': `${thing}${from('@temporalio/activity')}`,
  'src/adapters/postgres/thing.ts': `${thing}${from('pg')}`,
  'src/gateway/thing.ts': `${thing}${from('@temporalio/client')}`,
  'src/workflows/index.ts': `${from('@temporalio/workflow')}export type * from '../activities/thing.ts';\n`,
  'src/workflows/good.ts': type('../activities/thing.ts'),
  'src/api/main.ts': value('../adapters/postgres/thing.ts'),
  'src/api/good.ts': `${value('../gateway/thing.ts')}${from('express').replaceAll('all', 'express').replace('used', 'app')}`,
  'src/worker/main.ts': `${value('../activities/thing.ts')}${from('@temporalio/worker').replace('used', 'worker')}`,
  'src/servers/thing.ts': `${thing}${from('@temporalio/client')}`,
  'test/support/thing.ts': thing,
  'tools/thing.ts': thing,
};

/** The rule that must object, the file with the offence, its text. */
const offences: [string, string, string][] = [
  ['domain-is-pure', 'src/domain/bad-contract.ts', value('../contracts/thing.ts')],
  ['domain-is-pure', 'src/domain/bad-type.ts', type('../contracts/thing.ts')],
  ['domain-is-pure', 'src/domain/bad-core.ts', from('node:fs')],
  ['domain-is-pure', 'src/domain/bad-package.ts', from('zod')],
  ['contracts-are-small', 'src/contracts/bad-activity.ts', value('../activities/thing.ts')],
  ['contracts-are-small', 'src/contracts/bad-crypto.ts', from('node:crypto')],
  ['workflows-are-thin', 'src/workflows/bad-adapter.ts', value('../adapters/postgres/thing.ts')],
  ['workflows-are-thin', 'src/workflows/bad-core.ts', from('node:fs')],
  ['workflows-know-activities-by-type', 'src/workflows/bad-activity.ts', value('../activities/thing.ts')],
  ['activities-know-interfaces', 'src/activities/bad-adapter.ts', value('../adapters/postgres/thing.ts')],
  ['adapters-are-outermost', 'src/adapters/bad-gateway.ts', value('../gateway/thing.ts')],
  ['gateway-knows-workflows-by-type', 'src/gateway/bad-workflow.ts', from('../workflows/index.ts')],
  ['api-goes-through-the-gateway', 'src/api/bad-adapter.ts', value('../adapters/postgres/thing.ts')],
  ['api-goes-through-the-gateway', 'src/api/bad-activity.ts', value('../activities/thing.ts')],
  ['nothing-imports-an-entry', 'src/gateway/bad-entry.ts', from('../worker/main.ts')],
  ['one-temporal-client', 'src/api/bad-client.ts', from('@temporalio/client')],
  ['one-temporal-worker', 'src/gateway/bad-worker.ts', from('@temporalio/worker')],
  ['one-database-client', 'src/api/bad-database.ts', from('pg')],
  ['source-stands-alone', 'src/gateway/bad-test.ts', value('../../test/support/thing.ts')],
  ['source-stands-alone', 'src/gateway/bad-tool.ts', value('../../tools/thing.ts')],
  ['no-dev-packages-in-source', 'src/gateway/bad-dev.ts', from('fast-check')],
  [
    'no-cycles',
    'src/domain/bad-cycle.ts',
    "export { back } from './bad-cycle-back.ts';\nexport const there = 1;\n",
  ],
  ['no-orphans', 'src/domain/bad-orphan.ts', 'export const nobody = 1;\n'],
  ['no-missing-module', 'src/domain/bad-missing.ts', value('./nowhere.ts')],
];

const trees: PlantedTree[] = [];
const judged = async (files: Record<string, string | null>): Promise<Verdict> => {
  const tree = plant(files);
  trees.push(tree);
  return await judge(imports, tree.root);
};
afterAll(() => {
  for (const tree of trees) tree.remove();
});

describe('import law', () => {
  let broken: Verdict;
  beforeAll(async () => {
    broken = await judged({
      ...lawful,
      ...Object.fromEntries(offences.map(([, file, text]) => [file, text])),
      'src/domain/bad-cycle-back.ts': "import { there } from './bad-cycle.ts';\nexport const back = there;\n",
    });
  });

  it('lets the lawful tree pass, and has read it', async () => {
    const verdict = await judged({
      ...lawful,
      'src/contracts/uses.ts': value('../domain/thing.ts'),
      'test/all.test.ts': Object.keys(lawful)
        .concat('src/contracts/uses.ts')
        .filter((file) => file.endsWith('.ts'))
        .map((file) => `import '../${file}';\n`)
        .join(''),
    });
    expect(verdict.problems).toEqual([]);
    expect(verdict.passed).toBe(true);
    expect(verdict.examined).toBe(Object.keys(lawful).length + 1);
  });

  it.each(offences)('%s: %s', (rule, file) => {
    const about = broken.problems.filter(
      (problem) => problem.startsWith(`${rule}: `) && problem.includes(file),
    );
    expect(about, broken.problems.join('\n')).toHaveLength(1);
    expect(broken.passed).toBe(false);
  });

  it('fails when there is nothing to examine', async () => {
    for (const files of [{}, { 'src/README.md': 'no code\n' }]) {
      const verdict = await judged(files);
      expect(verdict).toMatchObject({ examined: 0, passed: false });
      expect(verdict.problems).toContain('this gate examined no files');
    }
  });

  it('fails when it saw files but no import in any (a TypeScript it cannot read)', async () => {
    const verdict = await judged({ 'src/cli/a.ts': thing, 'src/cli/b.ts': thing });
    expect(verdict.problems).toEqual([expect.stringContaining('cannot read this TypeScript')]);
  });
});
