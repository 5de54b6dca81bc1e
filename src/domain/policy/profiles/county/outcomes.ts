import type { Rule } from '../../profile.ts';

/** Duties about outcome instruments, satisfaction, leaving, disputes (OU, DI). */
export const outcomeRules: Rule[] = [];
