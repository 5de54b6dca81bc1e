import type { Rule } from '../../profile.ts';

/** Duties about what must be written down (DO). */
export const noteRules: Rule[] = [];
