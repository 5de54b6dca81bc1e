import type { AcuityRefusal } from '../../domain/acuity/refusals.ts';
import type { Problem } from './problem.ts';

export const acuityProblems = {} satisfies Record<AcuityRefusal, Problem>;
