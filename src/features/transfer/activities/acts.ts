import type { AcceptedTransfer, TransferWork } from '../postgres/ports.ts';
import { evolveAll } from '../../../engine/deadlines/evolve.ts';
import type { EnrollmentState } from '../../../engine/deadlines/state.ts';
import { statusAt } from '../../../engine/obligations/fold.ts';
import type { Command } from '../../../engine/record/commands.ts';
import type { EnrollOutcome, Gateway, SubmitOutcome } from '../../../kit/temporal/gateway.ts';
import type { RecordView } from '../../../kit/temporal/record-view.ts';
import type { Policies } from '../../../kit/policies.ts';
import type { Seal } from '../../../kit/seal.ts';

export type TransferStepsOptions = {
  work: TransferWork;
  gateway: Pick<Gateway, 'enroll' | 'submit'>;
  record: Pick<RecordView, 'loadEvents' | 'recordVersion'>;
  policies: Pick<Policies, 'policy'>;
  /** Closes protected words for their way to the record. */
  seal: Pick<Seal, 'seal'>;
};

/** What may pass by itself: the step is tried again. Its message holds no word of a client. */
export class TransferPutOff extends Error {
  override readonly name = 'TransferPutOff';
}

export async function stateOf(
  { record }: TransferStepsOptions,
  enrollmentId: string,
): Promise<EnrollmentState> {
  return evolveAll(null, await record.loadEvents(enrollmentId), enrollmentId);
}

export async function policyThere(
  { policies }: TransferStepsOptions,
  { profileHash, calendarHash }: AcceptedTransfer,
) {
  const policy = await policies.policy(profileHash, calendarHash);
  if (!policy) throw new TransferPutOff('the record lacks the policy of an agency');
  return policy;
}

export const owedIn = (state: EnrollmentState, at: number) =>
  statusAt(state.steps, Math.max(at, state.lastRecordedAt));

type Act = 'carry' | 'assign' | 'leave' | `carry.${string}`;

/** `act`: enroll, carry, assign or leave; `carry.` with a duty's key for what came up meanwhile. */
export function named({ id }: AcceptedTransfer, act: string) {
  return { commandId: `transfer.${id}.${act}`, fingerprint: `transfer.${id}.${act}` };
}

/**
 * One act of a transfer, in the enrollment it is about. Answers null when it is on record, or with the code of its refusal.
 *
 * @param seen The version of that record at which alone it may happen.
 */
export async function submit(
  gateway: TransferStepsOptions['gateway'],
  transfer: AcceptedTransfer,
  act: Act,
  commands: Command[],
  seen?: number,
): Promise<string | null> {
  const leaving = act === 'leave';
  const enrollmentId = leaving ? transfer.fromEnrollmentId : transfer.toEnrollmentId;
  const by = leaving ? transfer.offeredBy : transfer.answeredBy;
  const outcome = await gateway.submit(enrollmentId, {
    ...{ ...named(transfer, act), by, commands },
    ...(seen === undefined ? {} : { expectedVersion: seen }),
  });
  return settled(outcome);
}

/** Null when it is on record, or the code of its refusal; throws where nobody knows. */
export function settled(
  outcome: SubmitOutcome | Exclude<EnrollOutcome, { status: 'client-already-enrolled' }>,
) {
  switch (outcome.status) {
    case 'accepted':
      return null;
    case 'refused':
      return outcome.rejection.code;
    case 'not-found':
    case 'unavailable':
      throw new TransferPutOff(`an enrollment is not to be reached: ${outcome.status}`);
  }
}
