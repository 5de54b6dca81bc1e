import { Client, Connection } from '@temporalio/client';
import { InternalConnectionOptionsSymbol } from '@temporalio/client/lib/connection.js';
import type { InternalConnectionOptions } from '@temporalio/client/lib/connection.js';
import { msToTs, requiredTsToMs } from '@temporalio/common/lib/time.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { NativeConnection } from '@temporalio/worker';
import { freePort, accepts } from './ports.ts';
import { spawnManaged, waitUntilReady } from './processes.ts';
import { timeSkippingServer } from './time-skipping-server.ts';

/** A running server whose clock jumps over waiting time. */
export type TimeSkippingServer = {
  client: Client;
  connection: Connection;
  nativeConnection: NativeConnection;
  namespace: string;
  /** Its clock, epoch ms. */
  now(): Promise<number>;
  /** Lets its clock run on by that much, with all that falls due on the way. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
};

const namespace = 'default';

/** Starts one. The SDK would do so as well, but gives up after five seconds, which a busy machine may need. */
export async function startTimeSkippingServer(): Promise<TimeSkippingServer> {
  const executable = await timeSkippingServer();
  if (executable.type === 'cached-download') return await startByDownload(executable);
  const port = await freePort();
  const managed = await spawnManaged({
    name: 'time-skipping Temporal server',
    command: executable.path,
    // Its clock stands under a lock until it is told to pass time: without the flag that lets it jump on its own.
    args: [String(port)],
  });
  await waitUntilReady(managed, () => accepts(port), { timeoutMs: 120_000 });
  const address = `127.0.0.1:${port}`;
  const withTestService: InternalConnectionOptions = {
    address,
    [InternalConnectionOptionsSymbol]: { supportsTestService: true },
  };
  const connection = await Connection.connect(withTestService);
  const nativeConnection = await NativeConnection.connect({ address });
  return {
    client: new Client({ connection, namespace }),
    connection,
    nativeConnection,
    namespace,
    async now() {
      const { time } = await testService(connection).getCurrentTime({});
      return requiredTsToMs(time, 'time');
    },
    async pass(ms) {
      await testService(connection).unlockTimeSkippingWithSleep({ duration: msToTs(ms) });
    },
    async stop() {
      await connection.close();
      await nativeConnection.close();
      await managed.stop();
    },
  };
}

async function startByDownload(executable: {
  type: 'cached-download';
  downloadDir: string;
}): Promise<TimeSkippingServer> {
  const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  const { connection, nativeConnection } = env;
  return {
    client: new Client({ connection, namespace }),
    connection,
    nativeConnection,
    namespace,
    now: () => env.currentTimeMs(),
    pass: (ms) => env.sleep(ms),
    stop: () => env.teardown(),
  };
}

function testService(connection: Connection) {
  if (!connection.testService) throw new Error('this is not a time-skipping server');
  return connection.testService;
}
