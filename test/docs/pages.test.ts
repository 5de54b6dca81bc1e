import { readdirSync, readFileSync, statSync } from 'node:fs';
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

// First: what a reader's own commands write is the reader's.
it('what it keeps is for its owner alone, and nobody else’s machine reaches it', () => {
  const folder = product.env['THROUGHLINE_DATA_DIR'] ?? '';
  // PostgreSQL's own folder is another user's where root starts it, and closed by PostgreSQL itself.
  const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('postgres'),
  );
  expect(kept).toEqual(expect.arrayContaining(['keys.json', 'tokens.json', join('logs', 'api.log')]));
  // Temporal's database has a file beside it while it writes, and not afterwards.
  const modeOf = (path: string) => statSync(join(folder, path), { throwIfNoEntry: false })?.mode ?? 0;
  const open = ['', 'postgres', ...kept].filter((path) => (modeOf(path) & 0o077) !== 0);
  expect(open).toEqual([]);

  const ports = Object.entries(product.env).filter(([name]) => /^(?:\w+_)?PORT$/.test(name));
  const listening = listeners();
  for (const [name, port] of ports) {
    const addresses = listening.filter((one) => one.port === Number(port)).map(({ address }) => address);
    expect([name, addresses]).toEqual([name, ['127.0.0.1']]);
  }
  expect(ports.length).toBeGreaterThan(6);
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
  const { TEMPORAL_PORT, WORKER_HEALTH_PORT, METRICS_PORT } = product.env;
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
    [METRICS_PORT, WORKER_HEALTH_PORT].map(async (port) =>
      (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
    ),
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

/** Who listens on this machine, as Linux tells it: addresses and ports in hexadecimal, the state 0A. */
function listeners(): { address: string; port: number }[] {
  const rows = ['tcp', 'tcp6'].flatMap((name) =>
    readFileSync(`/proc/net/${name}`, 'utf8').trim().split('\n').slice(1),
  );
  return rows.flatMap((row) => {
    const [, local = '', , state] = row.trim().split(/\s+/);
    const [hex = '', port = ''] = local.split(':');
    if (state !== '0A') return [];
    const bytes = hex.length === 8 ? (hex.match(/../g) ?? []).toReversed() : [];
    const address = bytes.length > 0 ? bytes.map((byte) => Number.parseInt(byte, 16)).join('.') : `[${hex}]`;
    return [{ address, port: Number.parseInt(port, 16) }];
  });
}
