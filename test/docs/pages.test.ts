import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../src/servers/paths.ts';
import { metricsIn, queriesIn, routesIn, routesOf } from '../support/page-names.ts';
import { playPage } from '../support/pages.ts';
import { type Product, startProduct } from '../support/started-product.ts';

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const inFolder = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => (folder === '.' ? file : `${folder}/${file}`));

const recipes = inFolder('docs/how-to');
/** Pages whose commands are typed as they stand there. */
const played = [
  ...['README.md', 'docs/walk.md', 'docs/how-to/operate.md'],
  ...recipes.filter((file) => /\/a-(day|night)-/.test(file)),
];

let product: Product;
beforeAll(async () => {
  // The first command of the README; whoever runs tests has done the part before `&&`.
  const [, start = ''] = /^npm ci && (.+)$/m.exec(read('README.md')) ?? [];
  product = await startProduct(start);
}, 300_000);
afterAll(async () => {
  expect(await product?.stop()).toBe(0);
});

it.each(played)('%s says what its commands do', { timeout: 180_000 }, async (file) => {
  const { page, commands } = await playPage(read(file), product.env);
  expect(commands).toBeGreaterThan(3);
  // `vitest -u` writes into the page what its commands print by now.
  await expect(page).toMatchFileSnapshot(join(projectRoot, file));
});

it('every route that a page names is served', async () => {
  const reply = await fetch(`${product.apiUrl}/openapi.json`);
  const served = new Set(routesOf((await reply.json()) as Parameters<typeof routesOf>[0]));
  const pages = [...inFolder('.'), ...inFolder('docs'), ...inFolder('docs/decisions'), ...recipes];
  const named = pages.flatMap((file) => routesIn(read(file)).map((route) => ({ file, route })));
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter(({ route }) => !served.has(route))).toEqual([]);
});

it('ops find in Temporal and in the metrics what operate.md tells them to look for', async () => {
  const page = read('docs/how-to/operate.md');
  const { TEMPORAL_PORT, WORKER_HEALTH_PORT, PORT } = product.env;
  const queries = queriesIn(page);
  expect(queries.length).toBeGreaterThan(4);
  const connection = await Connection.connect({ address: `127.0.0.1:${TEMPORAL_PORT}` });
  const { workflow } = new Client({ connection });
  for (const query of queries) {
    const { count } = await workflow.count(query);
    // In the demo somebody is overdue, unanswered and unassigned; what else is asked may find nobody.
    expect(count, query).toBeGreaterThanOrEqual(/TlOverdue|TlStage/.test(query) ? 1 : 0);
  }
  await expect(workflow.count('TlNone = 1')).rejects.toThrow();
  await connection.close();

  const metrics = await Promise.all(
    [PORT, WORKER_HEALTH_PORT].map(async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()),
  );
  const there = new Set(
    metrics
      .join('\n')
      .match(/^# TYPE \w+/gm)
      ?.map((line) => line.slice(7)),
  );
  expect(metricsIn(page).length).toBeGreaterThan(4);
  expect(metricsIn(page).filter((name) => !there.has(name))).toEqual([]);
});
