import type { Rejection } from '../../pathway/rejection.ts';
import { WorkflowUpdateFailedError, isGrpcServiceError } from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import { failureType } from '../../contracts/messages.ts';
import { EngineAwayError } from './circuit-breaker.ts';

/** What became of one attempt, read from what the client library threw. */
export type Failed =
  | { as: 'refused'; rejection: Rejection }
  | { as: 'client-already-enrolled'; enrollmentId: string }
  | { as: 'not-running' }
  /** Ask again: it was accepted by a run that went on as a new one, or not taken up. */
  | { as: 'lost-in-passing' }
  /** The record could not be reached, or is behind the workflow. */
  | { as: 'record-away' }
  /** Temporal or the worker does not answer. */
  | { as: 'engine-away' };

const passing = ['AcceptedUpdateCompletedWorkflow', 'UnprocessedUpdate'];

/** Sorts what an attempt threw; rethrows what it does not know. */
export function failedAs(error: unknown): Failed {
  if (error instanceof WorkflowNotFoundError) return { as: 'not-running' };
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    return applicationFailure(error.cause, error);
  }
  if (error instanceof EngineAwayError || isGrpcServiceError(error) || isTimeout(error))
    return { as: 'engine-away' };
  throw error;
}

function applicationFailure(cause: ApplicationFailure, error: unknown): Failed {
  const { type } = cause;
  const detail: unknown = cause.details?.[0];
  if (type === failureType.refused) return { as: 'refused', rejection: detail as Rejection };
  if (type === failureType.clientAlreadyEnrolled)
    return { as: 'client-already-enrolled', enrollmentId: String(detail) };
  if (type === failureType.recordUnavailable || type === failureType.recordBehind)
    return { as: 'record-away' };
  // The worker has another key than we: what waits meanwhile is brought by a worker.
  if (type === failureType.unproven) return { as: 'engine-away' };
  if ((type != null && passing.includes(type)) || isUnknownUpdate(cause)) return { as: 'lost-in-passing' };
  throw error;
}

/** No handler: a workflow of another kind, or of a stranger, that ends at once. The SDK's own words, without a type. */
export function isUnknownUpdate({ message }: ApplicationFailure): boolean {
  return message.startsWith('No registered handler for update: ');
}

/** Deadlines and lost connections come in several shapes, some wrapped. */
function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (['WorkflowUpdateRPCTimeoutOrCancelledError', 'ServiceError', 'TransportError'].includes(error.name))
    return true;
  return error.cause !== undefined && isTimeout(error.cause);
}
