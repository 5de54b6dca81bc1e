import { randomUUID } from 'node:crypto';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { enrollmentWorkflowId } from '../contracts/ids.ts';
import {
  catchUpUpdate,
  enrollUpdate,
  enrollmentWorkflow,
  failureType,
  submitUpdate,
  taskQueue,
} from '../contracts/messages.ts';
import type { Enroll, EnrollmentInput, SubmitReply } from '../contracts/messages.ts';
import type { CommandBatch, Rejection } from '../domain/enrollment/commands.ts';
import type { Receipt } from '../domain/enrollment/receipt.ts';
import { receiptOf } from '../domain/enrollment/receipt-of.ts';
import { changeFromRecord } from '../domain/enrollment/replayed.ts';
import type { EnrollmentState } from '../domain/enrollment/state.ts';
import { createConfirmations } from './confirmations.ts';
import type { EnrollOutcome, Gateway, SubmitOutcome } from './gateway.ts';
import { failedAs } from './outcomes.ts';
import type { Failed } from './outcomes.ts';
import type { RecordView } from './record-view.ts';

export type TemporalGateway = Gateway & {
  /** Makes a workflow that lags behind its record read on; `missing` when none is running. */
  catchUp(
    enrollmentId: string,
    version: number,
  ): Promise<'current' | 'caught-up' | 'missing' | 'unavailable'>;
  /** Starts the workflow of an enrollment from what the record says; false when one is running. */
  revive(input: EnrollmentInput & { state: EnrollmentState }): Promise<boolean>;
  close(): Promise<void>;
};

export type GatewayOptions = {
  client: Client;
  record: RecordView;
  /** How long a caller waits for an answer before the outcome counts as unknown. */
  answerWithinMs?: number;
};

/** A step is asked for again under the same command id when its run went on as a new one meanwhile. */
const attempts = 5;

/** Connects to a Temporal server and makes the gateway; closing it closes the connection. */
export async function connectGateway(options: {
  address: string;
  namespace: string;
  record: RecordView;
}): Promise<TemporalGateway> {
  const connection = await Connection.connect({ address: options.address, connectTimeout: '5 seconds' });
  const client = new Client({ connection, namespace: options.namespace });
  const gateway = createGateway({ client, record: options.record });
  return {
    ...gateway,
    async close() {
      await gateway.close();
      await connection.close();
    },
  };
}

/** The gateway over a client somebody else opened and will close. */
export function createGateway({ client, record, answerWithinMs = 15_000 }: GatewayOptions): TemporalGateway {
  const confirmations = createConfirmations(record);
  const handleOf = (enrollmentId: string): WorkflowHandle =>
    client.workflow.getHandle(enrollmentWorkflowId(enrollmentId));
  const answered = <T>(ask: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + answerWithinMs, ask);

  function accepted(receipt: Receipt) {
    confirmations.note(receipt.enrollmentId, receipt.version);
    return { status: 'accepted', receipt, replayed: false } as const;
  }

  /** One attempt; a new update id each time, since a failure stays cached under the old one. */
  async function attempt(ask: (updateId: string) => Promise<SubmitReply>): Promise<SubmitReply | Failed> {
    try {
      return await answered(() => ask(randomUUID()));
    } catch (error) {
      return failedAs(error);
    }
  }

  /** Before a refusal is passed on: was it recorded after all, or judged by a workflow that lags behind its record? */
  async function refusal(
    enrollmentId: string,
    batch: Pick<CommandBatch, 'commandId' | 'fingerprint'>,
    rejection: Rejection,
  ) {
    const before = await record.eventsOfCommand(enrollmentId, batch.commandId);
    if (before) return replay(enrollmentId, batch, before);
    const recorded = await record.recordVersion(enrollmentId);
    if (recorded > rejection.version && (await catchUp(enrollmentId, recorded)) === 'caught-up')
      return 'again' as const;
    return { status: 'refused', rejection } as const;
  }

  async function replay(
    enrollmentId: string,
    batch: Pick<CommandBatch, 'commandId' | 'fingerprint'>,
    before: { fingerprint: string | null },
  ) {
    if (before.fingerprint !== batch.fingerprint) {
      const detail = 'This command id was used before, for something else.';
      return {
        status: 'refused',
        rejection: { code: 'command-id-reused', detail, index: 0, version: 0 },
      } as const;
    }
    const change = changeFromRecord(
      enrollmentId,
      null,
      await record.loadEvents(enrollmentId),
      batch.commandId,
    );
    if (!change) throw new Error('a command on record has no events');
    return { status: 'accepted', receipt: receiptOf(change, batch.commandId), replayed: true } as const;
  }

  async function settle(
    enrollmentId: string,
    batch: Pick<CommandBatch, 'commandId' | 'fingerprint'>,
    ask: (updateId: string) => Promise<SubmitReply>,
  ): Promise<EnrollOutcome | SubmitOutcome> {
    for (let left = attempts; left > 0; left -= 1) {
      const reply = await attempt(ask);
      if ('ok' in reply && reply.ok) return accepted(reply.receipt);
      if ('ok' in reply || reply.as === 'refused') {
        const outcome = await refusal(enrollmentId, batch, reply.rejection);
        if (outcome !== 'again') return outcome;
      } else if (reply.as === 'client-already-enrolled') {
        return { status: 'client-already-enrolled', enrollmentId: reply.enrollmentId };
      } else if (reply.as === 'not-running') {
        return await withoutWorkflow(enrollmentId, batch);
      } else if (reply.as !== 'lost-in-passing') {
        return { status: 'unavailable', unknown: true };
      }
    }
    return { status: 'unavailable', unknown: true };
  }

  /** Ended, lost with its server, or never there: the record knows. */
  async function withoutWorkflow(
    enrollmentId: string,
    batch: Pick<CommandBatch, 'commandId' | 'fingerprint'>,
  ): Promise<SubmitOutcome> {
    const before = await record.eventsOfCommand(enrollmentId, batch.commandId);
    if (before) return await replay(enrollmentId, batch, before);
    const events = await record.loadEvents(enrollmentId);
    if (events.length === 0) return { status: 'not-found' };
    if (events.at(-1)?.type !== 'EnrollmentEnded') return { status: 'unavailable', unknown: false };
    const detail = 'This enrollment has ended; a new referral starts a new one.';
    return {
      status: 'refused',
      rejection: { code: 'enrollment-ended', detail, index: 0, version: events.length },
    };
  }

  async function catchUp(enrollmentId: string, version: number) {
    try {
      const has = await answered(() =>
        handleOf(enrollmentId).executeUpdate<number, [number]>(catchUpUpdate, { args: [version] }),
      );
      confirmations.note(enrollmentId, has);
      return 'caught-up' as const;
    } catch (error) {
      if (isCurrent(error)) {
        confirmations.note(enrollmentId, version);
        return 'current' as const;
      }
      return failedAs(error).as === 'not-running' ? ('missing' as const) : ('unavailable' as const);
    }
  }

  return {
    async enroll(enrollmentId, request) {
      const input: EnrollmentInput = { enrollmentId, agencyId: request.by.agencyId, state: null };
      const outcome = await settle(enrollmentId, request, (updateId) =>
        client.workflow.executeUpdateWithStart<
          (input: EnrollmentInput) => Promise<void>,
          SubmitReply,
          [Enroll]
        >(enrollUpdate, {
          args: [request],
          updateId,
          startWorkflowOperation: startOperation(input),
        }),
      );
      return outcome.status === 'not-found' ? { status: 'unavailable', unknown: true } : outcome;
    },

    async submit(enrollmentId, batch) {
      const outcome = await settle(enrollmentId, batch, (updateId) =>
        handleOf(enrollmentId).executeUpdate<SubmitReply, [CommandBatch]>(submitUpdate, {
          args: [batch],
          updateId,
        }),
      );
      return outcome.status === 'client-already-enrolled'
        ? { status: 'refused', rejection: takenElsewhere(outcome.enrollmentId) }
        : outcome;
    },

    catchUp,

    async revive(input) {
      try {
        await client.workflow.start(enrollmentWorkflow, {
          ...startOptions(input),
          workflowIdConflictPolicy: 'FAIL',
        });
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError') return false;
        throw error;
      }
    },

    async ping() {
      await client.withDeadline(Date.now() + 3_000, () => client.workflowService.getSystemInfo({}));
    },

    close: () => confirmations.close(),
  };
}

function startOptions(input: EnrollmentInput) {
  return {
    workflowId: enrollmentWorkflowId(input.enrollmentId),
    taskQueue,
    args: [input] as [EnrollmentInput],
    staticSummary: 'Enrollment: one client from referral to discharge',
  };
}

function startOperation(input: EnrollmentInput) {
  return new WithStartWorkflowOperation<(input: EnrollmentInput) => Promise<void>>(enrollmentWorkflow, {
    ...startOptions(input),
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}

function isCurrent(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.cause instanceof Error &&
    'type' in error.cause &&
    error.cause.type === failureType.current
  );
}

/** A reopening while the client has been enrolled anew. */
function takenElsewhere(other: string): Rejection {
  return {
    code: 'client-enrolled-elsewhere',
    detail: `The client is enrolled as ${other}.`,
    index: 0,
    version: 0,
  };
}
