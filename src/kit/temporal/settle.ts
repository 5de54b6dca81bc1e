import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { RawValue } from '@temporalio/common';
import { catchUpUpdate, failureType } from '../../contracts/messages.ts';
import type { SubmitReply } from '../../contracts/messages.ts';
import type { Rejection } from '../../pathway/rejection.ts';
import type { ActAsk } from '../acts.ts';
import type { Confirmations } from './confirmations.ts';
import type { EnrollOutcome, SubmitOutcome } from './gateway.ts';
import { failedAs } from './outcomes.ts';
import type { Failed } from './outcomes.ts';
import type { RecordView } from './record-view.ts';
import { replayOf } from './replays.ts';

/** What the gateway settles an outcome with. */
export type SettleMeans = {
  record: RecordView;
  confirmations: Confirmations;
  /** Asks the server for as long as a caller waits. */
  answered: <T>(ask: () => Promise<T>) => Promise<T>;
  handleOf: (enrollmentId: string) => WorkflowHandle;
  /** A value as the argument of an enrollment's update. */
  proven: (enrollmentId: string, update: string, value: unknown) => RawValue;
};

type Ask = (updateId: string) => Promise<SubmitReply>;

/** A step is asked for again under the same command id when its run went on as a new one meanwhile. */
const attempts = 5;

/** Has steps recorded, and says what became of them; where no answer told, the record does. */
export async function settle(
  means: SettleMeans,
  enrollmentId: string,
  batch: ActAsk,
  ask: Ask,
): Promise<EnrollOutcome | SubmitOutcome> {
  for (let left = attempts; left > 0; left -= 1) {
    const reply = await attempt(means, ask);
    if ('ok' in reply && reply.ok) {
      const { receipt } = reply;
      means.confirmations.note(receipt.enrollmentId, receipt.version);
      return { status: 'accepted', receipt, replayed: false };
    }
    if ('ok' in reply || reply.as === 'refused') {
      const outcome = await refusal(means, enrollmentId, batch, reply.rejection, left > 1);
      if (outcome !== 'again') return outcome;
    } else if (reply.as === 'client-already-enrolled') {
      return { status: 'client-already-enrolled', enrollmentId: reply.enrollmentId };
    } else if (reply.as === 'not-running') {
      return await withoutWorkflow(means, enrollmentId, batch);
    } else if (reply.as === 'record-away') {
      return { status: 'unavailable', unknown: true, away: 'record' };
    } else if (reply.as === 'engine-away') {
      return { status: 'unavailable', unknown: true, away: 'engine' };
    }
  }
  return { status: 'unavailable', unknown: true, away: 'engine' };
}

/** One attempt; a new update id each time, since a failure stays cached under the old one. */
async function attempt({ answered }: SettleMeans, ask: Ask): Promise<SubmitReply | Failed> {
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
async function refusal(
  means: SettleMeans,
  enrollmentId: string,
  batch: ActAsk,
  rejection: Rejection,
  mayAsk: boolean,
) {
  const { record } = means;
  const before = await record.eventsOfCommand(enrollmentId, batch.commandId);
  if (before) return replayOf(record, enrollmentId, batch, before);
  const recorded = await record.recordVersion(enrollmentId);
  if (mayAsk && recorded > rejection.version) {
    const has = await catchUp(means, enrollmentId, recorded);
    if (has === 'caught-up' || has === 'current') return 'again' as const;
  }
  return { status: 'refused', rejection } as const;
}

/** Ended, lost with its server, or never there: the record knows. */
async function withoutWorkflow(
  { record }: SettleMeans,
  enrollmentId: string,
  batch: ActAsk,
): Promise<SubmitOutcome> {
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

/** Makes a workflow that lags behind its record read on; `missing` when none is running. */
export async function catchUp(
  { answered, confirmations, handleOf, proven }: SettleMeans,
  enrollmentId: string,
  version: number,
) {
  try {
    const has = await answered(() =>
      handleOf(enrollmentId).executeUpdate<number, [RawValue]>(catchUpUpdate, {
        args: [proven(enrollmentId, catchUpUpdate, version)],
      }),
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

function isCurrent(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.cause instanceof Error &&
    'type' in error.cause &&
    error.cause.type === failureType.current
  );
}
