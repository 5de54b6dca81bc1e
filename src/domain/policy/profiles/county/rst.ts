import type { Rule } from '../../profile.ts';

/** Duties about the team, contact information (RT, CO). */
export const rstRules: Rule[] = [];
