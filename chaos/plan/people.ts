import type { CommandType } from '../../src/kit/http/command.ts';
import type { Login } from '../../prisma/seed/index.ts';
import type { Random } from './random.ts';

export const coordinators: Login[] = ['coordinator', 'coordinator2', 'coordinator3'];
export const leads: Login[] = ['supervisor', 'director'];

const forLeads: readonly CommandType[] = [
  ...(['assignCoordinator', 'changeLevel', 'reopen', 'holdClocks', 'releaseHold', 'moveDeadline'] as const),
  ...(['waiveDuty', 'explainMiss', 'voidStep', 'keepLevel', 'decideLocate', 'settleDispute'] as const),
];
const forPayers: readonly CommandType[] = ['decideAuthorization', 'decideExtension'];

/**
 * Who asks for it. Mostly who has the client or leads the team; now and then somebody who has nothing to do with them, whom
 * nobody lets in.
 */
export function authorOf(random: Random, type: CommandType, coordinator: Login | null): Login {
  if (forPayers.includes(type)) return 'payer';
  return forLeads.includes(type) ? random.pick(leads) : memberFor(random, coordinator);
}

/** Who writes and pays for a client; `coordinator`: who has them. */
export function memberFor(random: Random, coordinator: Login | null): Login {
  if (random.chance(0.06)) return random.pick(coordinators);
  return coordinator !== null && random.chance(0.75) ? coordinator : 'supervisor';
}
