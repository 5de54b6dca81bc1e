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
  ...Object.fromEntries(
    ['calendar', 'policy', 'record', 'obligations', 'documents', 'deadlines', 'notifications', 'steps'].map(
      (folder) => [`src/engine/${folder}/thing.ts`, thing],
    ),
  ),
  'src/engine/record/uses.ts': value('../policy/thing.ts'),
  'src/features/one/thing.ts': `${thing}${type('../../engine/steps/thing.ts')}`,
  'src/features/two/uses.ts': value('../one/thing.ts'),
  'src/features/one/api/thing.ts': `${type('../postgres/thing.ts')}${from('zod')}`,
  'src/features/one/postgres/thing.ts': `${thing}${from('pg')}`,
  'src/features/one/activities/thing.ts': `${thing}${from('@temporalio/activity')}`,
  'src/pathway/thing.ts': `${thing}${value('../features/one/thing.ts').replace('used', 'composed')}`,
  'src/pathway/profiles/county.ts': thing,
  'src/contracts/thing.ts': `${thing}${type('../pathway/thing.ts')}`,
  'src/kit/http/thing.ts': `${thing}${from('express').replaceAll('all', 'express').replace('used', 'app')}`,
  'src/kit/postgres/thing.ts': from('pg'),
  'src/kit/temporal/thing.ts': `${thing}${from('@temporalio/client')}`,
  'src/workflows/index.ts': `${from('@temporalio/workflow')}export type * from '../features/one/activities/thing.ts';\n`,
  'src/activities/index.ts': type('../features/one/activities/thing.ts'),
  'src/workflows/good.ts': type('../features/one/activities/thing.ts'),
  'src/api/main.ts': value('../features/one/postgres/thing.ts'),
  'src/worker/main.ts': `${value('../features/one/activities/thing.ts')}${from('@temporalio/worker').replace('used', 'worker')}`,
  'src/console/main.tsx': `${value('../engine/steps/thing.ts')}${type('../features/one/api/thing.ts').replace('Used', 'Reply')}`,
  'src/servers/thing.ts': `${thing}${from('@temporalio/client')}`,
  'test/support/thing.ts': thing,
  'tools/thing.ts': thing,
};

/** Of each folder of the engine one that it must not know. */
const engineOrder = [
  ['calendar', 'policy'],
  ['policy', 'record'],
  ['record', 'obligations'],
  ['obligations', 'documents'],
  ['documents', 'obligations'],
  ['deadlines', 'notifications'],
  ['notifications', 'steps'],
  ['steps', ''],
] as const;

/** The rule that must object, the file with the offence, its text. */
const offences: [string, string, string][] = [
  ...engineOrder
    .slice(0, -1)
    .map(([folder, next]): [string, string, string] => [
      `engine-${folder}`,
      `src/engine/${folder}/bad-order.ts`,
      type(`../${next}/thing.ts`),
    ]),
  ['engine-steps', 'src/engine/steps/bad-feature.ts', type('../../features/one/thing.ts')],
  ['engine-policy', 'src/engine/policy/bad-core.ts', from('node:fs')],
  ['features-are-pure', 'src/features/one/bad-core.ts', from('node:fs')],
  ['features-are-pure', 'src/features/one/bad-package.ts', from('zod')],
  ['features-are-pure', 'src/features/one/bad-store.ts', type('./postgres/thing.ts')],
  ['features-are-pure', 'src/features/one/bad-kit.ts', value('../../kit/http/thing.ts')],
  ['features-are-pure', 'src/features/one/bad-pathway.ts', type('../../pathway/thing.ts')],
  ['pathway-is-pure', 'src/pathway/bad-api.ts', type('../features/one/api/thing.ts')],
  ['feature-api-parses-and-replies', 'src/features/one/api/bad-app.ts', value('../../../api/main.ts')],
  ['feature-api-knows-stores-by-type', 'src/features/one/api/bad-store.ts', value('../postgres/thing.ts')],
  [
    'feature-api-knows-stores-by-type',
    'src/features/one/api/bad-kit.ts',
    value('../../../kit/temporal/thing.ts'),
  ],
  ['feature-stores-are-outermost', 'src/features/one/postgres/bad-route.ts', type('../api/thing.ts')],
  ['feature-activities-know-no-route', 'src/features/one/activities/bad-route.ts', type('../api/thing.ts')],
  ['kit-knows-no-feature', 'src/kit/http/bad-feature.ts', type('../../features/one/thing.ts')],
  ['kit-knows-no-feature', 'src/kit/postgres/bad-api.ts', type('../../api/main.ts')],
  ['activities-are-a-list', 'src/activities/bad-store.ts', type('../features/one/postgres/thing.ts')],
  ['contracts-are-small', 'src/contracts/bad-kit.ts', value('../kit/http/thing.ts')],
  ['contracts-are-small', 'src/contracts/bad-crypto.ts', from('node:crypto')],
  ['workflows-are-thin', 'src/workflows/bad-store.ts', type('../features/one/postgres/thing.ts')],
  ['workflows-are-thin', 'src/workflows/bad-core.ts', from('node:fs')],
  [
    'workflows-know-activities-by-type',
    'src/workflows/bad-activity.ts',
    value('../features/one/activities/thing.ts'),
  ],
  [
    'profiles-are-the-agencys',
    'src/features/one/activities/bad-profile.ts',
    value('../../../pathway/profiles/county.ts'),
  ],
  ['nothing-imports-an-entry', 'src/kit/http/bad-entry.ts', value('../../worker/main.ts')],
  ['one-temporal-client', 'src/api/bad-client.ts', from('@temporalio/client')],
  ['one-temporal-worker', 'src/kit/temporal/bad-worker.ts', from('@temporalio/worker')],
  ['one-database-client', 'src/api/bad-database.ts', from('pg')],
  ['console-is-a-client', 'src/console/bad-schema.tsx', value('../features/one/api/thing.ts')],
  ['console-is-a-client', 'src/console/bad-kit.ts', value('../kit/http/thing.ts')],
  ['console-runs-in-browsers', 'src/console/bad-core.ts', from('node:fs')],
  ['console-is-an-entry', 'src/api/bad-console.ts', value('../console/main.tsx')],
  ['source-stands-alone', 'src/kit/temporal/bad-test.ts', value('../../../test/support/thing.ts')],
  ['source-stands-alone', 'src/kit/temporal/bad-tool.ts', value('../../../tools/thing.ts')],
  ['no-dev-packages-in-source', 'src/kit/temporal/bad-dev.ts', from('fast-check')],
  [
    'no-cycles',
    'src/engine/policy/bad-cycle.ts',
    "export { back } from './bad-cycle-back.ts';\nexport const there = 1;\n",
  ],
  [
    'pure-folders-have-no-circle',
    'src/features/one/bad-circle.ts',
    type('../two/uses.ts').replace('Thing', 'Used as Thing'),
  ],
  ['pure-folders-have-no-circle', 'src/engine/record/deeper/bad-depth.ts', type('../thing.ts')],
  ['no-orphans', 'src/engine/policy/bad-orphan.ts', 'export const nobody = 1;\n'],
  ['no-missing-module', 'src/engine/policy/bad-missing.ts', value('./nowhere.ts')],
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
      'src/engine/record/deeper/other.ts': thing,
      'src/engine/record/uses-deeper.ts': type('./deeper/other.ts'),
      'src/engine/policy/bad-cycle-back.ts':
        "import { there } from './bad-cycle.ts';\nexport const back = there;\n",
    });
  });

  it('lets the lawful tree pass, and has read it', async () => {
    const verdict = await judged({
      ...lawful,
      'src/contracts/uses.ts': value('../pathway/thing.ts'),
      'test/all.test.ts': Object.keys(lawful)
        .concat('src/contracts/uses.ts')
        .filter((file) => /\.tsx?$/.test(file))
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
