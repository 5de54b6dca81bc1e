import type { Login } from '../../prisma/seed/index.ts';

export const coordinators: Login[] = ['coordinator', 'coordinator2', 'coordinator3'];
export const leads: Login[] = ['supervisor', 'director'];
/** Whoever of the team. */
export const team: Login[] = [...coordinators, 'supervisor'];
