import type { Enroll } from '../../../contracts/messages.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import type { Command, CommandBatch } from '../../../engine/record/commands.ts';
import type { StepFacts } from '../../../engine/record/steps/index.ts';

/** A policy by its hashes: pages long otherwise, and in the record already. */
export type PolicyName = Pick<Policy, 'profileHash' | 'calendarHash'>;

/** A request as it waits: the gateway's message with its policy left out. */
export type StoredRequest =
  | { kind: 'enroll'; message: Omit<Enroll, 'policy'> & { policy: PolicyName } }
  | { kind: 'submit'; message: Omit<CommandBatch, 'commands'> & { commands: StoredCommand[] } };

export type WaitingRequest = { kind: 'enroll'; message: Enroll } | { kind: 'submit'; message: CommandBatch };

type StoredCommand = Omit<Command, 'facts'> & {
  facts: Exclude<StepFacts, { policy: unknown }> | { type: 'adoptPolicy'; policy: PolicyName };
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
