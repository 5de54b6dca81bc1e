import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { duties } from '../../tools/check/duties.ts';
import { judge } from '../../tools/check/gate.ts';
import { dutiesOf, ledgerFile, readLedger } from '../../tools/duties/ledger.ts';
import { pageFile } from '../../tools/duties/page.ts';
import { Copy } from '../../tools/duties/prove.ts';
import { shownBy } from '../../tools/duties/titles.ts';
import { plant, type PlantedTree } from '../support/planted-tree.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const trees: PlantedTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

/** The project's own duties, tests and rules, to plant a violation in. */
function planted(): string {
  const tree = plant({ 'docs/index.md': '' });
  trees.push(tree);
  for (const name of ['src', 'test', 'tools/duties', pageFile, 'package.json'])
    cpSync(join(project, name), join(tree.root, name), {
      recursive: true,
      filter: (path) => !path.includes('generated') && !path.includes('histories'),
    });
  return tree.root;
}
const change = (root: string, file: string, from: string, to: string) => {
  const text = readFileSync(join(root, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(root, file), text.replace(from, to));
};

describe('the gate of the duties', () => {
  it('passes the project as it is, having read its tests', async () => {
    const verdict = await judge(duties, planted());
    expect(verdict).toMatchObject({ passed: true, problems: [] });
    expect(verdict.examined).toBeGreaterThan(10);
  });

  it('notices a test that is taken away', async () => {
    const root = planted();
    for (const { duty, file } of shownBy(root))
      if (duty === 'DI-1') rmSync(join(root, file), { force: true });
    const { problems } = await judge(duties, root);
    expect(problems).toContain('DI-1 is shown by no test');
    expect(problems).toContain(`${pageFile} lags behind (npm run duties)`);
  });

  it('notices what does a duty no more, and a rule that is not where it was', async () => {
    const root = planted();
    change(root, ledgerFile, "- 'raiseDispute'", "- 'raiseVoice'");
    change(
      root,
      'src/features/outcomes/rules.ts',
      "opens: [{ on: 'step', step: 'raiseDispute' }],",
      'opens: [],',
    );
    const { problems } = await judge(duties, root);
    expect(problems).toContain('DI-1 is done with raiseVoice, which is not there');
    expect(problems.some((problem) => problem.startsWith('DI-1: its rule is not to be found'))).toBe(true);
  });

  it('notices a duty that is left out, though rules and tests name it', async () => {
    const root = planted();
    change(root, ledgerFile, '- id: DI-1', '- id: DI-7');
    const { problems } = await judge(duties, root);
    expect(problems).toContain('a rule of a profile names DI-1, which the ledger does not know');
    expect(problems.some((problem) => problem.endsWith('shows DI-1, which the ledger does not know'))).toBe(
      true,
    );
  });

  it('fails without a ledger', async () => {
    const root = planted();
    rmSync(join(root, ledgerFile));
    expect(await judge(duties, root)).toMatchObject({ passed: false, examined: 0 });
  });
});

describe('the proof', () => {
  it(
    'tells a rule whose test notices that it is off from one whose test does not',
    { timeout: 120_000 },
    async () => {
      const duty = dutiesOf(readLedger(project)).find(({ id }) => id === 'DI-1');
      if (!duty) throw new Error('no such duty');
      const copy = new Copy(project);
      try {
        const shown = shownBy(project);
        expect(await copy.prove(duty, shown)).toMatchObject({ noticed: true });
        const title = {
          file: 'src/features/outcomes/rules.ts',
          find: "title: 'Settle the dispute',",
          replace: "title: 'Settle it',",
        };
        expect(await copy.prove({ ...duty, off: [title] }, shown)).toMatchObject({ noticed: false });
        expect(await copy.prove({ ...duty, off: [{ ...title, find: 'nowhere' }] }, shown)).toMatchObject({
          noticed: false,
          said: expect.stringContaining('does not hold exactly once'),
        });
      } finally {
        await copy.remove();
      }
    },
  );
});
