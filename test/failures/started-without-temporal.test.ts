import { expect, test } from 'vitest';
import { eventually, realSystem } from '../support/real-system.ts';

test('API and worker start while Temporal is away: pages leave, steps are taken in, and all goes on once it is there', async () => {
  const system = await realSystem();
  await system.startApi();
  const { health } = await system.startWorker();
  expect((await fetch(`${health}/healthz`)).status).toBe(200);
  expect((await fetch(`${health}/readyz`)).status).toBe(503);
  expect((await system.ask('ops', 'GET', '/readyz')).body).toEqual({
    status: 'degraded',
    checks: { postgres: 'ok', temporal: 'unreachable' },
  });
  expect((await system.get('supervisor', '/enrollments')).body).toEqual({ items: [], nextCursor: null });

  const emergency = await system.refer('emergency', { emergency: true, needs: ['withdrawal'] });
  expect(emergency.status).toBe(202);
  const id = String(emergency.body['enrollmentId']);
  const pages = async () => (await (await fetch(String(system.mailbox.pagerUrl))).json()) as unknown[];
  await eventually(async () => (await pages()).length > 0);
  expect(await system.prisma.event.count()).toBe(0);

  await system.startTemporal();
  await system.whole();
  await eventually(async () => (await fetch(`${health}/readyz`)).status === 200);
  await eventually(async () => (await system.waiting()) === 0);
  const acknowledged = await system.command('coordinator2', id, 'acknowledgePage');
  expect([acknowledged.status, acknowledged.body['code']]).toEqual([200, undefined]);
  expect(await pages()).toHaveLength(1);
}, 180_000);
