import type { CommandType } from '../../src/kit/http/command.ts';
import type { Login } from '../../prisma/seed/index.ts';
import type { Random } from './random.ts';

export const coordinators: Login[] = ['coordinator', 'coordinator2', 'coordinator3'];
export const leads: Login[] = ['supervisor', 'director'];
/** Whoever of the team. */
export const team: Login[] = [...coordinators, 'supervisor'];

const forLeads: readonly CommandType[] = [
  ...(['assignCoordinator', 'changeLevel', 'reopen', 'holdClocks', 'releaseHold', 'moveDeadline'] as const),
  ...(['waiveDuty', 'explainMiss', 'voidStep', 'keepLevel', 'decideLocate', 'settleDispute'] as const),
];
const forPayers: readonly CommandType[] = ['decideAuthorization', 'decideExtension'];

/** Who asks for it. */
export function authorOf(random: Random, type: CommandType): Login {
  if (forPayers.includes(type)) return 'payer';
  return random.pick(forLeads.includes(type) ? leads : team);
}
