import { setTimeout as wait } from 'node:timers/promises';
import { errorName } from '../kit/error-name.ts';
import { NativeConnection, type Worker } from '@temporalio/worker';

export type Engine = {
  running(): boolean;
  /** Resolves when it was stopped; rejects on a fault that waiting does not cure. */
  ended: Promise<void>;
  /** Lets what is under way finish. */
  stop(): Promise<void>;
};

export type EngineOptions = {
  address: string;
  /** Makes the worker over a connection to Temporal, which is not its to close. */
  create: (connection: NativeConnection) => Promise<Worker>;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
};

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/**
 * Keeps a Temporal worker running whether Temporal is there or not: connects as soon as it can, and anew when the
 * connection is lost for good. What else the process does goes on meanwhile.
 */
export function startEngine({ address, create, log }: EngineOptions): Engine {
  const stopping = new AbortController();
  let worker: Worker | undefined;

  async function connectAndRun(): Promise<void> {
    const connection = await NativeConnection.connect({ address });
    try {
      worker = await create(connection);
      const running = worker.run();
      if (stopping.signal.aborted) shutDown();
      await running;
    } finally {
      worker = undefined;
      await connection.close().catch(() => log.warn({}, 'a lost connection was not closed cleanly'));
    }
  }

  function shutDown(): void {
    if (worker?.getState() === 'RUNNING') worker.shutdown();
  }

  async function keepRunning(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted;) {
      const since = performance.now();
      try {
        await connectAndRun();
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (!mayPass(error)) throw error;
        failures = performance.now() - since > longestPauseMs ? 1 : failures + 1;
        log.warn({ error: errorName(error) }, 'Temporal cannot be reached: trying again');
      }
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10));
      // Cut short when it is stopped.
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const ended = keepRunning();
  // Whoever waits for it hears of it; until then it is nobody's unhandled rejection.
  ended.catch(() => undefined);
  return {
    running: () => worker?.getState() === 'RUNNING',
    ended,
    async stop() {
      stopping.abort();
      shutDown();
      await ended.catch(() => undefined);
    },
  };
}

/** A lost or refused connection; all else (a broken bundle, say) would come again. */
const passing = new Set(['TransportError', 'ServiceError', 'UnexpectedError']);

function mayPass(error: unknown): boolean {
  return error instanceof Error && passing.has(error.name);
}
