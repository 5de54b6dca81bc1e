import type { RstRefusal } from '../../domain/rst/refusals.ts';
import type { Problem } from './problem.ts';

export const rstProblems = {} satisfies Record<RstRefusal, Problem>;
