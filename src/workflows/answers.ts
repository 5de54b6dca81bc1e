import { ApplicationFailure } from '@temporalio/workflow';
import { failureType } from '../contracts/messages.ts';
import type { SubmitReply } from '../contracts/messages.ts';
import type { Appended } from './record.ts';

/** The gateway finds it under its command id and answers with the receipt of then. */
export function alreadyRecorded(version: number): SubmitReply {
  const detail = 'This command has been recorded before.';
  return { ok: false, rejection: { code: 'already-recorded', detail, index: 0, version } };
}

/** What is thrown at the caller where the record did not take a change. */
export function notRecorded(
  result: Exclude<Appended, { status: 'recorded' | 'behind' | 'not-placed' }>,
): ApplicationFailure {
  switch (result.status) {
    case 'client-already-enrolled':
      return failure(
        failureType.clientAlreadyEnrolled,
        'The client has an open enrollment.',
        result.enrollmentId,
      );
    case 'ahead':
      return failure(
        failureType.recordBehind,
        'The record lacks events this enrollment knows.',
        result.recordVersion,
      );
    case 'refused':
      return failure(failureType.recordRefused, 'The record does not take this.');
    case 'unavailable':
      return failure(failureType.recordUnavailable, 'The record cannot be reached.');
  }
}

export function failure(type: string, message: string, ...details: unknown[]): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true, details });
}
