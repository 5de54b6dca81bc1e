import type { Rule } from '../../profile.ts';

/** Duties about service authorizations and their use, SARs, the discretionary fund (AU). */
export const authorizationRules: Rule[] = [];
