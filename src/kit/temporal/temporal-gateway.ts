import type { Rejection } from '../../pathway/rejection.ts';
import { stepRuleOf } from '../../pathway/step-rules.ts';
import { evolveAll } from '../../engine/deadlines/evolve.ts';
import type { CommandBatch } from '../../engine/record/commands.ts';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { RawValue } from '@temporalio/common';
import { enrollmentIdOf, enrollmentWorkflowId } from '../../contracts/ids.ts';
import { enrollUpdate, enrollmentWorkflow, taskQueue } from '../../contracts/messages.ts';
import type { EnrollmentInput, SubmitReply } from '../../contracts/messages.ts';
import type { Issuer } from '../../contracts/proof.ts';
import { updateFor } from '../../contracts/step-updates.ts';
import type { Channel } from '../../engine/notifications/notification.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import { createConfirmations } from './confirmations.ts';
import type { EnrollOutcome, Gateway, SubmitOutcome } from './gateway.ts';
import { askToSendNow } from './notifications.ts';
import { failedAs } from './outcomes.ts';
import { alwaysThere, type CircuitBreaker } from './circuit-breaker.ts';
import { createProofs } from './proofs.ts';
import type { RecordView } from './record-view.ts';
import { retrying } from './retry.ts';
import { makeSchedule } from './schedules.ts';
import { catchUp, settle, type SettleMeans } from './settle.ts';
import { sendSteps, type UpdateNames } from './send-steps.ts';
import { startOnce, startOptions } from './start.ts';

export type TemporalGateway = Gateway & {
  /** Brings steps as another issuer than the gateway's own. */
  as(issuer: Issuer): Pick<Gateway, 'enroll' | 'submit'>;
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
  /** What messages are proven with; the worker has the same. */
  secret: string;
  /** Who sends; left out, the API. */
  issuer?: Issuer;
  /** How long a caller waits for an answer before the outcome counts as unknown. */
  answerWithinMs?: number;
  breaker?: CircuitBreaker;
  /** Which names steps are sent by; left out, their own. */
  names?: UpdateNames;
};

/** The gateway over a client somebody else opened and will close. */
export function createGateway(options: GatewayOptions): TemporalGateway {
  const { client, record, answerWithinMs = 15_000, breaker = alwaysThere, names = 'steps' } = options;
  const { secret, issuer: own = 'api' } = options;
  const proofs = createProofs(secret);
  const provenBy = (issuer: Issuer) => (enrollmentId: string, of: string, value: unknown) =>
    proofs.prove(issuer, { workflowId: enrollmentWorkflowId(enrollmentId), of }, value);
  const confirmations = createConfirmations(record);
  const handleOf = (enrollmentId: string): WorkflowHandle =>
    client.workflow.getHandle(enrollmentWorkflowId(enrollmentId));
  const answered = <T>(ask: () => Promise<T>, withinMs = answerWithinMs): Promise<T> =>
    breaker.during((signal) => {
      const until = Date.now() + withinMs;
      const once = () => client.withAbortSignal(signal, () => client.withDeadline(until, ask));
      return retrying(once, { signal, until });
    });

  const means: SettleMeans = { record, confirmations, answered, handleOf, proven: provenBy(own) };
  const startOf = (input: EnrollmentInput, issuer: Issuer) =>
    enrollmentStart(input.enrollmentId, provenBy(issuer)(input.enrollmentId, enrollmentWorkflow, input));

  /** One update, and the workflow that takes it started unless it runs, in one request. */
  function bringAndStart(issuer: Issuer, input: EnrollmentInput, update: string, value: unknown) {
    return (updateId: string) =>
      client.workflow.executeUpdateWithStart<EnrollmentRun, SubmitReply, [RawValue]>(update, {
        args: [provenBy(issuer)(input.enrollmentId, update, value)],
        updateId,
        startWorkflowOperation: new WithStartWorkflowOperation<EnrollmentRun>(enrollmentWorkflow, {
          ...startOf(input, issuer),
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      });
  }

  /** Its workflow has ended: it goes on from the record, in one request with what has come after the end. */
  async function wake(
    issuer: Issuer,
    enrollmentId: string,
    batch: CommandBatch,
  ): Promise<EnrollOutcome | SubmitOutcome> {
    const state = evolveAll(null, await record.loadEvents(enrollmentId), enrollmentId);
    const input: EnrollmentInput = { enrollmentId, agencyId: state.agencyId, state };
    const update = updateFor(batch.commands);
    return settle(means, enrollmentId, batch, bringAndStart(issuer, input, update, batch));
  }

  async function unlessAway<T>(ask: () => Promise<T>): Promise<T | 'away'> {
    try {
      return await answered(ask);
    } catch (error) {
      if (failedAs(error).as === 'engine-away') return 'away';
      throw error;
    }
  }

  const as = (issuer: Issuer): Pick<Gateway, 'enroll' | 'submit'> => ({
    async enroll(enrollmentId, request) {
      const input: EnrollmentInput = { enrollmentId, agencyId: request.by.agencyId, state: null };
      const ask = bringAndStart(issuer, input, enrollUpdate, request);
      const outcome = await settle(means, enrollmentId, request, ask);
      return outcome.status === 'not-found'
        ? { status: 'unavailable', unknown: true, away: 'engine' }
        : outcome;
    },

    async submit(enrollmentId, batch) {
      const asked = await settle(means, enrollmentId, batch, (updateId) =>
        sendSteps(handleOf(enrollmentId), batch, {
          ...{ updateId, names },
          proven: (update, value) => provenBy(issuer)(enrollmentId, update, value),
        }),
      );
      const outcome =
        isOver(asked) && mayFollowTheEnd(batch) ? await wake(issuer, enrollmentId, batch) : asked;
      return outcome.status === 'client-already-enrolled'
        ? { status: 'refused', rejection: takenElsewhere(outcome.enrollmentId) }
        : outcome;
    },
  });

  return {
    ...as(own),
    as,

    catchUp: (enrollmentId, version) => catchUp(means, enrollmentId, version),

    async revive(input, replace = false) {
      try {
        await client.workflow.start(enrollmentWorkflow, {
          ...startOf(input, own),
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

    async standing() {
      try {
        return { away: false, polledAt: await answered(() => lastPoll(client), glanceMs) };
      } catch {
        return { away: true, since: breaker.awaySince() ?? Date.now() };
      }
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

/** The workflow of an enrollment, as its starters see it: the input comes with its proof. */
type EnrollmentRun = (input: RawValue) => Promise<void>;

function enrollmentStart(enrollmentId: string, input: RawValue) {
  const workflowId = enrollmentWorkflowId(enrollmentId);
  const summary = 'Enrollment: one client from referral to discharge';
  return { ...startOptions({ workflowId, input, summary }), args: [input] as [RawValue] };
}

/** Whoever looks at how it stands has no time to wait for it. */
const glanceMs = 3_000;

/** When a worker last asked for work; null where Temporal remembers none. */
async function lastPoll(client: Client): Promise<number | null> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
    // TASK_QUEUE_TYPE_WORKFLOW: a worker asks for these as well as for activities.
    taskQueueType: 1,
  });
  const polled = (pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000);
  return polled.length === 0 ? null : Math.max(...polled);
}

const isOver = (outcome: EnrollOutcome | SubmitOutcome): boolean =>
  outcome.status === 'refused' && outcome.rejection.code === 'enrollment-ended';

/** Somebody in danger is helped, whatever has ended. */
function mayFollowTheEnd({ commands }: CommandBatch): boolean {
  return commands.some(({ facts }) => stepRuleOf(facts.type).afterDischarge === 'even-ended');
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
