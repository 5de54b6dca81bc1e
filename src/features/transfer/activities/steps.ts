import type { TransferActivities, TransferStep } from './contract.ts';
import type { AcceptedTransfer, TransferProgress, TransferWork } from '../postgres/ports.ts';
import { policyOf } from '../../../engine/deadlines/policies.ts';
import type { EnrollmentState } from '../../../engine/deadlines/state.ts';
import { dutiesLeftBehind, dutiesToCarry } from '../carry.ts';
import { leavingCommand, newestIndex, withoutTransferRelease } from '../offer.ts';
import type { TransferFacts } from '../../../engine/record/steps/transfer.ts';
import {
  named,
  owedIn,
  policyThere,
  settled,
  stateOf,
  submit,
  TransferPutOff,
  type TransferStepsOptions,
} from './acts.ts';

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
  const { obligations } = owedIn(state, at);
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

async function endTransferred(options: TransferStepsOptions, { transferId, at }: TransferStep) {
  const { work, gateway, seal } = options;
  const transfer = await work.load(transferId);
  if (transfer.state !== 'carried') return { ended: true };
  const seen = await carryRest(options, transfer, at);
  const { leaving, words } = transfer;
  const sealed = seal.seal(words, {
    agencyId: transfer.offeredBy.agencyId,
    enrollmentId: transfer.fromEnrollmentId,
    commandId: named(transfer, 'leave').commandId,
  });
  const refusal = await submit(gateway, transfer, 'leave', [leavingCommand(leaving, sealed)], seen);
  if (refusal === 'version-conflict') throw new TransferPutOff('something was recorded meanwhile');
  // Somebody has ended it by hand.
  const ended = refusal === null || refusal === 'discharged' || refusal === 'enrollment-ended';
  await work.note(transferId, ended ? { state: 'done', waitsFor: null, at } : { waitsFor: refusal, at });
  return { ended };
}

/**
 * What was recorded since the client was taken over goes there too, each duty once. Answers with the version of the record
 * that was looked at: at that one alone the enrollment may end, so that nothing ends with it unseen.
 */
async function carryRest(
  options: TransferStepsOptions,
  transfer: AcceptedTransfer,
  at: number,
): Promise<number> {
  const [here, there] = [
    await stateOf(options, transfer.fromEnrollmentId),
    await stateOf(options, transfer.toEnrollmentId),
  ];
  const { profile } = await policyThere(options, transfer);
  const rest = dutiesLeftBehind(owedIn(here, at).obligations, (one) => policyOf(here, one).profile, profile, {
    obligations: owedIn(there, at).obligations,
    steps: there.steps,
  });
  for (const duty of rest) {
    const facts = { type: 'carryDuty' as const, ...duty };
    const refusal = await submit(options.gateway, transfer, `carry.${duty.origin}`, [{ facts }]);
    // Who has left there as well is owed nothing more.
    if (refusal !== null && refusal !== 'discharged' && refusal !== 'enrollment-ended')
      throw new TransferPutOff(`what came up meanwhile was refused: ${refusal}`);
  }
  return here.version;
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
  if (owedIn(state, at).dischargedAt !== null) return 'discharged';
  return unreleased(transfer, state, at)?.code ?? null;
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
