import type { CrisisRefusal } from '../../domain/crisis/refusals.ts';
import type { Problem } from './problem.ts';

export const crisisProblems = {} satisfies Record<CrisisRefusal, Problem>;
