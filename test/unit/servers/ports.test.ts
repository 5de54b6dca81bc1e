import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { accepts, freePort, portIsFree, portProblems } from '../../../src/servers/ports.ts';

test('a port in use is named, with what needs it and the variable that moves it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const free = await freePort();
  const problems = await portProblems([
    { port, usedBy: 'the API', variable: 'PORT' },
    { port: free, usedBy: 'PostgreSQL', variable: 'POSTGRES_PORT' },
  ]);
  expect(problems).toEqual([
    `Port ${port} is in use, and the API needs it: stop what listens there, or set PORT to another port.`,
  ]);
  expect([await portIsFree(port), await accepts(port)]).toEqual([false, true]);
  other.close();
  await once(other, 'close');
  expect([await portIsFree(port), await accepts(port)]).toEqual([true, false]);
});

test('a port that is found free is none that a connection might be given before something listens there', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
  for (const port of ports) {
    expect(port).toBeGreaterThanOrEqual(11_000);
    expect(port).toBeLessThan(32_768);
  }
});

test('two that want the same port are both named', async () => {
  const needs = [
    { port: 4100, usedBy: 'the API', variable: 'PORT' },
    { port: 4100, usedBy: 'Temporal', variable: 'TEMPORAL_PORT' },
  ];
  expect(await portProblems(needs, async () => true)).toEqual([
    'Port 4100 is wanted twice, by the API (PORT) and by Temporal (TEMPORAL_PORT): change one of the two.',
  ]);
});
