import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { send, sendBlock } from '../../../bench/load.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Answers its requests with these in turn, the last one for ever. */
async function answering(...statuses: number[]) {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    res.statusCode = statuses[Math.min(asked.length, statuses.length - 1)] ?? 500;
    asked.push(req.url ?? '');
    res.end('{"code":"no-relation"}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { asked, call: { port, path: '/enrollments/1/commands/logContact', expects: 200 } };
}

it.each([403, 202, 503])(
  'what is answered %i is no step, and ends what was being measured',
  async (status) => {
    const { asked, call } = await answering(200, 200, status);
    await expect(sendBlock(1, 20, () => call)).rejects.toThrow(
      `POST ${call.path} was answered ${status} and not 200: {"code":"no-relation"}`,
    );
    expect(asked).toHaveLength(3);
  },
);

it('one alone says so as well', async () => {
  const { call } = await answering(403);
  await expect(send(call)).rejects.toThrow('answered 403');
});

it('what is answered as it should be is timed, each under its last word', async () => {
  const { asked, call } = await answering(200);
  const { ms, what } = await sendBlock(4, 12, () => call);
  expect([ms.length, what.length, asked.length, new Set(what)]).toEqual([
    ...[12, 12, 12],
    new Set(['logContact']),
  ]);
});
