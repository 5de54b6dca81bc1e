import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPostgres } from '../../src/servers/embedded-postgres.ts';
import { migrate } from '../../src/servers/migrate.ts';
import { eventually, realSystem } from '../support/real-system.ts';

const called = { with: 'client', mode: 'phone', outcome: 'attempted', amendment: true };

test('while PostgreSQL is away every route answers a clean 503, and nothing is half done', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-postgres-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  const before = await startPostgres({ dataDir });
  onTestFinished(() => before.stop());
  await migrate(before.url);
  const system = await realSystem(before.url);
  const { prisma } = system;
  await Promise.all([system.startTemporal(), system.startApi()]);
  await system.startWorker();
  await system.whole();
  const id = String((await system.refer('client')).body['enrollmentId']);
  const routes = await everyRoute();
  expect(routes.length).toBeGreaterThan(35);

  // Stopped hard, in the middle of steps.
  const keys = Array.from({ length: 40 }, (_, i) => `step-${i}`);
  const send = (key: string) => system.command('coordinator', id, 'logContact', called, key);
  const underWay = keys.map(async (key, i) => {
    await new Promise((resolve) => setTimeout(resolve, i * 20));
    return [key, await send(key)] as const;
  });
  await Promise.race(underWay);
  process.kill(before.process.pid, 'SIGKILL');
  await before.process.exited;
  const answers = await Promise.all(underWay);
  const recorded = answers.filter(([, { status }]) => status === 200).map(([key]) => key);
  for (const [, { status, body, headers }] of answers.filter(([, answer]) => answer.status !== 200)) {
    expect([status, headers.get('retry-after')]).toEqual([503, '2']);
    expect(['unavailable', 'outcome-unknown']).toContain(body['code']);
  }
  expect(recorded.length).toBeLessThan(keys.length);

  for (const { method, path } of routes) {
    // By somebody who is not remembered from a moment ago.
    const reply = await system.ask('director', method, path, {
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
    expect([path, reply.status, reply.body['code'], reply.headers.get('retry-after')]).toEqual([
      ...[path, 503, 'unavailable', '2'],
    ]);
    expect(reply.ms).toBeLessThan(10_000);
  }
  expect((await system.ask('ops', 'GET', '/readyz')).status).toBe(503);
  expect((await system.ask('ops', 'GET', '/healthz')).status).toBe(200);

  const after = await again(() => startPostgres({ dataDir, port: before.port }));
  onTestFinished(() => after.stop());
  // Acknowledged is recorded; the others are recorded once when they are asked for again under their keys.
  await eventually(async () => (await send(keys[0] ?? '')).status === 200);
  const kept = await prisma.event.findMany({ where: { enrollmentId: id }, select: { commandId: true } });
  for (const key of recorded) expect(kept.map(({ commandId }) => commandId)).toContain(key);
  for (const key of keys) expect([key, (await send(key)).status]).toEqual([key, 200]);
  const contacts = await prisma.event.findMany({ where: { enrollmentId: id, type: 'ContactLogged' } });
  expect(contacts.map(({ commandId }) => commandId).toSorted()).toEqual(keys.toSorted());
  expect(await prisma.pendingStep.count()).toBe(0);

  async function everyRoute() {
    const document = (await system.ask('ops', 'GET', '/openapi.json')).body;
    return Object.entries(document['paths'] as Record<string, object>)
      .filter(([path]) => path.startsWith('/api/v1/'))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => ({
          method: method === 'get' ? ('GET' as const) : ('POST' as const),
          path: path.replaceAll('{id}', id).replaceAll(/\{\w+\}/g, 'a'.repeat(64)),
        })),
      );
  }
}, 240_000);

/** A server that was killed lets go of its memory only after a moment. */
async function again<T>(work: () => Promise<T>, tries = 20): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (tries <= 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return await again(work, tries - 1);
  }
}
