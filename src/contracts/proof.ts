import type { CommandBatch } from '../engine/record/commands.ts';
import type { Actor } from '../engine/record/events.ts';
import type { StepFacts } from '../engine/record/steps/index.ts';

/**
 * Who of ours sends a message to an enrollment: the API, and what in the worker takes steps there in the name of others
 * or of the system. `upkeep` brings no steps.
 */
export type Issuer = 'api' | 'import' | 'round' | 'move' | 'transfer' | 'delivery' | 'upkeep';

/**
 * What a message was found to be where it was decoded: whose it is, and which update or workflow it was made for. `before`:
 * from the release before, whose messages say nothing, while a worker is told to take them.
 */
export type Proof = { by: Issuer; of: string } | { by: 'before' };

type Brought = { commandId: string; by: Actor; steps: readonly StepFacts[] };

const person = ({ by }: Brought): boolean => by.role !== 'system';
const only = ({ steps }: Brought, ...types: StepFacts['type'][]): boolean =>
  steps.every(({ type }) => types.includes(type));

/** What each may bring: who has a key for one thing says nothing else with it. */
const mayBring: Record<Issuer, (brought: Brought) => boolean> = {
  api: person,
  // Taken in by the API, in its author's name.
  delivery: person,
  import: ({ by, steps }) =>
    by.role === 'ops' &&
    steps.every((step) => step.type === 'receiveReferral' && step.origin.type === 'hmis-import'),
  // In nobody's name but the system's.
  round: ({ by, steps }) =>
    by.role === 'system' &&
    steps.every((step) => step.type === 'assignCoordinator' && step.suggested !== undefined),
  move: (brought) =>
    person(brought) && brought.commandId.startsWith('move:') && only(brought, 'assignCoordinator'),
  transfer: (brought) =>
    person(brought) &&
    brought.commandId.startsWith('transfer.') &&
    only(brought, 'receiveReferral', 'takeOver', 'carryDuty', 'assignCoordinator', 'discharge'),
  upkeep: () => false,
};

/** Whether a message was made, by one of ours, for this update or workflow. */
export function isMadeFor(of: string, proof: Proof | null | undefined): proof is Proof {
  return proof != null && (proof.by === 'before' || proof.of === of);
}

/** Whether who sent these steps may bring them. */
export function mayBeBrought(
  proof: Proof,
  { commandId, by, commands }: Pick<CommandBatch, 'commandId' | 'by' | 'commands'>,
): boolean {
  return (
    proof.by === 'before' || mayBring[proof.by]({ commandId, by, steps: commands.map(({ facts }) => facts) })
  );
}
