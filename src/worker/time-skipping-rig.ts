import { randomBytes } from 'node:crypto';
import type { TransferActivities } from '../features/transfer/activities/contract.ts';
import type { PeopleActivities } from '../features/staff/activities/contract.ts';
import type { ReportActivities } from '../features/numbers/activities/contract.ts';
import type { AssignmentActivities } from '../features/assignment/activities/contract.ts';
import { IllegalStateError } from '@temporalio/common';
import { Runtime, Worker, makeTelemetryFilterString } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';
import { enrollmentWorkflowId } from '../contracts/ids.ts';
import { taskQueue } from '../contracts/messages.ts';
import type { RecordActivities } from '../contracts/record.ts';
import type { MoveRecord } from '../features/reassignment/postgres/ports.ts';
import { searchAttributeTypes } from '../contracts/search-attributes.ts';
import { createMoveActivities } from '../features/reassignment/activities/moves.ts';
import type { Channel } from '../engine/notifications/notification.ts';
import { channels } from '../kit/delivery/channels.ts';
import type { Outbox, Send } from '../kit/delivery/delivery.ts';
import { createSender } from '../kit/delivery/sender.ts';
import { createProofs } from '../kit/temporal/proofs.ts';
import { createGateway } from '../kit/temporal/temporal-gateway.ts';
import type { TemporalGateway } from '../kit/temporal/temporal-gateway.ts';
import type { RecordView } from '../kit/temporal/record-view.ts';
import { registerSearchAttributes } from '../servers/search-attributes.ts';
import { startTimeSkippingServer } from '../servers/time-skipping.ts';
import type { TimeSkippingServer } from '../servers/time-skipping.ts';
import { createProofCodec } from './proof-codec.ts';
import { versioned } from './versioned.ts';

export type TimeSkippingRig = {
  gateway: TemporalGateway;
  /** What its messages are proven with. */
  secret: string;
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
  /**
   * Sends what is due by the server's clock, as the activity would; answers how many. An activity that stays open would
   * keep that clock from skipping.
   */
  sendDue(delivery: { outbox: Outbox; sends: Record<Channel, Send> }): Promise<number>;
  stop(): Promise<void>;
};

/** A step takes the server some milliseconds: what falls due that soon goes first. */
const soonMs = 2_000;

/**
 * Keeps the native core quiet; must be called before the first worker of a process is made. It goes with the last worker:
 * where one was left behind, it is quiet already.
 */
export function quietRuntime(): void {
  try {
    Runtime.install({
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
      logger: silentLogger,
    });
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error;
  }
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
  activities: RecordActivities &
    Partial<AssignmentActivities & PeopleActivities & ReportActivities & TransferActivities>;
  record: RecordView;
  /** There where clients are moved. */
  moves?: MoveRecord;
  bundle: WorkflowBundle | { codePath: string };
  /** Runs the workflows as they were before what is behind `patched`. */
  holdPatches?: boolean;
}): Promise<TimeSkippingRig> {
  const server = await startTimeSkippingServer();
  const { client, connection, nativeConnection, namespace } = server;
  await registerSearchAttributes(connection, namespace, searchAttributeTypes);
  const { record, moves } = options;
  const secret = randomBytes(32).toString('base64');
  const gateway = createGateway({ client, record, secret, answerWithinMs: 60_000 });
  const worker = await Worker.create({
    connection: nativeConnection,
    namespace,
    taskQueue,
    workflowBundle: options.bundle,
    activities: {
      ...options.activities,
      ...(moves ? createMoveActivities({ gateway: gateway.as('move'), moves, record }) : {}),
    },
    dataConverter: { payloadCodecs: [createProofCodec(createProofs(secret))] },
    maxConcurrentWorkflowTaskPolls: 2,
    shutdownGraceTime: '1 second',
    ...versioned({ holdPatches: options.holdPatches ?? false }),
  });
  const running = worker.run();
  return {
    gateway,
    secret,
    client,
    now: () => server.now(),
    async passUntil(instant) {
      const rest = instant - (await server.now());
      if (rest > 0) await server.pass(rest);
    },
    async settled(enrollmentId, instant) {
      const workflowId = enrollmentWorkflowId(enrollmentId);
      for (let tries = 0; tries < 5_000; tries += 1) {
        const { busy, timer } = await standing(client, workflowId);
        if (!busy && (timer === null || timer > Math.max(instant, await server.now()) + soonMs)) return;
        const rest = busy || timer === null ? 0 : timer + 1 - (await server.now());
        if (rest > 0) await server.pass(rest);
        else await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error('the clock of an enrollment stands still');
    },
    async sendDue({ outbox, sends }) {
      const at = await server.now();
      let count = 0;
      for (const channel of channels) {
        const log = { warn: () => undefined };
        const sender = createSender({ channel, outbox, log, send: sends[channel], now: () => at });
        for (let sent = await sender.sendDue(); sent > 0; sent = await sender.sendDue()) count += sent;
      }
      return count;
    },
    async stop() {
      await gateway.close();
      // A signal may have stopped it already.
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
      await server.stop();
    },
  };
}

/**
 * Whether the workflow has a task to do, and when its timer fires. Read from its history: a query that meets a run
 * which goes on as a new one is never answered, and the server's clock skips nothing from then on.
 */
async function standing(
  client: TimeSkippingRig['client'],
  workflowId: string,
): Promise<{ busy: boolean; timer: number | null }> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const timers = new Map<string, number>();
  for (const event of events ?? []) {
    const {
      timerStartedEventAttributes: started,
      timerFiredEventAttributes: fired,
      timerCanceledEventAttributes: cancelled,
    } = event;
    if (started)
      timers.set(String(event.eventId), epochMs(event.eventTime) + epochMs(started.startToFireTimeout));
    const ended = fired ?? cancelled;
    if (ended) timers.delete(String(ended.startedEventId));
  }
  const last = events?.at(-1);
  const busy =
    !last ||
    Boolean(
      last.workflowExecutionStartedEventAttributes ??
      last.workflowTaskScheduledEventAttributes ??
      last.workflowTaskStartedEventAttributes ??
      last.workflowTaskFailedEventAttributes ??
      last.workflowTaskTimedOutEventAttributes ??
      last.timerFiredEventAttributes ??
      last.workflowExecutionContinuedAsNewEventAttributes,
    );
  return { busy, timer: timers.size === 0 ? null : Math.min(...timers.values()) };
}

function epochMs(time: { seconds?: unknown; nanos?: number | null } | null | undefined): number {
  return Number(time?.seconds ?? 0) * 1_000 + (time?.nanos ?? 0) / 1_000_000;
}
