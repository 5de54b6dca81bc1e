import { Runtime, Worker, makeTelemetryFilterString } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';
import { enrollmentWorkflowId } from '../contracts/ids.ts';
import { nextInstantQuery, taskQueue } from '../contracts/messages.ts';
import type { RecordActivities } from '../contracts/record.ts';
import { searchAttributeTypes } from '../contracts/search-attributes.ts';
import { createGateway } from '../gateway/temporal-gateway.ts';
import type { TemporalGateway } from '../gateway/temporal-gateway.ts';
import type { RecordView } from '../gateway/record-view.ts';
import { registerSearchAttributes } from '../servers/search-attributes.ts';
import { startTimeSkippingServer } from '../servers/time-skipping.ts';
import type { TimeSkippingServer } from '../servers/time-skipping.ts';

export type TimeSkippingRig = {
  gateway: TemporalGateway;
  client: TimeSkippingServer['client'];
  /** The server's clock, epoch ms. */
  now(): Promise<number>;
  /** Lets the server's clock run to that instant, with all that falls due on the way. */
  passUntil(instant: number): Promise<void>;
  /**
   * Resolves once the enrollment's clock has said all it had to say by that instant, and what comes right after it. To
   * be awaited before a step is entered: this server hangs when a timer that is just firing is cancelled.
   */
  settled(enrollmentId: string, instant: number): Promise<void>;
  stop(): Promise<void>;
};

/** A step takes the server some milliseconds: what falls due that soon goes first. */
const soonMs = 500;

/** Keeps the native core quiet; must be called before the first worker of a process is made. */
export function quietRuntime(): void {
  Runtime.install({
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
    logger: silentLogger,
  });
}

const nothing = (): void => undefined;
const toStderr = (message: string): void => void process.stderr.write(`${message}\n`);
const silentLogger = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: toStderr,
  error: toStderr,
};

/**
 * A Temporal server whose clock jumps over waiting time, with our worker on it. One clock for all workflows of the
 * server, and it only goes forward.
 */
export async function startTimeSkippingRig(options: {
  activities: RecordActivities;
  record: RecordView;
  bundle: WorkflowBundle | { codePath: string };
}): Promise<TimeSkippingRig> {
  const server = await startTimeSkippingServer();
  const { client, connection, nativeConnection, namespace } = server;
  await registerSearchAttributes(connection, namespace, searchAttributeTypes);
  const worker = await Worker.create({
    connection: nativeConnection,
    namespace,
    taskQueue,
    workflowBundle: options.bundle,
    activities: options.activities,
    maxConcurrentWorkflowTaskPolls: 2,
    shutdownGraceTime: '1 second',
  });
  const running = worker.run();
  const gateway = createGateway({ client, record: options.record, answerWithinMs: 60_000 });
  return {
    gateway,
    client,
    now: () => server.now(),
    async passUntil(instant) {
      const rest = instant - (await server.now());
      if (rest > 0) await server.pass(rest);
    },
    async settled(enrollmentId, instant) {
      const handle = client.workflow.getHandle(enrollmentWorkflowId(enrollmentId));
      for (let tries = 0; tries < 2_000; tries += 1) {
        const next = await handle.query<number | null>(nextInstantQuery);
        if (next === null || next > instant + soonMs) return;
        const rest = next - (await server.now());
        if (rest > 0) await server.pass(rest);
        else await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error('the clock of an enrollment stands still');
    },
    async stop() {
      await gateway.close();
      worker.shutdown();
      await running;
      await server.stop();
    },
  };
}
