import type { TransferActivities, TransferStep } from './contract.ts';
import type { AcceptedTransfer, TransferProgress, TransferWork } from '../postgres/ports.ts';
import type { Command } from '../../../engine/record/commands.ts';
import { evolveAll } from '../../../engine/deadlines/evolve.ts';
import { policyOf } from '../../../engine/deadlines/policies.ts';
import type { EnrollmentState } from '../../../engine/deadlines/state.ts';
import { statusAt } from '../../../engine/obligations/fold.ts';
import { dutiesToCarry } from '../carry.ts';
import { leavingCommand, newestIndex, withoutTransferRelease } from '../offer.ts';
import type { TransferFacts } from '../../../engine/record/steps/transfer.ts';
import type { EnrollOutcome, Gateway, SubmitOutcome } from '../../../kit/temporal/gateway.ts';
import type { Policies } from '../../../kit/policies.ts';
import type { Seal } from '../../../kit/seal.ts';
import type { RecordView } from '../../../kit/temporal/record-view.ts';

export type TransferStepsOptions = {
  work: TransferWork;
  gateway: Pick<Gateway, 'enroll' | 'submit'>;
  record: Pick<RecordView, 'loadEvents' | 'recordVersion'>;
  policies: Pick<Policies, 'policy'>;
  /** Closes protected words for their way to the record. */
  seal: Pick<Seal, 'seal'>;
};

/** What may pass by itself: the step is tried again. Its message holds no word of a client. */
class TransferPutOff extends Error {
  override readonly name = 'TransferPutOff';
}

/**
 * The steps of a transfer through the gateway, each under a command id made from the transfer's: what was recorded by an
 * attempt whose worker died is found on record by the next one.
 */
export function createTransferSteps(options: TransferStepsOptions): TransferActivities {
  return {
    enrollTransferred: (step) => enrollTransferred(options, step),
    carryOver: (step) => carryOver(options, step),
    endTransferred: (step) => endTransferred(options, step),
  };
}

async function enrollTransferred(options: TransferStepsOptions, { transferId, at }: TransferStep) {
  const { work, gateway } = options;
  const transfer = await work.load(transferId);
  if (transfer.state !== 'accepted') return { stopped: transfer.state === 'stopped' };
  const obstacle = await forbidden(options, transfer, at);
  if (obstacle !== null) return stop(work, transfer, obstacle, at);
  const outcome = await gateway.enroll(transfer.toEnrollmentId, {
    ...named(transfer, 'enroll'),
    by: transfer.answeredBy,
    clientId: await work.receiveClient(transfer),
    askedAt: transfer.answeredAt,
    level: transfer.toLevel ?? transfer.level,
    // What is left of an emergency comes over with its dates.
    emergency: false,
    origin: { type: 'transfer', transfer: transferId, enrollmentId: transfer.fromEnrollmentId },
    onCallId: null,
    policy: await policyThere(options, transfer),
  });
  if (outcome.status === 'client-already-enrolled') return stop(work, transfer, outcome.status, at);
  const refusal = settled(outcome);
  if (refusal !== null) return stop(work, transfer, refusal, at);
  await work.note(transferId, { state: 'enrolled', at });
  return { stopped: false };
}

async function carryOver(options: TransferStepsOptions, { transferId, at }: TransferStep) {
  const { work, gateway } = options;
  const transfer = await work.load(transferId);
  if (transfer.state !== 'enrolled') return;
  const state = await stateOf(options, transfer.fromEnrollmentId);
  const documents = await copies(work, transfer, state, at);
  const { obligations } = statusAt(state.steps, Math.max(at, state.lastRecordedAt));
  const { profile } = await policyThere(options, transfer);
  const { owed, single } = dutiesToCarry(obligations, (one) => policyOf(state, one).profile, profile);
  const first = { ...broughtBy(transfer, state, at), owed, documents };
  const steps = [first, ...single.map((one) => ({ type: 'carryDuty' as const, ...one }))];
  const refusal = await submit(
    gateway,
    transfer,
    'carry',
    steps.map((facts) => ({ facts })),
  );
  if (refusal !== null) throw new TransferPutOff(`what comes over was refused: ${refusal}`);
  const { coordinatorId } = transfer;
  const change: TransferProgress = { state: 'carried', at };
  if (coordinatorId !== null) {
    const facts = { type: 'assignCoordinator', coordinatorId } as const;
    change.notAssigned = await submit(gateway, transfer, 'assign', [{ facts }]);
  }
  await work.note(transferId, change);
}

async function endTransferred(
  { work, gateway, seal }: TransferStepsOptions,
  { transferId, at }: TransferStep,
) {
  const transfer = await work.load(transferId);
  if (transfer.state !== 'carried') return { ended: true };
  const { leaving, words } = transfer;
  const sealed = seal.seal(words, {
    agencyId: transfer.offeredBy.agencyId,
    enrollmentId: transfer.fromEnrollmentId,
    commandId: named(transfer, 'leave').commandId,
  });
  const refusal = await submit(gateway, transfer, 'leave', [leavingCommand(leaving, sealed)]);
  // Somebody has ended it by hand.
  const ended = refusal === null || refusal === 'discharged' || refusal === 'enrollment-ended';
  await work.note(transferId, ended ? { state: 'done', waitsFor: null, at } : { waitsFor: refusal, at });
  return { ended };
}

/** `act`: enroll, carry, assign or leave. */
function named({ id }: AcceptedTransfer, act: string) {
  return { commandId: `transfer.${id}.${act}`, fingerprint: `transfer.${id}.${act}` };
}

async function stateOf({ record }: TransferStepsOptions, enrollmentId: string): Promise<EnrollmentState> {
  return evolveAll(null, await record.loadEvents(enrollmentId), enrollmentId);
}

async function policyThere(
  { policies }: TransferStepsOptions,
  { profileHash, calendarHash }: AcceptedTransfer,
) {
  const policy = await policies.policy(profileHash, calendarHash);
  if (!policy) throw new TransferPutOff('the record lacks the policy of an agency');
  return policy;
}

function unreleased(transfer: AcceptedTransfer, state: EnrollmentState, at: number) {
  const offered = { ...transfer, toAgency: transfer.toAgencyId };
  return withoutTransferRelease(state, offered, Math.max(at, state.lastRecordedAt));
}

async function stop(work: TransferWork, { id }: AcceptedTransfer, stopped: string, at: number) {
  await work.note(id, { state: 'stopped', stopped, at });
  return { stopped: true };
}

/** What forbids that anything leaves, while nothing has. */
async function forbidden(
  options: TransferStepsOptions,
  transfer: AcceptedTransfer,
  at: number,
): Promise<string | null> {
  if ((await options.record.recordVersion(transfer.toEnrollmentId)) > 0) return null;
  const state = await stateOf(options, transfer.fromEnrollmentId);
  if (statusAt(state.steps, Math.max(at, state.lastRecordedAt)).dischargedAt !== null) return 'discharged';
  return unreleased(transfer, state, at)?.code ?? null;
}

async function submit(
  gateway: TransferStepsOptions['gateway'],
  transfer: AcceptedTransfer,
  act: 'carry' | 'assign' | 'leave',
  commands: Command[],
): Promise<string | null> {
  const leaving = act === 'leave';
  const enrollmentId = leaving ? transfer.fromEnrollmentId : transfer.toEnrollmentId;
  const by = leaving ? transfer.offeredBy : transfer.answeredBy;
  const outcome = await gateway.submit(enrollmentId, { ...named(transfer, act), by, commands });
  return settled(outcome);
}

async function copies(work: TransferWork, transfer: AcceptedTransfer, state: EnrollmentState, at: number) {
  const refusal = unreleased(transfer, state, at);
  if (!refusal) return work.copyDocuments(transfer, at);
  await work.note(transfer.id, { withoutDocuments: refusal.code, at });
  return [];
}

function broughtBy({ id, fromEnrollmentId }: AcceptedTransfer, state: EnrollmentState, at: number) {
  const index = newestIndex(state, Math.max(at, state.lastRecordedAt));
  const scored = index?.facts.type === 'scoreAcuity' ? index.facts : null;
  return {
    type: 'takeOver',
    ...{ transfer: id, from: fromEnrollmentId },
    index:
      index && scored
        ? {
            ...{ score: scored.score, scoredAt: index.at },
            ...(scored.instrument ? { form: scored.instrument.hash } : {}),
          }
        : null,
  } as const satisfies Partial<TransferFacts>;
}

/** Null when it is on record, or the code of its refusal; throws where nobody knows. */
function settled(outcome: SubmitOutcome | Exclude<EnrollOutcome, { status: 'client-already-enrolled' }>) {
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
