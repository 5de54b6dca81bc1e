import { stepKinds } from '../engine/record/steps/index.ts';
import type { Command } from '../engine/record/commands.ts';
import { submitUpdate } from './messages.ts';

/** Update, argument CommandBatch: several steps at once. */
const visitUpdate = 'visit';

/** A referral comes by `enroll`. */
const stepUpdates = Object.keys(stepKinds).filter((step) => step !== 'receiveReferral');

/**
 * Every update that brings steps: one a step type, named by it, so that a history reads like the pathway; `visit`; and
 * `submit`, which releases before 0.2.0 sent all of them as. In an order of their own: updates that wait for a run's first
 * task are taken in the order in which their handlers are registered, and a replay must take them as the run did.
 */
export const updatesWithSteps: readonly string[] = [...stepUpdates, visitUpdate, submitUpdate].toSorted();

/** The update that brings these steps. */
export function updateFor(commands: readonly Pick<Command, 'facts'>[]): string {
  const [first, ...more] = commands;
  return first === undefined || more.length > 0 ? visitUpdate : first.facts.type;
}
