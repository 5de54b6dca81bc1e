import { afterEach, describe, expect, it } from 'vitest';
import { judge, type Verdict } from '../../tools/check/gate.ts';
import { pages } from '../../tools/check/pages.ts';
import { manifest, plant, type PlantedTree } from '../support/planted-tree.ts';

const trees: PlantedTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

const judged = async (files: Record<string, string>): Promise<Verdict> => {
  const tree = plant(files);
  trees.push(tree);
  return await judge(pages, tree.root);
};
const front = { 'README.md': '# A product\n' };

describe('pages', () => {
  it('passes links that lead somewhere, to files, folders, headings and other sites', async () => {
    const verdict = await judged({
      'README.md': [
        'See [the walk](docs/walk.md), [its end](docs/walk.md#end), [all](docs), [elsewhere](https://a.example/x.md).',
        '![a sheet](docs/sheet.png) <img src="docs/sheet.png"> [below](#below) [kept][1]',
        '[1]: docs/walk.md "The walk"',
      ].join('\n\n'),
      'docs/walk.md': '[back](../README.md), `[code](gone.md)`\n\n```\n[output](gone.md)\n```\n',
      'docs/sheet.png': 'png',
    });
    expect(verdict).toMatchObject({ passed: true, examined: 2, problems: [] });
  });

  it.each([
    ['[the walk](docs/wlak.md)', 'docs/wlak.md'],
    ['[the walk](docs/Walk.md)', 'docs/Walk.md'],
    ['[the walk](docs/wlak.md#end "Its end")', 'docs/wlak.md#end'],
    ['![a sheet](docs/sheet.png)', 'docs/sheet.png'],
    ['<img alt="a sheet" src="docs/sheet.png">', 'docs/sheet.png'],
    ['See [it][1].\n\n[1]: docs/wlak.md', 'docs/wlak.md'],
  ])('notices a link that leads nowhere: %s', async (text, target) => {
    const { problems, passed } = await judged({ 'README.md': `${text}\n`, 'docs/walk.md': '# The walk\n' });
    expect(problems).toEqual([`README.md: leads to ${target}, which is not there`]);
    expect(passed).toBe(false);
  });

  it('reads a link from where its page is', async () => {
    const verdict = await judged({ ...front, 'docs/walk.md': '[front](README.md)\n' });
    expect(verdict.problems).toEqual(['docs/walk.md: leads to README.md, which is not there']);
  });

  it('notices a command that is not there', async () => {
    const named = { 'docs/ops.md': '```sh\nnpm run --silent rebuild\nnpm run rebuld\n```\n' };
    const scripts = JSON.stringify({
      ...(JSON.parse(manifest([])) as object),
      scripts: { rebuild: 'node rebuild.js' },
    });
    const verdict = await judged({ ...front, ...named, 'package.json': scripts });
    expect(verdict.problems).toEqual(['docs/ops.md: npm run rebuld is no command of package.json']);
  });

  it('wants a README of at most 10,000 bytes, in which a letter may be several', async () => {
    expect(await judged({ 'README.md': 'a'.repeat(10_000) })).toMatchObject({ passed: true });
    const long = await judged({ 'README.md': `${'a'.repeat(9_998)}✓` });
    expect(long).toMatchObject({ passed: false, problems: ['README.md: 10001 bytes (at most 10000)'] });
    const none = await judged({ 'docs/walk.md': '# The walk\n' });
    expect(none).toMatchObject({ passed: false, problems: ['README.md is missing'] });
  });

  it('fails when there is nothing to examine', async () => {
    const verdict = await judged({ 'src/a.ts': 'export {};\n' });
    expect(verdict).toMatchObject({ examined: 0, passed: false, problems: ['this gate examined no files'] });
  });
});
