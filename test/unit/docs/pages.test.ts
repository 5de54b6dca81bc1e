import { describe, expect, it } from 'vitest';
import { metricsIn, queriesIn, routesIn, routesOf } from '../../support/page-names.ts';
import { playPage } from '../../support/pages.ts';

const fence = (info: string, ...lines: string[]): string => ['```' + info, ...lines, '```', ''].join('\n');
const page = (...parts: string[]): string => parts.join('\n');
const id = '20bedab0-f849-5788-9654-9dd82ce24854';

describe('a page that is played', () => {
  it('stays as it is where its commands print what it says, but for ids, times and what it leaves out', async () => {
    const text = page(
      '# A page\n',
      fence('sh', `ID=${id}`, 'echo "$ID 2037-03-02T15:00:00.000Z 2037-03-02"'),
      fence('', '7f1e8a5c-0b7d-5c3e-8a52-3d1f0c9b7e24 2026-11-22T17:58:47.462Z 2026-11-22'),
      'and in the same shell\n',
      fence('sh', 'echo "${ID%%-*}"', 'echo 12 enrollments, 3 events'),
      fence('', '20bedab0', '… enrollments, … events'),
      fence('sh by hand', 'exit 1'),
      fence('json', '{}'),
    );
    expect(await playPage(text, process.env)).toEqual({ page: text, commands: 2 });
  });

  it('says something else where they print something else, more, or less', async () => {
    const said = (shown: string[], script: string) =>
      page(fence('sh', script), ...(shown.length > 0 ? [fence('', ...shown)] : []), 'The end.\n');
    const cases = [
      { before: ['[ 1 ]'], script: 'echo "[ 2 ]"', after: ['[ 2 ]'] },
      { before: ['1 of 2'], script: 'echo 1 of 2; echo 2 of 2', after: ['1 of 2', '2 of 2'] },
      { before: ['… of 2'], script: 'echo 1 of 3', after: ['1 of 3'] },
      { before: [], script: 'echo aloud', after: ['aloud'] },
      { before: ['aloud'], script: 'true', after: [] },
    ];
    for (const { before, script, after } of cases)
      expect((await playPage(said(before, script), process.env)).page).toBe(said(after, script));
  });

  it('is not true where a command fails, or is refused and does not say so', async () => {
    const text = (script: string) => page(fence('sh', 'echo begun'), fence('', 'begun'), fence('sh', script));
    await expect(playPage(text('false'), process.env)).rejects.toThrow(/ended with 1 at:\s+false/);
    await expect(playPage(text('false | cat'), process.env)).rejects.toThrow('ended with 1');
    await expect(playPage(text('echo "$UNSET"'), process.env)).rejects.toThrow('UNSET');
    await expect(playPage(text('exit 0'), process.env)).rejects.toThrow('exit 0');
    await expect(playPage(text('! false'), process.env)).resolves.toMatchObject({ commands: 2 });
  });

  it('has no output of nothing, and closes its fences', async () => {
    await expect(playPage(fence('', 'said by whom?'), process.env)).rejects.toThrow(
      'line 1: an output of nothing',
    );
    const apart = page(fence('sh', 'echo 1'), 'Some words.\n', fence('', '1'));
    await expect(playPage(apart, process.env)).rejects.toThrow('an output of nothing');
    await expect(playPage('```sh\necho 1\n', process.env)).rejects.toThrow('never closed');
  });
});

describe('what pages name', () => {
  it('is found: routes, queries, metrics', () => {
    expect(routesIn('`GET /staff/{id}/agenda`, `POST /api/v1/reports/{month}` and GET /fund.')).toEqual([
      'GET /staff/{}/agenda',
      'POST /reports/{}',
      'GET /fund',
    ]);
    expect(routesOf({ paths: { '/api/v1/reports/{file}': { get: {} }, '/readyz': { get: {} } } })).toEqual([
      'GET /reports/{}',
      'GET /readyz',
    ]);
    expect(queriesIn('| What is overdue? | `TlOverdue > 0` |\n| npm | `npm run rebuild` |')).toEqual([
      'TlOverdue > 0',
    ]);
    expect(metricsIn('`throughline_pending_steps` (worker)')).toEqual(['throughline_pending_steps']);
  });
});
