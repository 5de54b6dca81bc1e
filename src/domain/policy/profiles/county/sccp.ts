import type { Rule } from '../../profile.ts';

/** Duties about the plan of care beyond its deadlines (PL). */
export const sccpRules: Rule[] = [];
