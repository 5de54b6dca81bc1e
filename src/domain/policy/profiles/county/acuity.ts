import type { Rule } from '../../profile.ts';

/** Duties about the Acuity Index, level of care, stabilization (AC). */
export const acuityRules: Rule[] = [];
