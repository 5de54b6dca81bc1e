import type { Rule } from '../../profile.ts';

/** Duties about crises (CR). */
export const crisisRules: Rule[] = [];
