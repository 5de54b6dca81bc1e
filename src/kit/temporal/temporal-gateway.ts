import type { Rejection } from '../../pathway/rejection.ts';
import type { Receipt } from '../../engine/deadlines/receipt.ts';
import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { enrollmentIdOf, enrollmentWorkflowId } from '../../contracts/ids.ts';
import { catchUpUpdate, enrollUpdate, enrollmentWorkflow, failureType } from '../../contracts/messages.ts';
import type { Enroll, EnrollmentInput, SubmitReply } from '../../contracts/messages.ts';
import type { Channel } from '../../engine/notifications/notification.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import { createConfirmations } from './confirmations.ts';
import type { EnrollOutcome, Gateway, SubmitOutcome } from './gateway.ts';
import { askToSendNow } from './notifications.ts';
import { failedAs } from './outcomes.ts';
import type { Failed } from './outcomes.ts';
import { alwaysThere, type CircuitBreaker } from './circuit-breaker.ts';
import type { RecordView } from './record-view.ts';
import { retrying } from './retry.ts';
import type { ActAsk } from '../acts.ts';
import { replayOf } from './replays.ts';
import { makeSchedule } from './schedules.ts';
import { sendSteps, type UpdateNames } from './send-steps.ts';
import { startOnce, startOptions } from './start.ts';

export type TemporalGateway = Gateway & {
  /** Makes a workflow that lags behind its record read on; `missing` when none is running. */
  catchUp(
    enrollmentId: string,
    version: number,
  ): Promise<'current' | 'caught-up' | 'missing' | 'unavailable'>;
  /** Starts the workflow of an enrollment from what the record says; false when one is running and not replaced. */
  revive(input: EnrollmentInput & { state: EnrollmentState }, replace?: boolean): Promise<boolean>;
  /** Enrollments that have a workflow, as far as the server's index knows. */
  running(): AsyncIterable<string>;
  /** Ends a workflow that has no record. */
  end(enrollmentId: string): Promise<void>;
  /** Has what was put off on that channel tried again at once; rejects while Temporal is away. */
  sendNow(channel: Channel): Promise<void>;
  /** Whether Temporal could not be reached at the last look. */
  away(): boolean;
  close(): Promise<void>;
};

export type GatewayOptions = {
  client: Client;
  record: RecordView;
  /** How long a caller waits for an answer before the outcome counts as unknown. */
  answerWithinMs?: number;
  breaker?: CircuitBreaker;
  /** Which names steps are sent by; left out, their own. */
  names?: UpdateNames;
};

/** A step is asked for again under the same command id when its run went on as a new one meanwhile. */
const attempts = 5;

/** The gateway over a client somebody else opened and will close. */
export function createGateway(options: GatewayOptions): TemporalGateway {
  const { client, record, answerWithinMs = 15_000, breaker = alwaysThere, names = 'steps' } = options;
  const confirmations = createConfirmations(record);
  const handleOf = (enrollmentId: string): WorkflowHandle =>
    client.workflow.getHandle(enrollmentWorkflowId(enrollmentId));
  const answered = <T>(ask: () => Promise<T>): Promise<T> =>
    breaker.during((signal) => {
      const until = Date.now() + answerWithinMs;
      const once = () => client.withAbortSignal(signal, () => client.withDeadline(until, ask));
      return retrying(once, { signal, until });
    });

  async function unlessAway<T>(ask: () => Promise<T>): Promise<T | 'away'> {
    try {
      return await answered(ask);
    } catch (error) {
      if (failedAs(error).as === 'engine-away') return 'away';
      throw error;
    }
  }

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

  /**
   * Before a refusal is passed on: was it recorded after all, judged by a workflow that lags behind its record, or by a
   * state that is no longer the newest? Of a step that is sent twice at once, one copy may still be under way.
   */
  async function refusal(enrollmentId: string, batch: ActAsk, rejection: Rejection, mayAsk: boolean) {
    const before = await record.eventsOfCommand(enrollmentId, batch.commandId);
    if (before) return replayOf(record, enrollmentId, batch, before);
    const recorded = await record.recordVersion(enrollmentId);
    if (mayAsk && recorded > rejection.version) {
      const has = await catchUp(enrollmentId, recorded);
      if (has === 'caught-up' || has === 'current') return 'again' as const;
    }
    return { status: 'refused', rejection } as const;
  }

  async function settle(
    enrollmentId: string,
    batch: ActAsk,
    ask: (updateId: string) => Promise<SubmitReply>,
  ): Promise<EnrollOutcome | SubmitOutcome> {
    for (let left = attempts; left > 0; left -= 1) {
      const reply = await attempt(ask);
      if ('ok' in reply && reply.ok) return accepted(reply.receipt);
      if ('ok' in reply || reply.as === 'refused') {
        const outcome = await refusal(enrollmentId, batch, reply.rejection, left > 1);
        if (outcome !== 'again') return outcome;
      } else if (reply.as === 'client-already-enrolled') {
        return { status: 'client-already-enrolled', enrollmentId: reply.enrollmentId };
      } else if (reply.as === 'not-running') {
        return await withoutWorkflow(enrollmentId, batch);
      } else if (reply.as === 'record-away') {
        return { status: 'unavailable', unknown: true, away: 'record' };
      } else if (reply.as === 'engine-away') {
        return { status: 'unavailable', unknown: true, away: 'engine' };
      }
    }
    return { status: 'unavailable', unknown: true, away: 'engine' };
  }

  /** Ended, lost with its server, or never there: the record knows. */
  async function withoutWorkflow(enrollmentId: string, batch: ActAsk): Promise<SubmitOutcome> {
    const before = await record.eventsOfCommand(enrollmentId, batch.commandId);
    if (before) return await replayOf(record, enrollmentId, batch, before);
    const events = await record.loadEvents(enrollmentId);
    if (events.length === 0) return { status: 'not-found' };
    if (events.at(-1)?.type !== 'EnrollmentEnded')
      return { status: 'unavailable', unknown: false, away: 'engine' };
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
      return outcome.status === 'not-found'
        ? { status: 'unavailable', unknown: true, away: 'engine' }
        : outcome;
    },

    async submit(enrollmentId, batch) {
      const outcome = await settle(enrollmentId, batch, (updateId) =>
        sendSteps(handleOf(enrollmentId), batch, { updateId, names }),
      );
      return outcome.status === 'client-already-enrolled'
        ? { status: 'refused', rejection: takenElsewhere(outcome.enrollmentId) }
        : outcome;
    },

    catchUp,

    async revive(input, replace = false) {
      try {
        await client.workflow.start(enrollmentWorkflow, {
          ...enrollmentStart(input),
          workflowIdConflictPolicy: replace ? 'TERMINATE_EXISTING' : 'FAIL',
        });
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError') return false;
        throw error;
      }
    },

    async *running() {
      const query = `WorkflowType = '${enrollmentWorkflow}' AND ExecutionStatus = 'Running'`;
      for await (const { workflowId } of client.workflow.list({ query })) {
        const enrollmentId = enrollmentIdOf(workflowId);
        if (enrollmentId !== undefined) yield enrollmentId;
      }
    },

    async end(enrollmentId) {
      await handleOf(enrollmentId).terminate('the record does not know this enrollment');
    },

    async ping() {
      await answered(() => client.workflowService.getSystemInfo({}));
    },

    begin: (start) => unlessAway(() => startOnce(client, start)),
    schedule: (schedule) => unlessAway(() => makeSchedule(client, schedule)),
    sendNow: (channel) => answered(() => askToSendNow(client, channel)),
    away: () => breaker.away(),

    async close() {
      breaker.close();
      await confirmations.close();
    },
  };
}

function enrollmentStart(input: EnrollmentInput) {
  const workflowId = enrollmentWorkflowId(input.enrollmentId);
  const summary = 'Enrollment: one client from referral to discharge';
  return { ...startOptions({ workflowId, input, summary }), args: [input] as [EnrollmentInput] };
}

function startOperation(input: EnrollmentInput) {
  return new WithStartWorkflowOperation<(input: EnrollmentInput) => Promise<void>>(enrollmentWorkflow, {
    ...enrollmentStart(input),
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
