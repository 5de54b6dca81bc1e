import type { Rule } from '../../profile.ts';

/** Duties about emergency needs, appointments, locating a client, the treatment provider (IN). */
export const triageRules: Rule[] = [];
