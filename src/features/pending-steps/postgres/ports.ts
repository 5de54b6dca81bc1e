import type { StepFacts, StepType } from '../../../engine/record/steps/index.ts';
import type { Command, CommandBatch } from '../../../engine/record/commands.ts';
import type { NotificationDraft } from '../../../engine/notifications/notification.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import type { Enroll } from '../../../contracts/messages.ts';
import type { PendingStatus } from '../statuses.ts';

/** A policy by its hashes: pages long otherwise, and in the record already. */
export type PolicyName = Pick<Policy, 'profileHash' | 'calendarHash'>;

/** A request as it waits: the gateway's message with its policy left out. */
export type StoredRequest =
  | { kind: 'enroll'; message: Omit<Enroll, 'policy'> & { policy: PolicyName } }
  | { kind: 'submit'; message: Omit<CommandBatch, 'commands'> & { commands: StoredCommand[] } };

type StoredCommand = Omit<Command, 'facts'> & {
  facts: Exclude<StepFacts, { policy: unknown }> | { type: 'adoptPolicy'; policy: PolicyName };
};

export type WaitingRequest = { kind: 'enroll'; message: Enroll } | { kind: 'submit'; message: CommandBatch };

/** Why a pending step was refused, for its author: codes and fixed words. */
export type PendingRefusal = {
  /** Of the table of problems. */
  code: string;
  detail?: string;
  /** Index of the command in the batch. */
  index: number;
  field?: string;
  version: number;
  /** The open enrollment of a client who has one already. */
  enrollmentId?: string;
};

export type NewPendingStep = {
  enrollmentId: string;
  agencyId: string;
  /** Its author. */
  staffId: string;
  types: StepType[];
  takenInAt: number;
  request: StoredRequest;
  /** What is to be told at once, whatever becomes of the engine (an emergency referral). */
  notifications: NotificationDraft[];
};

export type TakenIn =
  /** `ahead`: steps of the enrollment that are delivered before it. */
  | { status: 'waiting'; takenInAt: number; ahead: number }
  /** Another request waits under this command id. */
  | { status: 'command-id-reused' }
  /** A referral of the same client waits. */
  | { status: 'client-already-enrolled'; enrollmentId: string };

/** The first step that waits for an enrollment, held by one worker until its lease runs out. */
export type HeldStep = {
  /** Of the row: the order, and a part of the notification's id. */
  id: string;
  enrollmentId: string;
  agencyId: string;
  commandId: string;
  staffId: string;
  attempts: number;
  request: StoredRequest;
};

/** A pending step as its readers see it. */
export type PendingRow = {
  /** Of the row: their order. */
  id: string;
  commandId: string;
  types: string[];
  by: { staffId: string; name: string | null };
  takenInAt: number;
  status: PendingStatus;
  /** Version of the record after it, once recorded. */
  version: number | null;
  settledAt: number | null;
  refusal: PendingRefusal | null;
};

/** What has to be known of an enrollment before a command goes to it. */
export type Admission = {
  /** Null while only its referral waits, too. */
  onRecord: { clientId: string; endedAt: number | null; updatedAt: number } | null;
  /** Pending steps that wait for the enrollment: where there are any, every command joins them. */
  waiting: number;
  /** What is pending under this command id; `ahead`: steps that are delivered before it. */
  own: { fingerprint: string; takenInAt: number; ahead: number } | null;
};

/** The request without its policies. */
export function storedRequest(request: WaitingRequest): StoredRequest {
  if (request.kind === 'enroll') {
    const { policy, ...message } = request.message;
    return { kind: 'enroll', message: { ...message, policy: nameOf(policy) } };
  }
  const commands = request.message.commands.map(({ facts, ...command }): StoredCommand => {
    if (facts.type === 'receiveReferral') throw new TypeError('a referral is no command of a batch');
    if (facts.type !== 'adoptPolicy') return { ...command, facts };
    return { ...command, facts: { type: 'adoptPolicy', policy: nameOf(facts.policy) } };
  });
  return { kind: 'submit', message: { ...request.message, commands } };
}

/** The request with its policies again; throws when `policyOf` knows one of them not (null). */
export async function waitingRequest(
  stored: StoredRequest,
  policyOf: (name: PolicyName) => Promise<Policy | null>,
): Promise<WaitingRequest> {
  const known = async (name: PolicyName): Promise<Policy> => {
    const policy = await policyOf(name);
    if (!policy) throw new Error(`the record lacks policy ${name.profileHash} or ${name.calendarHash}`);
    return policy;
  };
  if (stored.kind === 'enroll')
    return { kind: 'enroll', message: { ...stored.message, policy: await known(stored.message.policy) } };
  const commands: Command[] = [];
  for (const { facts, ...command } of stored.message.commands) {
    commands.push({
      ...command,
      facts: facts.type === 'adoptPolicy' ? { ...facts, policy: await known(facts.policy) } : facts,
    });
  }
  return { kind: 'submit', message: { ...stored.message, commands } };
}

function nameOf({ profileHash, calendarHash }: Policy): PolicyName {
  return { profileHash, calendarHash };
}
